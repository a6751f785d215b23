"""Lines that CI services read from the log of a job: GitHub, Azure Pipelines, TeamCity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.finding import Severity
from ginlint.output.cells import one_line
from ginlint.output.ranking import severity_of, worst_first
from ginlint.output.sources import RepositoryPaths, Sources, Span, utf16_span, visible_end
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from ginlint.finding import Finding, Report
    from ginlint.rule import Rule


class _Line(NamedTuple):
    """What such a line says of a finding; columns count UTF-16 code units."""

    finding: Finding
    severity: Severity
    path: str
    span: Span
    message: str


def _lines(report: Report, rules: Sequence[Rule]) -> Iterator[_Line]:
    """Yield the worst findings first: services show a limited number."""
    sources, paths = Sources(report), RepositoryPaths(report)
    by_name = {rule.name: rule for rule in rules}
    for index in worst_first(report.findings, by_name):
        finding = report.findings[index]
        source = sources.load(finding.at.path)
        span = utf16_span(source, finding.at.start, visible_end(source, finding.at))
        path = paths.of(finding.at.path)
        yield _Line(finding, severity_of(finding, by_name), path, span, one_line(finding.message))


# GitHub: workflow commands, docs.github.com "Workflow commands for GitHub Actions". A step
# shows ten annotations of each level.

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write_github(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write a workflow command for each finding; the end column is the last one that belongs to it."""
    for line in _lines(report, rules):
        span = line.span
        place = {"file": line.path, "line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:  # GitHub ignores columns of ranges over several lines
            place |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
        place["title"] = f"ginlint ({line.finding.rule})"
        values = ",".join(f"{key}={_github_property(str(value))}" for key, value in place.items())
        stream.write(f"::{_GITHUB[line.severity]} {values}::{_github_data(line.message)}\n")


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


# Azure Pipelines: the logging command task.logissue, which knows errors and warnings.


def write_azure(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write a logging command for each finding."""
    for line in _lines(report, rules):
        kind = "error" if line.severity is Severity.ERROR else "warning"
        place = f"sourcepath={_azure(line.path)};linenumber={line.span.line};columnnumber={line.span.column}"
        stream.write(
            f"##vso[task.logissue type={kind};{place};code={line.finding.rule};]{_azure_data(line.message)}\n"
        )


def _azure_data(text: str) -> str:
    """Escape what comes after the brackets, where `]` and `;` stand for themselves."""
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _azure(text: str) -> str:
    return _azure_data(text).replace("]", "%5D").replace(";", "%3B")


# TeamCity: service messages of inspections; | escapes.

_TEAMCITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
_BARS = str.maketrans({"|": "||", "'": "|'", "\n": "|n", "\r": "|r", "[": "|[", "]": "|]"})


def write_teamcity(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write an inspection type for each rule that found something, and an inspection for each finding."""
    found = {finding.rule for finding in report.findings}
    for rule in rules:
        if rule.name in found:
            stream.write(
                f"##teamcity[inspectionType id='{rule.name}' name='{rule.name}' category='{rule.topic}' "
                f"description='{_teamcity(rule.summary)}']\n"
            )
    stream.writelines(
        f"##teamcity[inspection typeId='{line.finding.rule}' message='{_teamcity(line.message)}' "
        f"file='{_teamcity(line.path)}' line='{line.span.line}' SEVERITY='{_TEAMCITY[line.severity]}']\n"
        for line in _lines(report, rules)
    )


def _teamcity(text: str) -> str:
    escaped = text.translate(_BARS)
    return "".join(char if char.isascii() else _teamcity_unicode(char) for char in escaped)


def _teamcity_unicode(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"|0x{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
