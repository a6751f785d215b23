"""What handlers go on using once they are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.requests import serves
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function


def lasts_in_handler(function: Function, index: int) -> bool:
    """Tell whether a handler that a function gives to a router, say, uses one of its parameters."""
    parameter = function.parameters[index] if index < len(function.parameters) else None
    if parameter is None or not parameter.captured:
        return False
    return any(
        literal.node is not None
        and _is_given_away(function, literal.node)
        and serves(literal) is not None
        and any(literal.node.pos <= use.pos < literal.node.end for use in parameter.uses)
        for literal in function.all()
    )


def _is_given_away(function: Function, literal: ast.Node) -> bool:
    around = function.parent_of(literal)
    return isinstance(around, ast.CallExpr) and literal in around.args
