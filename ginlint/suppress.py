"""Waivers in the code: which findings their author has already answered.

    //ginlint:ignore rule[,rule] -- reason    this line, or the next if alone on its line
    //ginlint:file-ignore rule -- reason      the whole file
    //nolint  //nolint:ginlint  //nolint:rule as golangci-lint reads it: with the line goes
                                              the block, call or declaration that it opens;
                                              above the package clause, the whole file
    // #nosec G112     //gosec:disable G112   as gosec reads it: the line, or the next
    //lint:ignore SA1015 reason               as staticcheck reads it, and //lint:file-ignore

A linter or check of another tool stands for the rules that ask the same, by the
table models/waivers.toml; unknown ones waive nothing.
Without a rule, a waiver is for all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ginlint.finding import Finding
    from ginlint.source import Source

# Strings and block comments are matched so that what is in them is not.
_TOKEN = re.compile(
    rb"""
    (?P<comment> //[^\n]* )
    | /\* .*? (?: \*/ | \Z )
    | ` [^`]* (?: ` | \Z )
    | " (?: \\. | [^"\\\n] )* "
    | ' (?: \\. | [^'\\\n] )* '
    | (?P<open> [({\[] )
    | (?P<close> [)}\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
_NATIVE = re.compile(rb"//\s*ginlint:(?P<verb>ignore|file-ignore)(?![\w-])(?P<rest>.*)", re.DOTALL)
_NOLINT = re.compile(rb"//[\s/]*nolint(?=[\s:]|$)(?::(?P<rest>[\w\s,-]*))?", re.IGNORECASE)
_NOSEC = re.compile(rb"//\s*(?:#nosec\b|gosec:disable\b)(?P<rest>[\sG\d,]*)")
_LINT = re.compile(rb"//lint:(?P<verb>ignore|file-ignore)\s+(?P<rest>[\w,*]+)\s+\S")
_REASON = re.compile(rb"(?:^|\s)--(?:\s|$)|//")
_MARK = re.compile(rb"ginlint:|nolint|#nosec|gosec:|lint:", re.IGNORECASE)
_EVERYTHING = frozenset({"ginlint", "all"})
_NOTHING = frozenset({"no rule is named so"})


@dataclass(frozen=True, slots=True)
class Waiver:
    """Lines `first` to `last` are waived for `rules`; no rules means all of them."""

    first: int
    last: int
    rules: frozenset[str]

    def covers(self, finding: Finding, line: int) -> bool:
        """Tell whether `finding`, which starts on `line`, is waived."""
        return self.first <= line <= self.last and (not self.rules or finding.rule in self.rules)


def split(
    findings: Iterable[Finding], source: Source, *, aliases: Mapping[str, str] | None = None
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings in `source` that stand and those that are waived, each in the given order.

    `aliases` maps former names of rules to present ones.
    """
    found = tuple(findings)
    if not found or not _MARK.search(source.text):
        return found, ()
    every = tuple(waivers(source, aliases=aliases))
    kept: list[Finding] = []
    waived: list[Finding] = []
    for finding in found:
        line = source.line(finding.at.start)
        answered = any(waiver.covers(finding, line) for waiver in every)
        (waived if answered else kept).append(finding)
    return tuple(kept), tuple(waived)


def comments(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the line comments of Go source, each with its offset."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "comment":
            yield token.start(), token.group().rstrip()


def waivers(source: Source, *, aliases: Mapping[str, str] | None = None) -> Iterator[Waiver]:
    """Yield the waivers in `source`, last one first."""
    last_line = len(source.line_starts)
    brackets = _brackets(source.text)
    for line, comment in _targets(source):
        if native := _NATIVE.match(comment):
            whole = native["verb"] == b"file-ignore"
            first, last = (1, last_line) if whole else (line, line)
            yield Waiver(first, last, _names(native["rest"], aliases))
        elif nolint := _NOLINT.match(comment):
            whole = source.line_bytes(line).startswith(b"package ")
            first, last = (1, last_line) if whole else (line, _closing_line(source, brackets, line))
            rules = _names(nolint["rest"] or b"", aliases)
            yield Waiver(first, last, frozenset() if rules & _EVERYTHING else _meant(rules))
        elif nosec := _NOSEC.match(comment):
            yield Waiver(line, line, _of_checks("gosec", re.findall(rb"G\d+", nosec["rest"]) or [b"gosec"]))
        elif ignored := _LINT.match(comment):
            first, last = (1, last_line) if ignored["verb"] == b"file-ignore" else (line, line)
            yield Waiver(first, last, _of_checks("staticcheck", ignored["rest"].split(b",")))


def _meant(names: frozenset[str]) -> frozenset[str]:
    """Add the rules that ask the same as the linters among `names`."""
    linters = table("waivers")["linters"]
    return names | {rule for name in names for rule in linters.get(name, ())}


def _of_checks(tool: str, codes: Iterable[bytes]) -> frozenset[str]:
    """Return the rules that ask the same as the checks of another tool; the tool's name means all of them."""
    found = table("waivers")
    checks = {**found[tool], tool: found["linters"][tool]}
    return frozenset(rule for code in codes for rule in checks.get(code.decode(), ())) or _NOTHING


def _names(rest: bytes, aliases: Mapping[str, str] | None) -> frozenset[str]:
    """Return the first word of each item of a comma-separated list that a reason may follow."""
    items = _REASON.split(rest, maxsplit=1)[0].decode("utf-8", "replace").lower().split(",")
    names = (item.split()[0] for item in items if item.strip())
    return frozenset((aliases or {}).get(name, name) for name in names)


def _targets(source: Source) -> Iterator[tuple[int, bytes]]:
    """Yield the line comments, last one first, each with the line that it speaks of.

    That is its own line if code comes before it, else the next line with code.
    """
    below: dict[int, int] = {}
    for offset, comment in reversed(list(comments(source.text))):
        line = source.line(offset)
        if source.text[source.line_starts[line - 1] : offset].removeprefix(b"\xef\xbb\xbf").strip():
            yield line, comment
        else:
            below[line] = below.get(line + 1, line + 1)
            yield below[line], comment


def _brackets(text: bytes) -> list[tuple[int, int]]:
    """Return the offset of each bracket, with 1 if it opens and -1 if it closes."""
    return [
        (token.start(), 1 if token.lastgroup == "open" else -1)
        for token in _TOKEN.finditer(text)
        if token.lastgroup in {"open", "close"}
    ]


def _closing_line(source: Source, brackets: list[tuple[int, int]], line: int) -> int:
    """Return the line on which the brackets that `line` opens are closed again."""
    starts = source.line_starts
    if line >= len(starts):
        return line
    depth = 0
    for index in range(bisect_left(brackets, (starts[line - 1], -1)), len(brackets)):
        offset, step = brackets[index]
        if offset >= starts[line] and depth == 0:
            return line
        depth = max(depth + step, 0)
        if depth == 0 and offset >= starts[line]:
            return source.line(offset)
    return line
