"""A file's bytes and its lines; the one place that converts positions."""

from __future__ import annotations

import re
from bisect import bisect_right


class Source:
    """The bytes of one file.

    Lines and columns count from 1. Offsets count bytes from 0. `utf16_column`
    counts UTF-16 code units, as SARIF and editors do; `byte_column` counts bytes,
    as Go's own tools do. A byte-order mark at the start counts as no column.
    """

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: bytes) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """The offset of the first byte of each line."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer(rb"\n", self.text))]
        return self._starts

    def line(self, offset: int) -> int:
        """Return the line that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def line_bytes(self, line: int) -> bytes:
        """Return line number `line` without its line end, b"" if there is none such."""
        starts = self.line_starts
        if not 1 <= line <= len(starts):
            return b""
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip(b"\r\n")

    def byte_column(self, offset: int) -> int:
        """Return the column of `offset` in bytes."""
        return len(self._before(offset)) + 1

    def utf16_column(self, offset: int) -> int:
        """Return the column of `offset` in UTF-16 code units."""
        before = self._before(offset)
        if before.isascii():
            return len(before) + 1
        return len(before.decode("utf-8", "replace").encode("utf-16-le")) // 2 + 1

    def _before(self, offset: int) -> bytes:
        line = self.line(offset)
        before = self.text[self.line_starts[line - 1] : offset]
        return before.removeprefix(b"\xef\xbb\xbf") if line == 1 else before
