"""For coding agents: what, where, why and how to mend it, in few tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.output.cells import and_more, one_line, printable
from ginlint.output.ranking import severity_of, worst_first
from ginlint.output.sources import Sources
from ginlint.output.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from ginlint.finding import Finding, Location, Report
    from ginlint.rule import Rule


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write the findings by rule, the worst rule first, each rule explained once."""
    by_name = {rule.name: rule for rule in rules}
    groups: dict[str, list[Finding]] = {}
    for index in worst_first(report.findings, by_name):
        finding = report.findings[index]
        groups.setdefault(finding.rule, []).append(finding)
    writer = _Writer(Sources(report))
    for name, found in groups.items():
        rule = by_name.get(name)
        title = f": {one_line(rule.summary)}" if rule is not None else ""
        stream.write(f"[{severity_of(found[0], by_name)}] {name}{title} (`ginlint explain {name}`)\n")
        stream.writelines(f"- {line}\n" for finding in found for line in [" | ".join(writer.parts(finding))])
    stream.writelines(f"{line}\n" for line in summary(report, by_name, explained=True))


class _Writer:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def parts(self, finding: Finding) -> Iterator[str]:
        """Yield what there is to say of a finding; lines alone are in its own file."""
        where = f" in {finding.function}" if finding.function else ""
        yield f"{self._place(finding.at, '')}{where}: {one_line(finding.message)}"
        if finding.steps:
            path = finding.at.path
            yield "path: " + "; ".join(f"{self._place(s.at, path)} {one_line(s.text)}" for s in finding.steps)
        if finding.related:
            path = finding.at.path
            yield "see: " + "; ".join(
                f"{self._place(s.at, path)} {one_line(s.text)}" for s in finding.related
            )
        if finding.entries:
            names = [one_line(entry.name) for entry in finding.entries]
            yield f"reached by: {and_more(names, finding.entry_count)}"
        if finding.fix is not None:
            how = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
            yield f"fix ({how}): {one_line(finding.fix.message)}"

    def _place(self, at: Location, known: str) -> str:
        line = self._sources.load(at.path).line(at.start)
        return str(line) if at.path == known else f"{printable(at.path)}:{line}"
