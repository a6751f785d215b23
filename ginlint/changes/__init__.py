"""New code only: which lines a change brings, and which findings it touches."""

from __future__ import annotations

import os
import re

from ginlint.changes.before import Before, before
from ginlint.changes.git import Git
from ginlint.changes.narrow import Changes, narrow
from ginlint.changes.patch import parse
from ginlint.errors import UsageError

__all__ = [
    "Before",
    "Changes",
    "Git",
    "base_of",
    "before",
    "is_revision",
    "narrow",
    "of_index",
    "of_patch",
    "since",
    "since_branch",
]


def is_revision(word: str, cwd: str) -> bool:
    """Tell whether git knows `word` as a revision here, or as two with dots between; False without git."""
    try:
        git = Git(cwd)
    except UsageError:
        return False
    return all(git.maybe_revision(end or "HEAD") for end in re.split(r"\.\.\.?", word, maxsplit=1))


def since(revision: str, cwd: str) -> Changes:
    """Return what the working tree has that `revision` has not, files that git does not know included.

    `revision` may be "A..HEAD" and "A...HEAD" as well, as git diff reads them.
    Raises UsageError.
    """
    git = Git(cwd)
    return _of_git(git, git.diff(base_of(revision, git)), untracked=True)


def base_of(revision: str, git: Git) -> str:
    """Return the commit that `revision`, as `since` takes it, counts from; raises UsageError."""
    left, dots, right = revision.partition("...") if "..." in revision else revision.partition("..")
    if dots and git.revision(right or "HEAD") != git.revision("HEAD"):
        raise UsageError(f"{revision!r} ends at {right!r}, but only what is checked out can be analysed")
    return git.merge_base(left or "HEAD") if dots == "..." else git.revision(left or "HEAD")


def since_branch(name: str, cwd: str) -> Changes:
    """Return what the working tree has since HEAD left the branch `name`; raises UsageError."""
    git = Git(cwd)
    return _of_git(git, git.diff(git.merge_base(name)), untracked=True)


def of_index(cwd: str) -> Changes:
    """Return what the next commit would bring, with the files as they are staged; raises UsageError."""
    git = Git(cwd)
    changes = _of_git(git, git.staged(), untracked=False)
    staged = git.contents("", git.unstaged())
    changes.overlay = {os.path.join(git.root, path): text for path, text in staged}
    return changes


def of_patch(patch: bytes, cwd: str) -> Changes:
    """Return what the unified diff `patch` brings to the files here; UsageError if it is none.

    Names in it are taken from the root of the repository or from `cwd`, with or
    without a first element such as a/ and b/: as the file is found.
    """
    found = parse(patch)
    if not found and patch.strip():
        raise UsageError("--patch holds no unified diff; make one with: git diff")
    bases = _bases(cwd)
    files = {_existing(change.new, bases): change for change in found if change.new}
    return Changes({path: change for path, change in files.items() if path})


def _of_git(git: Git, patch: bytes, *, untracked: bool) -> Changes:
    files = {os.path.join(git.root, change.new[2:]): change for change in parse(patch) if change.new}
    whole = [os.path.join(git.root, path) for path in git.untracked()] if untracked else []
    return Changes(files, whole)


def _bases(cwd: str) -> list[str]:
    cwd = os.path.realpath(cwd)
    folder = cwd
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return [cwd]
        folder = parent
    return [folder, cwd]


def _existing(name: str, bases: list[str]) -> str:
    for base in bases:
        for path in (name.partition("/")[2], name):
            full = os.path.normpath(os.path.join(base, path))
            if path and os.path.isfile(full):
                return full
    return ""
