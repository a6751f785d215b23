"""How many findings there are of each rule, instead of the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ginlint.output.ranking import severity_of
from ginlint.output.summary import summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.rule import Rule


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write a line for each severity of each rule, the most frequent first, and the summary."""
    by_name = {rule.name: rule for rule in rules}
    counts: Counter[tuple[str, str]] = Counter()
    fixable: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        key = (finding.rule, str(severity_of(finding, by_name)))
        counts[key] += 1
        fixable[key] += finding.fix is not None and finding.fix.safe
    wide = len(str(max(counts.values(), default=0)))
    for (name, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        mended = f"  ({fixable[name, severity]} fixed by --fix)" if fixable[name, severity] else ""
        topic = by_name[name].topic if name in by_name else ""
        stream.write(f"{count:{wide}}  {severity:7}  {f'{topic}/{name}' if topic else name}{mended}\n")
    stream.write("\n" if counts else "")
    stream.writelines(f"{line}\n" for line in summary(report, by_name, explained=True))
