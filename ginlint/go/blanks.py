"""Blanks and comments in Go's source text, for patterns that look at it before it is parsed."""

from __future__ import annotations

import re
from functools import lru_cache

# What may stand between two tokens (Go spec, "Tokens" and "Comments").
BLANK = rb"(?:\s|/\*[\s\S]*?\*/|//[^\n]*\n)*"

_COMMENT = re.compile(
    rb"(`[^`]*`|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')|[ \t]*/\*.*?\*/[ \t]*|[ \t]*//[^\n]*|\n\s*(?=\n)",
    re.DOTALL,
)


@lru_cache(maxsize=256)
def without_comments(text: bytes) -> bytes:
    """Return source text without comments and empty lines; what stands in strings is kept."""
    return _COMMENT.sub(lambda match: match.group(1) or b"", text)


@lru_cache(maxsize=64)
def blanked(text: bytes) -> bytes:
    """Return source text with its comments overwritten by spaces: offsets stay what they are."""
    return _COMMENT.sub(lambda match: match.group(1) or b" " * len(match.group()), text)
