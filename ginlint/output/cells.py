"""Text as a terminal shows it: how wide a character is, and which must not get there."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAB = 4
_UNKNOWN = "\ufffd"
_ELLIPSIS = "…"
# Directional overrides and isolates make source read as something else than it is.
_MISLEADING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return `text` with a visible mark for what would move the cursor or mislead the reader."""
    return text if text.isprintable() else "".join(map(_safe, text))


def unicode_only(text: str) -> str:
    """Return `text` with a mark for the bytes that a file name held besides Unicode."""
    if text.isascii():
        return text
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def one_line(text: str) -> str:
    """Return `text` printable, each run of white space in it a blank."""
    return printable(" ".join(text.split()))


def and_more(names: Sequence[str], count: int) -> str:
    """Return "a, b and 4 more", or "a, b and c" where `count` is the number of `names`."""
    *head, tail = [*names, f"{count - len(names)} more"] if count > len(names) else names
    return f"{', '.join(head)} and {tail}" if head else tail


def _safe(char: str) -> str:
    unsafe = char in _MISLEADING or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
    return _UNKNOWN if unsafe else char


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Row:
    """A line of source laid out in terminal cells, cut around a focus if it is too long.

    Tabs go to every fourth cell. Positions are indexes into the line's characters.
    """

    __slots__ = ("_cells", "_first", "_lead", "shown")

    def __init__(self, line: str, focus: int = 0, limit: int = 160) -> None:
        pieces, self._cells = _lay_out(line)
        self._first, last = _window(self._cells, focus, limit)
        head = _ELLIPSIS if self._first else ""
        tail = _ELLIPSIS if last < len(pieces) else ""
        self._lead = len(head)
        self.shown = (head + "".join(pieces[self._first : last]) + tail).rstrip()
        self._cells = self._cells[: last + 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the cell where characters `start` to `end` begin and how many they fill, at least one."""
        left, right = self._cell(start), self._cell(end)
        return left, max(1, right - left)

    def _cell(self, index: int) -> int:
        index = min(max(index, self._first), len(self._cells) - 1)
        return self._cells[index] - self._cells[self._first] + self._lead


def _lay_out(line: str) -> tuple[list[str], list[int]]:
    """Return what each character is shown as and the cells they begin at, with the end's."""
    pieces, cells = [], [0]
    for char in line:
        if char == "\t":
            width = _TAB - cells[-1] % _TAB
            pieces.append(" " * width)
        else:
            pieces.append(_safe(char))
            width = _width(pieces[-1])
        cells.append(cells[-1] + width)
    return pieces, cells


def _window(cells: list[int], focus: int, limit: int) -> tuple[int, int]:
    """Return the range of characters to show: all, or `limit` cells with the focus in the first third."""
    count = len(cells) - 1
    if cells[count] <= limit:
        return 0, count
    left = max(0, min(cells[min(focus, count)] - limit // 3, cells[count] - limit))
    first = next(index for index, cell in enumerate(cells) if cell >= left)
    last = next((index for index, cell in enumerate(cells) if cell > left + limit), count + 1) - 1
    return first, last
