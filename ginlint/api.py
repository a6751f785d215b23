"""Everything that a rule may import: the contract with rule authors."""

from ginlint.finding import Confidence, Edit, Finding, Fix, Location, Severity, Step
from ginlint.go import Call, File, Function, Package, Variable, calls_in
from ginlint.go.ownership import Buffer, Use, UseKind, buffers_made, in_goroutine, outlives, uses_of, uses_of_variable
from ginlint.go.requests import Heat, serves
from ginlint.go.syntax import ast
from ginlint.rule import Rule, rule

__all__ = [
    "Buffer",
    "Call",
    "Confidence",
    "Edit",
    "File",
    "Finding",
    "Fix",
    "Function",
    "Heat",
    "Location",
    "Package",
    "Rule",
    "Severity",
    "Step",
    "Use",
    "UseKind",
    "Variable",
    "ast",
    "buffers_made",
    "calls_in",
    "in_goroutine",
    "outlives",
    "rule",
    "serves",
    "uses_of",
    "uses_of_variable",
]
