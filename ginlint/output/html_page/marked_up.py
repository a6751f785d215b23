"""Text as HTML."""

from __future__ import annotations

import re
from html import escape

from ginlint.output.cells import one_line

_CODE = re.compile(r"`([^`]+)`")


def escaped(text: str) -> str:
    """Return `text` for a place in HTML, an attribute too; lone surrogates of file names become marks."""
    if not text.isascii():
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return escape(text)


def prose(text: str) -> str:
    """Return a message as HTML, what it has in backquotes as code."""
    return _CODE.sub(r"<code>\1</code>", escaped(one_line(text)))


def cut(text: str, limit: int) -> str:
    """Return `text` on one line of at most `limit` characters."""
    line = one_line(text)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def counted(number: int, singular: str) -> str:
    """Return the number with its noun."""
    return f"{number:,} {singular}{'' if number == 1 else 's'}"
