"""Names, types and scopes: what a name in the source stands for."""

from ginlint.go.names.bind import bind, bind_expression
from ginlint.go.names.callees import NOBODY, Callee, method_name
from ginlint.go.names.dependencies import Dependencies, provider_for
from ginlint.go.names.infer import Typer
from ginlint.go.names.methods import has_method
from ginlint.go.names.program import FileNames, Program, Selection
from ginlint.go.names.symbols import FuncSymbol, PackageScope, TypeSymbol, ValueSymbol
from ginlint.go.names.types import (
    CONTEXT,
    UNKNOWN,
    Array,
    Basic,
    Chan,
    Func,
    Interface,
    Map,
    Named,
    Pointer,
    Slice,
    Struct,
    Tuple,
    Type,
    deref,
)
from ginlint.go.names.variables import Definition, Function, Variable

__all__ = [
    "CONTEXT",
    "NOBODY",
    "UNKNOWN",
    "Array",
    "Basic",
    "Callee",
    "Chan",
    "Definition",
    "Dependencies",
    "FileNames",
    "Func",
    "FuncSymbol",
    "Function",
    "Interface",
    "Map",
    "Named",
    "PackageScope",
    "Pointer",
    "Program",
    "Selection",
    "Slice",
    "Struct",
    "Tuple",
    "Type",
    "TypeSymbol",
    "Typer",
    "ValueSymbol",
    "Variable",
    "bind",
    "bind_expression",
    "deref",
    "has_method",
    "method_name",
    "provider_for",
]
