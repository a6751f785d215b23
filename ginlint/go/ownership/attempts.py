"""What a literal opens for the function around it: `err := retry(func() error { conn, err = dial(); … })`.

From where the attempts are over, the function has the resource. An error that the call gives says
that none was opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.errors import is_error, may_fail
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable


class Attempt(NamedTuple):
    """A statement that has run `literal` when it is over, and the error that it sets."""

    literal: ast.FuncLit
    statement: ast.Node
    error: Variable | None


def attempt_around(function: Function, owner: Function) -> Attempt | None:
    """Return the statement of `owner` that has run a literal in it when it is over.

    The literal is called in place, or given to a call that gives an error as the literal does:
    one that keeps the literal for later has none to give.
    """
    literal = function.node
    call = owner.parent_of(literal) if literal is not None and function.parent is owner else None
    if literal is None or not isinstance(call, ast.CallExpr):
        return None
    around = owner.parent_of(call)
    if isinstance(around, (ast.GoStmt, ast.DeferStmt)) or owner.graph.position_of(call) is None:
        return None
    in_place = call.fun is literal
    if not in_place and not (_gives_error(function) and may_fail(owner, call)):
        return None
    targets = around.lhs if isinstance(around, ast.AssignStmt) else []
    errors = [
        it.obj for it in targets if isinstance(it, ast.Ident) and it.obj is not None and is_error(it.obj)
    ]
    if not in_place and not errors:
        return None
    statement = around if isinstance(around, ast.Stmt) else call
    return Attempt(literal, statement, errors[-1] if errors else None)


def decided_in(owner: Function, call: ast.CallExpr) -> frozenset[Variable]:
    """Return the variables of `owner` that the literal around a call sets: they may say what it did."""
    literal = owner.enclosing(call, ast.FuncLit)
    if literal is None or literal is owner.node:
        return frozenset()
    return frozenset(
        variable
        for variable in owner.variables
        if any(literal.pos <= write.pos < literal.end for write in variable.writes)
    )


def _gives_error(literal: Function) -> bool:
    """Tell `func() error`, and `func() (bool, error)`."""
    results = literal.type.results
    last = results[-1] if results else None
    return last is not None and literal.file.text(last.type) == "error"
