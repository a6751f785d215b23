"""What becomes of a panic: who may recover from it, and where it ends the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.goroutines import started_by
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Callee, Function


def panic_ends_process(function: Function) -> bool:
    """Tell the body of a go statement, or a literal in one, up to which nobody recovers from a panic."""
    current: Function | None = function
    while current is not None and not _may_recover(current):
        if started_by(current) is not None:
            return True
        if _is_handed_over(current):
            return False  # who runs it may recover
        current = current.parent
    return False


def _is_handed_over(literal: Function) -> bool:
    """Tell a literal that is an argument of a call."""
    call = literal.parent_of(literal.node) if literal.node is not None else None
    return isinstance(call, ast.CallExpr) and call.fun is not literal.node


def _may_recover(function: Function) -> bool:
    """Tell a body that defers what may stop a panic; a method does so if its name says it."""
    typer = function.file.typer
    calls = (
        it.call for it in ast.nodes_of(function.body, ast.DeferStmt) if isinstance(it.call, ast.CallExpr)
    )
    return any(recovers(it, typer.callee(it), known=isinstance(it.fun, ast.SelectorExpr)) for it in calls)


def recovers(call: ast.CallExpr, callee: Callee, *, known: bool) -> bool:
    """Tell whether a deferred call may stop a panic; `known` says that it is there to release something."""
    fun = call.fun
    if isinstance(fun, ast.Ident) and fun.obj is not None:
        fun = fun.obj.definition.value or fun
    if isinstance(fun, ast.FuncLit):
        return _calls_recover(fun.body)
    name = callee.name.rpartition(".")[2].lower()
    if any(word in name for word in table("defers")["recovering"]):
        return True
    symbol = callee.symbol
    if symbol is not None and symbol.file is not None and symbol.decl is not None:
        return symbol.decl.body is None or _calls_recover(symbol.file.function(symbol.decl).body)
    return not known and not _is_standard(callee)


def _calls_recover(body: ast.BlockStmt) -> bool:
    return any(
        isinstance(node, ast.CallExpr) and isinstance(node.fun, ast.Ident) and node.fun.name == "recover"
        for node in ast.walk(body)
    )


def _is_standard(callee: Callee) -> bool:
    first, slash, _ = callee.name.partition("/")
    return bool(callee.name) and (not slash or "." not in first)
