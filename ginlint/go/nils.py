"""Values that may be nil, and who minds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.names import UNKNOWN, Interface, Named, Pointer
from ginlint.go.ownership import HELPER, Target
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Callee, Function, Type, Variable

MAX_HANDED = 3  # functions, each of which hands its parameter to the next


def may_be_nil(function: Function, type_: Type) -> bool | None:
    """Tell pointers and interfaces; None for a type that is not known."""
    if type_ is UNKNOWN:
        return None
    if isinstance(type_, (Pointer, Interface)):
        return True
    return isinstance(type_, Named) and isinstance(function.file.typer.program.underlying(type_), Interface)


def allows_nil(callee: Callee, type_: Type) -> bool:
    """Tell a method that can be called on a nil pointer: it is known to, or tests its receiver."""
    if str(type_) in table("defers")["nil_safe"]:
        return True
    function = body_of(callee)
    receiver = function.receiver if function is not None else None
    return receiver is not None and _is_tested(receiver)


def tests_arguments(callee: Callee) -> bool:
    """Tell a helper of the module that compares what it is given, with nil most likely."""
    function = body_of(callee)
    return function is not None and any(_is_tested(parameter) for parameter in function.parameters)


def _is_tested(variable: Variable) -> bool:
    function = variable.function
    return any(isinstance(function.parent_of(use), ast.BinaryExpr) for use in variable.uses)


def taken_back_by(function: Function, call: ast.CallExpr) -> Iterator[Target]:
    """Yield what a call hands back to the module's own keeper of it, which panics if that is nil.

    `pool.Put(conn)`, where Put calls a method of conn without a test of it.
    """
    if not last_name(call.fun).lower().startswith(tuple(table("defers")["taking_back"])):
        return
    callee = function.file.typer.callee(call)
    for index, argument in enumerate(call.args):
        if isinstance(argument, ast.Ident) and argument.obj is not None and _needs(callee, index):
            yield Target(argument.name, argument.obj, HELPER)


def _needs(callee: Callee, index: int, depth: int = 0) -> bool:
    """Tell a function of the module that goes through a pointer it is given, with no test of it."""
    function = body_of(callee)
    if function is None or index >= len(function.parameters) or depth >= MAX_HANDED:
        return False
    parameter = function.parameters[index]
    if parameter.writes or parameter.definition.variadic or _is_tested(parameter):
        return False
    if any(_is_asked_about(function, use) for use in parameter.uses):
        return False
    return any(_goes_through(function, use, depth) for use in parameter.uses)


def _is_asked_about(function: Function, use: ast.Ident) -> bool:
    """Tell `if isNil(conn)`, a test that a helper makes."""
    call, test = function.parent_of(use), function.enclosing(use, ast.IfStmt)
    given = isinstance(call, ast.CallExpr) and use in call.args
    return given and isinstance(test, ast.IfStmt) and use.pos < test.body.pos


def _goes_through(function: Function, use: ast.Ident, depth: int) -> bool:
    typer, around = function.file.typer, function.parent_of(use)
    type_ = typer.type_of(use)
    if isinstance(around, ast.SelectorExpr):
        call = function.parent_of(around)
        if isinstance(call, ast.CallExpr) and call.fun is around:
            return bool(may_be_nil(function, type_)) and not allows_nil(typer.callee(call), type_)
        return isinstance(type_, Pointer)
    if isinstance(around, ast.CallExpr) and use in around.args:
        return _needs(typer.callee(around), around.args.index(use), depth + 1)
    return False
