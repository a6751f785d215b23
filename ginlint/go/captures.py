"""Responses of which a middleware keeps a copy, however large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Named, Slice, Struct, deref
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import FuncSymbol, Function
    from ginlint.go.package import Package
    from ginlint.go.requests import Heat


class BodyCapture(NamedTuple):
    """A wrapper of the response, made at `node`, whose method copies all that is written."""

    function: Function
    node: ast.Expr
    owner: Named
    method: FuncSymbol
    heat: Heat


def bodies_captured(package: Package) -> Iterator[BodyCapture]:
    """Yield where handlers put a wrapper around the response that keeps a copy of all of it."""
    owners = dict(_capturing(package))
    if not owners:
        return
    for file in package.speaking:
        for decl in () if file.test else file.facts.functions:
            if any(file.parsed.text.find(f"{name}{{".encode(), decl.pos, decl.end) >= 0 for name in owners):
                yield from _installed(file.function(decl), owners)


def _installed(outer: Function, owners: dict[str, FuncSymbol]) -> Iterator[BodyCapture]:
    package = outer.file.package
    for function in outer.all():
        for node in ast.walk(function.body, into_literals=False):
            if not isinstance(node, ast.CompositeLit) or node.type is None:
                continue
            type_ = function.file.typer.type_of(node)
            if isinstance(type_, Named) and type_.path == package.path and type_.name in owners:
                heat = package.project.requests.heat(function, node)
                if heat is not None:
                    yield BodyCapture(function, node, type_, owners[type_.name], heat)


def _capturing(package: Package) -> Iterator[tuple[str, FuncSymbol]]:
    """Yield the types of a package that wrap a response and copy what is written, with the method."""
    for name, symbol in package.scope.types.items():
        method = symbol.methods.get("Write")
        if method is None or method.file is None or method.decl is None or method.file.test:
            continue
        shape = method.file.typer.program.underlying(symbol.written)
        if not isinstance(shape, Struct) or not any(_is_response(field.type) for field in shape.fields):
            continue
        if _copies(method.file.function(method.decl)):
            yield name, method


def _is_response(type_: object) -> bool:
    return str(type_) in table("bodies")["capture"]["writers"]


def _copies(function: Function) -> bool:
    """Tell a Write that puts all it gets into a buffer, and passes it on as well."""
    if function.receiver is None or not function.parameters:
        return False
    captured = passed = False
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.IfStmt) and not _tests_error(function, node):
            return False  # it may be a limit, or a choice of what to keep
        if isinstance(node, (ast.SwitchStmt, ast.ForStmt, ast.RangeStmt, ast.SliceExpr)):
            return False
        if isinstance(node, ast.CallExpr):
            captured = captured or _captures(function, node)
            passed = passed or _passes(function, node)
    return captured and passed


def _tests_error(function: Function, node: ast.IfStmt) -> bool:
    probe = node.body.stmts[0] if node.body.stmts else None
    return probe is not None and function.in_error_branch(probe)


def _captures(function: Function, call: ast.CallExpr) -> bool:
    capture = table("bodies")["capture"]
    typer = function.file.typer
    if not any(_is_given(function, arg) for arg in call.args):
        return False
    if typer.callee(call).name == "builtin.append":
        first = call.args[0]
        return isinstance(first, ast.SelectorExpr) and isinstance(typer.type_of(first), Slice)
    if not isinstance(call.fun, ast.SelectorExpr) or call.fun.sel not in capture["methods"]:
        return False
    return str(deref(typer.type_of(call.fun.x))) in capture["buffers"]


def _passes(function: Function, call: ast.CallExpr) -> bool:
    if not isinstance(call.fun, ast.SelectorExpr) or call.fun.sel not in ("Write", "WriteString"):
        return False
    return _is_response(function.file.typer.type_of(call.fun.x)) and any(
        _is_given(function, arg) for arg in call.args
    )


def _is_given(function: Function, arg: ast.Expr) -> bool:
    return isinstance(arg, ast.Ident) and arg.obj is function.parameters[0]
