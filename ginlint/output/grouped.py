"""For people with many findings: by file, a line each."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ginlint.output.cells import one_line, printable
from ginlint.output.ranking import severity_of
from ginlint.output.sources import Sources
from ginlint.output.summary import summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.rule import Rule


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write the findings in the report's order, which is by file, and the summary; columns count bytes."""
    sources = Sources(report)
    by_name = {rule.name: rule for rule in rules}
    for path, found in groupby(report.findings, key=lambda finding: finding.at.path):
        source = sources.load(path)
        rows = [
            (
                f"{source.line(finding.at.start)}:{source.byte_column(finding.at.start)}",
                str(severity_of(finding, by_name)),
                finding.rule,
                one_line(finding.message),
            )
            for finding in found
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        stream.write(f"{printable(path)}:\n")
        stream.writelines(
            f"  {place:>{widths[0]}}  {severity:{widths[1]}}  {rule:{widths[2]}}  {message}\n"
            for place, severity, rule, message in rows
        )
        stream.write("\n")
    stream.writelines(f"{line}\n" for line in summary(report, by_name))
