"""Helpers that give what they are given: `res, err := checked(client.Do(req))`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function


def passed_on_by(function: Function, value: ast.Expr, around: ast.Node | None) -> ast.CallExpr | None:
    """Return the call that gives the results of `value`, its only argument, as its own first result.

    Of the module's own functions; wherever they return something, it is that or nil.
    """
    if not isinstance(around, ast.CallExpr) or around.args != [value]:
        return None
    helper = body_of(function.file.typer.callee(around))
    if helper is None or len(helper.parameters) <= 1 or len(helper.type.results) != len(helper.parameters):
        return None
    first = helper.parameters[0]
    given = [stmt.results[0] for stmt in ast.nodes_of(helper.body, ast.ReturnStmt) if stmt.results]
    own = [isinstance(it, ast.Ident) and it.obj is first for it in given]
    nothing = [isinstance(it, ast.Ident) and it.name == "nil" for it in given]
    return around if any(own) and all(map(max, own, nothing)) else None
