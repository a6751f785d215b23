"""Values that may be nil, and who minds."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    symbol = callee.symbol
    if symbol is None or symbol.file is None or symbol.decl is None or symbol.decl.body is None:
        return False
    function = symbol.file.function(symbol.decl)
    receiver = function.receiver
    return receiver is not None and _is_tested(receiver)


def tests_arguments(callee: Callee) -> bool:
    """Tell a helper of the module that compares what it is given, with nil most likely."""
    symbol = callee.symbol
    if symbol is None or symbol.file is None or symbol.decl is None or symbol.decl.body is None:
        return False
    return any(_is_tested(parameter) for parameter in symbol.file.function(symbol.decl).parameters)


def _is_tested(variable: Variable) -> bool:
    function = variable.function
    return any(isinstance(function.parent_of(use), ast.BinaryExpr) for use in variable.uses)
