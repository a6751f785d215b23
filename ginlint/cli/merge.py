"""Merging the reports of shards into the one that a run on everything would have written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ginlint.errors import FileError, UsageError
from ginlint.output import merging

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = {"note": 1, "warning": 2, "error": 3}


def merged(paths: Sequence[str]) -> tuple[str, merging.Verdict]:
    """Return the merged report, in the format of the files, and what it comes to.

    Raises UsageError for files of different formats, FileError for what is no report.
    """
    reports = [_read(path) for path in paths]
    kinds = {merging.kind_of(report) for report in reports}
    if "" in kinds:
        path = next(p for p, report in zip(paths, reports, strict=True) if not merging.kind_of(report))
        raise FileError(f"{path} is no report of ginlint; merge takes what --format json and sarif write")
    if len(kinds) > 1:
        raise UsageError("the reports are of different formats; merge those of one at a time")
    return merging.merge(reports, kinds.pop())


def _read(path: str) -> Any:
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise FileError(f"{path} is not JSON: {error}; was it written to the end?") from error


def exit_code(verdict: merging.Verdict, fail_on: str, *, exit_zero: bool) -> int:
    """Return what a run on everything would have answered with."""
    if verdict.failures:
        return 2
    if exit_zero or fail_on == "never":
        return 0
    return int(any(LEVELS[level] >= LEVELS[fail_on] for level in verdict.levels))
