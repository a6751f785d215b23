"""The lines at the end: what was found, what was analysed and what was not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ginlint.finding import Severity
from ginlint.output.cells import one_line, printable
from ginlint.output.ranking import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.finding import Failure, Report
    from ginlint.rule import Rule

_KINDS = {
    "syntax-error": "syntax error",
    "unreadable": "unreadable file",
    "too-large": "file that is too large",
    "encoding": "file that is not UTF-8",
    "excluded": "excluded file",
    "nested-module": "nested module",
    "generated": "generated file",
    "work-limit": "file over the work limit",
    "unfinished": "function too large to go through",
}
_PLURALS = {
    "too-large": "files that are too large",
    "encoding": "files that are not UTF-8",
    "work-limit": "files over the work limit",
    "unfinished": "functions too large to go through",
}


def summary(
    report: Report, rules: Mapping[str, Rule], *, verbose: bool = False, explained: bool = False
) -> Iterator[str]:
    """Yield the lines; no time is among them, so that equal runs print equal reports.

    Where rules are `explained` elsewhere, the command that does so is not named.
    """
    if report.findings and not explained:
        name = report.findings[0].rule
        yield f"`ginlint explain {name}` tells why it matters and how to mend it; so for each rule."
    yield _verdict(report, rules)
    yield from _not_analysed(report, verbose=verbose)
    for failure, others in crashes(report):
        yield from _failed(failure, others, verbose=verbose)


def _verdict(report: Report, rules: Mapping[str, Rule]) -> str:
    scope = f"{_count(report.files, 'file')} of {_count(report.packages, 'package')}"
    waived = "".join(f", {told}" for told in left_out(report))
    if not report.files:
        return "There was no Go file to analyse."
    if not report.findings and (report.elsewhere or report.known):
        return f"Nothing new leaks as far as ginlint can see: {scope} analysed{waived}."
    if not report.findings:
        return f"Nothing leaks as far as ginlint can see: {scope} analysed{waived}."
    severities = Counter(severity_of(finding, rules) for finding in report.findings)
    counts = [_count(severities[level], str(level)) for level in reversed(Severity) if severities[level]]
    return f"Found {_list(counts)}{waived}: {scope} analysed."


def left_out(report: Report) -> list[str]:
    """Return how much was found and is not shown, and why."""
    counts = (
        (len(report.suppressed), "waived in the code"),
        (report.known, "in the baseline"),
        (report.elsewhere, "not touched by the change"),
    )
    return [f"{count} {why}" for count, why in counts if count]


def not_analysed(report: Report, *, verbose: bool = True) -> str:
    """Return how much was not analysed, of each kind, "" if all was.

    What was only not gone through to its end counts where it is asked for verbosely.
    """
    kinds = Counter(notice.kind for notice in report.notices if verbose or notice.kind != "unfinished")
    counts = [_count(kinds[kind], _KINDS.get(kind, kind), _PLURALS.get(kind)) for kind in sorted(kinds)]
    return _list(counts) if counts else ""


def _not_analysed(report: Report, *, verbose: bool) -> Iterator[str]:
    told = not_analysed(report, verbose=verbose)
    if not told:
        return
    yield f"Not analysed: {told}" + (":" if verbose else " (--verbose lists them).")
    if verbose:
        for notice in report.notices:
            yield f"  {printable(notice.path)}: {one_line(notice.text)}"


def crashes(report: Report) -> list[tuple[Failure, str]]:
    """Return the first crash of each rule for each reason, and how many other packages it befell.

    What is asked of the whole module crashes on every package that asks for it.
    """
    alike: dict[tuple[str, str], list[Failure]] = {}
    for failure in report.failures:
        alike.setdefault((failure.rule, _reason(failure)), []).append(failure)
    return [
        (first, f" and {_count(len(more), 'other package')}" if more else "")
        for first, *more in alike.values()
    ]


def _failed(failure: Failure, others: str, *, verbose: bool) -> Iterator[str]:
    reason = _reason(failure)
    why = f": {one_line(reason)}" if reason else ""
    yield f"Rule {failure.rule} crashed on {printable(failure.path)}{others}{why}"
    if verbose:
        yield from (f"  {printable(line)}" for line in failure.traceback.strip().splitlines())


def _reason(failure: Failure) -> str:
    """Return the last line of a crash's traceback, "" if there is none."""
    return failure.traceback.strip().rpartition("\n")[2]


def _count(number: int, singular: str, plural: str | None = None) -> str:
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def _list(items: list[str]) -> str:
    *head, last = items
    return f"{', '.join(head)} and {last}" if head else last
