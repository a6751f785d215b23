"""What a Go file says about itself before its package clause."""

from __future__ import annotations

import re

from ginlint.record import NamedTuple

# Without a block comment, the first line that starts with "package" is the clause.
_WORTH_A_LOOK = re.compile(rb"/\*|go:build|\+build|Code generated")
_BOM = b"\xef\xbb\xbf"
_GENERATED = re.compile(rb"// Code generated .* DO NOT EDIT\.$")
_BUILD = re.compile(rb"//go:build(?:[ \t]|$)")
_PLUS_BUILD = re.compile(rb"//[ \t]*\+build(?:[ \t]|$)")


class Header(NamedTuple):
    """The comments above a package clause, as far as they mean something to Go's tools.

    `constraint` is the //go:build line, or else the // +build lines that count,
    one a line, "" if there are none; `ginlint.go.constraints.parse` reads it.
    `generated` follows https://go.dev/s/generatedcode to the letter.
    """

    constraint: str = ""
    generated: bool = False


_EMPTY = Header()


def scan_header(src: bytes) -> Header:
    """Read the header of a Go file; what is inside /* */ or after other code counts for nothing."""
    end = src.find(b"\npackage ")
    if end >= 0 and not _WORTH_A_LOOK.search(src, 0, end):
        return _EMPTY
    lines, blank = _comment_lines(src)
    # Indented comments count for Go's constraints, not for "generated".
    comments = [(start, line.strip()) for start, line in lines]
    build = next((line for _, line in comments if _BUILD.match(line)), None)
    if build is None:
        build = b"\n".join(line for start, line in comments if start < blank and _PLUS_BUILD.match(line))
    return Header(
        constraint=build.decode("utf-8", "replace"),
        generated=any(_GENERATED.match(line) for _, line in lines),
    )


def _comment_lines(src: bytes) -> tuple[list[tuple[int, bytes]], int]:
    """Return the // lines before the first code with their offsets, and where // +build stops.

    That is the last blank line of the leading run of // comments and blank lines.
    """
    lines: list[tuple[int, bytes]] = []
    position = len(_BOM) if src.startswith(_BOM) else 0
    leading, blank = True, 0
    while position < len(src):
        end = src.find(b"\n", position)
        end = len(src) if end < 0 else end
        line = src[position:end].rstrip(b"\r")
        text = line.lstrip()
        if text.startswith(b"//"):
            lines.append((position, line))
        elif text.startswith(b"/*"):
            leading = False
            end = _after_blocks(src, position + len(line) - len(text))
            if end < 0:
                break
        elif text:
            break
        elif leading:
            blank = position
        position = end + 1
    return lines, blank


def _after_blocks(src: bytes, position: int) -> int:
    """Return the end of the line on which a run of /* */ comments ends, -1 if code follows them."""
    while src.startswith(b"/*", position):
        closing = src.find(b"*/", position + 2)
        if closing < 0:
            return -1
        position = closing + 2
        while src[position : position + 1] in {b" ", b"\t", b"\r"}:
            position += 1
    end = src.find(b"\n", position)
    end = len(src) if end < 0 else end
    return end if position == end or src.startswith(b"//", position) else -1
