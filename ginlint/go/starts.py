"""Goroutines that requests start: those that never end, and those that nothing limits in number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.constant import integer
from ginlint.go.endless import endless_loops, may_be_endless
from ginlint.go.names import Array
from ginlint.go.requests import serves
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.endless import Endless
    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package
    from ginlint.go.requests import Heat


class EndlessStart(NamedTuple):
    """A loop without end that code which `heat` makes hot begins, in a goroutine started at `node`.

    `stream` says that there is no goroutine: what serves the request loops itself, at `node`.
    """

    function: Function
    node: ast.Node
    endless: Endless
    heat: Heat
    stream: bool


def endless_starts(package: Package) -> Iterator[EndlessStart]:
    """Yield what requests begin and nothing ends."""
    for file in package.speaking:
        yield from (start for outer in file.functions_at(_candidates(file)) for start in _starts_in(outer))


def _candidates(file: File) -> Iterator[int]:
    """Yield the offsets of what may begin a loop without end for a request, by index and text."""
    requests, kinds = file.package.project.requests, file.facts.index.kinds
    yield from (at for at in kinds.get("go", ()) if requests.may_be_hot(file, at))
    text = file.parsed.text
    yield from (
        at for at in kinds.get("for", ()) if may_be_endless(text, at) and requests.may_serve(file, at)
    )


def _starts_in(outer: Function) -> Iterator[EndlessStart]:
    requests = outer.file.package.project.requests
    for function in outer.all():
        for node in ast.nodes_of(function.body, ast.GoStmt):
            endless = _endless_in(function, node)
            heat = requests.heat(function, node) if endless is not None else None
            if endless is not None and heat is not None and not _is_only_one(function, node, heat):
                yield EndlessStart(function, node, endless, heat, stream=False)
        if serves(function):
            yield from _streams(function)


def _streams(function: Function) -> Iterator[EndlessStart]:
    for endless in endless_loops(function):
        heat = function.file.package.project.requests.heat(function, endless.loop)
        if heat is not None and not endless.ticks:
            yield EndlessStart(function, endless.loop, endless, heat, stream=True)


def _endless_in(function: Function, start: ast.GoStmt) -> Endless | None:
    """Return the endless loop in the body of a goroutine: a literal or a function of the module."""
    call = start.call
    if not isinstance(call, ast.CallExpr):
        return None
    body = call.fun.scope if isinstance(call.fun, ast.FuncLit) else None
    symbol = function.file.typer.callee(call).symbol
    if body is None and symbol is not None and symbol.file is not None and symbol.decl is not None:
        body = symbol.file.function(symbol.decl) if symbol.decl.body is not None else None
    if body is None or _recovers(body):
        return None
    return next(endless_loops(body), None)


def _recovers(body: Function) -> bool:
    """Tell whether a goroutine counts on a panic to end its loop."""
    return any(
        isinstance(node, ast.CallExpr)
        and last_name(node.fun) in ("recover", "Goexit")
        and body.file.typer.callee(node).name in ("builtin.recover", "runtime.Goexit")
        for node in ast.walk(body.body)
    )


def _is_only_one(function: Function, node: ast.Node, heat: Heat) -> bool:
    """Tell whether a test on the way, of nil or of a flag, lets the goroutine be started once only."""
    places = [(function, node), *((call.function, call.node) for call in heat.calls)]
    return any(_is_guarded(place, at) for place, at in places)


def _is_guarded(function: Function, node: ast.Node) -> bool:
    around = function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        if isinstance(around, ast.IfStmt) and not around.cond.pos <= node.pos < around.cond.end:
            return not function.in_error_branch(node)
        if isinstance(around, ast.CaseClause):
            return True
        around = function.parent_of(around)
    return any(_leaves_early(stmt, node) for stmt in ast.walk(function.body, into_literals=False))


def _leaves_early(stmt: ast.Node, node: ast.Node) -> bool:
    """Tell `if m.started { return }` before a place."""
    if not isinstance(stmt, ast.IfStmt) or stmt.end > node.pos or not stmt.body.stmts:
        return False
    if not isinstance(stmt.body.stmts[-1], ast.ReturnStmt):
        return False
    match stmt.cond:
        case (
            ast.BinaryExpr("!=", ast.SelectorExpr(), ast.Ident("nil")) | ast.SelectorExpr() | ast.Ident("ok")
        ):
            return True
        case ast.UnaryExpr("!", ast.CallExpr()) | ast.CallExpr():
            return any(
                isinstance(part, ast.CallExpr) and "Swap" in last_name(part.fun)
                for part in ast.walk(stmt.cond)
            )
    return False


class Unbounded(NamedTuple):
    """A go statement that a loop over data of unknown size runs, with nothing to limit the number."""

    function: Function
    node: ast.GoStmt
    heat: Heat


def unbounded_starts(package: Package) -> Iterator[Unbounded]:
    """Yield the go statements that requests run once for each of their items."""
    for outer in package.functions_with("go"):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                if isinstance(node, ast.GoStmt) and _is_unbounded(function, node):
                    heat = package.project.requests.heat(function, node)
                    if heat is not None:
                        yield Unbounded(function, node, heat)


def _is_unbounded(function: Function, start: ast.GoStmt) -> bool:
    loop = function.graph.loop_around(start)
    if loop is None:
        return False
    if isinstance(loop, ast.RangeStmt):
        return not _is_small(function, loop.x) and not _is_limited(function, loop)
    match loop.cond:
        case ast.BinaryExpr("<" | "<=", ast.Ident(), limit):
            typer = function.file.typer
            sized = isinstance(limit, ast.CallExpr) and typer.callee(limit).name == "builtin.len"
            return sized and not _is_limited(function, loop)
    return False


def _is_small(function: Function, over: ast.Expr) -> bool:
    """Tell what has a size that the source shows: a literal, an array, a number."""
    typer = function.file.typer
    if isinstance(over, ast.Ident) and over.obj is not None and not over.obj.writes:
        value = over.obj.definition.value
        if value is not None and isinstance(value, ast.CompositeLit):
            return True
    elif typer.package_value(over) is not None:
        return True  # a package's own list, not a request's
    return (
        isinstance(over, ast.CompositeLit)
        or isinstance(typer.program.underlying(typer.type_of(over)), Array)
        or integer(over, typer) is not None
        or str(typer.type_of(over)) == "int"
    )


def _is_limited(function: Function, loop: ast.ForStmt | ast.RangeStmt) -> bool:
    """Tell whether anything in the loop, or a name around it, looks like a limit."""
    words = table("goroutines")["limits"]["words"]
    for node in ast.walk(loop):
        if isinstance(node, ast.SendStmt | ast.SelectStmt) or (
            isinstance(node, ast.UnaryExpr) and node.op == "<-"
        ):
            return True
        name = (
            node.name
            if isinstance(node, ast.Ident)
            else node.sel
            if isinstance(node, ast.SelectorExpr)
            else ""
        )
        if any(word in name.lower() for word in words):
            return True
    calls = (n for n in ast.walk(loop.body, into_literals=False) if isinstance(n, ast.CallExpr))
    return any(function.file.typer.callee(call).name.endswith(".Wait") for call in calls)
