"""Functions that return an error and nothing else, and where that is certain not to be nil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function


def gives_error(function: Function) -> bool:
    """Tell a function whose only result is an error."""
    return [field.type.text for field in function.type.results] == ["error"]


def fails(function: Function, stmt: ast.ReturnStmt) -> bool:
    """Tell a return of such a function that gives an error for sure: one that it makes, or has found."""
    if not gives_error(function):
        return False
    value = stmt.results[0] if stmt.results else None
    made = (
        isinstance(value, ast.CallExpr) and last_name(value.fun) in table("goroutines")["failing"]["makers"]
    )
    return made or isinstance(value, ast.CompositeLit | ast.UnaryExpr) or function.in_error_branch(stmt)
