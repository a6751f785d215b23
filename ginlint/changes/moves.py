"""Telling functions that were only moved from new ones.

A function that a diff takes away in one place and brings back in another, or in
another file, word for word, is the old one. Less than a whole function is not
looked for: the same line in another place may mean something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Text = tuple[bytes, ...]


class Line(NamedTuple):
    """A line of a hunk; `number` is 0 in the old file, where nobody asks for it."""

    text: bytes
    number: int
    changed: bool


class Side:
    """The lines that the hunks of a diff show of one version of a file."""

    __slots__ = ("_hunks",)

    def __init__(self) -> None:
        self._hunks: list[list[Line]] = []

    def begin(self) -> None:
        """Begin a hunk."""
        self._hunks.append([])

    def add(self, text: bytes, number: int, *, changed: bool) -> None:
        """Add a line to the hunk."""
        self._hunks[-1].append(Line(text, number, changed))

    def functions(self) -> Iterator[Sequence[Line]]:
        """Yield the functions that stand whole in a hunk, where the diff changes any line of them."""
        for hunk in self._hunks:
            start = None
            for index, line in enumerate(hunk):
                if line.text.startswith(b"func "):
                    start = index
                elif start is not None and line.text.startswith(b"}"):
                    function = hunk[start : index + 1]
                    if any(part.changed for part in function):
                        yield function
                    start = None


def moved_lines(files: Iterable[tuple[Side, Side]]) -> list[set[int]]:
    """Return, for each file's old and new side, the lines of functions that stood elsewhere before."""
    files = list(files)
    taken = Counter(_text(function) for before, _ in files for function in before.functions())
    found: list[set[int]] = []
    for _, after in files:
        moved: defaultdict[Text, list[Sequence[Line]]] = defaultdict(list)
        for function in after.functions():
            moved[_text(function)].append(function)
        lines: set[int] = set()
        for text, functions in moved.items():
            for function in functions[: taken[text]]:
                lines.update(line.number for line in function)
            taken[text] -= len(functions[: taken[text]])
        found.append(lines)
    return found


def _text(function: Sequence[Line]) -> Text:
    return tuple(line.text for line in function)
