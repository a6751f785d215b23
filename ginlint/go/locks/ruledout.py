"""What a call cannot come to, for the true or false that it hands over."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.locks.summary import Place
    from ginlint.go.names import Function, Variable


def is_ruled_out(chain: tuple[Place, ...]) -> bool:
    """Tell a way over calls of which one asks its callee to leave before what comes next."""
    return any(
        isinstance(outer.node, ast.CallExpr) and _is_left_out(inner.function, inner.node, outer.node)
        for outer, inner in pairwise(chain)
    )


def _is_left_out(function: Function, node: ast.Node, call: ast.CallExpr) -> bool:
    """Tell whether no way leads to a node where a function is called with what `call` hands over."""
    given = told_by_call(function, call)
    place = function.graph.position_of(node) if given else None
    if place is None:
        return False
    target = function.graph.blocks[place[0]].nodes[place[1]]

    def branch(edge: Edge, state: bool) -> bool | None:
        asked = edge.cond
        turned = isinstance(asked, ast.UnaryExpr) and asked.op == "!"
        name = asked.x if isinstance(asked, ast.UnaryExpr) and turned else asked
        known = given.get(name.obj) if isinstance(name, ast.Ident) and name.obj is not None else None
        return state if known is None or (known != turned) == edge.truth else None

    search = function.graph.paths_from(
        None, True, step=lambda _, state: state, branch=branch, stop=lambda current, _: current is target
    )
    return all(path.exit is not None for path in search)


def told_by_call(function: Function, call: ast.CallExpr) -> dict[Variable, bool]:
    """Return the parameters that are true or false by what stands in the call, and stay so."""
    return {
        parameter: arg.name == "true"
        for parameter, arg in zip(function.parameters, call.args, strict=False)
        if isinstance(arg, ast.Ident) and arg.name in ("true", "false") and not parameter.writes
    }
