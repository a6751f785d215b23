"""Contexts that are put around themselves again and again.

A derived context keeps its parent for as long as it lives (package context). One
that is assigned back to where its parent was makes the chain longer each time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.fewrounds import has_few_rounds
from ginlint.go.flow import is_endless
from ginlint.go.names import CONTEXT, Chan, Func, Pointer
from ginlint.go.ownership import UseKind, uses_of_variable
from ginlint.go.ownership.release import root_variable
from ginlint.go.putback import is_put_back
from ginlint.go.receivers import type_at
from ginlint.go.requestbodies import REQUEST
from ginlint.go.requests import serves
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.flow import Loop
    from ginlint.go.names import Callee, Function, Variable
    from ginlint.go.package import Package

MAX_DEPTH = 4
WINDOW = 300

BLANK = b"_"
NAME = re.compile(rb"\w+")
# The start of `x.y, z = f(`, from the first name on.
ASSIGNED_CALL = re.compile(rb"([\w.\[\]]+)\s*(?:,[\w.,\s\[\]]*)?=\s*(?!append\()[\w.\[\]]+\(")


class Growth(NamedTuple):
    """An assignment that puts a context around the one that `target` held.

    `per` is what it happens for each time: iteration, request, message, connection
    or call. `strength` is 2 where it is plain to grow, 1 where a callee is trusted to
    keep what it is given, 0 where it may be meant, or happen only once.
    """

    function: Function
    statement: ast.AssignStmt
    target: ast.Expr
    call: ast.CallExpr
    per: str
    strength: int


def growths(package: Package) -> Iterator[Growth]:
    """Yield the assignments of a package by which a context may grow."""
    for file in package.speaking:
        for outer in file.functions_at(_candidates(file)):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    if isinstance(node, ast.AssignStmt) and node.op == "=":
                        yield from _growths_at(function, node)


def _candidates(file: File) -> Iterator[int]:
    """Yield the offsets of assignments that may put a context around itself, by their text."""
    text = file.parsed.text
    for offsets in file.facts.index.writes.values():
        for offset in offsets:
            found = ASSIGNED_CALL.match(text, offset)
            if found is None:
                continue
            rest = text[found.end() : found.end() + WINDOW]
            speaks = b"ctx" in found[0] + rest or b"ontext" in found[0] + rest
            if speaks and found[1] in rest and found[1] != BLANK and _may_hold_one(file, offset, found[1]):
                yield offset


def _may_hold_one(file: File, offset: int, name: bytes) -> bool:
    """Tell whether what is assigned at `offset` may be a context or a request: a no is certain."""
    commented = file.text_noted[max(0, offset - 80) : offset].rstrip().endswith(b"/")
    type_ = type_at(file, offset, name) if NAME.fullmatch(name) and not commented else None
    return type_ is None or type_ in (CONTEXT, REQUEST)


def _growths_at(function: Function, statement: ast.AssignStmt) -> Iterator[Growth]:
    typer = function.file.typer
    for index, target in enumerate(statement.lhs):
        call = statement.rhs[index if len(statement.lhs) == len(statement.rhs) else 0]
        if not isinstance(call, ast.CallExpr):
            continue
        if typer.type_of(target) not in (CONTEXT, REQUEST) or not _contains_itself(function, call, target):
            continue
        strength = _wraps(typer.callee(call))
        if strength and not is_put_back(function, statement, target):
            yield from _placed(function, statement, target, call, strength)


# Whether the new value keeps the old one


def _contains_itself(function: Function, call: ast.CallExpr, target: ast.Expr) -> bool:
    """Tell a call that is given what `target` holds, or the context that a request in it has."""
    root = root_variable(target)
    text = function.file.text(target)
    parts: list[ast.Node] = [*call.args]
    parts += [
        variable.definition.value
        for argument in call.args
        if isinstance(argument, ast.Ident)
        and (variable := argument.obj) is not None
        and variable is not root
        and not variable.writes
        and variable.definition.value is not None
    ]
    return any(
        isinstance(node, ast.Expr) and root_variable(node) is root and function.file.text(node) == text
        for part in parts
        for node in ast.walk(part, into_literals=False)
    )


def _wraps(callee: Callee, depth: int = 0) -> int:
    """Return 2 if the result is known to keep the argument as its parent, 1 if that is likely, 0 if not."""
    if callee.name.startswith(("context.With", "net/http.Request.With")):
        return 2
    if callee.kind in ("builtin", "conversion") or depth > MAX_DEPTH:
        return 0
    function = body_of(callee)
    if function is None:
        return 1
    typer = function.file.typer
    contexts = [v for v in function.parameters if typer.variable_type(v) in (CONTEXT, REQUEST)]
    return max((_use_wraps(function, parameter, depth) for parameter in contexts), default=0)


def _use_wraps(function: Function, parameter: Variable, depth: int) -> int:
    best = 0
    typer = function.file.typer
    for use in uses_of_variable(function, parameter):
        if use.kind is not UseKind.ARGUMENT or use.callee is None or use.call is None:
            continue
        results = str(typer.type_of(use.call))
        if str(CONTEXT) in results:
            best = max(best, _wraps(use.callee, depth + 1))
    return best


# Whether it happens again and again


def _placed(
    function: Function, statement: ast.AssignStmt, target: ast.Expr, call: ast.CallExpr, strength: int
) -> Iterator[Growth]:
    root = _origin(root_variable(target))
    shared = root is None and function.file.typer.package_value(_base(target)) is not None
    if root is None and not shared:
        return
    place: Function = function
    node: ast.Node = statement
    while True:
        loop = _loop_outside(place, node, root)
        if loop is not None:
            likely = _in_loop(place, loop, target, call)
            if likely is not None:
                yield Growth(function, statement, target, call, "iteration", min(strength, likely))
            return
        if place.node is None or place.parent is None or (root is not None and root.function is place):
            break
        if not _runs_in_place(place):
            yield from _in_literal(Growth(function, statement, target, call, "call", strength), place, root)
            return
        node, place = place.node, place.parent
    yield from _kept(Growth(function, statement, target, call, "call", strength), root)


def _origin(root: Variable | None) -> Variable | None:
    """Follow a pointer that is another name for something: c := pc."""
    for _ in range(MAX_DEPTH):
        if root is None or root.writes or not isinstance(root.definition.value, ast.Ident):
            break
        other = root.definition.value.obj
        type_ = root.function.file.typer.variable_type(root)
        if other is None or root.definition.index >= 0 or not isinstance(type_, Pointer) or type_ == REQUEST:
            break
        root = other
    return root


def _base(expr: ast.Expr) -> ast.Expr:
    """Return the package-level name that a chain of fields and brackets starts from, with its package."""
    while isinstance(expr, (ast.SelectorExpr, ast.IndexExpr, ast.StarExpr)):
        if isinstance(expr, ast.SelectorExpr) and isinstance(expr.x, ast.Ident) and expr.x.obj is None:
            break
        expr = expr.x
    return expr


def _loop_outside(function: Function, node: ast.Node, root: Variable | None) -> Loop | ast.Stmt | None:
    """Return the innermost loop around `node` that `root` comes into; its statement if it runs once."""
    graph = function.graph
    loop = graph.loop_at(node)
    while loop is not None:
        if root is None or root.function is not function or not _declared_in(root, loop, function):
            return loop
        loop = loop.parent
    around = graph.loop_around(node)
    if around is None or (root is not None and around.pos <= root.pos < around.end):
        return None
    return around


def _declared_in(root: Variable, loop: Loop, function: Function) -> bool:
    if loop.stmt is None:
        first = next((node.pos for node in function.graph.blocks[loop.head].nodes), 0)
        return root.pos >= first
    return root.kind != "loop" and loop.stmt.pos <= root.pos < loop.stmt.end


def _in_loop(
    function: Function,
    loop: Loop | ast.Stmt,
    target: ast.Expr,
    call: ast.CallExpr,
) -> int | None:
    """Return how likely a context grows in a loop, None if the loop starts from another each time."""
    around: ast.Node | None = loop if isinstance(loop, ast.Stmt) else loop.stmt
    region = around if around is not None else function.body
    if _is_reset(function, region, target):
        return None
    if isinstance(loop, ast.Stmt) or _is_composed(function, region, target, call):
        return 0
    if isinstance(region, (ast.ForStmt, ast.RangeStmt)) and has_few_rounds(function, region):
        return 0
    if _walks(region) or _is_handed_back(function, region, target):
        return 0
    return 0 if _goes_round_at_start(function, region) else 2


def _walks(region: ast.Node) -> bool:
    """Tell `for node != nil { … node = node.Next }`: it has as many rounds as there are nodes, and ends."""
    match region:
        case ast.ForStmt(_, ast.BinaryExpr("!=", ast.Ident() as name, ast.Ident("nil"))):
            return name.obj is not None and any(
                isinstance(node, ast.AssignStmt) and _is_step(node, name.obj) for node in ast.walk(region)
            )
    return False


def _is_step(write: ast.AssignStmt, variable: Variable) -> bool:
    match write:
        case ast.AssignStmt([ast.Ident() as target], "=", [ast.SelectorExpr(ast.Ident() as x)]):
            return target.obj is variable and x.obj is variable
    return False


def _goes_round_at_start(function: Function, region: ast.Node) -> bool:
    """Tell a range over what there is as a service starts: it ends, and is not come to again."""
    if not isinstance(region, ast.RangeStmt):
        return False
    typer = function.file.typer
    if isinstance(typer.program.underlying(typer.type_of(region.x)), Chan | Func):
        return False
    requests = function.file.package.project.requests
    return requests.heat(function, region) is None and requests.runs_at_start(function)


def _is_handed_back(function: Function, region: ast.Node, target: ast.Expr) -> bool:
    """Tell a context that is put together in a loop, for who gets it when that is done."""
    return isinstance(region, ast.RangeStmt) and any(
        isinstance(node, ast.Ident) and isinstance(target, ast.Ident) and node.obj is target.obj
        for stmt in ast.nodes_of(function.body, ast.ReturnStmt)
        if stmt.pos >= region.end
        for result in stmt.results
        for node in ast.walk(result)
    )


def _is_reset(function: Function, region: ast.Node, target: ast.Expr) -> bool:
    """Tell whether the target, or what it is a field of, is also set to something that it is no part of."""
    root, text = root_variable(target), function.file.text(target)
    for node in ast.walk(region):
        if not isinstance(node, ast.AssignStmt):
            continue
        for index, left in enumerate(node.lhs):
            if root_variable(left) is not root or not text.startswith(function.file.text(left)):
                continue
            value = node.rhs[index if len(node.lhs) == len(node.rhs) else 0]
            if node.op == "=" and not _mentions(function, value, root, text):
                return True
    return False


def _mentions(function: Function, value: ast.Expr, root: Variable | None, text: str) -> bool:
    for node in ast.walk(value):
        if isinstance(node, ast.Ident) and node.obj is not None and node.obj is root:
            return True
        if root is None and isinstance(node, ast.Expr) and function.file.text(node) == text:
            return True
    made = value.obj.definition.value if isinstance(value, ast.Ident) and value.obj is not None else None
    return made is not None and any(
        isinstance(node, ast.Ident) and node.obj is root and root is not None for node in ast.walk(made)
    )


def _is_composed(function: Function, region: ast.Node, target: ast.Expr, call: ast.CallExpr) -> bool:
    """Tell a loop that builds one context for after it, from options, headers or hooks."""
    if isinstance(region, ast.ForStmt) and is_endless(region):
        return False
    if isinstance(region, ast.RangeStmt) and _is_of_range(call.fun, region):
        return True
    root = root_variable(target)
    if root is None or not isinstance(target, ast.Ident):
        return False
    rounds = region.body if isinstance(region, ast.RangeStmt) else region  # what it ranges over is asked once
    return not any(
        rounds.pos <= use.pos < rounds.end and not _only_passes(function, use, root) for use in root.uses
    )


def _is_of_range(fun: ast.Expr, loop: ast.RangeStmt) -> bool:
    """Tell hook(ctx), hook.Before(ctx) and hooks[i](ctx) in a range over hooks."""
    names = [key.obj for key in (loop.key, loop.value) if isinstance(key, ast.Ident) and key.obj is not None]
    return any(isinstance(node, ast.Ident) and node.obj in names for node in ast.walk(fun))


def _only_passes(function: Function, use: ast.Ident, root: Variable) -> bool:
    """Tell a use in an assignment to the variable itself, or in a return."""
    node: ast.Node | None = use
    while node is not None and not isinstance(node, ast.Stmt):
        if isinstance(node, ast.FuncLit):
            return False
        node = function.parent_of(node)
    if isinstance(node, ast.ReturnStmt):
        return True
    return isinstance(node, ast.AssignStmt) and any(
        isinstance(left, ast.Ident) and left.obj is root for left in node.lhs
    )


def _runs_in_place(literal: Function) -> bool:
    """Tell a literal that is called where it stands, deferred or started there."""
    around = literal.parent_of(literal.node) if literal.node is not None else None
    return isinstance(around, ast.CallExpr) and around.fun is literal.node


def _in_literal(growth: Growth, literal: Function, root: Variable | None) -> Iterator[Growth]:
    """Judge a literal that may run many times, with a variable from around it."""
    if _is_reset(growth.function, literal.body, growth.target):
        return
    serving = literal
    while serving.parent is not None and (root is None or serving is not root.function):
        if serves(serving):
            yield Growth(
                growth.function, growth.statement, growth.target, growth.call, "request", growth.strength
            )
            return
        serving = serving.parent
    yield Growth(growth.function, growth.statement, growth.target, growth.call, "call", 0)


def _kept(growth: Growth, root: Variable | None) -> Iterator[Growth]:
    """Judge what is stored back beyond the call: in a package variable, or the receiver of a handler."""
    function = growth.function
    if _is_reset(function, function.body, growth.target):
        return
    if root is None:
        heat = function.file.package.project.requests.heat(function, growth.statement)
        if heat is not None:
            per = heat.per
            yield Growth(function, growth.statement, growth.target, growth.call, per, growth.strength)
        return
    if root.kind != "receiver" or isinstance(growth.target, ast.Ident) or not serves(root.function):
        return
    if isinstance(function.file.typer.variable_type(root), Pointer):
        yield Growth(
            function, growth.statement, growth.target, growth.call, "request", min(growth.strength, 1)
        )
