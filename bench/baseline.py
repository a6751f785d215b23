"""Makes a baseline at one commit of a service and applies it later in its history.

    python bench/baseline.py REPOSITORY... [--from HEAD~200] [--to HEAD] [--dir server] [--verbose]

A REPOSITORY is a clone or a bare mirror with its history; it is not changed. A finding
of the later commit is old if git blame says that all lines of it and of its path
were there at the earlier one. Old findings that come back as new, though the baseline has an
entry of their rule that nothing answers, are what it must not let through: `old_as_new`. `late` are old lines
of which nothing was said at the earlier commit, as where a type could not be resolved then.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ginlint import baseline, registry
from ginlint.check import run
from ginlint.config import Config, select_rules
from ginlint.discover import discover
from ginlint.output import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.finding import Finding, Report


def main() -> None:
    """Print, for each repository, the findings then and now, the new ones, and the old among these."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--from", dest="start", default="HEAD~200")
    parser.add_argument("--to", dest="end", default="HEAD")
    parser.add_argument("--dir", default=".", help="the directory of the go.mod")
    parser.add_argument("--verbose", action="store_true", help="list what is new")
    options = parser.parse_args()
    gc.disable()
    for repository in options.repositories:
        with worktree(repository, options.end) as tree:
            start, end = (git(repository, "rev-parse", word).strip() for word in (options.start, options.end))
            found = _compare(tree, start, end, options)
            print(json.dumps({"repository": repository, **found}), flush=True)


def _compare(tree: str, start: str, end: str, options: argparse.Namespace) -> dict[str, int]:
    git(tree, "checkout", "--quiet", start)
    folder = os.path.join(tree, options.dir)
    before = check(folder)
    known = baseline.entries(before, folder)
    git(tree, "checkout", "--quiet", end)
    now = check(folder)
    left, stale = baseline.subtract(now, known, folder)
    sources = Sources(now)
    old = [finding for finding in left.findings if not _is_new(finding, sources, folder, start)]
    lost = {entry.rule for entry in stale}
    returned = [finding for finding in old if finding.rule in lost]
    if options.verbose:
        for finding in left.findings:
            mark = "OLD" if finding in returned else "late" if finding in old else "new"
            line = sources.load(finding.at.path).line(finding.at.start)
            print(f"{mark} {finding.at.path}:{line} {finding.rule} {finding.function}", file=sys.stderr)
    for entry in stale if options.verbose else ():
        print(f"gone {entry.path} {entry.rule} {entry.function} {entry.resource}", file=sys.stderr)
    return {
        "commits": len(git(tree, "rev-list", f"{start}..{end}").split()),
        "then": len(before.findings),
        "now": len(now.findings),
        "known": left.known,
        "new": len(left.findings),
        "old_as_new": len(returned),
        "late": len(old) - len(returned),
        "stale": len(stale),
    }


@contextmanager
def worktree(repository: str, revision: str) -> Iterator[str]:
    """Check `revision` out, and remove it at the end; the repository stays as it is."""
    with tempfile.TemporaryDirectory() as home:
        tree = os.path.join(home, "tree")
        git(repository, "worktree", "add", "--quiet", "--detach", tree, revision)
        try:
            yield tree
        finally:
            git(repository, "worktree", "remove", "--force", tree)


def check(folder: str) -> Report:
    """Return what is found in the module in `folder` by default."""
    config = Config()
    rules = select_rules(registry.load_all(()), config)
    return run(discover(["./..."], cwd=folder), rules, config)


def _is_new(finding: Finding, sources: Sources, folder: str, start: str) -> bool:
    """Tell whether a line of the finding or of its path came after the commit `start`."""
    places = [finding.at, *(step.at for step in finding.steps)]
    return any(
        _is_after(place.path, sources.load(place.path).line(place.start), folder, start) for place in places
    )


def _is_after(path: str, line: int, folder: str, start: str) -> bool:
    blame = git(folder, "blame", "-M", "-C", "-s", "-l", f"-L{line},{line}", f"{start}..HEAD", "--", path)
    return not blame.startswith("^")  # the mark of a line that is older than the range


def git(folder: str, *arguments: str) -> str:
    """Return the output of git, run in `folder`."""
    done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    main()
