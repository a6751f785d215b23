"""What a loop does in each of its rounds, however many are under way: it may have one goroutine at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.ownership.errors import asks_for_error
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function

TIMER = "*time.Timer"


def is_done_each_round(function: Function, loop: ast.ForStmt | ast.RangeStmt, node: ast.Node) -> bool:
    """Tell what stands under no `if` but one for an error, and in no case that the loop itself turns off.

    `case <-due: due = nil` comes only once, and so does what a timer or time.After begins.
    """
    inner, around = node, function.parent_of(node)
    while around is not None and around is not loop:
        match around:
            case ast.IfStmt(_, cond, _, _) if inner is not around.init and not asks_for_error(cond):
                return False
            case ast.CommClause(comm) if comm is not None and not _comes_again(function, loop, comm):
                return False
        inner, around = around, function.parent_of(around)
    return True


def _comes_again(function: Function, loop: ast.ForStmt | ast.RangeStmt, comm: ast.Stmt) -> bool:
    source = next(
        (node.x for node in ast.walk(comm) if isinstance(node, ast.UnaryExpr) and node.op == "<-"), None
    )
    match source:
        case ast.SelectorExpr(x, "C"):
            return str(function.file.typer.type_of(x)) != TIMER
        case ast.Ident(obj=variable) if variable is not None:
            made = variable.definition.value
            once = isinstance(made, ast.CallExpr) and last_name(made.fun) == "After"
            set_there = any(loop.pos <= write.pos < loop.end for write in variable.writes)
            return not set_there and not (once and variable.pos < loop.pos)
    return True
