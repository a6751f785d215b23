"""Patterns: Go's `...` in paths, and the globs of --exclude."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_GLOB = re.compile(r"\*\*/|/\*\*\Z|\*\*|\*|\?|\[!?[^]/]+\]|.", re.DOTALL)
_WILDCARDS = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def is_wild(pattern: str) -> bool:
    """Return whether the pattern may match several packages."""
    return "..." in pattern


def go_pattern(pattern: str) -> Callable[[str], bool]:
    """Return the test whether a slash path matches.

    `...` is any text, and a final `/...` matches the directory before it too
    (`go help packages`).
    """
    whole = re.escape(pattern)
    dots = re.escape("...")
    if whole.endswith(f"/{dots}"):
        whole = f"{whole.removesuffix(f'/{dots}')}(?:/{dots})?"
    expression = re.compile(whole.replace(dots, ".*"), re.DOTALL)
    return lambda path: expression.fullmatch(path) is not None


def excluder(globs: Sequence[str]) -> Callable[[str], bool] | None:
    """Return the test whether a relative slash path is excluded, None if nothing is.

    A glob with a slash is about the path from the working directory, one without
    about any element of it. `*` stops at a slash, `**` does not. What matches a
    directory excludes all below.
    """
    parts = [_glob(glob) for glob in globs if glob.strip("/")]
    if not parts:
        return None
    expression = re.compile(f"(?:{'|'.join(parts)})(?:/|$)", re.DOTALL)
    return lambda path: expression.match(path) is not None


def _glob(glob: str) -> str:
    rooted = glob.startswith("./")
    glob = glob.removeprefix("./").rstrip("/")
    anywhere = "" if rooted or "/" in glob else "(?:.*/)?"
    return anywhere + "".join(map(_glob_part, _GLOB.finditer(glob)))


def _glob_part(found: re.Match[str]) -> str:
    text = found[0]
    return _WILDCARDS.get(text) or (_glob_class(text) if len(text) > 1 else re.escape(text))


def _glob_class(text: str) -> str:
    body = text[1:-1].replace("\\", "\\\\").replace("[", "\\[")
    expression = f"[^/{body[1:]}]" if body.startswith("!") else f"[{body}]"
    try:
        re.compile(expression)
    except re.error:  # [z-a]
        return re.escape(text)
    return expression
