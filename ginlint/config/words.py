"""Saying what a misspelt word was likely meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the member of `known` that `word` was likely meant to be, or ""."""
    import difflib  # only needed to say what is wrong

    close = difflib.get_close_matches(word.lower().replace("_", "-"), list(known), n=1)
    return close[0] if close else ""


def advice(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return "did you mean" for the likeliest of `known`, else `otherwise` and all of them."""
    known = sorted(known)
    guess = suggest(word, known)
    return f"did you mean {guess!r}?" if guess else f"{otherwise} {', '.join(known)}"
