"""Which locks are held at nodes of a function, by the locks' own methods alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.locks.keys import Lock, operation
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.names import Function

Locks = frozenset[Lock]
NOTHING: Locks = frozenset()


class Held(NamedTuple):
    """What is held whichever way a node is reached, and what on some way."""

    always: Locks
    ever: Locks


def held_at(function: Function, nodes: Sequence[ast.Node]) -> list[Held | None]:
    """Return what is held at each node; None where it is not reached."""
    if not nodes:
        return []
    wanted = {id(node): number for number, node in enumerate(nodes)}
    seen: dict[int, list[Locks]] = {}

    def step(node: ast.Node, held: Locks) -> Locks:
        for inner in evaluated(node):
            if id(inner) in wanted:
                seen.setdefault(wanted[id(inner)], []).append(held)
            if isinstance(inner, ast.CallExpr) and not isinstance(node, (ast.DeferStmt, ast.GoStmt)):
                held = _after(function, inner, held)
        return held

    for _ in function.graph.paths_from(None, NOTHING, step=step):
        pass
    return [
        Held(frozenset.intersection(*seen[number]), frozenset.union(*seen[number]))
        if number in seen
        else None
        for number in range(len(nodes))
    ]


def _after(function: Function, call: ast.CallExpr, held: Locks) -> Locks:
    found = operation(function, call)
    if found is None:
        return held
    return held - {found.lock} if found.verb == "release" else held | {found.lock}
