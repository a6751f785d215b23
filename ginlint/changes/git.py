"""Asking git, which is run as a program and may be missing."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from ginlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIFF = (
    *(
        "diff",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--text",
        "--no-relative",
        "--function-context",
    ),
    *("--src-prefix=a/", "--dst-prefix=b/", "--find-renames", "--ignore-submodules=all"),
)
_GO_FILES = ("--", ":(top,glob)**/*.go")


class Git:
    """The repository around `cwd`; UsageError if there is none, or no git."""

    def __init__(self, cwd: str) -> None:
        self._cwd = cwd
        self._environment = dict(os.environ)
        found = self._start(("rev-parse", "--show-toplevel"))
        if b"not a git repository" in found.stderr:
            raise UsageError(
                f"{cwd} is in no git repository, so nothing says which lines are new; give a diff by --patch"
            )
        self.root = os.path.realpath(_text(self._run("rev-parse", "--show-toplevel").rstrip(b"\r\n")))

        index = self._environment.get("GIT_INDEX_FILE")
        if index:  # git gives its hooks a path from the root, wherever they go from there
            self._environment["GIT_INDEX_FILE"] = os.path.join(self.root, index)

    def revision(self, name: str) -> str:
        """Return the commit that `name` stands for; UsageError if git knows none."""
        found = self.maybe_revision(name)
        if not found:
            raise UsageError(
                f"git knows no revision {name!r} here; name a branch, tag or commit, "
                "and fetch it first where the clone is shallow"
            )
        return found

    def maybe_revision(self, name: str) -> str:
        """Return the commit that `name` stands for, or ""."""
        if not name or name.startswith("-"):
            return ""
        found = self._try("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return _text(found.strip()) if found else ""

    def merge_base(self, name: str, other: str = "HEAD") -> str:
        """Return the commit at which HEAD left the branch `name`; UsageError if there is none."""
        found = self._try("merge-base", self.revision(name), self.revision(other))
        if not found:
            raise UsageError(
                f"git finds no commit that {name} and {other} have in common; "
                "a shallow clone needs more history (git fetch --unshallow, or fetch-depth: 0)"
            )
        return _text(found.strip())

    def diff(self, revision: str) -> bytes:
        """Return what changed in Go files from the commit `revision` to the working tree."""
        return self._run(*_DIFF, revision, *_GO_FILES)

    def staged(self) -> bytes:
        """Return what changed in Go files from HEAD to the index."""
        return self._run(*_DIFF, "--cached", *_GO_FILES)

    def untracked(self) -> list[str]:
        """Return the Go files that git does not know and does not ignore, from the root."""
        return self._names("ls-files", "--others", "--exclude-standard", "--full-name", "-z", *_GO_FILES)

    def unstaged(self) -> list[str]:
        """Return the Go files that differ between index and working tree, from the root."""
        return self._names(
            "diff", "--name-only", "--no-relative", "--ignore-submodules=all", "-z", *_GO_FILES
        )

    def contents(self, revision: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the files among `paths`, from the root, that `revision` holds; "" is the index."""
        for path in paths:
            text = self._try("cat-file", "blob", f"{revision}:{path}")
            if text is not None:
                yield path, text

    def _names(self, *arguments: str) -> list[str]:
        return [_text(name) for name in self._run(*arguments).split(b"\0") if name]

    def _run(self, *arguments: str) -> bytes:
        done = self._start(arguments)
        if done.returncode:
            reason = _text(done.stderr.strip()).splitlines() or ["no reason given"]
            raise UsageError(f"git {arguments[0]} failed: {reason[-1]}")
        return done.stdout

    def _try(self, *arguments: str) -> bytes | None:
        done = self._start(arguments)
        return None if done.returncode else done.stdout

    def _start(self, arguments: Iterable[str]) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - arguments are a list, and revisions were resolved
                ["git", *arguments],  # noqa: S607 - whichever git the user has
                cwd=self._cwd,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise UsageError(
                "git cannot be started, and it tells what is new; install it, or give a diff by --patch"
            ) from error


def _text(raw: bytes) -> str:
    return os.fsdecode(raw)
