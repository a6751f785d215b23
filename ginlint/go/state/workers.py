"""Goroutines without end: what they run again and again, and who keeps out of their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, function_of
from ginlint.go.goroutines import started_by
from ginlint.go.outlasting import goes_on_and_on
from ginlint.go.ownership.release import root_variable
from ginlint.go.state.guard import is_guarded, takes_lock
from ginlint.go.state.setup import sets_up
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import FuncSymbol, Function

MAX_HOPS = 2
MANY = 60  # functions that a goroutine comes to


def body_started(function: Function, start: ast.GoStmt) -> Function | None:
    """Return what a goroutine runs: a literal, or a function of the package."""
    call = start.call
    if not isinstance(call, ast.CallExpr):
        return None
    if isinstance(call.fun, ast.FuncLit):
        return call.fun.scope
    body = body_of(function.file.typer.callee(call))
    return body if body is not None and body.file.package is function.file.package else None


def looping(body: Function, hops: int = 0) -> Iterator[Function]:
    """Yield what a goroutine runs, and the functions of its package that its loops call, with no lock."""
    yield body
    for call in ast.walk(body.body, into_literals=False) if hops < MAX_HOPS else ():
        if not isinstance(call, ast.CallExpr) or isinstance(body.parent_of(call), ast.GoStmt):
            continue
        root = root_variable(call.fun)
        if root is not None and root.function is body and root.kind != "receiver":
            continue  # a method of what each round has anew, perhaps
        called = function_of(body.file.typer.callee(call).symbol) if hops or goes_on(body, call) else None
        apart = called is not None and called.file.package is body.file.package and not locks(called)
        if called is not None and apart and not is_guarded(body, call):
            yield from looping(called, hops + 1)


def goes_on(body: Function, node: ast.Node) -> bool:
    """Tell what a loop without end does."""
    return any(
        loop.stmt is not None and loop.stmt.pos <= node.pos < loop.stmt.end and goes_on_and_on(body, loop)
        for loop in body.graph.loops
    )


def lasts(place: ast.Expr) -> bool:
    """Tell a map or field of a receiver, or of the package: one of a local variable may be another."""
    root = root_variable(place)
    return root is None or root.kind == "receiver"


def locks(function: Function, *, inside: bool = False) -> bool:
    """Tell a function that takes a lock; with `inside` what stands around a literal does not count."""
    return any(
        takes_lock(inner, node)
        for inner in (function if inside else function.outermost).all()
        for node in ast.nodes_of(inner.body, ast.CallExpr)
    )


def reached_from(body: Function) -> set[FuncSymbol]:
    """Return the module's functions that a goroutine may come to."""
    found: set[FuncSymbol] = set()
    pending = [body]
    while pending and len(found) < MANY:
        function = pending.pop()
        for inner in function.all():
            for call in ast.nodes_of(inner.body, ast.CallExpr):
                symbol = inner.file.typer.callee(call).symbol
                called = function_of(symbol) if symbol not in found else None
                if symbol is not None and called is not None:
                    found.add(symbol)
                    pending.append(called)
    return found


def keeps_out(caller: Function) -> bool:
    """Tell a caller that may have a lock, is handed to whoever runs it, or makes what it calls."""
    literal = caller.node is not None and started_by(caller) is None
    return literal or sets_up(caller) or locks(caller)
