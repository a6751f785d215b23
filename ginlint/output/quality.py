"""JSON that code quality tools import: GitLab, SonarQube, reviewdog."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ginlint.finding import Severity
from ginlint.output.cells import one_line, unicode_only
from ginlint.output.fingerprint import finding_ids
from ginlint.output.ranking import severity_of
from ginlint.output.sources import RepositoryPaths, Sources, byte_span, utf16_span, visible_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from ginlint.finding import Edit, Finding, Location, Report, Step
    from ginlint.rule import Rule

_encode = json.JSONEncoder(separators=(",", ":")).encode

# GitLab: docs.gitlab.com "Code Quality report format".

_GITLAB = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def write_gitlab(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write a list of issues; each fingerprint is in it once."""
    sources, paths = Sources(report), RepositoryPaths(report)
    by_name = {rule.name: rule for rule in rules}
    issues = []
    for finding, fingerprint in zip(report.findings, finding_ids(report), strict=True):
        source = sources.load(finding.at.path)
        lines = {"begin": source.line(finding.at.start), "end": source.line(visible_end(source, finding.at))}
        issues.append(
            {
                "type": "issue",
                "check_name": finding.rule,
                "description": one_line(finding.message),
                "fingerprint": fingerprint,
                "severity": _GITLAB[severity_of(finding, by_name)],
                "location": {"path": paths.of(finding.at.path), "lines": lines},
            }
        )
    _write_items(stream, "[", map(_encode, issues), "]\n")


def _write_items(stream: TextIO, head: str, items: Iterator[str], tail: str) -> None:
    stream.write(head)
    stream.writelines(f"{',' if number else ''}\n{item}" for number, item in enumerate(items))
    stream.write(f"\n{tail}")


# SonarQube: "Generic formatted issue reports", the form since 10.3, with rules and impacts.

_SONAR = {Severity.ERROR: "HIGH", Severity.WARNING: "MEDIUM", Severity.NOTE: "LOW"}


def write_sonar(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write the rules that found something and their issues; columns count UTF-16 units from 0."""
    writer = _Sonar(Sources(report))
    found = {finding.rule for finding in report.findings}
    described = [_sonar_rule(rule) for rule in rules if rule.name in found]
    stream.write(f'{{"rules":{_encode(described)},\n')
    _write_items(stream, '"issues":[', map(_encode, map(writer.issue, report.findings)), "]}\n")


def _sonar_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "name": rule.summary,
        "description": rule.page,
        "engineId": "ginlint",
        "cleanCodeAttribute": "LOGICAL",
        "impacts": [{"softwareQuality": "RELIABILITY", "severity": _SONAR[rule.severity]}],
    }


class _Sonar:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def issue(self, finding: Finding) -> dict[str, Any]:
        others = [*finding.steps, *finding.related]
        return {
            "ruleId": finding.rule,
            "primaryLocation": self._location(finding.at, finding.message),
            "secondaryLocations": [self._location(step.at, step.text) for step in others],
        }

    def _location(self, at: Location, message: str) -> dict[str, Any]:
        source = self._sources.load(at.path)
        span = utf16_span(source, at.start, visible_end(source, at))
        place: dict[str, int] = {"startLine": span.line}
        if (span.end_line, span.end_column) > (span.line, span.column):  # an empty range is refused
            place |= {
                "endLine": span.end_line,
                "startColumn": span.column - 1,
                "endColumn": span.end_column - 1,
            }
        return {"message": one_line(message), "filePath": unicode_only(at.path), "textRange": place}


# reviewdog: proto/rdf/reviewdog.proto; columns count bytes from 1.

_RDF = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
_SOURCE = {"name": "ginlint"}


def write_rdjson(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write one DiagnosticResult."""
    diagnostics = map(_encode, _Reviewdog(report, rules).diagnostics())
    _write_items(stream, f'{{"source":{_encode(_SOURCE)},"diagnostics":[', diagnostics, "]}\n")


def write_rdjsonl(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write a Diagnostic a line."""
    stream.writelines(
        f"{_encode({**diagnostic, 'source': _SOURCE})}\n"
        for diagnostic in _Reviewdog(report, rules).diagnostics()
    )


class _Reviewdog:
    def __init__(self, report: Report, rules: Sequence[Rule]) -> None:
        self._findings = report.findings
        self._sources = Sources(report)
        self._rules: Mapping[str, Rule] = {rule.name: rule for rule in rules}

    def diagnostics(self) -> Iterator[dict[str, Any]]:
        for finding in self._findings:
            edits = finding.fix.edits if finding.fix is not None else ()
            steps = [*finding.steps, *finding.related]
            yield {
                "message": one_line(finding.message),
                "location": self._location(finding.at),
                "severity": _RDF[severity_of(finding, self._rules)],
                "code": {"value": finding.rule},
                "suggestions": [self._suggestion(edit) for edit in edits if edit.at.path == finding.at.path],
                "relatedLocations": [self._related(step) for step in steps],
            }

    def _suggestion(self, edit: Edit) -> dict[str, Any]:
        return {"range": self._range(edit.at, end=edit.at.end), "text": edit.new}

    def _related(self, step: Step) -> dict[str, Any]:
        return {"message": one_line(step.text), "location": self._location(step.at)}

    def _location(self, at: Location) -> dict[str, Any]:
        end = visible_end(self._sources.load(at.path), at)
        return {"path": unicode_only(at.path), "range": self._range(at, end=end)}

    def _range(self, at: Location, *, end: int) -> dict[str, Any]:
        span = byte_span(self._sources.load(at.path), at.start, end)
        return {
            "start": {"line": span.line, "column": span.column},
            "end": {"line": span.end_line, "column": span.end_column},
        }
