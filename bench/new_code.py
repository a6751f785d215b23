"""Replays the history of a service and asks of each commit what --diff to the one before would report.

    python bench/new_code.py REPOSITORY... [--commits 100] [--dir server] [--verbose]

A finding is new by the baseline's reckoning if the commit before has none like it.
`missed` are new ones that the commit does not touch by --diff's reckoning (`--affected` reports
those), `old` are told though they were there before: the commit changed a line of theirs.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from baseline import check, git, worktree

from ginlint import baseline
from ginlint.changes import narrow, since
from ginlint.output import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.finding import Finding, Report


def main() -> None:
    """Print, for each repository, the sums over its commits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--commits", type=int, default=100)
    parser.add_argument("--dir", default=".", help="the directory of the go.mod")
    parser.add_argument("--verbose", action="store_true", help="list what is missed and what is old")
    options = parser.parse_args()
    gc.disable()
    for repository in options.repositories:
        with worktree(repository, "HEAD") as tree:
            print(json.dumps({"repository": repository, **_replay(tree, options)}), flush=True)


def _replay(tree: str, options: argparse.Namespace) -> Counter[str]:
    command = ("log", "--first-parent", "--format=%H", f"-{options.commits + 1}", "--", "*.go", "*go.mod")
    commits = git(tree, *command).split()[::-1]
    folder = os.path.join(tree, options.dir)
    sums: Counter[str] = Counter(commits=len(commits) - 1)
    known: list[baseline.Entry] | None = None
    for commit, previous in zip(commits, [None, *commits], strict=False):
        git(tree, "checkout", "--quiet", commit)
        report = check(folder)
        if known is not None and previous is not None:
            new = baseline.subtract(report, known, folder)[0].findings
            told = narrow(report, since(previous, folder)).findings
            sums.update(new=len(new), told=len(told))
            for kind, findings in (("missed", set(new) - set(told)), ("old", set(told) - set(new))):
                sums[kind] += len(findings)
                if options.verbose:
                    _list(kind, commit, findings, report)
        known = baseline.entries(report, folder)  # now, while its files are checked out
    return sums


def _list(kind: str, commit: str, findings: Iterable[Finding], report: Report) -> None:
    sources = Sources(report)
    for finding in sorted(findings):
        line = sources.load(finding.at.path).line(finding.at.start)
        print(
            f"{kind} {commit[:9]} {finding.at.path}:{line} {finding.rule} {finding.function}", file=sys.stderr
        )


if __name__ == "__main__":
    main()
