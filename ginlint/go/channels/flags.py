"""Flags by which something is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function


def first_time(function: Function, cond: ast.Expr) -> bool | None:
    """Return how a test of a flag that its function sets comes out the first time, None for other tests.

    Of `if c.closed { return }`, `if !c.closed { c.closed = true; … }` and a compare-and-swap.
    """
    match cond:
        case ast.UnaryExpr("!", x):
            inner = first_time(function, x)
            return None if inner is None else not inner
        case ast.CallExpr():
            return True if last_name(cond.fun).startswith("CompareAndSwap") else None
        case ast.SelectorExpr() | ast.Ident():
            body = function.body
            if function.file.text_noted.find(b"true", body.pos, body.end) < 0:
                return None
            text = function.file.text(cond)
            return False if any(_sets(function, node, text) for node in ast.walk(function.body)) else None
    return None


def _sets(function: Function, node: ast.Node, flag: str) -> bool:
    match node:
        case ast.AssignStmt([target], "=", [ast.Ident("true")]):
            return function.file.text(target) == flag
    return False
