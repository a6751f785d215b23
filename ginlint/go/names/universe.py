"""The predeclared names of the Go spec's "Predeclared identifiers"."""

from __future__ import annotations

from ginlint.go.names.types import Basic

BUILTINS = frozenset(
    "append cap clear close complex copy delete imag len make max min new panic print println real recover".split()
)
BOOL = Basic("bool")
INT = Basic("int")
STRING = Basic("string")
ERROR = Basic("error")
NIL = Basic("untyped nil")
CONSTANTS = {"true": BOOL, "false": BOOL, "nil": NIL, "iota": INT}
LITERALS = {
    "INT": INT,
    "FLOAT": Basic("float64"),
    "IMAG": Basic("complex128"),
    "CHAR": Basic("int32"),
    "STRING": STRING,
}
COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">=", "&&", "||"))
