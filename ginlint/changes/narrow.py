"""Holding a report to what a change touched."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.output import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.changes.patch import FileChange
    from ginlint.finding import Finding, Location, Report
    from ginlint.source import Source


class Changes:
    """The lines of files that are new. Paths are absolute.

    `whole` are files of which every line is new. `overlay` holds the contents of
    files where they are not those on disk, as for what is staged.
    """

    def __init__(
        self,
        files: dict[str, FileChange],
        whole: Iterable[str] = (),
        overlay: dict[str, bytes] | None = None,
    ) -> None:
        self.files = files
        self.whole = frozenset(whole)
        self.overlay = overlay or {}

    def touches(self, finding: Finding, root: str, sources: Sources) -> bool:
        """Tell whether `finding` is news.

        It is where its line or a step of its path is new, where something was
        removed between the first and the last place of its path, and, for a
        finding without a path, where something was removed above it in its function.
        """
        places = [finding.at, *(step.at for step in finding.steps)]
        for path in {place.path for place in places}:
            full = os.path.normpath(os.path.join(root, path))
            if full in self.whole:
                return True
            change = self.files.get(full)
            if change is not None:
                here = [place for place in places if place.path == path]
                if _is_touched(change, here, sources.load(path)):
                    return True
        return False


def _is_touched(change: FileChange, places: list[Location], source: Source) -> bool:
    lines = {source.line(place.start) for place in places}
    if not change.added.isdisjoint(lines):
        return True
    first, last = min(lines), max(lines)
    if first == last:
        first = _function_start(source, first)
    return any(first < line <= last for line in change.removed)


def _function_start(source: Source, line: int) -> int:
    """Return the line of the function around `line`, `line` itself if there is none."""
    start = line
    while start > 0:
        text = source.line_bytes(start)
        if text.startswith(b"func "):
            return start
        if text.startswith(b"}") and start != line:
            break
        start -= 1
    return line


def narrow(report: Report, changes: Changes) -> Report:
    """Return `report` with what `changes` touch, and the number of the other findings."""
    sources = Sources(report)

    def news(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(f for f in findings if changes.touches(f, report.root, sources))

    kept = news(report.findings)
    return replace(
        report,
        findings=kept,
        suppressed=news(report.suppressed),
        elsewhere=report.elsewhere + len(report.findings) - len(kept),
    )
