"""Contexts that are put aside and back again within one round of a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function


def is_put_back(function: Function, statement: ast.AssignStmt, target: ast.Expr) -> bool:
    """Tell what gets its old context again in the same round: `before := ctx`, `ctx = before`."""
    loop = function.enclosing(statement, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
    if not isinstance(loop, (ast.ForStmt, ast.RangeStmt)):
        return False
    text = function.file.text(target)
    return any(
        _held_before(function, part, text, loop.body)
        for other in ast.nodes_of(function.body, ast.AssignStmt)
        if loop.body.pos <= other.pos < loop.body.end and text in map(function.file.text, other.lhs)
        for value in other.rhs
        for part in ast.walk(value, into_literals=False)
    )


def _held_before(function: Function, part: ast.Node, text: str, round_: ast.BlockStmt) -> bool:
    """Tell a variable of one round that got the context of `text`, or `text` itself, and nothing else."""
    variable = part.obj if isinstance(part, ast.Ident) else None
    value = variable.definition.value if variable is not None and not variable.writes else None
    if value is None or not round_.pos <= value.pos < round_.end:
        return False
    if (
        isinstance(value, ast.CallExpr)
        and isinstance(value.fun, ast.SelectorExpr)
        and value.fun.sel == "Context"
    ):
        value = value.fun.x
    return function.file.text(value) == text
