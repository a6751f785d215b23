"""The files as they were before a change."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ginlint.changes.git import Git
from ginlint.changes.patch import parse
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = re.compile(rb"^package[ \t]+\w+", re.MULTILINE)


class Before(NamedTuple):
    """What changed files held, by absolute path, and which of them are gone since.

    A file that is new holds no more than its package clause. A renamed one is
    told under its present name.
    """

    contents: Mapping[str, bytes]
    gone: tuple[str, ...]


def before(revision: str, cwd: str, *, staged: bool = False) -> Before:
    """Return the Go files that differ from `revision` as they were there; raises UsageError."""
    git = Git(cwd)
    base = git.revision(revision)
    contents: dict[str, bytes] = {}
    gone: list[str] = []
    for change in parse(git.staged() if staged else git.diff(base)):
        path = os.path.join(git.root, (change.new or change.old)[2:])
        old = next((text for _, text in git.contents(base, [change.old[2:]])), None) if change.old else None
        contents[path] = _clause(path) if old is None else old
        if not change.new:
            gone.append(path)
    for name in () if staged else git.untracked():
        path = os.path.join(git.root, name)
        contents[path] = _clause(path)
    return Before(contents, tuple(gone))


def _clause(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            found = _PACKAGE.search(file.read())
    except OSError:
        return b""
    return found[0] + b"\n" if found else b""
