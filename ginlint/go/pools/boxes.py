"""What has to be allocated to become an interface's value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Array, Basic, Slice, Struct
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function

NO_VALUES = frozenset(("any", "error", "uintptr", "comparable", "bool"))
NUMBERS = ("int", "uint", "float", "complex")


def boxed(function: Function, value: ast.Expr) -> str:
    """Return what kind of value must be copied to memory to fit into an interface, "" if it need not.

    Constants and empty structs need none; nor do pointers, maps, channels and functions.
    """
    typer = function.file.typer
    type_ = typer.program.underlying(typer.type_of(value))
    match type_:
        case Slice():
            return "slice"
        case Struct(fields) if fields:
            return "struct"
        case Array():
            return "array"
        case Basic(name) if not isinstance(value, ast.BasicLit):
            if name == "string":
                return "string"
            if name.startswith(NUMBERS) and name not in NO_VALUES:
                return "number"
    return ""
