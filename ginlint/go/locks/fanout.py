"""Sends, under a lock, to each of what it guards.

Who stops taking them has to be removed, which needs the lock: neither may ever go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.locks.hindered import takes_itself
from ginlint.go.locks.keys import is_beside
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.locks.walk import Event, Walk
    from ginlint.go.names import Function


def feeds_each(walk: Walk, event: Event) -> bool:
    """Tell a plain send to each of what the lock guards and only who takes the lock removes."""
    function, send = walk.function, event.node
    if not isinstance(send, ast.SendStmt) or isinstance(function.parent_of(send), ast.CommClause):
        return False
    loop = _loop_over(function, send)
    if loop is None or not is_beside(function, event.held.lock, loop.x) or _is_last(function, send):
        return False
    name = last_name(loop.x)
    return any(_removes(other, name) for other in _others(walk, event.held.lock.kind))


def _is_last(function: Function, send: ast.SendStmt) -> bool:
    """Tell a send right before the channel is closed: there is room for it, as for who never receives."""
    block = function.parent_of(send)
    stmts = getattr(block, "stmts", None) or getattr(block, "body", None) or []
    after = stmts[stmts.index(send) + 1] if send in stmts[:-1] else None
    match after:
        case ast.ExprStmt(ast.CallExpr(ast.Ident("close"), [closed], _)):
            return function.file.text(closed) == function.file.text(send.chan)
    return False


def _loop_over(function: Function, send: ast.SendStmt) -> ast.RangeStmt | None:
    """Return the loop whose key or value is, or holds, the channel."""
    root = send.chan
    while isinstance(root, (ast.SelectorExpr, ast.IndexExpr)):
        root = root.x
    if not isinstance(root, ast.Ident) or root.obj is None or root.obj.kind != "range":
        return None
    loop = function.enclosing(send, ast.RangeStmt, ast.FuncLit)
    while isinstance(loop, ast.RangeStmt):
        if any(isinstance(it, ast.Ident) and it.obj is root.obj for it in (loop.key, loop.value)):
            return loop
        loop = function.enclosing(loop, ast.RangeStmt, ast.FuncLit)
    return None


def _others(walk: Walk, kind: str) -> Iterator[Function]:
    """Yield the other functions of the package that take such a lock themselves."""
    for other in walk.function.file.package.project.locks.walks(walk.function.file.package) if kind else ():
        if other.function.outermost is not walk.function.outermost and takes_itself(other, kind):
            yield other.function


def _removes(function: Function, name: str) -> bool:
    """Tell a function that takes something out of what is called `name`."""
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.CallExpr(ast.Ident("delete"), [held, _], _) if last_name(held) == name:
                return True
            case ast.AssignStmt([target], "=", [value]) if last_name(target) == name:
                if _is_shortened(function, value, name):
                    return True
    return False


def _is_shortened(function: Function, value: ast.Expr, name: str) -> bool:
    """Tell `append(x[:i], x[i+1:]...)`, `x[:n]` and what slices.Delete gives."""
    if isinstance(value, ast.CallExpr):
        if function.file.typer.callee(value).name in table("locks")["removers"]:
            return True
        value = value.args[0] if value.args and value.ellipsis else value
    return isinstance(value, ast.SliceExpr) and last_name(value.x) == name
