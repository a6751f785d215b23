"""What ends by itself, as the context that it was acquired with is cancelled when the function returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.sites import Site


def ends_with_context(site: Site) -> bool:
    """Tell rows and transactions that are over with their context, which a deferred call cancels."""
    function, context = site.function, context_of(site.function, site.call)
    cancel = _cancel_of(function, context) if context is not None else None
    return cancel is not None and any(
        isinstance(defer.call, ast.CallExpr)
        and isinstance(defer.call.fun, ast.Ident)
        and defer.call.fun.obj is cancel
        and function.graph.always_before(defer, site.statement)
        for defer in ast.nodes_of(function.body, ast.DeferStmt)
    )


def context_of(function: Function, call: ast.CallExpr) -> Variable | None:
    """Return the variable with the context that what a call acquires is over with."""
    if function.file.typer.callee(call).name not in table("releases")["of_contexts"] or not call.args:
        return None
    return call.args[0].obj if isinstance(call.args[0], ast.Ident) else None


def says_cancelled(edge: Edge, context: Variable) -> bool:
    """Tell a branch by which a context has ended: `ctx.Err() != nil`, `ctx.Err() == context.Canceled`."""
    match edge.cond:
        case ast.BinaryExpr(
            "==" | "!=" as op, ast.CallExpr(ast.SelectorExpr(ast.Ident() as x, "Err"), []), other
        ) if x.obj is context:
            is_nil = isinstance(other, ast.Ident) and other.name == "nil"
            return is_nil != (edge.truth == (op == "=="))
    return False


def is_let_go(function: Function, cancel: Variable) -> bool:
    """Tell a cancel function of which a statement says that nobody is to call it: `_ = cancel`."""
    for use in cancel.uses:
        match function.parent_of(use):
            case ast.AssignStmt([ast.Ident("_")], "=", [value]) if value is use:
                return True
    return False


def _cancel_of(function: Function, context: Variable) -> Variable | None:
    """Return the function that was got together with a context and cancels it."""
    for statement in ast.nodes_of(function.body, ast.AssignStmt):
        match statement:
            case ast.AssignStmt([ast.Ident() as made, ast.Ident() as cancel], _, [ast.CallExpr() as call]):
                if made.obj is context and function.file.typer.callee(call).name.startswith("context.With"):
                    return cancel.obj
    return None
