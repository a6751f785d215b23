"""One line a finding, `file:line:col: rule message`: what every editor reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.output.cells import one_line, printable
from ginlint.output.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.rule import Rule


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:  # noqa: ARG001 - as all formats
    """Write the findings in the report's order; columns count bytes, as Go's tools do."""
    sources = Sources(report)
    for finding in report.findings:
        at = finding.at
        source = sources.load(at.path)
        place = f"{printable(at.path)}:{source.line(at.start)}:{source.byte_column(at.start)}"
        stream.write(f"{place}: {finding.rule} {one_line(finding.message)}\n")
