"""Everything that a rule may import: the contract with rule authors."""

from ginlint.finding import Confidence, Edit, Finding, Fix, Location, Severity, Step
from ginlint.go import Call, File, Function, Package, Variable, calls_in
from ginlint.go.requests import Heat, serves
from ginlint.go.syntax import ast
from ginlint.rule import Rule, rule

__all__ = [
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
    "Variable",
    "ast",
    "calls_in",
    "rule",
    "serves",
]
