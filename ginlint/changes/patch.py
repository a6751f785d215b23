"""Reading a unified diff: which lines of the new files it brings.

It takes what git and GNU diff write: quoted names, renames, new, deleted and
binary files, combined diffs of merges, files without a last line end.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ginlint.changes.moves import Side, moved_lines
from ginlint.record import field, record

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUNK = re.compile(rb"(@@+) ((?:-\d+(?:,\d+)? )+)\+(\d+)(?:,(\d+))? @@+")
_LENGTHS = re.compile(rb"-\d+(?:,(\d+))?")
_GIT = (b"diff --git ", b"diff --cc ", b"diff --combined ")
_ESCAPE = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_LETTERS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_ACT = re.compile(rb"\w+(?=\()|<-|\b(?:return|break|continue|goto|select|default)\b")
_NOWHERE = b"/dev/null"


@record(slots=True)
class FileChange:
    """What a diff does to one file.

    `new` and `old` are its names as the diff writes them, "" where it does not
    exist. `added` are the lines of the new file, from 1, that the diff brings;
    what was only moved, a whole function to another place or file, is not among them.
    `removed` are the lines of the new file before which something was taken away that
    could matter: a call, a channel operation or a jump that what came instead has not.
    """

    new: str = ""
    old: str = ""
    added: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    before: Side = field(default_factory=Side)
    after: Side = field(default_factory=Side)


def parse(patch: bytes) -> list[FileChange]:
    """Return the changes of a unified diff, in its order; of none for what is no diff."""
    changes = list(_files(patch))
    for change, moved in zip(changes, moved_lines([(c.before, c.after) for c in changes]), strict=True):
        change.added -= moved
    return changes


def _files(patch: bytes) -> Iterator[FileChange]:
    change: FileChange | None = None
    named = True
    lines = patch.split(b"\n")
    at = 0
    while at < len(lines):
        line = lines[at].removesuffix(b"\r")
        if line.startswith(_GIT) or (line.startswith(b"--- ") and named):
            if change is not None:
                yield change
            change, named = FileChange(), False
        if change is not None and (hunk := _HUNK.match(line)):
            at = _read_hunk(hunk, lines, at + 1, change)
            continue
        if change is not None:
            _read_header(line, change)
            named = named or line.startswith(b"+++ ")
        at += 1
    if change is not None:
        yield change


def _read_header(line: bytes, change: FileChange) -> None:
    word, _, rest = line.partition(b" ")
    if word == b"---":
        change.old = _name(rest)
    elif word == b"+++":
        change.new = _name(rest)
    elif line.startswith((b"rename from ", b"copy from ")):
        change.old = _renamed(line)
    elif line.startswith((b"rename to ", b"copy to ")):
        change.new = _renamed(line)


def _name(field_text: bytes) -> str:
    """Return the name in a --- or +++ line; a time may follow a tab."""
    if not field_text.startswith(b'"'):
        field_text = field_text.partition(b"\t")[0].rstrip()
    return "" if field_text == _NOWHERE else _decoded(_unquoted(field_text))


def _renamed(line: bytes) -> str:
    """Return the name in a rename line, which has no a/ or b/: it is given one."""
    return "b/" + _decoded(_unquoted(line.split(b" ", 2)[2]))


def _unquoted(name: bytes) -> bytes:
    if not name.startswith(b'"'):
        return name
    return _ESCAPE.sub(_meant, name[1 : name.rfind(b'"')])


def _meant(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 255]) if code.isdigit() else _LETTERS.get(code, code)


def _decoded(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _read_hunk(hunk: re.Match[bytes], lines: list[bytes], at: int, change: FileChange) -> int:
    """Take up the lines of a hunk and return the index of the first one behind it."""
    parents = len(hunk[1]) - 1
    left = [int(length or 1) for length in _LENGTHS.findall(hunk[2])]
    right = int(hunk[4] or 1)
    line = int(hunk[3]) + (right == 0)  # of an empty side, a hunk names the line before it
    change.before.begin()
    change.after.begin()
    run = _Run(change)
    while at < len(lines) and (right > 0 or any(length > 0 for length in left)):
        marks, text = lines[at][:parents], lines[at][parents:].rstrip(b"\r")
        at += 1
        if marks[:1] == b"\\":
            continue
        left = [length - _counts(marks[n : n + 1], marks) for n, length in enumerate(left)]
        run.add(marks, text, line)
        if b"-" not in marks:
            line, right = line + 1, right - 1
    run.end()
    return at


class _Run:
    """Removed and added lines that follow each other: what is removed there, what comes instead."""

    def __init__(self, change: FileChange) -> None:
        self._change = change
        self._removed: dict[int, list[bytes]] = {}
        self._added: list[bytes] = []

    def add(self, marks: bytes, text: bytes, line: int) -> None:
        """Take up a line of a hunk; `line` is its number in the new file, or that of the next one there."""
        if b"-" in marks:
            self._change.before.add(text, 0, changed=True)
            self._removed.setdefault(line, []).append(text)
            return
        if b"+" in marks:
            self._change.added.add(line)
            self._added.append(text)
        else:
            self.end()
            self._change.before.add(text, 0, changed=False)
        self._change.after.add(text, line, changed=b"+" in marks)

    def end(self) -> None:
        """Judge the run: a context line or the hunk's end has come."""
        removed = [text for texts in self._removed.values() for text in texts]
        if Counter(_acts(removed)) - Counter(_acts(self._added)):
            self._change.removed.update(self._removed)
        self._removed, self._added = {}, []


def _acts(texts: list[bytes]) -> list[bytes]:
    """Return the calls, channel operations and jumps in lines of code."""
    return [act for text in texts for act in _ACT.findall(text.partition(b"//")[0])]


def _counts(mark: bytes, marks: bytes) -> int:
    """Return 1 if a line with `marks` stands in the parent that has `mark`."""
    if b"-" in marks:
        return int(mark == b"-")
    return int(mark != b"+")
