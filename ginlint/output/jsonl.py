"""For pipes: each finding as one JSON object on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.output.json_report import finding_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.rule import Rule


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write the findings as docs/en/json.md has them, in the report's order."""
    stream.writelines(f"{line}\n" for line in finding_lines(report, rules))
