"""Whether each goroutine of a loop sets a variable, or only one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.state.waits import may_wait
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function


def is_for_some(function: Function, node: ast.Node) -> bool:
    """Tell what one of many goroutines may be chosen to do: in a branch, but for an error, or by a swap."""
    swaps = table("goroutines")["chosen"]["swaps"]
    calls = (it for it in ast.walk(function.body) if isinstance(it, ast.CallExpr) and it.pos < node.pos)
    if any(last_name(call.fun).startswith(tuple(swaps)) for call in calls):
        return True
    inner, around = node, function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        match around:
            case ast.CaseClause() | ast.CommClause():
                return True
            case ast.IfStmt(_, cond, _, _) if inner is not around.init and not _asks_for_nil(cond):
                return True
        inner, around = around, function.parent_of(around)
    return False


def _asks_for_nil(cond: ast.Expr) -> bool:
    """Tell a test of an error, or of what each sets that finds it unset."""
    return isinstance(cond, ast.BinaryExpr) and isinstance(cond.y, ast.Ident) and cond.y.name == "nil"


def is_set(node: ast.Node) -> bool:
    """Tell a variable that is set, not counted up nor appended to."""
    if not isinstance(node, ast.AssignStmt) or node.op != "=" or not node.rhs:
        return False
    call = node.rhs[0]
    return not (isinstance(call, ast.CallExpr) and last_name(call.fun) == "append")


def ends_or_waits(starter: Function, loop: ast.ForStmt | ast.RangeStmt, started: int) -> bool:
    """Tell a loop that is left once a goroutine is started, or that may wait for it by a helper.

    `started` is where the start of the goroutine ends, in bytes.
    """
    typer, waiting = starter.file.typer, table("goroutines")["may_wait"]["calls"]
    nodes = list(ast.walk(loop.body, into_literals=False))
    if any(isinstance(node, ast.CallExpr) and typer.callee(node).name in waiting for node in nodes):
        return True
    return any(
        isinstance(node, ast.ReturnStmt)
        or (isinstance(node, ast.BranchStmt) and node.tok == "break")
        or may_wait(typer, node)
        for node in nodes
        if node.pos > started
    )
