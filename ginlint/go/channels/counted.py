"""Goroutines that are counted and then, on some way, not started: nobody calls Done for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.flow import evaluated
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.names import Function

    Method = Callable[[Function, ast.CallExpr], str]

MAX_HOPS = 2


def left_counted(function: Function, method: Method) -> Iterator[tuple[ast.CallExpr, ast.Node]]:
    """Yield each Add of one to a group that outlives the call, and the return without the goroutine or Done.

    `method` tells Add, Done and Wait of a WaitGroup.
    """
    calls = [node for node in ast.walk(function.body, into_literals=False) if isinstance(node, ast.CallExpr)]
    for add in calls:
        if method(function, add) != "Add" or [function.file.text(arg) for arg in add.args] != ["1"]:
            continue
        place = _place(function, add)
        if not place or function.graph.loop_at(add) is not None or _is_deferred(function, place, method):
            continue
        if any(_is_for(function, start, place, method) for start in _starts(function, add)):
            left = _return_without(function, add, place, method)
            if left is not None:
                yield add, left


def _place(function: Function, call: ast.CallExpr) -> str:
    """Return where a group is that outlives the call: ".wg" in a receiver, "" for others."""
    group = call.fun.x if isinstance(call.fun, ast.SelectorExpr) else None
    root = group
    while isinstance(root, ast.SelectorExpr):
        root = root.x
    if not isinstance(root, ast.Ident) or group is None:
        return ""
    if root.obj is None:
        return function.file.text(group)
    text = function.file.text(group)
    return text[len(root.name) :] if root.obj.kind == "receiver" else ""


def _starts(function: Function, add: ast.CallExpr) -> Iterator[ast.GoStmt]:
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.GoStmt) and node.pos > add.pos:
            yield node


def _is_for(function: Function, start: ast.GoStmt, place: str, method: Method) -> bool:
    """Tell whether a goroutine, or a function of the module that it comes to, calls Done on the group."""
    call = start.call
    if not isinstance(call, ast.CallExpr):
        return False
    if isinstance(call.fun, ast.FuncLit):
        scope = call.fun.scope
        return scope is not None and _does(scope, place, method, 0)
    body = body_of(function.file.typer.callee(call))
    return body is not None and _does(body, place, method, 0)


def _does(function: Function, place: str, method: Method, hops: int) -> bool:
    """Tell a function that calls Done on a group of this place, or calls one that does."""
    for inner in function.all():
        for call in ast.nodes_of(inner.body, ast.CallExpr):
            if method(inner, call) == "Done" and _place(inner, call) == place:
                return True
            called = body_of(inner.file.typer.callee(call)) if hops < MAX_HOPS else None
            if called is not None and called is not function and _does(called, place, method, hops + 1):
                return True
    return False


def _is_deferred(function: Function, place: str, method: Method) -> bool:
    """Tell a function that defers what calls Done, whatever that asks for."""
    return any(
        isinstance(node, ast.CallExpr) and _settles(function, node, place, method)
        for defer in ast.nodes_of(function.body, ast.DeferStmt)
        for node in ast.walk(defer)
    )


def _settles(function: Function, call: ast.CallExpr, place: str, method: Method) -> bool:
    """Tell what counts down, or may: a Done, an Add of another number, who is given the group."""
    kind = method(function, call)
    if kind:
        return kind != "Wait" and _place(function, call) == place
    file = function.file
    if any(file.text(arg).lstrip("&").endswith(place) for arg in call.args):
        return True
    if isinstance(call.fun, ast.FuncLit):
        return call.fun.scope is not None and _does(call.fun.scope, place, method, 0)
    callee = file.typer.callee(call)
    body = body_of(callee)
    return callee.kind == "value" or (body is not None and _does(body, place, method, 0))


def _return_without(function: Function, add: ast.CallExpr, place: str, method: Method) -> ast.Node | None:
    """Return a return that control comes to from `add` with no goroutine started, and no Done."""

    def step(node: ast.Node, state: bool) -> bool | None:
        for part in evaluated(node):
            if isinstance(part, ast.GoStmt | ast.FuncLit):
                return None
            if isinstance(part, ast.CallExpr) and part is not add and _settles(function, part, place, method):
                return None
        return state

    for path in function.graph.paths_from(add, True, step=step):
        if path.exit is not None and path.exit.kind == "return" and path.exit.node is not None:
            return path.exit.node
    return None
