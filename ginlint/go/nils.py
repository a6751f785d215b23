"""Values that may be nil, and who minds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.names import UNKNOWN, Interface, Named, Pointer
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Callee, Function, Type, Variable


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
