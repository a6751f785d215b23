"""Who is the last of several: a counter tells, which is not followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function


def closes_last(function: Function, close: ast.Node) -> bool:
    """Tell what runs only for whom a count has come to its end: `if left.Add(-1) == 0 { close(done) }`."""
    around = function.enclosing(close, ast.IfStmt, ast.FuncLit)
    while isinstance(around, ast.IfStmt):
        tests = (node for node in ast.walk(around.cond) if isinstance(node, ast.BinaryExpr))
        if any(_counts(function, side) for test in tests for side in (test.x, test.y)):
            return True
        around = function.enclosing(around, ast.IfStmt, ast.FuncLit)
    return False


def _counts(function: Function, side: ast.Expr) -> bool:
    """Tell a number that goroutines count up or down together."""
    if isinstance(side, ast.Ident) and side.obj is not None:
        value = side.obj.definition.value
        counted = any(isinstance(function.parent_of(write), ast.IncDecStmt) for write in side.obj.writes)
        return counted or (value is not None and value is not side and _counts(function, value))
    if not isinstance(side, ast.CallExpr):
        return False
    name = function.file.typer.callee(side).name
    return name.startswith(tuple(table("goroutines")["counts"]["calls"])) and name.rpartition(".")[
        2
    ].startswith("Add")
