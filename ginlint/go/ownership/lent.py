"""What a resource is handed to: calls that leave it to their caller, and all elements of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import Edge, evaluated
from ginlint.go.ownership.effects import Event
from ginlint.go.ownership.errors import is_error
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable


class Held(NamedTuple):
    """What `statement` acquires, in `variable`."""

    statement: ast.Node
    variable: Variable

    def is_replaced_by(self, node: ast.Node) -> bool:
        """Tell an assignment after which the variable holds something else."""
        targets = node.lhs if isinstance(node, ast.AssignStmt) else []
        return any(isinstance(target, ast.Ident) and target.obj is self.variable for target in targets)


def lent_out(
    function: Function, held: Held, found: dict[int, Event], releasing: list[ast.Node]
) -> Iterator[int]:
    """Yield the nodes that hand what is held to a call after which, where it succeeds, this releases it.

    Who closes a file after a call was not relieved of it by the call: were it, it would be closed twice.
    """
    if not releasing or Event.TRANSFERS not in found.values():
        return
    releases = {id(node) for node in releasing}
    for statement, argument in _handed_to_unknown(function, found):
        if _released_after(function, statement, held, releases):
            yield id(argument)


def given_in_loops(function: Function, statement: ast.Node, found: dict[int, Event]) -> frozenset[int]:
    """Return the identities of loops that hand what `statement` acquires to all that they go over.

    That there is nothing to go over, nobody thinks of who gives it to all.
    """
    if Event.TRANSFERS not in found.values():
        return frozenset()
    return frozenset(
        id(loop)
        for loop in ast.nodes_of(function.body, ast.RangeStmt)
        if statement.end <= loop.pos and _is_given(loop, found)
    )


def _is_given(loop: ast.RangeStmt, found: dict[int, Event]) -> bool:
    """Tell whether each round of a loop, from its start, comes to where something is handed over."""
    for stmt in loop.body.stmts:
        if not isinstance(stmt, (ast.ExprStmt, ast.AssignStmt)):
            return False
        if any(found.get(id(inner)) is Event.TRANSFERS for inner in evaluated(stmt)):
            return True
    return False


def _handed_to_unknown(
    function: Function, found: dict[int, Event]
) -> Iterator[tuple[ast.AssignStmt | ast.ExprStmt, ast.Node]]:
    """Yield the statements that hand the resource to a function without a body here, and the argument."""
    for node in function.graph.nodes():
        if not isinstance(node, (ast.AssignStmt, ast.ExprStmt)):
            continue
        for inner in evaluated(node):
            if found.get(id(inner)) is Event.TRANSFERS and _is_unknown(
                function, function.parent_of(inner), inner
            ):
                yield node, inner


def _is_unknown(function: Function, call: ast.Node | None, argument: ast.Node) -> bool:
    """Tell a call of what has no body here, with `argument` among its arguments."""
    if not isinstance(call, ast.CallExpr) or argument not in call.args:
        return False
    callee = function.file.typer.callee(call)
    has_body = (
        callee.symbol is not None and callee.symbol.decl is not None and callee.symbol.decl.body is not None
    )
    return (
        not has_body
        and callee.kind not in ("builtin", "conversion")
        and not isinstance(call.fun, ast.FuncLit)
    )


def _released_after(function: Function, node: ast.Node, held: Held, releases: set[int]) -> bool:
    """Tell whether a release follows `node` on every way without errors, before the next one is acquired."""

    def stop(current: ast.Node, _state: bool) -> bool:
        return current is not node and any(id(inner) in releases for inner in evaluated(current))

    def branch(edge: Edge, state: bool) -> bool | None:
        match edge.cond:
            case ast.BinaryExpr("==" | "!=" as op, ast.Ident() as x, ast.Ident("nil")) if (
                x.obj is not None and is_error(x.obj)
            ):
                return state if edge.truth == (op == "==") else None
        return state

    def step(current: ast.Node, state: bool) -> bool | None:
        return None if current is held.statement or held.is_replaced_by(current) else state

    ways = list(function.graph.paths_from(node, True, step=step, branch=branch, stop=stop))
    return bool(ways) and all(way.exit is None or way.exit.kind not in ("return", "end") for way in ways)
