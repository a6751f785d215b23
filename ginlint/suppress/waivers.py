"""Reading waivers, ginlint's own and those of other tools."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.models import table
from ginlint.record import record
from ginlint.suppress.text import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ginlint.finding import Finding
    from ginlint.source import Source
    from ginlint.suppress.text import Comment

_NATIVE = re.compile(
    rb"//\s*ginlint:(?P<verb>ignore|file-ignore|disable|enable)(?![\w-])(?P<rest>.*)", re.DOTALL
)
_NOLINT = re.compile(rb"//[\s/]*nolint(?=[\s:]|$)(?::(?P<rest>[\w\s,-]*))?", re.IGNORECASE)
_NOSEC = re.compile(rb"//\s*(?:#nosec\b|gosec:disable\b)(?P<rest>[\sG\d,]*)")
_LINT = re.compile(rb"//lint:(?P<verb>ignore|file-ignore)\s+(?P<rest>[\w,*]+)\s+\S")
_REVIVE = re.compile(
    rb"//\s*revive:(?P<verb>disable|enable)(?P<where>-line|-next-line)?(?::(?P<rest>[\w,-]+))?"
)
_SEMGREP = re.compile(rb"//\s*nosem(?:grep)?\b(?::\s*(?P<rest>[\w.,\s-]+))?")
_REASON = re.compile(rb"(?:^|\s)--(?:\s|$)|//")
_MARKS = (b"lint:", b"nolint", b"#nosec", b"gosec:", b"revive:", b"nosem")  # in lower case
_WORD = re.compile(rb"[^\s,]+")
EVERYTHING = frozenset({"ginlint", "all"})
_NOTHING = frozenset({"no rule is named so"})


@record(frozen=True, slots=True)
class Word:
    """A name in a waiver, as written, with its place in the file, and the rules that it stands for."""

    text: str
    start: int
    end: int
    rules: frozenset[str]


@record(frozen=True, slots=True)
class Waiver:
    """Lines `first` to `last` are waived for `rules`; no rules means all of them.

    `comment` is where it stands. `native` ones are written for ginlint alone.
    `words` are the names in native ones and in those for golangci-lint. `reason`
    says that something follows them.
    """

    first: int
    last: int
    rules: frozenset[str]
    comment: Comment
    native: bool = False
    words: tuple[Word, ...] = ()
    reason: bool = True

    def covers(self, finding: Finding, lines: Iterable[int]) -> bool:
        """Tell whether `finding`, which is told on any of `lines`, is waived."""
        return any(self.first <= line <= self.last for line in lines) and (
            not self.rules or finding.rule in self.rules
        )


def may_hold_waivers(text: bytes) -> bool:
    """Tell whether a file may hold waivers, which is cheap to ask."""
    lowered = text.lower()
    return any(mark in lowered for mark in _MARKS)


def waivers(source: Source, meanings: Mapping[str, frozenset[str]] | None = None) -> Iterator[Waiver]:
    """Yield the waivers in `source`, last one first.

    `meanings` maps words to names of rules, for words that are no names of rules themselves.
    """
    reader = _Reader(Layout(source), meanings or {})
    for comment in reader.layout.comments:
        yield from reader.read(comment)


class _Reader:
    def __init__(self, layout: Layout, meanings: Mapping[str, frozenset[str]]) -> None:
        self.layout = layout
        self._meanings = meanings
        self._end = len(layout.source.line_starts)
        self._enabled: dict[tuple[bytes, bytes], int] = {}  # where the nearest enable below is

    def read(self, comment: Comment) -> Iterator[Waiver]:
        text = comment.text
        if native := _NATIVE.match(text):
            yield from self._native(comment, native)
        elif nolint := _NOLINT.match(text):
            yield self._nolint(comment, nolint)
        elif nosec := _NOSEC.match(text):
            codes = re.findall(rb"G\d+", nosec["rest"]) or [b"gosec"]
            yield Waiver(*self._block(comment), _of_checks("gosec", codes), comment)
        elif ignored := _LINT.match(text):
            whole = ignored["verb"] == b"file-ignore"
            first, last = (1, self._end) if whole else (comment.target, comment.target)
            yield Waiver(first, last, _of_checks("staticcheck", ignored["rest"].split(b",")), comment)
        elif revive := _REVIVE.match(text):
            yield from self._revive(comment, revive)
        elif semgrep := _SEMGREP.match(text):
            names = [name.split(b".")[-1] for name in _WORD.findall(semgrep["rest"] or b"semgrep")]
            yield Waiver(comment.target, comment.target, _of_checks("semgrep", names), comment)

    def _native(self, comment: Comment, found: re.Match[bytes]) -> Iterator[Waiver]:
        verb, rest = found["verb"], found["rest"]
        said = _REASON.search(rest)
        words = self._words(comment, found.start("rest"), rest[: said.start()] if said else rest)
        if verb == b"enable":
            self._enable(b"ginlint", words, comment)
            return
        if verb == b"disable":
            first, last = comment.line, self._region_end(b"ginlint", words)
        elif verb == b"file-ignore":
            first, last = 1, self._end
        else:
            first, last = self._block(comment)
        rules = frozenset[str]().union(*(word.rules for word in words))
        reason = said is not None and bool(rest[said.end() :].strip())
        yield Waiver(first, last, rules, comment, native=True, words=words, reason=reason)

    def _nolint(self, comment: Comment, found: re.Match[bytes]) -> Waiver:
        whole = self.layout.source.line_bytes(comment.target).startswith(b"package ")
        first, last = (1, self._end) if whole else self._block(comment)
        words = self._words(comment, found.start("rest"), found["rest"] or b"")
        rules = frozenset[str]().union(*(word.rules for word in words))
        everything = not EVERYTHING.isdisjoint(word.text for word in words)
        reason = bool(comment.text[found.end() :].strip(b" \t/"))
        return Waiver(
            first, last, frozenset() if everything else _meant(rules), comment, words=words, reason=reason
        )

    def _revive(self, comment: Comment, found: re.Match[bytes]) -> Iterator[Waiver]:
        names = (found["rest"] or b"revive").split(b",")
        words = tuple(Word(name.decode(), 0, 0, frozenset()) for name in names)
        if found["where"]:
            first = last = comment.line + (found["where"] == b"-next-line")
        elif found["verb"] == b"enable":
            self._enable(b"revive", words, comment)
            return
        else:
            first, last = comment.line, self._region_end(b"revive", words)
        yield Waiver(first, last, _of_checks("revive", names), comment)

    def _block(self, comment: Comment) -> tuple[int, int]:
        """Return the lines of what begins on the line that `comment` speaks of."""
        if comment.target > self._end:
            return comment.target, comment.target
        return comment.target, self.layout.last_line(comment.target)

    def _enable(self, tool: bytes, words: Iterable[Word], comment: Comment) -> None:
        for name in {word.text.encode() for word in words} or {b""}:
            self._enabled[tool, name] = comment.line

    def _region_end(self, tool: bytes, words: Iterable[Word]) -> int:
        """Return the line of the comment that ends a region, or the last line."""
        names = {word.text.encode() for word in words} | {b""}
        return min((self._enabled.get((tool, name), self._end) for name in names), default=self._end)

    def _words(self, comment: Comment, at: int, names: bytes) -> tuple[Word, ...]:
        """Return the first word of each item of a comma-separated list."""
        found = []
        for item in re.finditer(rb"[^,]+", names):
            if word := _WORD.search(item[0]):
                start = comment.start + at + item.start() + word.start()
                text = word[0].decode("utf-8", "replace").lower()
                rules = self._meanings.get(text, frozenset({text}))
                found.append(Word(text, start, start + len(word[0]), rules))
        return tuple(found)


def _meant(names: frozenset[str]) -> frozenset[str]:
    """Add the rules that ask the same as the linters among `names`."""
    linters = table("waivers")["linters"]
    return names | {rule for name in names for rule in linters.get(name, ())}


def _of_checks(tool: str, codes: Iterable[bytes]) -> frozenset[str]:
    """Return the rules that ask the same as the checks of another tool; the tool's name means all of them."""
    found = table("waivers")
    checks = {**found[tool], tool: found["linters"][tool]}
    return frozenset(rule for code in codes for rule in checks.get(code.decode(), ())) or _NOTHING


def lines_of(finding: Finding, source: Source) -> tuple[int, ...]:
    """Return the lines on which `finding` may be waived: its own, and that of the first step of its path."""
    line = source.line(finding.at.start)
    first = finding.steps[0].at if finding.steps else finding.at
    return (line,) if first.path != finding.at.path else (line, source.line(first.start))
