"""The predeclared names of the Go spec's "Predeclared identifiers"."""

from __future__ import annotations

from functools import cache

from ginlint.go.names.types import Basic
from ginlint.go.syntax import ast
from ginlint.models import table

BUILTINS = frozenset(
    "append cap clear close complex copy delete imag len make max min new panic print println real "
    "recover".split()
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


@cache
def ending_calls() -> frozenset[str]:
    """Return the qualified names of the calls that end the process, the goroutine or the test, or panic."""
    calls = table("calls")
    return frozenset((*calls["unwinds"], *calls["ends_process"], "builtin.panic"))


def never_returns(callee: str) -> bool:
    """Tell whether control flow does not come back from the function of this qualified name."""
    return callee in ending_calls()


@cache
def ends_by_name(callee: str) -> bool:
    """Tell what a package for logs, or a logger, calls Fatal; for where nobody knows the body."""
    owner, _, name = callee.rpartition(".")
    words = table("guesses")["fatal"]
    return name in words["names"] and owner.rpartition("/")[2].rpartition(".")[2].lower() in words["owners"]


@cache
def _steady_calls() -> frozenset[str]:
    return frozenset(table("calls")["steady"])


def is_steady(callee: str) -> bool:
    """Tell a function that gives the same result if it is called again with what it was given."""
    return callee in _steady_calls()


def chain_ends(call: ast.CallExpr) -> str:
    """Return "ends_process" or "unwinds" for `log.Fatal().Err(err).Msg("…")` and the like, else ""."""
    chains = table("guesses")["chains"]
    if not isinstance(call.fun, ast.SelectorExpr) or call.fun.sel not in chains["last"]:
        return ""
    around, inner = call, call.fun.x
    while isinstance(inner, ast.CallExpr) and isinstance(inner.fun, ast.SelectorExpr):
        around, inner = inner, inner.fun.x
    first = around.fun
    if around is call or around.args or not isinstance(first, ast.SelectorExpr):
        return ""
    return next((end for end in ("ends_process", "unwinds") if first.sel in chains[end]), "")
