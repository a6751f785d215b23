"""A finding as a part of the page that opens and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.finding import Step
from ginlint.output.cells import and_more, one_line, printable
from ginlint.output.fingerprint import finding_ids
from ginlint.output.html_page.excerpt import Mark, excerpts
from ginlint.output.html_page.marked_up import escaped, prose
from ginlint.output.html_page.picture import picture
from ginlint.output.ranking import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.finding import Finding, Fix, Report
    from ginlint.output.sources import Sources
    from ginlint.rule import Rule

NO_ROUTE = "not on the way of a request"
# With more findings than these, they are listed closed.
_OPEN = 12


class Articles:
    """Makes an article of each finding of a report."""

    def __init__(self, report: Report, rules: Mapping[str, Rule], sources: Sources) -> None:
        self._findings = report.findings
        self._ids = finding_ids(report)
        self._rules = rules
        self._sources = sources
        self._open = " open" if len(report.findings) <= _OPEN else ""

    def article(self, index: int) -> str:
        """Return the finding with its code, its path and what else there is to look at."""
        finding = self._findings[index]
        parts = (*self._summary(finding, self._ids[index]), *self._body(finding))
        return "".join(parts) + "</div></details></article>\n"

    def _summary(self, finding: Finding, name: str) -> Iterator[str]:
        severity = str(severity_of(finding, self._rules))
        rule = self._rules.get(finding.rule)
        keys = {
            "severity": severity,
            "confidence": str(finding.confidence),
            "topic": rule.topic if rule is not None else "",
            "rule": finding.rule,
            "file": printable(finding.at.path),
            "route": one_line(finding.entries[0].name) if finding.entries else NO_ROUTE,
        }
        data = " ".join(f'data-{key}="{escaped(value)}"' for key, value in keys.items())
        source = self._sources.load(finding.at.path)
        place = f"{printable(finding.at.path)}:{source.line(finding.at.start)}"
        yield f'<article id="{name}" {data}><details{self._open}><summary>'
        yield f'<span class="badge {severity}">{severity}</span>'
        yield f'<span class="what">{prose(finding.message)}</span><span class="where">'
        yield f'<span class="rule">{escaped(finding.rule)}</span> <span class="at">{escaped(place)}</span>'
        if finding.entries:
            yield f' <span class="route">{escaped(keys["route"])}</span>'
        yield '</span></summary><div class="body">'

    def _body(self, finding: Finding) -> Iterator[str]:
        marks = [Mark(step.at, number, step.text) for number, step in enumerate(finding.steps, 1)]
        outside = all(step.at != finding.at for step in finding.steps)
        if outside:
            marks.insert(0, Mark(finding.at, 0, ""))
        end = (Step(finding.at, "what is reported"),) if outside else ()
        yield picture((*finding.steps, *end), self._sources)
        yield from excerpts(marks, self._sources)
        yield "<dl>"
        yield from self._facts(finding)
        yield "</dl>"

    def _facts(self, finding: Finding) -> Iterator[str]:
        if finding.entries:
            names = and_more([one_line(entry.name) for entry in finding.entries], finding.entry_count)
            yield _fact("Reached by", escaped(names))
        for place in finding.related:
            line = self._sources.load(place.at.path).line(place.at.start)
            where = f"{printable(place.at.path)}:{line}"
            yield _fact("See", f'{prose(place.text)} <span class="at">{escaped(where)}</span>')
        if finding.fix is not None:
            yield _fact("Fix", _fix(finding.fix))
        yield _fact("In", f"<code>{escaped(_function(finding))}</code>") if finding.function else ""
        yield _fact("Confidence", str(finding.confidence))
        yield _fact("Rule", f'<a href="#rule-{escaped(finding.rule)}">{escaped(finding.rule)}</a>')


def _function(finding: Finding) -> str:
    return f"{finding.package}.{finding.function}" if finding.package else finding.function


def _fact(name: str, value: str) -> str:
    return f"<dt>{name}</dt><dd>{value}</dd>"


def _fix(fix: Fix) -> str:
    if fix.edits:
        how = "ginlint --fix writes it" if fix.safe else "ginlint --fix --unsafe-fixes writes it: look at it"
        return f'{prose(fix.message)} <span class="dim">({how})</span>'
    return prose(fix.message)
