"""Comments, brackets and statements of Go source, read without parsing it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.source import Source

# Strings and block comments are matched so that what is in them is not.
_TOKEN = re.compile(
    rb"""
    (?P<comment> //[^\n]* )
    | (?P<block> /\* .*? (?: \*/ | \Z ) )
    | (?P<raw> ` [^`]* (?: ` | \Z ) )
    | " (?: \\. | [^"\\\n] )* "
    | ' (?: \\. | [^'\\\n] )* '
    | (?P<open> [({\[] )
    | (?P<close> [)}\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
# After these, Go puts no semicolon at the end of a line: the statement goes on.
_GOES_ON = re.compile(rb"(?:[,.=*/%&|^<>!~(\[]|(?<!\+)\+|(?<!-)-)\Z")


class Comment(NamedTuple):
    """A line comment: its place, its text, and the line that it speaks of.

    That is its own line if code comes before it, else the next line with code.
    """

    start: int
    text: bytes
    line: int
    target: int
    alone: bool


class Bracket(NamedTuple):
    """A bracket; `step` is 1 if it opens and -1 if it closes."""

    offset: int
    step: int


def comments(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the line comments of Go source, each with its offset."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "comment":
            yield token.start(), token.group().rstrip()


class Layout:
    """Where in a file comments, brackets and statements are. Lines count from 1."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.brackets: list[Bracket] = []
        self._comments: list[tuple[int, bytes]] = []
        self._spans: list[tuple[int, int]] = []
        for token in _TOKEN.finditer(source.text):
            kind = token.lastgroup
            if kind == "comment":
                self._comments.append((token.start(), token.group().rstrip()))
            elif kind in {"open", "close"}:
                self.brackets.append(Bracket(token.start(), 1 if kind == "open" else -1))
            elif kind is not None and b"\n" in token.group():
                self._spans.append(token.span())

    @cached_property
    def comments(self) -> list[Comment]:
        """The line comments, last one first: several above a line speak of the same."""
        below: dict[int, int] = {}
        found = []
        for start, text in reversed(self._comments):
            line = self.source.line(start)
            if self.code_before(start):
                found.append(Comment(start, text, line, line, alone=False))
            else:
                below[line] = below.get(line + 1, line + 1)
                found.append(Comment(start, text, line, below[line], alone=True))
        return found

    def code_before(self, offset: int) -> bytes:
        """Return what stands before `offset` on its line, without blanks and a byte-order mark."""
        start = self.source.line_starts[self.source.line(offset) - 1]
        return self.source.text[start:offset].removeprefix(b"\xef\xbb\xbf").strip()

    def code(self, line: int) -> bytes:
        """Return the text of `line` without a line comment and the blanks around."""
        text = self.source.line_bytes(line)
        comment = self._comment_of_line.get(line)
        if comment is not None:
            text = text[: comment - self.source.line_starts[line - 1]]
        text = text.strip()
        while text.endswith(b"*/") and b"/*" in text:
            text = text[: text.rindex(b"/*")].rstrip()
        return text

    @cached_property
    def _comment_of_line(self) -> dict[int, int]:
        return {self.source.line(start): start for start, _ in self._comments}

    def spanning(self, offset: int) -> int | None:
        """Return the start of the raw string or comment over several lines that holds `offset`, if any."""
        index = bisect_right(self._spans, (offset, len(self.source.text) + 1)) - 1
        if index >= 0 and self._spans[index][0] < offset < self._spans[index][1]:
            return self._spans[index][0]
        return None

    def last_line(self, line: int) -> int:
        """Return the last line of what begins on `line`: a statement with its blocks, or a declaration."""
        starts = self.source.line_starts
        depth, index = 0, bisect_left(self.brackets, (starts[line - 1], -1))
        goes_on = False
        for at in range(line, len(starts) + 1):
            end = starts[at] if at < len(starts) else len(self.source.text)
            while index < len(self.brackets) and self.brackets[index].offset < end:
                depth = max(depth + self.brackets[index].step, 0)
                index += 1
            code = self.code(at)
            if code:
                goes_on = bool(_GOES_ON.search(code))
            if depth == 0 and not goes_on and self.spanning(end) is None:
                return at
        return line

    def first_line(self, line: int) -> int:
        """Return the line on which the statement begins that `line` is part of.

        A function or block is not one statement with what is in it; a composite
        literal, the arguments of a call and an operand are.
        """
        while line > 1:
            start = self.source.line_starts[line - 1]
            inside = self.spanning(start)
            outer = inside if inside is not None else self._open_before(start)
            if outer is not None and (inside is not None or not self._is_block(outer)):
                line = self.source.line(outer)
                continue
            before = line - 1
            while before > 1 and not self.code(before):
                before -= 1
            if not _GOES_ON.search(self.code(before)):
                return line
            line = before
        return line

    def _open_before(self, offset: int) -> int | None:
        """Return the innermost bracket that is open at `offset`, if any."""
        depth = 0
        for index in range(bisect_left(self.brackets, (offset, -1)) - 1, -1, -1):
            depth += self.brackets[index].step
            if depth > 0:
                return self.brackets[index].offset
        return None

    def _is_block(self, offset: int) -> bool:
        """Tell whether the bracket at `offset` opens a block of statements or a list of imports."""
        before = self.code_before(offset)
        if self.source.text[offset : offset + 1] != b"{":
            return before == b"import"
        if before.startswith((b")", b"})")):  # the end of a signature or condition over several lines
            return b"," not in re.sub(rb"\([^()]*\)", b"", before)
        words = before.split(b"(")[0].split()
        control = bool(words) and words[0] in _CONTROL
        if words[:1] == [b"}"]:
            control = words[1:2] == [b"else"]
        return not before or control or _FUNCTION.search(before) is not None or before.endswith(b":")


_CONTROL = {b"if", b"for", b"switch", b"select", b"func", b"case", b"default:", b"else"}
_FUNCTION = re.compile(rb"\bfunc\s*\([^{}]*\Z")
