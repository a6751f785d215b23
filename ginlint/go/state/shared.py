"""State that all requests share without being a package variable.

Variables of a factory, which the handler that it returns captures, and fields of
a value whose methods are handlers, written by these or by methods that they call.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.blanks import BLANK
from ginlint.go.call import body_of, last_name
from ginlint.go.goroutines import start_of
from ginlint.go.names import Map, Pointer, deref
from ginlint.go.names.symbols import receiver_name
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.requests import declared_to_serve, serves
from ginlint.go.state.chosen import ends_or_waits, is_for_some, is_set
from ginlint.go.state.meanwhile import is_constant
from ginlint.go.syntax import ast
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.goroutines import Start
    from ginlint.go.names import Callee, FuncSymbol, Function, Variable
    from ginlint.go.ownership.uses import Use
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

MAX_COMMAS = 5
MAX_HELPERS = 2
MANY = 6  # methods of one name


SET_LIMIT = re.compile((rb"SetLimit\(%b1%b\)" % (BLANK, BLANK)).decode())


class SharedWrite(NamedTuple):
    """A statement or call that writes what all requests may share.

    `kind` is captured (a variable of the factory around), field (of the receiver) or
    goroutines (a variable of the function that starts them).
    `name` is the variable, or the field as written. Whether it runs while serving,
    and whether the receiver is one for all, is for `Requests.heat` and `is_shared` to say.
    `aside` says that no method of the receiver's type is a handler.
    """

    function: Function
    node: ast.Node
    target: ast.Expr
    variable: Variable
    kind: str
    name: str
    in_map: bool
    aside: bool = False


def shared_writes(package: Package) -> Iterator[SharedWrite]:
    """Yield the writes of what the handlers of a package may share."""
    for function, aside in serving_functions(package):
        for node in ast.walk(function.body, into_literals=False):
            for target in written_by(function, node):
                found = _shared(function, node, target)
                if found is not None:
                    yield found._replace(aside=aside)


def serving_functions(package: Package) -> Iterator[tuple[Function, bool]]:
    """Yield the functions that serve, the literals in them, and the other methods of types with handlers.

    Then, with True, of other types those methods that handlers may come to and that write to what they hold.
    """
    writing = [(file, decl) for file in package.speaking for decl in _writing(file)]
    types = _types_with_handlers(package, {receiver_name(decl.recv) for _, decl in writing})
    reach = package.project.requests.reach
    for file, decl in writing:
        near = []
        if receiver_name(decl.recv) in types or reach.serves(file, decl):
            every = file.function(decl).all()
            near = [it for it in every if server_of(it) is not None or _type_name(it.outermost) in types]
        yield from ((function, False) for function in near)
        if (
            not near
            and decl.name not in _crowded(package.project)
            and _writes_through(file, decl)
            and package.project.requests.may_be_hot(file, decl.pos)
        ):
            yield file.function(decl), True


def writes_side_by_side(package: Package) -> Iterator[SharedWrite]:
    """Yield what goroutines that a loop starts write to what is made before the loop.

    Entries of maps, and what is read and written in one: appending, counting.
    """
    found = (outer for file in package.speaking for outer in file.functions_at(_literals_by_loops(file)))
    for outer in found:
        for function in outer.all():
            loop = _starting_loop(function)
            if loop is None:
                continue
            for node in ast.walk(function.body, into_literals=False):
                for target in written_by(function, node):
                    write = _of_loop(function, loop, node, target)
                    if write is not None:
                        yield write


def _literals_by_loops(file: File) -> Iterator[int]:
    """Yield the offsets of the literals of functions that have a loop and write something, by the index."""
    written = {decl.pos for _, decl in _written_in(file)}
    for offset in file.facts.index.kinds.get("literal", ()):
        decl = file.declaration_at(offset)
        if decl is None or (decl.pos in written and file.holds(decl, "for")):
            yield offset


def _starting_loop(function: Function) -> ast.ForStmt | ast.RangeStmt | None:
    """Return the loop that starts a goroutine each round, of which `function` is the body."""
    start = start_of(function) if function.node is not None else None
    if start is None or start.by != "goroutine" or function.parent is None:
        return None
    return loop_around(start)


def loop_around(start: Start) -> ast.ForStmt | ast.RangeStmt | None:
    """Return the loop that starts a goroutine each round, and does not wait for it before the next."""
    function = start.function
    loop = function.enclosing(start.node, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
    if not isinstance(loop, (ast.ForStmt, ast.RangeStmt)):
        return None
    if SET_LIMIT.search(function.file.text(function.outermost.body)) is not None:
        return None
    return None if any(_runs_alone(start, node) for node in ast.walk(loop.body)) else loop


def _runs_alone(start: Start, node: ast.Node) -> bool:
    """Tell what may hold a round of the loop back until the goroutine of the one before is through."""
    if start.node.pos <= node.pos < start.node.end:
        return False
    match node:
        case ast.CallExpr():
            return last_name(node.fun) == "Wait"
        case ast.UnaryExpr("<-", _):
            return True
        case ast.SendStmt(channel, _):
            return not _has_slots(start.function, channel)
    return False


def _has_slots(function: Function, channel: ast.Expr) -> bool:
    """Tell a local channel, or one of a package, that is made for more than one at a time."""
    variable = channel.obj if isinstance(channel, ast.Ident) else None
    made = variable.definition.value if variable is not None else _made_for_package(function, channel)
    size = made.args[1] if isinstance(made, ast.CallExpr) and len(made.args) > 1 else None
    return size is not None and not (isinstance(size, ast.BasicLit) and size.value in ("0", "1"))


def _made_for_package(function: Function, channel: ast.Expr) -> ast.Expr | None:
    value = function.file.typer.package_value(channel)
    if value is None or value.file is None or value.decl is None:
        return None
    return next(iter(value.file.initialisers(value.decl)[value.decl.position :]), None)


@question
def _crowded(project: Project) -> frozenset[str]:
    """Return the names that many methods have: they are called through interfaces, as a rule."""
    TRACE.seen.add(SIGNATURES)
    files = (file for package in project.packages for file in package.listed if not file.test)
    names = Counter(decl.name for file in files for decl in file.declarations if decl.recv)
    return frozenset(name for name, count in names.items() if count > MANY)


def _writes_through(file: File, decl: FuncDecl) -> bool:
    """Tell by text a method through a pointer that sets a field, or an entry of what a field holds."""
    if not decl.recv.startswith("*") or not decl.recv_name or decl.body is None:
        return False
    return _writing_field(decl.recv_name).search(file.parsed.text, *decl.body) is not None


@cache
def _writing_field(receiver: str) -> re.Pattern[bytes]:
    path = rb"\b%b(?:\.[\w\x80-\xff]+)+" % re.escape(receiver.encode())
    return re.compile(path + rb"(?:\[[^\n]*\](?:\.\w+)*)?\s*(?:[-+]?=(?!=)|\+\+|--)")


def _of_loop(
    function: Function, loop: ast.ForStmt | ast.RangeStmt, node: ast.Node, target: ast.Expr
) -> SharedWrite | None:
    variable = root_variable(target)
    in_map = isinstance(node, ast.CallExpr) or is_entry(function, target)
    if variable is None or loop.pos <= variable.pos < loop.end or variable.function is function:
        return None
    if not in_map and not _changes(function, node, target):
        return None
    starter, literal = function.parent, function.node
    left = starter is not None and literal is not None and ends_or_waits(starter, loop, literal.end)
    if is_set(node) and left:
        return None
    return SharedWrite(function, node, target, variable, "goroutines", function.file.text(target), in_map)


def _changes(function: Function, node: ast.Node, target: ast.Expr) -> bool:
    """Tell what reads a value and writes it back: `x = append(x, …)`, `x++`, `x += …`; not of an element.

    A variable that each sets to what it has found holds what another one has: `err = f()`.
    """
    if any(isinstance(part, ast.IndexExpr | ast.StarExpr) for part in ast.walk(target)):
        return False
    if isinstance(target, ast.Ident) and isinstance(node, ast.AssignStmt) and node.op == "=":
        number = node.lhs.index(target) if len(node.lhs) == len(node.rhs) else 0
        found = not is_constant(node.rhs[min(number, len(node.rhs) - 1)])
        return found and not is_for_some(function, node)
    match node:
        case ast.AssignStmt([_], "=", [ast.CallExpr(_, [first, *_], _) as call]):
            appended = function.file.typer.callee(call).name == "builtin.append"
            return appended and function.file.text(first) == function.file.text(target)
        case ast.AssignStmt(_, op, _):
            return op not in ("=", ":=")
    return isinstance(node, ast.IncDecStmt)


def _types_with_handlers(package: Package, among: set[str]) -> set[str]:
    """Return the names, of those `among` them, of the types of which a method is a handler."""
    found: set[str] = set()
    for file in package.files:
        for decl in file.facts.functions:
            name = receiver_name(decl.recv)
            if (
                decl.recv.startswith("*")
                and name in among
                and name not in found
                and _may_serve(decl.params)
                and package.project.requests.reach.serves(file, decl)
            ):
                symbol = package.symbol(file, decl)
                if symbol is not None and _is_handler(symbol):
                    found.add(symbol.recv_type)
    return found - {""}


def _may_serve(params: str) -> bool:
    """Tell by text whether a function may take what only requests have."""
    return "." in params and params.count(",") <= MAX_COMMAS


def _type_name(function: Function) -> str:
    symbol = function.symbol
    return symbol.recv_type if symbol is not None else ""


def _is_handler(symbol: FuncSymbol) -> bool:
    """Tell a method with a handler's own parameters, and a name that is not one of housekeeping."""
    if not declared_to_serve(symbol) or _is_for_housekeeping(symbol.name):
        return False
    types = {str(parameter.type) for parameter in symbol.params}
    return "net/http.ResponseWriter" not in types or "*net/http.Request" in types


def is_housekeeping(function: Function) -> bool:
    """Tell by its name what makes a value ready for its next use, or sets up a service."""
    return _is_for_housekeeping(function.outermost.name.rpartition(".")[2])


def _is_for_housekeeping(name: str) -> bool:
    return name.lower().startswith(tuple(table("registrations")["housekeeping"]["prefixes"]))


def _writing(file: File) -> list[FuncDecl]:
    """Return the functions that may write through their receiver or in a literal, by the index."""
    around: dict[int, FuncDecl] = {}
    for name, decl in _written_in(file):
        if name in ("", decl.recv_name) or file.holds(decl, "literal"):
            around[decl.pos] = decl
    return [around[pos] for pos in sorted(around)]


def _written_in(file: File) -> Iterator[tuple[str, FuncDecl]]:
    """Yield the first names of what may be written, "" for what is removed from, and the functions around."""
    index = file.facts.index
    removing = [("", offset) for name in ("delete", "clear") for offset in index.calls.get(name, ())]
    writing = [(name, offset) for name, offsets in index.writes.items() for offset in offsets]
    for name, offset in (*writing, *removing):
        decl = file.declaration_at(offset)
        if decl is not None:
            yield name, decl


def server_of(function: Function) -> Function | None:
    """Return the function at or around this one that serves a request."""
    current: Function | None = function
    while current is not None:
        if serves(current) is not None:
            return current
        current = current.parent
    return None


def written_by(function: Function, node: ast.Node) -> list[ast.Expr]:
    """Return what a node assigns to, counts up or removes from."""
    match node:
        case ast.AssignStmt(lhs, op, _) if op != ":=":
            return lhs
        case ast.IncDecStmt(x, _):
            return [x]
        case ast.CallExpr(ast.Ident("delete" | "clear"), [x, *_], _):
            return [x] if function.file.typer.callee(node).kind == "builtin" else []
    return []


def _shared(function: Function, node: ast.Node, target: ast.Expr) -> SharedWrite | None:
    variable = root_variable(target)
    kind = kind_of(function, variable) if variable is not None else ""
    if variable is None or not kind or (kind == "field" and isinstance(target, ast.Ident)):
        return None
    in_map = isinstance(node, ast.CallExpr) or is_entry(function, target)
    name = variable.name if kind == "captured" else function.file.text(target)
    return SharedWrite(function, node, target, variable, kind, name, in_map)


def kind_of(function: Function, variable: Variable) -> str:
    """Return captured or field for a variable that may lead to what requests share, else ""."""
    server = server_of(function)
    if server is not None and _is_above(variable.function, server):
        return "captured"
    is_receiver = variable.kind == "receiver" and variable.function is function.outermost
    pointer = is_receiver and isinstance(function.file.typer.variable_type(variable), Pointer)
    return "field" if pointer and not is_housekeeping(function) else ""


def is_entry(function: Function, target: ast.Expr) -> bool:
    """Tell an entry of a map."""
    if not isinstance(target, ast.IndexExpr):
        return False
    typer = function.file.typer
    return isinstance(typer.program.underlying(deref(typer.type_of(target.x))), Map)


def _is_above(owner: Function, server: Function) -> bool:
    """Tell whether `owner` is a function around `server`, none of which serves: a factory."""
    if _is_called_at_once(server):
        return False
    current = server.parent
    while current is not None:
        if serves(current) is not None:
            return False
        if current is owner:
            return not _serves_itself(owner)
        current = current.parent
    return False


def _is_called_at_once(literal: Function) -> bool:
    """Tell a literal that is handed to a function of the module which does no more than call it."""
    call = literal.parent_of(literal.node) if literal.node is not None else None
    if not isinstance(call, ast.CallExpr) or literal.node not in call.args:
        return False
    return _only_calls(literal.file.typer.callee(call), call.args.index(literal.node))


def _only_calls(callee: Callee, index: int, depth: int = 0) -> bool:
    """Tell whether a function calls what it gets as argument `index` itself, or has such a function do so."""
    body = body_of(callee)
    if body is None or depth >= MAX_HELPERS or index >= len(body.parameters):
        return False
    uses = list(uses_of_variable(body, body.parameters[index]))
    return bool(uses) and all(
        use.kind is UseKind.READ or (use.function is body and _is_call(body, use, depth)) for use in uses
    )


def _is_call(function: Function, use: Use, depth: int) -> bool:
    if use.call is None or use.callee is None or isinstance(function.parent_of(use.call), ast.GoStmt):
        return False
    if use.kind is UseKind.METHOD:
        return not use.member
    return use.kind is UseKind.ARGUMENT and _only_calls(use.callee, use.index, depth + 1)


def _serves_itself(owner: Function) -> bool:
    """Tell a function that makes a handler for one request, and lets it serve that: h.ServeHTTP(w, r)."""
    return any(
        owner.file.typer.callee(call).name in table("handlers")["next"]["methods"]
        for call in ast.nodes_of(owner.body, ast.CallExpr)
        if last_name(call.fun) == "ServeHTTP"
    )
