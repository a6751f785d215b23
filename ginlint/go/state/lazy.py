"""Package variables that the first who asks for them sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function, ValueSymbol


def only_if_unset(function: Function, node: ast.Node, variable: ValueSymbol) -> bool:
    """Tell whether `node` runs only where a test has found `variable` nil, zero, empty or false."""
    inner, around = node, function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        if (
            isinstance(around, ast.IfStmt)
            and inner is around.body
            and _says_unset(function, around.cond, variable)
        ):
            return True
        inner, around = around, function.parent_of(around)
    return False


def _says_unset(function: Function, cond: ast.Expr, variable: ValueSymbol) -> bool:
    match cond:
        case ast.UnaryExpr("!", x):
            return _reaches(function, x, variable)
        case ast.BinaryExpr("==", x, _):
            return _reaches(function, x, variable)
        case ast.BinaryExpr("&&", x, y):
            return _says_unset(function, x, variable) or _says_unset(function, y, variable)
    return False


def _reaches(function: Function, expr: ast.Expr, variable: ValueSymbol) -> bool:
    """Tell the variable, len of it, an element or a field of it."""
    while True:
        if function.file.typer.package_value(expr) is variable:
            return True
        match expr:
            case ast.CallExpr(ast.Ident("len"), [x], _) | ast.IndexExpr(x, _) | ast.SelectorExpr(x, _, _):
                expr = x
            case _:
                return False
