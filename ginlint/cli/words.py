"""Options whose value may be left out, told apart from the pattern that follows them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ginlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


class OptionalValues(click.Command):
    """A command with --diff [REV]; `--diff ./...` shows what fixes would change in ./..."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if ctx.resilient_parsing else _joined(args))


def optional(name: str, metavar: str, help_text: str) -> Callable[[Any], Any]:
    """Return the decorator for an option whose value is optional: each use gives a word, "" without one."""
    return click.option(name, multiple=True, metavar=f"[{metavar}]", help=help_text)


def _joined(args: list[str]) -> list[str]:
    """Return `args` with the values of such options joined to their names by =."""
    joined: list[str] = []
    rest = iter(args)
    for word in rest:
        takes = _VALUES.get(word)
        if takes is None:
            joined.append(word)
            if word == "--":
                break
            continue
        follower = next(rest, "")
        if follower and follower not in _VALUES and takes(follower):
            joined.append(f"{word}={follower}")
        else:
            joined.append(f"{word}=")
            joined += _joined([follower]) if follower else []
            if follower == "--":
                break
    return [*joined, *rest]


def _is_revision(word: str) -> bool:
    """Tell whether the word after --diff is a revision, not a pattern; UsageError if it may be both."""
    if word.startswith(("-", "./", "../")) or word in {".", ".."} or os.path.isabs(word):
        return False
    if word.endswith(("/...", ".go")) or "/.../" in word or not word.strip("."):
        return False
    from ginlint.changes import is_revision  # asks git

    if not is_revision(word, os.getcwd()):
        return False
    if os.path.exists(word):
        raise UsageError(
            f"{word!r} is a revision and a path; write --diff={word} for what is new since then, "
            f"--diff ./{word} for the fixes there"
        )
    return True


def _is_file(word: str) -> bool:
    """Tell whether the word after --baseline is its file, not a pattern."""
    return word.endswith(".json") or (os.path.isfile(word) and not word.endswith(".go"))


_VALUES = {"--diff": _is_revision, "--baseline": _is_file}
