"""Baselines on the command line: leaving out what is known, writing and pruning the file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ginlint import baseline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ginlint.cli.analysis import Analysis
    from ginlint.config import Config
    from ginlint.finding import Report


def without_known(analysis: Analysis, config: Config, path: str, *, partial: bool = False) -> Report:
    """Return the report without what the baseline `path` holds; say which of its entries are stale.

    A `partial` report, as of a shard, does not say which.
    """
    folder = _folder(path)
    judge = _never if partial else _judge(analysis, config, folder)
    report, unanswered = baseline.subtract(analysis.report, baseline.read(path), folder, judge)
    stale = sum(map(judge, unanswered))
    if stale:
        entries = "1 entry" if stale == 1 else f"{stale} entries"
        click.echo(
            f"ginlint: {entries} of {path} found no more; ginlint baseline --prune removes them", err=True
        )
    return report


def write(analysis: Analysis, config: Config, path: str) -> None:
    """Write the findings to the baseline `path`; entries that the run did not judge stay."""
    folder = _folder(path)
    old = baseline.read(path) if os.path.exists(path) else []
    found = baseline.entries(analysis.report, folder)
    new = baseline.updated(old, found, _judge(analysis, config, folder))
    baseline.write(path, new)
    click.echo(f"Wrote {_findings(len(new))} to {path}.", err=True)


def prune(analysis: Analysis, config: Config, path: str) -> None:
    """Remove from the baseline `path` what is found no more."""
    folder = _folder(path)
    old = baseline.read(path)
    judge = _judge(analysis, config, folder)
    unanswered = baseline.subtract(analysis.report, old, folder, judge)[1]
    stale = set(filter(judge, unanswered))
    left = [entry for entry in old if entry not in stale]
    baseline.write(path, left)
    click.echo(f"Removed {len(old) - len(left)} of {_findings(len(old))} from {path}.", err=True)


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _folder(path: str) -> str:
    return os.path.dirname(os.path.realpath(path))


def _never(_entry: baseline.Entry) -> bool:
    return False


def _judge(analysis: Analysis, config: Config, folder: str) -> Callable[[baseline.Entry], bool]:
    """Return the test whether the run would have found an entry again if it still held.

    That is so if its rule ran and its file was reported on, or is there no more.
    """
    ran = {rule.name for rule in analysis.chosen}
    idle = {rule.name for rule in analysis.rules} - ran
    read = {os.path.relpath(path, folder).replace(os.sep, "/") for path in _reported(analysis)}

    def is_judged(entry: baseline.Entry) -> bool:
        if entry.rule in idle or (entry.confidence == "low" and not config.pedantic):
            return False
        return entry.path in read or not os.path.exists(os.path.join(folder, entry.path))

    return is_judged


def _reported(analysis: Analysis) -> Sequence[str]:
    """Return the absolute paths of the files that findings were looked for in."""
    return [
        os.path.join(package.dir, name)
        for package in analysis.workspace.packages
        if package.requested
        for name in (package.files if package.report is None else package.report)
    ]
