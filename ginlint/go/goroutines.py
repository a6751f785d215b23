"""Where goroutines are started, as far as rules of several topics ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function


def started_by(literal: Function) -> ast.GoStmt | None:
    """Return the go statement whose body a literal is."""
    call = literal.parent_of(literal.node) if literal.node is not None else None
    if not isinstance(call, ast.CallExpr) or call.fun is not literal.node:
        return None
    around = literal.parent_of(call)
    return around if isinstance(around, ast.GoStmt) else None


def in_goroutine(function: Function) -> bool:
    """Tell whether a literal, or one around it, is the body of a go statement."""
    current: Function | None = function
    while current is not None and current.node is not None:
        if started_by(current) is not None:
            return True
        current = current.parent
    return False


def one_of_many_goroutines(function: Function) -> bool:
    """Tell whether a literal is the body of a go statement inside a loop."""
    current: Function | None = function
    while current is not None and current.node is not None:
        start = started_by(current)
        if start is not None:
            around = current.enclosing(start, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
            return around is not None and not isinstance(around, ast.FuncLit)
        current = current.parent
    return False
