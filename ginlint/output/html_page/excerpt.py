"""Excerpts of code with the steps of a path marked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ginlint.output.cells import printable
from ginlint.output.html_page.marked_up import cut, escaped, prose
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ginlint.finding import Location
    from ginlint.output.sources import Sources
    from ginlint.source import Source

_AROUND = 2
_WIDTH = 400
_TAB = "    "


class Mark(NamedTuple):
    """A range to mark, with the number of its step, 0 for the finding itself, and what happens there."""

    at: Location
    number: int
    text: str


def excerpts(marks: Sequence[Mark], sources: Sources) -> Iterator[str]:
    """Yield a figure for each file, in the order in which the path comes to them."""
    by_path: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_path[mark.at.path].append(mark)
    for path, group in by_path.items():
        source = sources.load(path)
        yield f'<figure class="code"><figcaption>{escaped(printable(path))}</figcaption><pre>'
        yield from _lines(source, group)
        yield "</pre></figure>"


def code_at(at: Location, sources: Sources, limit: int) -> str:
    """Return the first line of what stands there."""
    text = sources.load(at.path).text[at.start : at.end].split(b"\n", 1)
    line = text[0].decode("utf-8", "replace").strip()
    return cut(f"{line} …" if len(text) > 1 and text[1].strip() else line, limit)


def _lines(source: Source, marks: Sequence[Mark]) -> Iterator[str]:
    by_line: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_line[source.line(mark.at.start)].append(mark)
    before = 0
    for line in _shown(source, by_line):
        if before and line != before + 1:
            yield '<span class="gap">⋯</span>'
        here = by_line.get(line, [])
        yield f'<span class="l{" hit" if here else ""}"><i>{line}</i>{_marked(source, line, here)}</span>'
        yield from (_note(mark) for mark in here if mark.text)
        before = line


def _shown(source: Source, marked: defaultdict[int, list[Mark]]) -> list[int]:
    last = len(source.line_starts) - source.text.endswith(b"\n")
    lines = {near for line in marked for near in range(line - _AROUND, line + _AROUND + 1)}
    return sorted(line for line in lines if 1 <= line <= last or line in marked)


def _note(mark: Mark) -> str:
    return f'<span class="said"><i></i><b>{mark.number}</b> {prose(mark.text)}</span>'


def _marked(source: Source, line: int, marks: Sequence[Mark]) -> str:
    """Return the line with each range in it marked; ranges inside of others are left to their note."""
    start = source.line_starts[line - 1]
    text = source.line_bytes(line)[:_WIDTH]
    pieces, at = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.at.start, -mark.at.end)):
        first, last = mark.at.start - start, min(mark.at.end - start, len(text))
        if first >= at and last > first:
            kind = "end" if mark.number == 0 else "step"
            pieces += [_text(text[at:first]), f'<mark class="{kind}">{_text(text[first:last])}</mark>']
            at = last
    return "".join((*pieces, _text(text[at:])))


def _text(text: bytes) -> str:
    line = text.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\t", _TAB)
    return escaped(printable(line))
