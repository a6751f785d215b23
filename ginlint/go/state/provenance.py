"""Where a value comes from: whether a client, the clock or chance decides what it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.names import deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable

MAX_DEPTH = 8
UNBOUNDED = "unbounded"
BOUNDED = "bounded"
UNKNOWN = "unknown"


@cache
def _names(kind: str, key: str) -> frozenset[str]:
    return frozenset(table("provenance")[kind][key])


def provenance(function: Function, expr: ast.Expr, calls: Sequence[Call] = (), depth: int = 0) -> str:
    """Return "unbounded", "bounded" or "unknown" for the values that `expr` may have.

    `calls` lead to `function`, outermost first: a parameter is what the last of
    them passes.
    """
    if depth > MAX_DEPTH:
        return UNKNOWN
    match expr:
        case ast.BasicLit() | ast.FuncLit():
            return BOUNDED
        case ast.Ident():
            return _name(function, expr, calls, depth)
        case ast.CallExpr():
            return _call(function, expr, calls, depth)
        case ast.SelectorExpr():
            return _field(function, expr, calls, depth)
        case ast.BinaryExpr(op, x, y):
            if op in ("==", "!=", "<", ">", "<=", ">=", "&&", "||", "%"):
                return BOUNDED
            return _worst([provenance(function, side, calls, depth + 1) for side in (x, y)])
        case ast.IndexExpr(x, _) | ast.SliceExpr(x, _, _, _) | ast.StarExpr(x) | ast.TypeAssertExpr(x, _):
            return provenance(function, x, calls, depth + 1)
        case ast.UnaryExpr("&" | "-" | "+", x):
            return provenance(function, x, calls, depth + 1)
        case ast.CompositeLit(_, elts):
            values = [e.value if isinstance(e, ast.KeyValueExpr) else e for e in elts]
            return _worst([provenance(function, value, calls, depth + 1) for value in values])
    return UNKNOWN


def _worst(found: Sequence[str]) -> str:
    if UNBOUNDED in found:
        return UNBOUNDED
    return UNKNOWN if UNKNOWN in found else BOUNDED


def _name(function: Function, ident: ast.Ident, calls: Sequence[Call], depth: int) -> str:
    variable = ident.obj
    if variable is None:
        value = function.file.typer.package_value(ident)
        return BOUNDED if value is None or value.const else UNKNOWN
    if variable.kind == "parameter" and variable.function.parent is None:
        return _argument(variable, calls, depth)
    definition = variable.definition
    if definition.range_of is not None:
        return provenance(function, definition.range_of.x, calls, depth + 1)
    if definition.value is not None:
        found = provenance(function, definition.value, calls, depth + 1)
        return UNKNOWN if variable.writes and found == BOUNDED else found
    return UNBOUNDED if _is_filled_in(variable) else UNKNOWN


def _is_filled_in(variable: Variable) -> bool:
    """Tell a variable whose address goes to a call that decodes a request into it."""
    function = variable.function
    for ident in variable.uses:
        around = function.parent_of(ident)
        call = function.parent_of(around) if isinstance(around, ast.UnaryExpr) else around
        fun = call.fun if isinstance(call, ast.CallExpr) else None
        if isinstance(fun, ast.SelectorExpr) and fun.sel in _names("unbounded", "fills"):
            return True
    return False


def _argument(variable: Variable, calls: Sequence[Call], depth: int) -> str:
    if not calls:
        return UNKNOWN
    last = calls[-1]
    try:
        index = variable.function.parameters.index(variable)
    except ValueError:
        return UNKNOWN
    if index >= len(last.node.args) or last.callee.symbol is not variable.function.symbol:
        return UNKNOWN
    return provenance(last.function, last.node.args[index], calls[:-1], depth + 1)


def _call(function: Function, call: ast.CallExpr, calls: Sequence[Call], depth: int) -> str:
    callee = function.file.typer.callee(call)
    if callee.name in _names("unbounded", "calls"):
        return UNBOUNDED
    if callee.name in _names("bounded", "calls"):
        return BOUNDED
    if callee.kind == "conversion" or callee.name in _names("through", "calls"):
        return _worst([provenance(function, arg, calls, depth + 1) for arg in call.args])
    if isinstance(call.fun, ast.SelectorExpr) and callee.kind == "method" and not call.args:
        inner = provenance(function, call.fun.x, calls, depth + 1)
        return inner if inner == UNBOUNDED else UNKNOWN
    return UNKNOWN


def _field(function: Function, expr: ast.SelectorExpr, calls: Sequence[Call], depth: int) -> str:
    typer = function.file.typer
    value = typer.package_value(expr)
    if value is not None:
        return BOUNDED if value.const else UNKNOWN
    name = f"{deref(typer.type_of(expr.x))}.{expr.sel}"
    if name in _names("unbounded", "fields"):
        return UNBOUNDED
    if name in _names("bounded", "fields"):
        return BOUNDED
    root = root_variable(expr)
    if root is not None and _is_filled_in(root):
        return UNBOUNDED
    return provenance(function, expr.x, calls, depth + 1) if isinstance(expr.x, ast.CallExpr) else UNKNOWN
