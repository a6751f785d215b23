"""Code frames: source lines with line numbers, underlines and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.output.cells import Row, one_line, printable
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ginlint.finding import Location
    from ginlint.output.sources import Sources
    from ginlint.source import Source

    Paint = Callable[[str, str], str]

_ADJACENT = 2


class Mark(NamedTuple):
    """A range to underline by `sign`, in `style`, with a label behind it."""

    at: Location
    label: str
    sign: str
    style: str


class Frame:
    """Draws marks in their order; those on the same or adjacent lines share one excerpt.

    Of a range over several lines the first is shown, underlined to its end.
    """

    def __init__(self, marks: Sequence[Mark], sources: Sources, paint: Paint) -> None:
        self._marks = marks
        self._sources = sources
        self._paint = paint
        lines = [sources.load(mark.at.path).line(mark.at.start) for mark in marks]
        self.gutter = len(str(max(lines, default=1)))

    def draw(self, path: str) -> Iterator[str]:
        """Yield lines of output; `path` is the file that the reader has been told of."""
        line = 0
        for mark in self._marks:
            source = self._sources.load(mark.at.path)
            target = source.line(mark.at.start)
            if mark.at.path != path:
                path, line = mark.at.path, 0
                yield self._file(path, target, source.byte_column(mark.at.start))
            elif line and not 0 <= target - line <= _ADJACENT:
                yield self._paint("." * (self.gutter + 2), "gutter")
                line = 0
            yield from self._between(source, line, mark)
            row, start, end = _row(source, mark.at, target)
            if target != line:
                yield self._numbered(target, row)
            yield self._underline(mark, *row.span(start, end))
            line = target

    def empty(self) -> str:
        """Return a line of the frame without anything in it."""
        return self._paint(f"{'':{self.gutter}} |", "gutter")

    def _between(self, source: Source, line: int, mark: Mark) -> Iterator[str]:
        if line:
            for number in range(line + 1, source.line(mark.at.start)):
                yield self._numbered(number, Row(_text(source, number)))

    def _file(self, path: str, line: int, column: int) -> str:
        arrow = self._paint(f"{'':{self.gutter}}-->", "gutter")
        return f"{arrow} {printable(path)}:{line}:{column}"

    def _numbered(self, number: int, row: Row) -> str:
        return f"{self._paint(f'{number:{self.gutter}} |', 'gutter')} {row.shown}".rstrip()

    def _underline(self, mark: Mark, lead: int, width: int) -> str:
        label = f" {one_line(mark.label)}" if mark.label else ""
        return f"{self.empty()} {' ' * lead}{self._paint(mark.sign * width + label, mark.style)}"


def _text(source: Source, line: int) -> str:
    raw = source.line_bytes(line)
    return (raw.removeprefix(b"\xef\xbb\xbf") if line == 1 else raw).decode("utf-8", "replace")


def _row(source: Source, at: Location, line: int) -> tuple[Row, int, int]:
    """Return the line's row and the range's first and last character in it."""
    text = _text(source, line)
    start = _characters(source, at.start, line)
    end = _characters(source, at.end, line) if source.line(at.end) == line else len(text.rstrip())
    return Row(text, start), start, end


def _characters(source: Source, offset: int, line: int) -> int:
    """Return how many characters of `line` stand before `offset`."""
    begin = source.line_starts[line - 1]
    before = source.text[begin:offset]
    return len((before.removeprefix(b"\xef\xbb\xbf") if line == 1 else before).decode("utf-8", "replace"))
