"""Waivers in the code: which findings their author has already answered.

    //ginlint:ignore rule[,rule] -- reason    this line with the block, call or declaration that
                                              it opens; alone on its line: the next one
    //ginlint:file-ignore rule -- reason      the whole file
    //ginlint:disable rule -- reason          from here to //ginlint:enable rule, or to the end
    //nolint  //nolint:ginlint  //nolint:rule as golangci-lint reads it, likewise with the block;
                                              above the package clause, the whole file
    // #nosec G112     //gosec:disable G112   as gosec reads it
    //lint:ignore SA1015 reason               as staticcheck reads it, and //lint:file-ignore
    //revive:disable-line:defer               as revive reads it, -next-line and regions too
    // nosemgrep: pprof-debug-exposure        as semgrep reads it

A linter or check of another tool stands for the rules that ask the same, by the
table models/waivers.toml; unknown ones waive nothing. Instead of a rule, its topic
may be named. Without a rule, a waiver is for all of them.

A finding is waived on its own line, or on the first line of its path: where what
it is about was acquired.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.suppress.audit import RULES, Vocabulary, audit
from ginlint.suppress.insert import with_waivers
from ginlint.suppress.text import comments
from ginlint.suppress.waivers import Waiver, lines_of, may_hold_waivers, waivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ginlint.finding import Finding
    from ginlint.source import Source

__all__ = [
    "RULES",
    "Vocabulary",
    "Waiver",
    "audit",
    "comments",
    "may_hold_waivers",
    "split",
    "waiver_of",
    "waivers",
    "with_waivers",
]


def split(
    findings: Iterable[Finding],
    source: Source,
    *,
    aliases: Mapping[str, str] | None = None,
    known: Sequence[Waiver] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings in `source` that stand and those that are waived, each in the given order.

    `aliases` maps former names of rules to present ones. `known` are the waivers of
    the file, where they were read before.
    """
    found = tuple(findings)
    if known is None:
        if not found or not may_hold_waivers(source.text):
            return found, ()
        meanings = {alias: frozenset({name}) for alias, name in (aliases or {}).items()}
        known = tuple(waivers(source, meanings))
    kept: list[Finding] = []
    waived: list[Finding] = []
    for finding in found:
        (kept if waiver_of(finding, source, known) is None else waived).append(finding)
    return tuple(kept), tuple(waived)


def waiver_of(finding: Finding, source: Source, known: Iterable[Waiver]) -> Waiver | None:
    """Return the waiver among those of the file that answers `finding`, None if it stands."""
    lines = lines_of(finding, source)
    return next((waiver for waiver in known if waiver.covers(finding, lines)), None)
