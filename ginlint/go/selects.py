"""Cases of a select that do not come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function


def received_from(clause: ast.Node | None) -> ast.Expr | None:
    """Return the channel that a case of a select receives from."""
    match clause.comm if isinstance(clause, ast.CommClause) else None:
        case ast.ExprStmt(ast.UnaryExpr("<-", channel)) | ast.AssignStmt(
            _, _, [ast.UnaryExpr("<-", channel)]
        ):
            return channel
    return None


def comes_once(function: Function, statement: ast.Node) -> bool:
    """Tell what is in `case <-done: done = nil`, with a done that no loop around it sets anew."""
    clause = function.enclosing(statement, ast.CommClause, ast.ForStmt, ast.RangeStmt)
    channel = received_from(clause)
    variable = channel.obj if isinstance(channel, ast.Ident) else None
    if not isinstance(clause, ast.CommClause) or variable is None or variable.function is not function:
        return False
    if not any(_empties(stmt, channel) for stmt in clause.body):
        return False
    outermost: ast.Node = clause
    while (loop := function.enclosing(outermost, ast.ForStmt, ast.RangeStmt)) is not None:
        outermost = loop
    places = (variable.pos, *(write.pos for write in variable.writes))
    return all(clause.pos <= pos < clause.end for pos in places if outermost.pos <= pos < outermost.end)


def _empties(stmt: ast.Stmt, channel: ast.Expr | None) -> bool:
    match stmt:
        case ast.AssignStmt([ast.Ident() as target], "=", [ast.Ident("nil")]):
            return isinstance(channel, ast.Ident) and target.obj is channel.obj
    return False
