"""The request that a handler is given, whatever its framework puts around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import UNKNOWN, Named, Pointer, deref
from ginlint.go.requests import served_as
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function

REQUEST = Pointer(Named("net/http", "Request"))
RESPONSE = Pointer(Named("net/http", "Response"))
WRITER = "net/http.ResponseWriter"


def is_request_body(function: Function, expr: ast.Expr) -> bool:
    """Tell `r.Body` of a request of net/http, or of what wraps one."""
    if not isinstance(expr, ast.SelectorExpr) or expr.sel != "Body":
        return False
    typer = function.file.typer
    owner = typer.type_of(expr.x)
    found = typer.program.select(owner, "Body")
    if found is not None:
        return Pointer(found.owner) == REQUEST
    return owner == REQUEST or _is_beside_writer(expr.x, function) or _is_of_context(function, expr.x)


def _is_beside_writer(request: ast.Expr, function: Function) -> bool:
    """Tell a parameter next to a response writer, of a type of another module whose source is not there."""
    variable = request.obj if isinstance(request, ast.Ident) else None
    if variable is None or variable.kind != "parameter":
        return False
    typer, parameters = function.file.typer, variable.function.parameters
    type_ = deref(typer.variable_type(variable))
    unseen = isinstance(type_, Named) and typer.program.scope(type_.path) is None
    return unseen and any(str(typer.variable_type(other)) == WRITER for other in parameters)


def _is_of_context(function: Function, request: ast.Expr) -> bool:
    """Tell `c.Request` and `c.Request()` of a handler's context whose source is not there."""
    getter = request.fun if isinstance(request, ast.CallExpr) and not request.args else request
    if not isinstance(getter, ast.SelectorExpr) or getter.sel != "Request":
        return False
    typer, project = function.file.typer, function.file.package.project
    return typer.type_of(request) is UNKNOWN and served_as(project, str(typer.type_of(getter.x))) == "request"
