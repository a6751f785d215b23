"""Unlocks that are deferred before the lock is taken, with a return in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.locks.keys import operation
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge, Path
    from ginlint.go.locks.keys import Lock
    from ginlint.go.locks.summary import Action
    from ginlint.go.locks.walk import Walk


class Early(NamedTuple):
    """`defer` gives up a `lock` that is `taken` further down; the function is left at `leaving` before."""

    lock: Lock
    defer: ast.DeferStmt
    taken: ast.Stmt
    leaving: ast.ReturnStmt
    edges: tuple[Edge, ...]


def unlocked_early(walk: Walk) -> Iterator[Early]:
    """Yield the defers that give up a lock which the same block takes later, if a return comes before that.

    Who takes it there does not have it from its caller, as long as nothing gave it up or took it before.
    """
    function = walk.function
    for defer in ast.nodes_of(function.body, ast.DeferStmt):
        action = _released(walk, defer)
        taken = _taken_after(walk, defer, action) if action is not None else None
        if action is None or action.lock is None or taken is None:
            continue
        if _is_used_before(walk, defer, taken, action.lock):
            continue
        way = _way_out(walk, defer, taken, action.lock)
        leaving = way.exit.node if way is not None and way.exit is not None else None
        if way is not None and isinstance(leaving, ast.ReturnStmt):
            edges = tuple(edge for edge in way.edges if edge.cond is not None)
            yield Early(action.lock, defer, taken, leaving, edges)


def _released(walk: Walk, defer: ast.DeferStmt) -> Action | None:
    """Return what a defer does that gives up one lock and no more."""
    actions = list(walk.effects.of_call(defer.call)) if isinstance(defer.call, ast.CallExpr) else []
    return actions[0] if len(actions) == 1 and actions[0].verb == "release" else None


def _taken_after(walk: Walk, defer: ast.DeferStmt, action: Action) -> ast.Stmt | None:
    """Return the statement of a defer's own block that takes what it gives up."""
    block = walk.function.parent_of(defer)
    for stmt in block.stmts if isinstance(block, ast.BlockStmt) else []:
        if stmt.pos < defer.end or not isinstance(stmt, ast.ExprStmt) or not isinstance(stmt.x, ast.CallExpr):
            continue
        found = operation(walk.function, stmt.x)
        if found is not None and (found.verb, found.lock) == ("take", action.lock):
            return stmt if action.mode in ("any", found.mode) else None
    return None


def _is_used_before(walk: Walk, defer: ast.DeferStmt, taken: ast.Stmt, lock: Lock) -> bool:
    """Tell a lock that something is done to above a defer, or that is given up before it is taken."""
    return any(
        action.lock == lock and (node.pos < defer.pos or action.verb in ("release", "forget"))
        for node in walk.function.graph.nodes()
        if node.pos < taken.pos
        for action in walk.effects.at(node)
    )


def _way_out(walk: Walk, defer: ast.DeferStmt, taken: ast.Stmt, lock: Lock) -> Path[bool] | None:
    """Return a way from a defer to a return on which nothing is done to the lock."""

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if any(action.lock in (lock, None) for action in _on(walk, node)) else state

    search = walk.function.graph.paths_from(defer, True, step=step)
    ways = (path for path in search if path.exit is not None and path.exit.kind == "return")
    return next((path for path in ways if path.exit is not None and path.exit.pos < taken.pos), None)


def _on(walk: Walk, node: ast.Node) -> Iterator[Action]:
    """Yield what a node does to locks; to wait is none of it."""
    return (action for action in walk.effects.at(node) if action.verb != "wait")
