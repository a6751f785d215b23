"""What one test does again and again is told once: who mends a test mends all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Edit, Fix, Severity, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.finding import Finding
    from ginlint.go import Function

MAX_BESIDE = 20


def one_for_each_test(found: Iterable[tuple[Function, Finding]]) -> Iterator[Finding]:
    """Yield findings of one rule, those in the same function of a test as one with the others beside it.

    A variable may hold the tests of a whole file, as Ginkgo's do: there each literal is a test.
    """
    tests: dict[tuple[Function, bool], list[Finding]] = {}
    for function, finding in found:
        if function.file.test:
            minor = finding.confidence is Confidence.LOW
            test = function.outermost if function.outermost.symbol is not None else function
            tests.setdefault((test, minor), []).append(finding)
        else:
            yield finding
    for several in tests.values():
        yield _as_one(sorted(several, key=lambda one: (one.severity is Severity.WARNING, one.at)))


def _as_one(several: list[Finding]) -> Finding:
    first, *others = several
    if not others:
        return first
    more = "1 more is" if len(others) == 1 else f"{len(others)} more are"
    beside = (Step(other.at, "so here") for other in others[:MAX_BESIDE])
    return replace(
        first,
        message=f"{first.message}; {more} left so in this test",
        related=(*first.related, *beside),
        fix=fix_of_all(several),
    )


def fix_of_all(several: list[Finding]) -> Fix | None:
    """Return the fix of all that have one."""
    fixes = [one.fix for one in several if one.fix is not None]
    if len(fixes) <= 1:
        return fixes[0] if fixes else None
    edits: tuple[Edit, ...] = tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits))
    return Fix(f"{fixes[0].message}, and likewise further down", edits, safe=all(fix.safe for fix in fixes))
