"""The values of constant expressions, as far as they are plain to see."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.go.names import Typer

LIMIT = 1 << 62
MAX_DEPTH = 20
OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "|": operator.or_,
    "&": operator.and_,
}


def integer(expr: ast.Expr, typer: Typer, depth: int = 0) -> int | None:
    """Return the value of a constant integer expression, None if it is none or too large."""
    if depth > MAX_DEPTH:
        return None
    match expr:
        case ast.BasicLit("INT", text):
            return literal(text)
        case ast.BinaryExpr(op, x, y):
            left, right = integer(x, typer, depth + 1), integer(y, typer, depth + 1)
            return None if left is None or right is None else _combine(op, left, right)
        case ast.CallExpr(ast.Ident("int" | "int64" | "int32" | "uint" | "uint64"), [x], _):
            return integer(x, typer, depth + 1)
        case ast.Ident() if expr.obj is not None:
            definition = expr.obj.definition
            if expr.obj.writes or definition.value is None or definition.index >= 0:
                return None
            return integer(definition.value, typer, depth + 1)
        case ast.Ident() | ast.SelectorExpr():
            return _package_constant(expr, typer, depth)
    return None


def string(expr: ast.Expr, typer: Typer) -> str | None:
    """Return what stands between the quotes of a string literal, or of a package's constant."""
    match expr:
        case ast.BasicLit("STRING", text):
            return text[1:-1]
        case ast.Ident(obj=None) | ast.SelectorExpr():
            value, _ = _initialiser(expr, typer)
            return string(value, typer) if isinstance(value, ast.BasicLit) else None
    return None


def _package_constant(expr: ast.Expr, typer: Typer, depth: int) -> int | None:
    value, its = _initialiser(expr, typer)
    return integer(value, its, depth + 1) if value is not None else None


def _initialiser(expr: ast.Expr, typer: Typer) -> tuple[ast.Expr | None, Typer]:
    """Return what a constant of a package is declared with, and the typer of its file."""
    value = typer.package_value(expr)
    if value is None or not value.const or value.file is None or value.decl is None:
        return None, typer
    exprs = value.file.initialisers(value.decl)
    position = value.decl.position
    return (exprs[position] if position < len(exprs) else None), value.file.typer


def _combine(op: str, left: int, right: int) -> int | None:
    if op == "<<":
        return left << right if 0 <= right < LIMIT.bit_length() and left < LIMIT >> right else None
    if op == ">>":
        return left >> right if right >= 0 else None
    if op == "/":
        return left // right if right > 0 and left >= 0 else None
    operation = OPERATIONS.get(op)
    return operation(left, right) if operation is not None else None


def literal(text: str) -> int | None:
    """Return the value of an integer literal by the Go spec's "Integer literals"."""
    digits = text.replace("_", "")
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        digits = f"0o{digits[1:]}"
    try:
        return int(digits, 0)
    except ValueError:
        return None
