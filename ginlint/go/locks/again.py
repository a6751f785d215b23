"""Whether a second unlock on one way is sure: what is set beside the first one may keep it from running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.locks.keys import operation
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.locks.walk import Event, Walk
    from ginlint.go.names import Function

BLOCKS = (ast.BlockStmt, ast.CaseClause, ast.CommClause)


def is_kept_apart(walk: Walk, event: Event) -> bool:
    """Tell an unlock that a test keeps from those before it, or before which something may lock again."""
    function, second = walk.function, event.node
    firsts = [it for it in _unlocks(function, event) if it.pos < second.pos]
    start = min((it.pos for it in firsts), default=second.pos)
    if any(start < it.pos < second.pos and _may_lock(function, it) for it in _calls(function)):
        return True
    set_here = {text for first in firsts for text in _set_beside(function, first, second)}
    asked = {text for cond in _conditions(function, start, second.pos) for text in _names(function, cond)}
    return not set_here.isdisjoint(asked)


def _unlocks(function: Function, event: Event) -> Iterator[ast.ExprStmt]:
    """Yield the statements that give up the lock of an event, by its text and the way it is held."""
    for stmt in ast.nodes_of(function.body, ast.ExprStmt):
        found = operation(function, stmt.x) if isinstance(stmt.x, ast.CallExpr) else None
        if found is not None and found.verb == "release" and found.lock == event.held.lock:
            yield stmt


def _calls(function: Function) -> Iterator[ast.CallExpr]:
    return (it for it in ast.walk(function.body) if isinstance(it, ast.CallExpr))


def _may_lock(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call of a function value, or of what speaks of locks by its name; not a lock's own method."""
    if operation(function, call) is not None:
        return False
    words = table("locks")["takes"]
    value = function.file.typer.callee(call).kind == "value"
    return value or any(word in last_name(call.fun).lower() for word in words)


def _set_beside(function: Function, first: ast.Node, second: ast.Node) -> Iterator[str]:
    """Yield what the branch of an unlock sets that does not have the second one."""
    block = function.enclosing(first, *BLOCKS)
    if block is None or block.pos <= second.pos < block.end:
        return
    for node in ast.walk(block, into_literals=False):
        if isinstance(node, ast.AssignStmt):
            yield from map(function.file.text, node.lhs)


def _conditions(function: Function, start: int, end: int) -> Iterator[ast.Node]:
    """Yield what is tested from an unlock to the next."""
    for node in ast.walk(function.body, into_literals=False):
        tested = node.cond if isinstance(node, (ast.IfStmt, ast.ForStmt)) else None
        tested = node.tag if isinstance(node, ast.SwitchStmt) else tested
        if tested is not None and start < tested.pos < end:
            yield tested


def _names(function: Function, tested: ast.Node) -> Iterator[str]:
    for node in ast.walk(tested):
        if isinstance(node, (ast.Ident, ast.SelectorExpr)):
            yield function.file.text(node)
