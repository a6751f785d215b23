"""For the summary of a job on GitHub, a comment or a chat: Markdown of a limited size."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ginlint.finding import Severity
from ginlint.output.cells import and_more, one_line
from ginlint.output.ranking import severity_of, worst_first
from ginlint.output.sources import RepositoryPaths, Sources
from ginlint.output.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from ginlint.finding import Finding, Report
    from ginlint.rule import Rule

MAX_BYTES = 900_000  # GitHub takes 1 MiB for the summary of a step, and nothing of a larger one
MAX_STEPS = 12
_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}
_MARKUP = re.compile(r"([\\*_\[\]<>#|~])")


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write the verdict, a table of rules, and the findings, worst first, as far as they fit."""
    by_name = {rule.name: rule for rule in rules}
    lines = summary(report, by_name, explained=True)
    stream.write("## ginlint\n\n" + "".join(f"{_text(line)}\n\n" for line in lines))
    if not report.findings:
        return
    stream.writelines(_table(report, by_name))
    left = MAX_BYTES
    sources, paths = Sources(report), RepositoryPaths(report)
    order = worst_first(report.findings, by_name)
    for number, index in enumerate(order):
        block = _block(report.findings[index], by_name, sources, paths)
        left -= len(block.encode("utf-8", "replace"))
        if left < 0:
            stream.write(f"\n… and {len(order) - number} more: too many for a summary.\n")
            return
        stream.write(block)


def _table(report: Report, rules: Mapping[str, Rule]) -> Iterator[str]:
    counts = Counter((severity_of(finding, rules), finding.rule) for finding in report.findings)
    yield "| | rule | findings |\n|---|---|---:|\n"
    for (severity, rule), count in sorted(
        counts.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])
    ):
        yield f"| {_SIGNS[severity]} | `{rule}` | {count} |\n"
    yield "\n"


def _block(finding: Finding, rules: Mapping[str, Rule], sources: Sources, paths: RepositoryPaths) -> str:
    place = _place(paths.of(finding.at.path), sources.load(finding.at.path).line(finding.at.start))
    sign = _SIGNS[severity_of(finding, rules)]
    lines = [
        f"<details><summary>{sign} <code>{_html(place)}</code> {_html(one_line(finding.message))}</summary>\n"
    ]
    lines.append(f"`{finding.rule}` in `{finding.function or finding.package}`\n")
    for number, step in enumerate(finding.steps[:MAX_STEPS], 1):
        at = _place(paths.of(step.at.path), sources.load(step.at.path).line(step.at.start))
        lines.append(f"{number}. `{at}` {_text(step.text)}")
    if finding.entries:
        names = and_more([f"`{one_line(entry.name)}`" for entry in finding.entries], finding.entry_count)
        lines.append(f"\nReached by {names}.")
    if finding.fix is not None:
        lines.append(f"\nFix: {_text(finding.fix.message)}")
    return "\n".join([*lines, "\n</details>\n"])


def _place(path: str, line: int) -> str:
    return f"{one_line(path)}:{line}"


def _text(text: str) -> str:
    """Return `text` so that only its code, in backquotes, is markup."""
    parts = one_line(text).split("`")
    return "`".join(part if number % 2 else _MARKUP.sub(r"\\\1", part) for number, part in enumerate(parts))


def _html(text: str) -> str:
    """Return `text` for the inside of an HTML element, with code in backquotes as such."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escaped)
