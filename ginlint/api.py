"""Everything that a rule may import: the contract with rule authors."""

from ginlint.finding import Confidence, Edit, Finding, Fix, Location, Severity, Step
from ginlint.go import Call, File, Function, Package, Variable, calls_in
from ginlint.go.flow import Edge, Path
from ginlint.go.goroutines import in_goroutine, one_of_many_goroutines
from ginlint.go.loops import Capture, captures
from ginlint.go.ownership import (
    HELPER,
    Acquisition,
    Buffer,
    Target,
    Use,
    UseKind,
    acquisition_of,
    buffers_made,
    costs_more,
    ends_process,
    leaves_without_release,
    may_panic_before,
    needs_no_release,
    outlives,
    released_by,
    uses_of,
    uses_of_variable,
)
from ginlint.go.requests import Heat, context_origin, passes_on, runs_a_command, runs_each_time, serves
from ginlint.go.state import GlobalWrite, global_writes, is_guarded
from ginlint.go.syntax import ast
from ginlint.leaks import leak_finding, leak_findings, leaks_of
from ginlint.leaks import steps as leak_steps
from ginlint.rule import Rule, rule

__all__ = [
    "Acquisition",
    "Buffer",
    "Call",
    "Capture",
    "Confidence",
    "Edge",
    "Edit",
    "File",
    "Finding",
    "Fix",
    "Function",
    "GlobalWrite",
    "HELPER",
    "Heat",
    "Location",
    "Package",
    "Path",
    "Rule",
    "Severity",
    "Step",
    "Target",
    "Use",
    "UseKind",
    "Variable",
    "acquisition_of",
    "ast",
    "buffers_made",
    "calls_in",
    "captures",
    "context_origin",
    "costs_more",
    "ends_process",
    "global_writes",
    "in_goroutine",
    "is_guarded",
    "leak_finding",
    "leak_findings",
    "leak_steps",
    "leaks_of",
    "leaves_without_release",
    "may_panic_before",
    "needs_no_release",
    "one_of_many_goroutines",
    "outlives",
    "passes_on",
    "released_by",
    "rule",
    "runs_a_command",
    "runs_each_time",
    "serves",
    "uses_of",
    "uses_of_variable",
]
