"""Clients that keep connections, goroutines or files, made for every request and left behind."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.callsite import CallNames
from ginlint.go.file import Names
from ginlint.go.names import Named, deref
from ginlint.go.ownership.release import is_error, root_variable
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Callee, Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.requests import Heat

CLONE = Names(("Clone",))
MAX_ROUNDS = 3
MAX_DEPTH = 4


class Kind(NamedTuple):
    """A kind of client: `bounded` says that what it keeps goes away by itself after a while.

    `maker` is the function of the module that makes it, "" if another module's does. `shares`
    names an option by which it is given what it would else make for itself, `needs` one
    without which it makes none.
    """

    what: str
    cost: str
    bounded: bool = False
    transport: bool = False
    maker: str = ""
    shares: str = ""
    needs: str = ""


class Client(NamedTuple):
    """A client made at `node` in hot code and neither closed nor kept."""

    function: Function
    node: ast.Expr
    kind: Kind
    heat: Heat


def clients_per_request(package: Package) -> Iterator[Client]:
    """Yield the clients that hot code of a package makes, uses and forgets."""
    requests = package.project.requests
    for function, node, kind in _made_in(package):
        if _verdict(function, node, kind) == "forgotten":
            heat = requests.heat(function, node)
            if heat is not None:
                yield Client(function, node, kind, heat)


def is_client_per_request(function: Function, call: ast.CallExpr) -> bool:
    """Tell an acquisition that client-per-request reports, so that no other rule has to."""
    project = function.file.package.project
    kind = _makers(project).get(function.file.typer.callee(call).name)
    return (
        kind is not None
        and _verdict(function, call, kind) == "forgotten"
        and project.requests.heat(function, call) is not None
    )


def _made_in(package: Package) -> Iterator[tuple[Function, ast.Expr, Kind]]:
    known = _makers(package.project)
    for call in package.calls(*known):
        if not call.file.test:
            yield call.function, call.node, known[call.callee.name]
    for file in package.speaking:
        if not file.test:
            yield from _literals(file)


@cache
def _literal_names() -> Names:
    model = table("clients")
    types = (model["transport"]["type"], *(entry["type"] for entry in model["literal"]))
    return Names(name.rpartition(".")[2] for name in types)


def _literals(file: File) -> Iterator[tuple[Function, ast.Expr, Kind]]:
    """Yield the literals and copies of what keeps something open."""
    kinds = {entry["type"]: Kind(entry["what"], entry["cost"]) for entry in table("clients")["literal"]}
    transport = table("clients")["transport"]
    offsets = file.typed(_literal_names())
    offsets += file.called(CLONE) if "net/http" in {s.path for s in file.names.imports} else []
    for outer in file.functions_at(offsets):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                if isinstance(node, ast.CompositeLit) and node.type is not None and "." in node.type.text:
                    name = str(file.typer.written(node.type.text))
                    kind = _transport(node) if name == transport["type"] else kinds.get(name)
                    if kind is not None:
                        around = function.parent_of(node)
                        yield function, around if isinstance(around, ast.UnaryExpr) else node, kind
                elif isinstance(node, ast.CallExpr) and file.typer.callee(node).name == transport["clone"]:
                    yield (
                        function,
                        node,
                        Kind(transport["what"], transport["cost"], bounded=True, transport=True),
                    )


def _transport(literal: ast.CompositeLit) -> Kind | None:
    """Return the kind of a transport by its fields, None if it keeps no connections."""
    model = table("clients")["transport"]
    bounded = False
    for element in literal.elts:
        match element:
            case ast.KeyValueExpr(ast.Ident("DisableKeepAlives"), value):
                if not (isinstance(value, ast.Ident) and value.name == "false"):
                    return None
            case ast.KeyValueExpr(ast.Ident("IdleConnTimeout"), _):
                bounded = True
    return Kind(model["what"], model["cost"], bounded, transport=True)


# Functions of the module that make one for their callers


@question
def _makers(project: Project) -> dict[str, Kind]:
    known = {
        name: Kind(entry["what"], entry["cost"], shares=entry.get("shares", ""))
        for entry in table("clients")["client"]
        for name in entry["makes"]
    }
    fresh: dict[str, Kind] = {}
    for package in project.linked:
        for file in package.listed:
            if not file.test:
                for function, node, kind in _literals(file):
                    fresh |= _maker(function, node, kind)
    known.update(fresh)
    wanted = dict(known)
    for _ in range(MAX_ROUNDS):
        found: dict[str, Kind] = {}
        for function, call, kind in _calls(project, wanted):
            found |= {name: own for name, own in _maker(function, call, kind).items() if name not in known}
        if not found:
            break
        known.update(found)
        wanted = found
    return known


def _calls(project: Project, wanted: dict[str, Kind]) -> Iterator[tuple[Function, ast.CallExpr, Kind]]:
    names = CallNames(wanted)
    for name in sorted({qualified.rpartition(".")[2] for qualified in wanted}):
        for file, offset in project.call_sites(name):
            decl = file.declaration_at(offset)
            if file.test or decl is None or not _may_hand_out(decl.results):
                continue
            if not names.may_be_at(file, offset, name):
                continue
            call = file.calls(decl).get(offset)
            if call is not None and call.callee.name in wanted:
                yield call.function, call.node, wanted[call.callee.name]


def _may_hand_out(results: str) -> bool:
    return "*" in results or "." in results


def _maker(function: Function, node: ast.Expr, kind: Kind) -> dict[str, Kind]:
    """Return the function around `node` with its kind, if it returns what is made there."""
    symbol = function.symbol
    if symbol is None or _verdict(function, node, kind) != "returned":
        return {}
    own = Kind(
        kind.what, kind.cost, kind.bounded, kind.transport, function.name, needs=_needed(function, node)
    )
    return {symbol.qualified: own}


def _needed(function: Function, node: ast.Expr) -> str:
    """Return the option in `if !opts.Own { return … }` before the place where a client is made."""
    for stmt in function.body.stmts:
        match stmt:
            case ast.IfStmt(
                None, ast.UnaryExpr("!", ast.SelectorExpr(ast.Ident() as x, name, _)), body, None
            ):
                if stmt.end <= node.pos and x.obj in function.parameters:
                    return name if function.graph.always_leaves(body) else ""
    return ""


def _goes_without(call: ast.CallExpr, option: str) -> bool:
    """Tell a call whose only options are a literal that leaves one of them out."""
    literals = [arg for arg in call.args if isinstance(arg, ast.CompositeLit)]
    keyed = all(isinstance(elt, ast.KeyValueExpr) for literal in literals for elt in literal.elts)
    return bool(literals) and keyed and not _is_given(call, option)


# Where a client goes


def _verdict(function: Function, node: ast.Expr, kind: Kind) -> str:
    """Return what becomes of a client: forgotten, returned, closed or kept."""
    around = function.parent_of(node)
    if isinstance(around, ast.AssignStmt) and not _is_local(function, around, node):
        return "kept"
    if kind.shares and not kind.maker and isinstance(node, ast.CallExpr) and _is_given(node, kind.shares):
        return "kept"
    if kind.needs and isinstance(node, ast.CallExpr) and _goes_without(node, kind.needs):
        return "kept"
    if isinstance(around, ast.ReturnStmt) or _is_result(around):
        return "returned"
    if _asks_to_close(function):
        return "closed"
    found = {_fate(use, kind, 0) for use in uses_of(function, node)}
    found |= {
        _fate(use, kind, 0) for other in _given_too(around, node) for use in uses_of_variable(function, other)
    }
    return next((fate for fate in ("closed", "kept", "returned") if fate in found), "forgotten")


def _given_too(statement: ast.Node | None, node: ast.Expr) -> Iterator[Variable]:
    """Yield the variables that get the other results: the transport beside its client."""
    if isinstance(statement, ast.AssignStmt) and statement.rhs == [node]:
        for target in statement.lhs[1:]:
            if isinstance(target, ast.Ident) and target.obj is not None and not is_error(target.obj):
                yield target.obj


def _is_given(call: ast.CallExpr, option: str) -> bool:
    """Tell a call with a literal, written there or kept in a variable, that sets a field."""
    for arg in call.args:
        for value in _set_to(arg.obj) if isinstance(arg, ast.Ident) and arg.obj is not None else (arg,):
            for node in ast.walk(value):
                key = node.key if isinstance(node, ast.KeyValueExpr) else None
                if isinstance(key, ast.Ident) and key.name == option:
                    return True
    return False


def _set_to(variable: Variable) -> Iterator[ast.Expr]:
    """Yield what a variable is declared with and what it is set to, one value at a time."""
    if variable.definition.value is not None:
        yield variable.definition.value
    for write in variable.writes:
        if isinstance(write, ast.AssignStmt) and len(write.rhs) == 1:
            yield write.rhs[0]


def _is_result(statement: ast.Node | None) -> bool:
    """Tell an assignment to a named result."""
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) else []
    return any(
        isinstance(target, ast.Ident) and target.obj is not None and target.obj.kind == "result"
        for target in targets[:1]
    )


def _is_local(function: Function, statement: ast.AssignStmt, node: ast.Expr) -> bool:
    """Tell an assignment to a local variable of the function itself."""
    index = statement.rhs.index(node)
    if index >= len(statement.lhs):
        return False
    target = statement.lhs[index]
    if not isinstance(target, ast.Ident):
        root = root_variable(target)
        return root is not None and root.function is function and root.kind == "local"
    return target.obj is not None and target.obj.function is function and target.name != "_"


def _asks_to_close(function: Function) -> bool:
    """Tell `req.Close = true`: the connection is not kept."""
    return any(
        isinstance(node, ast.AssignStmt)
        and any(isinstance(target, ast.SelectorExpr) and target.sel == "Close" for target in node.lhs)
        for node in ast.walk(function.body)
    )


def _fate(use: Use, kind: Kind, depth: int) -> str:
    flow = table("clients")["flow"]
    match use.kind:
        case UseKind.METHOD:
            return "closed" if use.member in flow["closing"] else "used"
        case UseKind.READ:
            return "kept" if use.member in flow["closing"] else "used"
        case UseKind.RETURNED:
            return "returned" if use.function.node is None else "kept"
        case UseKind.COMPOSITE:
            return _of_holder(use, kind, depth)
        case UseKind.STORED:
            return _of_target(use, kind, depth)
        case UseKind.ARGUMENT if use.callee is not None and use.call is not None:
            if use.callee.name in flow["wrapping"] and depth <= MAX_DEPTH:
                return _of_value(use.function, use.call, kind, depth)
            return _of_argument(use, use.callee, use.call, depth)
    return "kept"


def _of_holder(use: Use, kind: Kind, depth: int) -> str:
    """Follow a transport into the client or proxy that is made around it."""
    if not kind.transport or use.around is None or depth > MAX_DEPTH:
        return "kept"
    typer = use.function.file.typer
    if str(typer.type_of(use.around)) not in table("clients")["transport"]["holders"]:
        return "kept"
    around = use.function.parent_of(use.around)
    value = around if isinstance(around, ast.UnaryExpr) else use.around
    return _of_value(use.function, value, kind, depth)


def _of_value(function: Function, value: ast.Expr, kind: Kind, depth: int) -> str:
    """Follow what is made around a client."""
    statement = function.parent_of(value)
    if isinstance(statement, ast.AssignStmt) and not _is_local(function, statement, value):
        return "kept"
    return _worst({_fate(inner, kind, depth + 1) for inner in uses_of(function, value)})


def _of_target(use: Use, kind: Kind, depth: int) -> str:
    """Follow a transport into a client whose field it becomes."""
    target = use.target
    root = root_variable(target) if target is not None else None
    if not kind.transport or root is None or root.kind != "local" or depth > MAX_DEPTH:
        return "kept"
    typer = use.function.file.typer
    if str(deref(typer.variable_type(root))) not in table("clients")["transport"]["holders"]:
        return "kept"
    return _worst({_fate(inner, kind, depth + 1) for inner in uses_of_variable(use.function, root)})


def _worst(fates: set[str]) -> str:
    return next((fate for fate in ("closed", "kept", "returned") if fate in fates), "used")


def _of_argument(use: Use, callee: Callee, call: ast.CallExpr, depth: int) -> str:
    """Tell whether a function keeps what it is given: by what it does, or else by its name."""
    flow = table("clients")["flow"]
    statement = use.function.parent_of(call)
    if isinstance(statement, ast.AssignStmt) and not _is_local(use.function, statement, call):
        return "kept"  # what is made with it outlives the function
    name = callee.name.rpartition(".")[2] or last_name(call.fun)
    if name in flow["keeping"] or any(word in name.lower() for word in ("close", "shutdown", "cleanup")):
        return "kept"
    symbol = callee.symbol
    if symbol is None or symbol.file is None or symbol.decl is None or symbol.decl.body is None:
        return "used" if callee.name in flow["using"] or not _gives_object(callee) else "kept"
    function = symbol.file.function(symbol.decl)
    if not function.parameters or depth > MAX_DEPTH:
        return "kept"
    parameter = function.parameters[min(use.index, len(function.parameters) - 1)]
    return "kept" if _keeps(function, parameter, depth) else "used"


def _gives_object(callee: Callee) -> bool:
    """Tell a function of another module that gives something which may hold the argument."""
    results = getattr(callee.signature, "results", None)
    if results is None:
        return True
    return any(isinstance(deref(result), Named) for result in results)


def _keeps(function: Function, parameter: Variable, depth: int) -> bool:
    """Tell whether a function of the module stores, returns or closes its parameter."""
    kind = Kind("", "")
    return any(
        _fate(use, kind, depth + 1) in ("kept", "closed", "returned")
        for use in uses_of_variable(function, parameter)
    )
