"""Addresses that programs listen at, as far as their beginning is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.requests import callers_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable

MAX_DEPTH = 4


def _loopback() -> tuple[str, ...]:
    return tuple(table("servers")["loopback"]["hosts"])


def address_of(function: Function, address: ast.Expr | None) -> str:
    """Return the address as far as it is known; of one that can be set, a loopback address by default."""
    if address is None:
        return ""
    text = text_of(function, address)
    if text:
        return text
    default = _default(function, address) or _handed(function, address)
    return default if default.startswith(_loopback()) else ""


def _default(function: Function, expr: ast.Expr, depth: int = 0) -> str:
    """Return what an address begins with unless it is set: `flag.String("addr", "localhost:80", …)`."""
    if depth > MAX_DEPTH:
        return ""
    typer = function.file.typer
    match expr:
        case ast.StarExpr(x) | ast.BinaryExpr("+", x, _):
            return _default(function, x, depth + 1)
        case ast.CallExpr(_, [first, second, *_], _) if typer.callee(expr).name == "fmt.Sprintf":
            return _default(function, second, depth + 1) if text_of(function, first).startswith("%") else ""
        case ast.CallExpr(_, args, _):
            texts = (text_of(function, arg) for arg in args)
            return next((text for text in texts if text.startswith(_loopback())), "")
        case ast.Ident() if expr.obj is not None:
            given = expr.obj.definition.value
            return _default(function, given, depth + 1) if given is not None else ""
    value = typer.package_value(expr)
    if value is None or value.file is None or value.decl is None:
        return text_of(function, expr)
    exprs = value.file.initialisers(value.decl)[value.decl.position :]
    return _default(value.file.value_function(value.decl), exprs[0], depth + 1) if exprs else ""


def _handed(function: Function, expr: ast.Expr) -> str:
    """Return a loopback address that a helper makes, or that all callers of a function give it."""
    match expr:
        case ast.CallExpr():
            helper = body_of(function.file.typer.callee(expr))
            returned = ast.nodes_of(helper.body, ast.ReturnStmt) if helper is not None else []
            texts = [text_of(helper, it.results[0]) if it.results else "" for it in returned if helper]
        case ast.Ident() if expr.obj is not None and expr.obj.kind == "parameter" and not expr.obj.writes:
            texts = _given(function, expr.obj)
        case _:
            return ""
    local = bool(texts) and all(text.startswith(_loopback()) for text in texts)
    return texts[0] if local else ""


def _given(function: Function, parameter: Variable) -> list[str]:
    """Return what callers give for a parameter of a declared function."""
    outermost = function.outermost
    if parameter not in outermost.parameters:
        return []
    index = outermost.parameters.index(parameter)
    return [
        text_of(call.function, call.node.args[index]) if index < len(call.node.args) else ""
        for call in callers_of(outermost)
    ]


def text_of(function: Function, expr: ast.Expr, depth: int = 0) -> str:
    """Return the beginning of a string as far as it is constant, "" if nothing is known."""
    typer = function.file.typer
    match expr:
        case ast.BasicLit("STRING", written):
            return written.strip('"`')
        case ast.BinaryExpr("+", x, _):
            return text_of(function, x, depth + 1)
        case ast.CallExpr(_, [first, *rest], _) if typer.callee(expr).name == "fmt.Sprintf":
            text = text_of(function, first, depth + 1).partition("%")[0]
            return text or (text_of(function, rest[0], depth + 1) if rest else "")
        case ast.Ident() if expr.obj is not None and depth < MAX_DEPTH:
            definition = expr.obj.definition
            single = not expr.obj.writes and definition.value is not None and definition.index < 0
            return (
                text_of(function, definition.value, depth + 1)
                if single and definition.value is not None
                else ""
            )
    value = typer.package_value(expr)
    if value is None or not value.const or value.file is None or value.decl is None:
        return ""
    exprs = value.file.initialisers(value.decl)
    position = value.decl.position
    return text_of(value.file.value_function(value.decl), exprs[position]) if position < len(exprs) else ""
