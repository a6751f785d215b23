"""For people: each finding with its code, the path that leads to it, and a summary."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from ginlint.output.cells import and_more, one_line, printable
from ginlint.output.frame import Frame, Mark
from ginlint.output.ranking import severity_of
from ginlint.output.sources import Sources
from ginlint.output.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TextIO

    from ginlint.finding import Entry, Finding, Report, Step
    from ginlint.rule import Rule

    Paint = Callable[[str, str], str]

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "name": "1",
    "gutter": "34",
    "step": "1;34",
    "fix": "1;32",
}


def write(
    report: Report,
    stream: TextIO,
    *,
    rules: Sequence[Rule],
    color: bool = False,
    verbose: bool = False,
    links: bool = False,
) -> None:
    """Write the findings in the report's order, then what else there is to know.

    With `links` places are hyperlinks (OSC 8) to their files, for terminals that know them.
    """
    paint = _colored if color else _plain
    root = report.root if links else None
    writer = _Writer(Sources(report), {rule.name: rule for rule in rules}, paint, root)
    blocks = chain(map(writer.block, report.findings), [summary(report, writer.rules, verbose=verbose)])
    for number, block in enumerate(blocks):
        stream.write("\n" if number else "")
        stream.writelines(f"{line}\n" for line in block)


def _plain(text: str, style: str) -> str:  # noqa: ARG001 - stands in for _colored
    return text


def _colored(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


class _Writer:
    def __init__(
        self, sources: Sources, rules: Mapping[str, Rule], paint: Paint, linked_from: str | None = None
    ) -> None:
        self._linked_from = linked_from
        self._sources = sources
        self.rules = rules
        self._paint = paint

    def block(self, finding: Finding) -> Iterator[str]:
        severity = str(severity_of(finding, self.rules))
        frames = [Frame(marks, self._sources, self._paint) for marks in _marks(finding, severity)]
        gutter = frames[0].gutter = max(frame.gutter for frame in frames)
        yield self._header(finding, severity)
        yield frames[0].empty()
        yield from frames[0].draw(finding.at.path)
        for frame in frames[1:]:
            frame.gutter = gutter
            yield f"{frame.empty()} how it gets there:"
            yield from frame.draw(finding.at.path)
        yield from self._hints(finding, gutter)

    def _header(self, finding: Finding, severity: str) -> str:
        label = f"{self._paint(severity, severity)}{self._paint(f'[{finding.rule}]', 'name')}"
        return f"{self._place(finding.at.path, finding.at.start)}: {label} {one_line(finding.message)}"

    def _place(self, path: str, offset: int) -> str:
        source = self._sources.load(path)
        text = f"{printable(path)}:{source.line(offset)}:{source.byte_column(offset)}"
        shown = self._paint(text, "name")
        if self._linked_from is None:
            return shown
        from urllib.parse import quote  # most terminals are not known to show links

        target = quote(os.fsencode(os.path.join(self._linked_from, path)), safe="/")
        return f"\x1b]8;;file://{target}\x1b\\{shown}\x1b]8;;\x1b\\"

    def _hints(self, finding: Finding, gutter: int) -> Iterator[str]:
        for place in finding.related:
            yield f"{'':{gutter}} = {self._related(place)}"
        if finding.entries:
            names = and_more([_shown(entry) for entry in finding.entries], finding.entry_count)
            yield f"{'':{gutter}} = {self._paint('reached by:', 'step')} {names}"
        if finding.fix is not None:
            risk = "" if finding.fix.safe else " (look at it: it may change what else the code does)"
            yield f"{'':{gutter}} = {self._paint('fix:', 'fix')} {one_line(finding.fix.message)}{risk}"

    def _related(self, place: Step) -> str:
        where = self._place(place.at.path, place.at.start)
        return f"{self._paint('see:', 'step')} {where}: {one_line(place.text)}"


def _shown(entry: Entry) -> str:
    return one_line(f"{entry.name} (every request)" if entry.every else entry.name)


def _marks(finding: Finding, severity: str) -> Iterator[list[Mark]]:
    """Yield the marks of each frame: one for all if the path passes through the finding itself."""
    inside = any(step.at == finding.at for step in finding.steps)
    if not inside:
        yield [Mark(finding.at, "", "^", severity)]
    if finding.steps:
        yield [
            Mark(
                step.at,
                f"{number}: {step.text}",
                *(("^", severity) if step.at == finding.at else ("-", "step")),
            )
            for number, step in enumerate(finding.steps, 1)
        ]
