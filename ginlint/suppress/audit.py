"""Waivers that do not do what their author thinks: unused, misspelt, or without a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.finding import Edit, Finding, Fix, Location
from ginlint.record import record
from ginlint.suppress.waivers import EVERYTHING, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ginlint.source import Source
    from ginlint.suppress.waivers import Waiver, Word

UNUSED = "waiver-unused"
MISSPELT = "waiver-misspelt"
NO_REASON = "waiver-without-reason"
RULES = (UNUSED, MISSPELT, NO_REASON)

_VERBS = ("ignore", "file-ignore", "disable", "enable")
_DIRECTIVE = re.compile(rb"//\s*ginlint:(?P<blank>\s*)(?P<verb>[\w-]*)")
_CLOSE = 0.75


@record(frozen=True, slots=True)
class Vocabulary:
    """The words that waivers may use, and what was looked for.

    `names` maps each name, alias and topic of all rules to rules; `ran` are the
    rules that spoke, `complete` says that these are all but the opt-in ones.
    """

    names: Mapping[str, frozenset[str]]
    ran: frozenset[str]
    complete: bool


def audit(
    source: Source, known: Iterable[Waiver], found: Sequence[Finding], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Yield findings about the waivers `known` in `source`, of the rules in `RULES` that ran.

    `found` are all findings in the file, those that settings leave out included.
    """
    places = [(finding, lines_of(finding, source)) for finding in found]
    auditor = _Auditor(source, places, vocabulary)
    for waiver in known:
        yield from auditor.about(waiver)
    if MISSPELT in vocabulary.ran:
        yield from auditor.directives()


class _Auditor:
    def __init__(
        self, source: Source, places: list[tuple[Finding, tuple[int, ...]]], vocabulary: Vocabulary
    ) -> None:
        self._source = source
        self._places = places
        self._vocabulary = vocabulary

    def about(self, waiver: Waiver) -> Iterator[Finding]:
        own = [word for word in waiver.words if word.text in self._vocabulary.names]
        strange = [word for word in waiver.words if self._is_misspelt(word, native=waiver.native)]
        if MISSPELT in self._vocabulary.ran:
            for word in strange:
                yield self._misspelt(waiver, word)
        if UNUSED in self._vocabulary.ran and not strange:
            yield from self._unused(waiver, own)
        ours = waiver.native or own or not EVERYTHING.isdisjoint(word.text for word in waiver.words[:1])
        if NO_REASON in self._vocabulary.ran and ours and not waiver.reason:
            text = "this waiver gives no reason; add one behind " + ("`--`" if waiver.native else "`//`")
            yield self._finding(NO_REASON, waiver, text)

    def directives(self) -> Iterator[Finding]:
        """Yield what looks like a directive of ginlint and is none."""
        from ginlint.suppress.text import comments

        for start, text in comments(self._source.text):
            found = _DIRECTIVE.match(text)
            verb = found["verb"].decode("utf-8", "replace") if found else ""
            guess = _closest(verb, _VERBS)
            if found is None or (verb in _VERBS and not found["blank"]) or (found["blank"] and not guess):
                continue
            advice = f"did you mean `//ginlint:{guess}`?" if guess else f"it may be {', '.join(_VERBS)}"
            at = Location(self._source.path, start, start + len(text))
            wrong = text[: found.end()].decode("utf-8", "replace")
            mend = guess and self._replacement(
                Location(at.path, start, start + found.end()), f"//ginlint:{guess}"
            )
            yield Finding(
                at, f"`{wrong}` is no directive of ginlint, so nothing is waived; {advice}",
                rule=MISSPELT, fix=mend or None,
            )  # fmt: skip

    def _is_misspelt(self, word: Word, *, native: bool) -> bool:
        """Tell whether a word is no rule; in //nolint, only one that looks like ours is meant for ginlint."""
        names = self._vocabulary.names
        if word.text in names or word.text in EVERYTHING:
            return False
        return native or ("-" in word.text and bool(_closest(word.text, names)))

    def _misspelt(self, waiver: Waiver, word: Word) -> Finding:
        guess = _closest(word.text, self._vocabulary.names)
        advice = f"did you mean `{guess}`?" if guess else "`ginlint rules` lists them all"
        place = Location(self._source.path, word.start, word.end)
        if guess and self._silences(waiver, self._vocabulary.names[guess]):
            fix = self._replacement(place, guess)
        else:
            fix = self._removal(waiver, [word])
        text = f"`{word.text}` is no rule of ginlint, so nothing is waived; {advice}"
        return self._finding(MISSPELT, waiver, text, word.text, fix)

    def _unused(self, waiver: Waiver, own: list[Word]) -> Iterator[Finding]:
        if not waiver.words:
            if waiver.native and self._vocabulary.complete and not self._silences(waiver, None):
                yield self._finding(
                    UNUSED, waiver, "this waiver silences nothing", fix=self._removal(waiver, [])
                )
            return
        idle = [
            word
            for word in own
            if word.rules <= self._vocabulary.ran
            and word.rules.isdisjoint(RULES)
            and not self._silences(waiver, word.rules)
        ]
        if idle:
            names = " and ".join(f"`{word.text}`" for word in idle)
            fix = self._removal(waiver, idle)
            text = f"nothing is found here that this waiver of {names} would silence"
            yield self._finding(UNUSED, waiver, text, ",".join(word.text for word in idle), fix)

    def _silences(self, waiver: Waiver, rules: frozenset[str] | None) -> bool:
        return any(
            (rules is None or finding.rule in rules)
            and any(waiver.first <= line <= waiver.last for line in lines)
            for finding, lines in self._places
        )

    def _finding(
        self, rule: str, waiver: Waiver, message: str, resource: str = "", fix: Fix | None = None
    ) -> Finding:
        start = waiver.comment.start
        at = Location(self._source.path, start, start + len(waiver.comment.text))
        return Finding(at, message, rule=rule, resource=resource, fix=fix)

    def _replacement(self, at: Location, text: str) -> Fix:
        return Fix(f"write `{text}`", (Edit(at, text),), safe=True)

    def _removal(self, waiver: Waiver, words: list[Word]) -> Fix:
        """Return the fix that removes `words` of a waiver, or all of it if none is left."""
        gone = {word.start for word in words}
        left = [word for word in waiver.words if word.start not in gone]
        if left:
            first, last = waiver.words[0], waiver.words[-1]
            at = Location(self._source.path, first.start, last.end)
            kept = ",".join(
                self._source.text[word.start : word.end].decode("utf-8", "replace") for word in left
            )
            return Fix("remove what silences nothing", (Edit(at, kept),), safe=True)
        return Fix("remove the waiver", (Edit(self._whole(waiver), ""),), safe=True)

    def _whole(self, waiver: Waiver) -> Location:
        """Return the place of the comment with the blanks before it, or of its whole line."""
        text, comment = self._source.text, waiver.comment
        start, end = comment.start, comment.start + len(comment.text)
        starts = self._source.line_starts
        if not comment.alone:
            while text[start - 1 : start] in {b" ", b"\t"}:
                start -= 1
            return Location(self._source.path, start, end)
        line = comment.line
        end = starts[line] if line < len(starts) else len(text)
        below = self._source.line_bytes(line + 1).strip()
        if self._source.line_bytes(line - 1).strip() == b"//" and not below.startswith(b"//"):
            line -= 1  # the empty line of a doc comment that gofmt wants before directives
        return Location(self._source.path, starts[line - 1], end)


def _closest(word: str, known: Iterable[str]) -> str:
    import difflib  # rarely asked for

    names = list(known)
    close = difflib.get_close_matches(word.replace("_", "-"), names, n=1, cutoff=_CLOSE)
    return close[0] if close else ""
