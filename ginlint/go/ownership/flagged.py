"""Results of functions of the module that say whether there is a resource beside them: `ok, f := open()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.models import Resource


def says_whether(
    function: Function, statement: ast.Node, call: ast.CallExpr, resource: Resource
) -> frozenset[Variable]:
    """Return the variables that are false wherever a call gives nil in place of the resource."""
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) and statement.rhs == [call] else []
    helper = body_of(function.file.typer.callee(call)) if len(targets) > 1 else None
    if helper is None:
        return frozenset()
    results = [
        stmt.results
        for stmt in ast.nodes_of(helper.body, ast.ReturnStmt)
        if len(stmt.results) == len(targets)
    ]
    return frozenset(
        target.obj
        for place, target in enumerate(targets)
        if isinstance(target, ast.Ident)
        and target.obj is not None
        and place != resource.result
        and _is_false_without(results, place, resource.result)
    )


def _is_false_without(results: list[list[ast.Expr]], place: int, resource: int) -> bool:
    """Tell whether every return gives false and nil, or true and something else."""
    pairs = {(_word(given[place]), _word(given[resource]) == "nil") for given in results}
    return bool(pairs) and pairs <= {("false", True), ("true", False)} and ("false", True) in pairs


def _word(value: ast.Expr) -> str:
    return value.name if isinstance(value, ast.Ident) and value.obj is None else ""
