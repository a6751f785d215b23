"""Spreading work over forked processes, which see all that the parent has read."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from ginlint.errors import GinlintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

CHUNKS_PER_JOB = 8

_work: Callable[[Iterable[int]], list[Any]] | None = None


def spread(
    work: Callable[[Iterable[int]], list[Any]],
    sizes: Sequence[int],
    jobs: int,
    progress: Callable[[int], None],
) -> list[Any]:
    """Return work's results for the items 0 to len(sizes) - 1, in that order.

    `work` takes numbers and returns one picklable result for each. It runs in
    processes forked here, so it may use anything that exists now. Items are dealt
    out in runs of about equal size. Raises GinlintError when a process is killed.
    """
    global _work  # noqa: PLW0603 - forked processes can be handed a closure in no other way
    _work = work
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, mp_context=context) as executor:
            results: list[Any] = []
            for part in executor.map(_call, _runs(sizes, jobs * CHUNKS_PER_JOB)):
                results += part
                progress(len(results))
            return results
    except BrokenProcessPool as error:
        message = "a process of this run was killed, perhaps for want of memory; run it again with --jobs 1"
        raise GinlintError(message) from error
    finally:
        _work = None


def _call(numbers: range) -> list[Any]:
    assert _work is not None  # noqa: S101 - set before the fork
    return _work(numbers)


def _runs(sizes: Sequence[int], count: int) -> list[range]:
    """Cut 0 to len(sizes) - 1 into about `count` runs of about the same total size."""
    target = max(1, sum(sizes) // count)
    runs: list[range] = []
    start = weight = 0
    for number, size in enumerate(sizes):
        weight += size
        if weight >= target:
            runs.append(range(start, number + 1))
            start, weight = number + 1, 0
    if start < len(sizes):
        runs.append(range(start, len(sizes)))
    return runs
