"""Writing a report: for people, for editors, for programs, for code scanning."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ginlint.output.fingerprint import declared, finding_ids, line_hashes
from ginlint.output.ranking import severity_of, worst_first
from ginlint.output.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.rule import Rule

__all__ = [
    "FORMATS",
    "Sources",
    "declared",
    "finding_ids",
    "line_hashes",
    "severity_of",
    "worst_first",
    "write",
]

_MODULES = {
    "text": "ginlint.output.text",
    "concise": "ginlint.output.concise",
    "json": "ginlint.output.json_report",
    "sarif": "ginlint.output.sarif",
}
FORMATS = tuple(_MODULES)


def write(
    report: Report,
    format_name: str,
    stream: TextIO,
    *,
    rules: Sequence[Rule],
    color: bool = False,
    verbose: bool = False,
    base: str | None = None,
) -> None:
    """Write `report` to `stream` in one of `FORMATS`.

    `rules` are all rules that ran, in a stable order, whether they found anything
    or not. `color` and `verbose` concern the text format, `base` is the directory
    that SARIF's relative URIs start from: without one it is the nearest parent of
    `report.root` with a `.git`. A module is loaded only for the format asked for.
    JSON and SARIF are ASCII; for the others `stream` should have an error handler
    if its encoding lacks characters. Raises KeyError for an unknown format, and
    OSError if `stream` cannot be written.
    """
    module = import_module(_MODULES[format_name])
    if format_name == "text":
        module.write(report, stream, rules=rules, color=color, verbose=verbose)
    elif format_name == "sarif":
        module.write(report, stream, rules=rules, base=base)
    else:
        module.write(report, stream, rules=rules)
