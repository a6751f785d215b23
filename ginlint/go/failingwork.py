"""Work with a context that is begun in what then fails: nobody cancels the context, and the work goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.ownership.acquire import tests_after
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.uses import Use

MAX_CALLS = 2


def has_failing_work(function: Function, made: ast.CallExpr, cancel: Variable) -> bool:
    """Tell `c, err := newClient(ctx); if err != nil { return err }`, with nothing cancelled there.

    What is called starts goroutines with the context, and may fail when it has.
    """
    statement = function.parent_of(made)
    target = statement.lhs[0] if isinstance(statement, ast.AssignStmt) and statement.lhs else None
    context = target.obj if isinstance(target, ast.Ident) else None
    for use in uses_of_variable(function, context) if context is not None else ():
        if use.kind is not UseKind.ARGUMENT or use.call is None or use.function is not function:
            continue
        if any(_gives_up(function, test, cancel) for test in tests_after(function, use.call)) and _begins(
            use, 0
        ):
            return True
    return False


def _gives_up(function: Function, test: ast.IfStmt, cancel: Variable) -> bool:
    named = any(test.body.pos <= use.pos < test.body.end for use in cancel.uses)
    return not named and function.graph.always_leaves(test.body)


def _begins(use: Use, depth: int) -> bool:
    """Tell a function of the module that starts a goroutine with an argument, or with what has it."""
    helper = body_of(use.callee) if use.callee is not None else None
    if helper is None or depth > MAX_CALLS or use.index >= len(helper.parameters):
        return False
    starts = bool(ast.nodes_of(helper.body, ast.GoStmt))
    for inner in uses_of_variable(helper, helper.parameters[use.index]):
        if inner.kind is UseKind.GOROUTINE or helper.enclosing(inner.node, ast.GoStmt) is not None:
            return True
        if inner.kind is UseKind.COMPOSITE and starts:
            return True
        if inner.kind is UseKind.ARGUMENT and _begins(inner, depth + 1):
            return True
    return False
