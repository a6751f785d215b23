"""What the page begins with: the numbers, what was not analysed, and the filters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Severity
from ginlint.output.cells import one_line, printable
from ginlint.output.html_page.marked_up import counted, escaped, prose
from ginlint.output.ranking import severity_of
from ginlint.output.summary import crashes, left_out, not_analysed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.finding import Report
    from ginlint.rule import Rule

_LISTED = 200


def overview(report: Report, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the counts, and what was left out or could not be done."""
    counts = Counter(severity_of(finding, rules) for finding in report.findings)
    yield '<section class="tiles" aria-label="Summary">'
    for level in reversed(Severity):
        name = f"{level}{'' if counts[level] == 1 else 's'}"
        yield f'<div class="tile {level}"><b>{counts[level]:,}</b> {name}</div>'
    yield f'<div class="tile"><b>{report.files:,}</b> file{"" if report.files == 1 else "s"} '
    yield f"of {counted(report.packages, 'package')}</div></section>\n"
    yield from _left_out(report)
    yield from _failures(report)
    yield from _notices(report)


def _left_out(report: Report) -> Iterator[str]:
    told = left_out(report)
    if told:
        yield f'<p class="dim">Not shown: {", ".join(told)}.</p>\n'


def _failures(report: Report) -> Iterator[str]:
    for failure, others in crashes(report):
        reason = (failure.traceback.strip().splitlines() or ["no reason known"])[-1]
        where = escaped(printable(failure.path)) + others
        yield f'<p class="failure">Rule {escaped(failure.rule)} crashed on {where}: {prose(reason)}</p>\n'


def _notices(report: Report) -> Iterator[str]:
    if not report.notices:
        return
    yield f'<details class="notices"><summary>Not analysed: {escaped(not_analysed(report))}</summary><ul>'
    for notice in report.notices[:_LISTED]:
        yield f"<li><code>{escaped(printable(notice.path))}</code> {escaped(one_line(notice.text))}</li>"
    if len(report.notices) > _LISTED:
        yield f"<li>{len(report.notices) - _LISTED:,} more</li>"
    yield "</ul></details>\n"


def toolbar(report: Report, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the filters, which only scripts show; a word instead where there is nothing to filter."""
    if not report.findings:
        told = "There was no Go file to analyse." if not report.files else ""
        yield f'<p class="clean">{told or "Nothing leaks as far as ginlint can see."}</p>\n'
        return
    severities = Counter(str(severity_of(finding, rules)) for finding in report.findings)
    confidences = Counter(str(finding.confidence) for finding in report.findings)
    topics = Counter(rules[finding.rule].topic for finding in report.findings if finding.rule in rules)
    routes = any(finding.entries for finding in report.findings)
    groups = ("route",) * routes + ("topic", "rule", "file", "severity")
    yield '<form class="tools" role="search" aria-label="Filter findings" hidden>'
    yield '<input type="search" name="text" placeholder="Filter by text ( / )" aria-label="Text">'
    yield from _choices("severity", {str(level): severities[str(level)] for level in reversed(Severity)})
    yield from _choices("confidence", {str(one): confidences[str(one)] for one in reversed(Confidence)})
    yield _select("topic", "Topic", [("", "all topics"), *((name, name) for name in sorted(topics))])
    yield _select("group", "Group by", [(name, f"by {name}") for name in groups])
    yield '<button type="button" name="all" aria-pressed="false">Open all</button>'
    yield '<output aria-live="polite"></output></form>\n'


def _choices(name: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield f'<fieldset><legend class="hidden">{name}</legend>'
    for value, count in counts.items():
        if count:
            yield f'<label><input type="checkbox" name="{name}" value="{value}" checked> '
            yield f"<span>{value} <b>{count:,}</b></span></label>"
    yield "</fieldset>"


def _select(name: str, label: str, choices: list[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{escaped(value)}">{escaped(text)}</option>' for value, text in choices)
    return f'<select name="{name}" aria-label="{label}">{options}</select>'
