"""Writing a report: for people, for editors, for programs, for code scanning."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ginlint.output.cells import printable
from ginlint.output.fingerprint import declared, finding_ids, line_hashes
from ginlint.output.ranking import severity_of, worst_first
from ginlint.output.sources import Sources
from ginlint.output.summary import crashes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.rule import Rule

__all__ = [
    "FORMATS",
    "FOR_TERMINALS",
    "Sources",
    "crashes",
    "declared",
    "finding_ids",
    "line_hashes",
    "printable",
    "sarif_limits",
    "severity_of",
    "worst_first",
    "write",
]

# Where each format is written: a module of this room, and the function in it.
_WRITERS = {
    "text": ("text", "write"),
    "concise": ("concise", "write"),
    "grouped": ("grouped", "write"),
    "statistics": ("statistics", "write"),
    "agent": ("agent", "write"),
    "markdown": ("markdown", "write"),
    "json": ("json_report", "write"),
    "jsonl": ("jsonl", "write"),
    "sarif": ("sarif", "write"),
    "html": ("html_page", "write"),
    "github": ("services", "write_github"),
    "gitlab": ("quality", "write_gitlab"),
    "azure": ("services", "write_azure"),
    "teamcity": ("services", "write_teamcity"),
    "checkstyle": ("xml_report", "write_checkstyle"),
    "junit": ("xml_report", "write_junit"),
    "rdjson": ("quality", "write_rdjson"),
    "rdjsonl": ("quality", "write_rdjsonl"),
    "sonar": ("quality", "write_sonar"),
}
FORMATS = tuple(_WRITERS)
FOR_TERMINALS = frozenset(("text", "concise", "grouped", "statistics"))  # in the encoding of the terminal


def sarif_limits(report: Report, *, suppressed: bool = False) -> str:
    """Return what GitHub will not show of the report as SARIF, "" if it shows all; loads sarif-om."""
    from ginlint.output.sarif import limits

    return limits(len(report.findings) + len(report.suppressed) * suppressed)


def write(
    report: Report,
    format_name: str,
    stream: TextIO,
    *,
    rules: Sequence[Rule],
    color: bool = False,
    verbose: bool = False,
    links: bool = False,
    base: str | None = None,
    category: str = "",
    suppressed: bool = False,
) -> None:
    """Write `report` to `stream` in one of `FORMATS`.

    `rules` are all rules that ran, in a stable order, whether they found anything
    or not. `color`, `verbose` and `links` concern the text format, `base` is the directory
    that SARIF's relative URIs start from: without one it is the nearest parent of
    `report.root` with a `.git`. `category` names SARIF's run, and `suppressed` has it
    list what is waived in the code. A module is loaded only for the format asked for.
    JSON and SARIF are ASCII; for the others `stream` should have an error handler
    if its encoding lacks characters. Raises KeyError for an unknown format, and
    OSError if `stream` cannot be written.
    """
    module, function = _WRITERS[format_name]
    options: dict[str, object] = {}
    if format_name == "text":
        options = {"color": color, "verbose": verbose, "links": links}
    elif format_name == "sarif":
        options = {"base": base, "category": category.strip("/ ") or "ginlint", "suppressed": suppressed}
    getattr(import_module(f"ginlint.output.{module}"), function)(report, stream, rules=rules, **options)
