"""How often code of a function that serves runs: for each request, or only for some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.flow import is_endless
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function


def runs_each_time(function: Function, node: ast.Node, root: Function) -> bool:
    """Tell whether `node` in `function` runs whenever `root`, the function itself or one around it, does.

    What stands in a branch, in a loop that may end at once, or in a literal that
    is kept or handed over need not. Returns before it are not looked at.
    """
    inner, around = node, function.parent_of(node)
    while around is not None and around is not root.node:
        if isinstance(around, ast.FuncLit) and not _called_at_once(function, around):
            return False
        if _may_skip(around, inner):
            return False
        inner, around = around, function.parent_of(around)
    return True


def _may_skip(around: ast.Node, inner: ast.Node) -> bool:
    match around:
        case ast.IfStmt(_, _, body, orelse):
            return inner is body or inner is orelse
        case ast.ForStmt(_, cond, _, body):
            return inner is body and cond is not None
        case ast.RangeStmt():
            return inner is around.body
        case ast.CaseClause() | ast.CommClause():
            return True
    return False


def _called_at_once(function: Function, literal: ast.FuncLit) -> bool:
    """Tell `func() { … }()`, deferred or not."""
    call = function.parent_of(literal)
    return isinstance(call, ast.CallExpr) and call.fun is literal


def runs_for_ever(function: Function, node: ast.Node) -> bool:
    """Tell what stands in a loop over a ticker, or in one that has no test and that nothing leaves."""
    graph = function.graph
    loop = graph.loop_around(node)
    while loop is not None:
        if _ticks(loop) or (is_endless(loop) and not graph.exits_loop(loop)):
            return True
        loop = graph.extents[loop].outer
    return False


def _ticks(loop: ast.Stmt) -> bool:
    """Tell `for range time.Tick(d)` and `for range ticker.C`."""
    match loop:
        case ast.RangeStmt(x=ast.CallExpr(ast.SelectorExpr(ast.Ident("time"), "Tick", _))):
            return True
        case ast.RangeStmt(x=ast.SelectorExpr(_, "C", _)):
            return True
    return False


def passes_on(function: Function) -> bool:
    """Tell a middleware: a function that serves by running what comes after it."""
    return any(
        isinstance(node, ast.CallExpr) and _runs_next(function, node)
        for node in ast.walk(function.body, into_literals=False)
    )


def _runs_next(function: Function, call: ast.CallExpr) -> bool:
    if last_name(call.fun) in table("frameworks")["middleware"]["methods"]:
        return isinstance(call.fun, ast.SelectorExpr)
    return (
        isinstance(call.fun, ast.Ident)
        and call.fun.obj is not None
        and any(isinstance(arg, ast.Ident) and arg.obj in function.parameters for arg in call.args)
    )
