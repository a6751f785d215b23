"""Goroutines that wait for what outlives the function which starts them, once for each time that it runs.

`go func() { <-c.exit; w.Stop() }()` is there until c.exit closes, also when the function has long
returned. That matters where a loop without end calls the function with the same c.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.forwards import received
from ginlint.go.goroutines import start_of
from ginlint.go.names import Chan
from ginlint.go.outlasting import goes_on_and_on
from ginlint.go.ownership.release import root_variable
from ginlint.go.requests import callers_of
from ginlint.go.syntax import ast
from ginlint.go.testsupport import helps_tests
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package

JOINING = ("Done", "Wait")


class LeftWaiting(NamedTuple):
    """A goroutine started at `node` that waits for `channel` alone; `call` runs its function in a loop."""

    function: Function
    node: ast.GoStmt
    channel: ast.Expr
    call: Call


def left_waiting(package: Package) -> Iterator[LeftWaiting]:
    """Yield such goroutines, of functions that return without having waited for the same."""
    for file in package.speaking:
        starts = () if helps_tests(file) else file.facts.index.kinds.get("go", ())
        for outer in file.functions_at(starts):
            for node in ast.walk(outer.body, into_literals=False) if outer.symbol is not None else ():
                found = _left_waiting(outer, node) if isinstance(node, ast.GoStmt) else None
                if found is not None:
                    yield found


def _left_waiting(function: Function, node: ast.GoStmt) -> LeftWaiting | None:
    literal = node.call.fun if isinstance(node.call, ast.CallExpr) else None
    if (
        not isinstance(literal, ast.FuncLit)
        or literal.scope is None
        or function.graph.loop_at(node) is not None
    ):
        return None
    channels = _awaited_first(literal.scope)
    roots = [_outer_root(function, channel) for channel in channels]
    if not roots or None in roots or _is_joined(literal.scope, function):
        return None
    if not _returns_first(function, node, [function.file.text(channel) for channel in channels]):
        return None
    for call in callers_of(function):
        if _runs_again(call, function, [root for root in roots if root is not None]):
            return LeftWaiting(function, node, channels[0], call)
    return None


def _awaited_first(literal: Function) -> list[ast.Expr]:
    """Return the channels that a goroutine begins to wait for; none if it does anything else, or goes on."""
    statements = [stmt for stmt in literal.body.stmts if not isinstance(stmt, ast.DeferStmt)]
    first = statements[0] if statements else None
    if any(isinstance(stmt, (ast.ForStmt, ast.RangeStmt)) for stmt in statements):
        return []
    waits = [clause.comm for clause in first.clauses] if isinstance(first, ast.SelectStmt) else [first]
    channels = [received(wait) for wait in waits]
    return [] if None in channels else [channel for channel in channels if channel is not None]


def _outer_root(function: Function, channel: ast.Expr) -> Variable | None:
    """Return the parameter or receiver that a channel is reached from: a field, or the end of a context."""
    typer = function.file.typer
    place = channel
    if isinstance(channel, ast.CallExpr):
        if typer.callee(channel).name != "context.Context.Done" or not isinstance(
            channel.fun, ast.SelectorExpr
        ):
            return None
        place = channel.fun.x
    elif not isinstance(typer.program.underlying(typer.type_of(channel)), Chan):
        return None
    if isinstance(place, ast.SelectorExpr) and place.sel == "C":
        return None  # a timer or ticker comes soon
    root = root_variable(place)
    if root is None or root.kind not in ("parameter", "receiver") or root.writes:
        return None
    return root if root.function is function else None


def _is_joined(literal: Function, function: Function) -> bool:
    """Tell a goroutine that tells its function when it has ended."""
    for node in ast.walk(literal.body):
        match node:
            case ast.SendStmt():
                return True
            case ast.CallExpr(ast.Ident("close"), [ast.Ident() as x], _):
                if x.obj is not None and x.obj.function is function:
                    return True
            case ast.CallExpr(ast.SelectorExpr(x, "Done"), [], _):
                if function.file.typer.callee(node).name == "sync.WaitGroup.Done":
                    return True
    return False


def _returns_first(function: Function, node: ast.GoStmt, channels: list[str]) -> bool:
    """Tell whether the function may return without having waited for any of the channels itself."""

    def step(inner: ast.Node, state: bool) -> bool | None:
        waits = any(
            isinstance(part, ast.UnaryExpr) and part.op == "<-" and function.file.text(part.x) in channels
            for part in evaluated(inner)
        )
        return None if waits else state

    search = function.graph.paths_from(node, True, step=step)
    return any(path.exit is not None and path.exit.kind in ("return", "end") for path in search)


def _runs_again(call: Call, callee: Function, roots: list[Variable]) -> bool:
    """Tell a call in a loop without end that gives it the same receiver and arguments every time."""
    function, node = call.function, call.node
    place: ast.Node = node
    while True:
        loop = function.graph.loop_at(place)
        if loop is not None and loop.stmt is not None and goes_on_and_on(function, loop):
            return all(_is_older(_given(node, callee, root), loop.stmt) for root in roots)
        start = start_of(function) if function.node is not None else None
        if start is None:
            return False
        function, place = start.function, start.node


def _given(call: ast.CallExpr, callee: Function, root: Variable) -> ast.Expr | None:
    """Return what a call hands over as a receiver or parameter."""
    if root.kind == "receiver":
        return call.fun.x if isinstance(call.fun, ast.SelectorExpr) else None
    index = callee.parameters.index(root)
    return call.args[index] if index < len(call.args) and not call.ellipsis else None


def _is_older(given: ast.Expr | None, loop: ast.Stmt) -> bool:
    """Tell a variable, or a field of one, that is made before a loop and not set in it."""
    if not isinstance(given, (ast.Ident, ast.SelectorExpr)):
        return False
    root = root_variable(given)
    if root is None or loop.pos <= root.pos < loop.end:
        return False
    return not any(loop.pos <= write.pos < loop.end for write in root.writes)
