"""Which part of the findings is asked for: those that a change touches, those that are not known."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from ginlint.errors import FileError, UsageError
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.changes import Before, Changes
    from ginlint.config import Config

BASELINE = ".ginlint-baseline.json"


@record(frozen=True, slots=True)
class Scope:
    """What is new, by at most one of a revision, a branch, the index or a patch file.

    `baseline` is the file whose findings are left out, "" for none. `affected` adds
    what the change broke elsewhere.
    """

    since: str = ""
    merge_base: str = ""
    diff_staged: bool = False
    patch: str = ""
    baseline: str = ""
    affected: bool = False

    def changes(self) -> Changes | None:
        """Return the changes asked for, None if everything is; raises UsageError and FileError."""
        given = [name for name, value in self._names().items() if value]
        if not given:
            return None
        if len(given) > 1:
            raise UsageError(f"{' and '.join(given)} say different things of what is new; give one of them")
        from ginlint import changes  # starts git

        cwd = os.getcwd()
        if self.since:
            return changes.since(self.since, cwd)
        if self.merge_base:
            return changes.since_branch(self.merge_base, cwd)
        if self.diff_staged:
            return changes.since(f"{_pushed()}...", cwd) if _pushed() else changes.of_index(cwd)
        return changes.of_patch(_read(self.patch), cwd)

    def before(self) -> Before:
        """Return the files before the change, since HEAD if none is named; raises UsageError."""
        from ginlint import changes

        if self.patch:
            raise UsageError("--affected compares with a commit, which --patch does not name; use --diff REV")
        cwd = os.getcwd()
        git = changes.Git(cwd)
        base = git.merge_base(self.merge_base) if self.merge_base else self.since or _pushed()
        if not base and not git.maybe_revision("HEAD"):  # the first commit breaks nothing
            return changes.Before({}, ())
        base = changes.base_of(base or "HEAD", git)
        return changes.before(base, cwd, staged=self.diff_staged and not _pushed())

    def _names(self) -> dict[str, str | bool]:
        return {
            "--diff REV": self.since,
            "--merge-base": self.merge_base,
            "--diff-staged": self.diff_staged,
            "--patch": self.patch,
        }


def new_code(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that narrow findings to new code, apart from --diff REV."""
    for name, metavar, text in (
        ("--patch", "FILE", "Report what this unified diff touches; - for standard input."),
        ("--merge-base", "BRANCH", "Report what is new since this branch was left."),
    ):
        command = click.option(name, default="", metavar=metavar, help=text)(command)
    command = click.option(
        "--affected",
        is_flag=True,
        help="Report what the change broke elsewhere, too: what was not found before.",
    )(command)
    return click.option(
        "--diff-staged", is_flag=True, help="Report what the next commit touches, as it is staged."
    )(command)


def last_revision(values: tuple[str, ...]) -> str:
    """Return the one revision among the values of --diff, ""; UsageError if there are several."""
    named = list(dict.fromkeys(value for value in values if value))
    if len(named) > 1:
        raise UsageError(f"--diff names several revisions: {', '.join(named)}; give one")
    return named[0] if named else ""


def baseline_file(values: tuple[str, ...], config: Config) -> str:
    """Return the file that --baseline means, "" if neither it nor the settings ask for one."""
    if not values:
        return config.baseline
    return values[-1] or config.baseline or BASELINE


def _pushed() -> str:
    """Return the revision that pre-commit was told to start from, as in CI, where nothing is staged."""
    return os.environ.get("PRE_COMMIT_FROM_REF", "")


def _read(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror}; check --patch") from error
