"""The text behind a finding's positions."""

from __future__ import annotations

import os
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from ginlint.output.cells import unicode_only
from ginlint.record import NamedTuple
from ginlint.source import Source

if TYPE_CHECKING:
    from ginlint.finding import Location, Report

_KEPT = 1024


class Sources:
    """The files that a report speaks of; a limited number is kept in memory.

    What was given in the report's overlay goes before what is on disk. A file that
    has vanished or cannot be read is an empty one: a report must still come out.
    """

    def __init__(self, report: Report) -> None:
        self._root = report.root
        self._overlay = report.overlay
        self.load = lru_cache(maxsize=_KEPT)(self._load)

    def _load(self, path: str) -> Source:
        text = self._overlay.get(path)
        return Source(path, self._read(path) if text is None else text)

    def _read(self, path: str) -> bytes:
        try:
            with open(os.path.join(self._root, path), "rb") as file:
                return file.read()
        except (OSError, ValueError):
            return b""


def repository_root(directory: str) -> str:
    """Return the nearest of `directory` and its parents that holds `.git`, else `directory`."""
    start = current = os.path.realpath(directory)
    while not os.path.exists(os.path.join(current, ".git")):
        parent = os.path.dirname(current)
        if parent == current:
            return start
        current = parent
    return current


def inside(path: str, directory: str, base: str) -> str | None:
    """Return a report's path as seen from `base`, symbolic links resolved; None if it is not below it.

    `directory` is what a relative path starts from.
    """
    full = os.path.normpath(os.path.join(directory, path))
    for candidate in (os.path.realpath(full), full):
        relative = os.path.relpath(candidate, base)
        if relative.partition(os.sep)[0] != os.pardir:
            return relative
    return None


class RepositoryPaths:
    """The paths of a report as services that know the repository name them: from its root."""

    def __init__(self, report: Report) -> None:
        self._directory = os.path.realpath(report.root)
        self._base = repository_root(report.root)
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, path: str) -> str:
        relative = inside(path, self._directory, self._base)
        return unicode_only((path if relative is None else relative).replace(os.sep, "/"))


class Span(NamedTuple):
    """A range in lines and columns, both from 1; the end column is the first one behind the range."""

    line: int
    column: int
    end_line: int
    end_column: int


def utf16_span(source: Source, start: int, end: int) -> Span:
    """Return the range in UTF-16 code units, as SARIF and editors count."""
    line, column = _utf16(source, start)
    text = source.text[start:end]
    if text.isascii() and b"\n" not in text:
        return Span(line, column, line, column + len(text))
    return Span(line, column, *_utf16(source, end))


def _utf16(source: Source, offset: int) -> tuple[int, int]:
    """Return line and column; most lines are ASCII, which `Source` would look up twice."""
    starts = source.line_starts
    line = bisect_right(starts, offset)
    before = source.text[starts[line - 1] : offset]
    return line, len(before) + 1 if before.isascii() else source.utf16_column(offset)


def byte_span(source: Source, start: int, end: int) -> Span:
    """Return the range in bytes, as Go's tools count."""
    column, end_column = source.byte_column(start), source.byte_column(end)
    return Span(source.line(start), column, source.line(end), end_column)


def visible_end(source: Source, at: Location) -> int:
    """Return the end of `at` without line ends that it takes in, so that it ends on its last real line."""
    kept = source.text[at.start : at.end].rstrip(b"\r\n")
    return at.start + len(kept) if kept else at.end
