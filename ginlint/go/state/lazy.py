"""Package variables that the first who asks for them sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function, ValueSymbol

ZEROS = ("nil", "0", '""', "``", "false")


def only_if_unset(function: Function, node: ast.Node, variable: ValueSymbol) -> bool:
    """Tell whether `node` runs only where a test has found `variable` nil, zero, empty or false.

    The test stands around it, or before it and leaves where the variable is set.
    """
    inner, around = node, function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        match around:
            case ast.IfStmt(_, cond, body, orelse):
                if inner is body and _says(function, cond, variable, unset=True):
                    return True
                if inner is orelse and _says(function, cond, variable, unset=False):
                    return True
            case ast.BlockStmt(stmts):
                if any(_leaves_if_set(function, stmt, variable) for stmt in stmts if stmt.end <= inner.pos):
                    return True
        inner, around = around, function.parent_of(around)
    return False


def _leaves_if_set(function: Function, stmt: ast.Stmt, variable: ValueSymbol) -> bool:
    match stmt:
        case ast.IfStmt(init, cond, body, None):
            return function.graph.always_leaves(body) and (
                _says(function, cond, variable, unset=False) or _finds_entry(function, init, cond, variable)
            )
    return False


def _finds_entry(function: Function, init: ast.Stmt | None, cond: ast.Expr, variable: ValueSymbol) -> bool:
    """Tell `if _, ok := variable[key]; ok`."""
    match init, cond:
        case ast.AssignStmt([_, ast.Ident(name)], _, [ast.IndexExpr(x, _)]), ast.Ident(asked):
            return name == asked and _reaches(function, x, variable)
    return False


def _says(function: Function, cond: ast.Expr, variable: ValueSymbol, *, unset: bool) -> bool:
    """Tell whether `cond` holds only where `variable` is unset, or at least wherever it is set."""
    match cond:
        case ast.UnaryExpr("!", x):
            return _reaches(function, x, variable) if unset else _says(function, x, variable, unset=True)
        case ast.BinaryExpr("==", x, _):
            return unset and _reaches(function, x, variable)
        case ast.BinaryExpr("!=" | ">", x, y):
            return not unset and function.file.text(y) in ZEROS and _reaches(function, x, variable)
        case ast.BinaryExpr("&&" | "||" as op, x, y):
            return op == ("&&" if unset else "||") and any(
                _says(function, side, variable, unset=unset) for side in (x, y)
            )
    return not unset and function.file.typer.package_value(cond) is variable


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
