"""For programs: the documented JSON of docs/en/json.md, one finding a line."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from ginlint import __version__
from ginlint.finding import Severity
from ginlint.output.cells import unicode_only
from ginlint.output.fingerprint import finding_ids
from ginlint.output.ranking import severity_of
from ginlint.output.sources import Sources, byte_span, utf16_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from ginlint.finding import Entry, Finding, Fix, Location, Report, Step
    from ginlint.rule import Rule

VERSION = 1
_encode = json.JSONEncoder(separators=(",", ":")).encode


def write(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write one object; what changes in it without a new `version` is only added."""
    writer = _Writer(Sources(report), {rule.name: rule for rule in rules})
    tool = {"name": "ginlint", "version": __version__}
    stream.write(f'{{"version":{VERSION},\n"tool":{_encode(tool)},\n"findings":')
    _write_list(stream, map(writer.finding, report.findings, finding_ids(report)))
    stream.write(',\n"failures":')
    _write_list(
        stream,
        (
            {"rule": failure.rule, "path": unicode_only(failure.path), "traceback": failure.traceback}
            for failure in report.failures
        ),
    )
    stream.write(',\n"notices":')
    _write_list(
        stream,
        (
            {"kind": notice.kind, "path": unicode_only(notice.path), "text": notice.text}
            for notice in report.notices
        ),
    )
    stream.write(f',\n"summary":{_encode(_summary(report, writer.rules))}}}\n')


def finding_lines(report: Report, rules: Sequence[Rule]) -> Iterator[str]:
    """Yield each finding as the object that stands for it in "findings", in the report's order."""
    writer = _Writer(Sources(report), {rule.name: rule for rule in rules})
    return (_encode(writer.finding(*item)) for item in zip(report.findings, finding_ids(report), strict=True))


def _write_list(stream: TextIO, items: Iterator[dict[str, Any]]) -> None:
    separator = "[\n"
    for item in items:
        stream.write(separator + _encode(item))
        separator = ",\n"
    stream.write("[]" if separator == "[\n" else "\n]")


def _summary(report: Report, rules: Mapping[str, Rule]) -> dict[str, int]:
    severities = Counter(severity_of(finding, rules) for finding in report.findings)
    return {
        "findings": len(report.findings),
        **{f"{level}s": severities[level] for level in reversed(Severity)},
        "suppressed": len(report.suppressed),
        "known": report.known,
        "elsewhere": report.elsewhere,
        "failures": len(report.failures),
        "notices": len(report.notices),
        "files": report.files,
        "packages": report.packages,
    }


class _Writer:
    def __init__(self, sources: Sources, rules: Mapping[str, Rule]) -> None:
        self._sources = sources
        self.rules = rules

    def finding(self, finding: Finding, fingerprint: str) -> dict[str, Any]:
        rule = self.rules.get(finding.rule)
        return {
            "rule": finding.rule,
            "topic": "" if rule is None else rule.topic,
            "severity": str(severity_of(finding, self.rules)),
            "confidence": str(finding.confidence),
            "message": finding.message,
            "location": self._location(finding.at),
            "steps": [self._step(step) for step in finding.steps],
            "related": [self._step(step) for step in finding.related],
            "fix": None if finding.fix is None else self._fix(finding.fix),
            "package": finding.package,
            "function": finding.function,
            "resource": finding.resource,
            "entries": [self._entry(entry) for entry in finding.entries],
            "entry_count": finding.entry_count,
            "fingerprint": fingerprint,
        }

    def _step(self, step: Step) -> dict[str, Any]:
        return {"text": step.text, "location": self._location(step.at)}

    def _entry(self, entry: Entry) -> dict[str, Any]:
        return {
            "kind": entry.kind,
            "name": entry.name,
            "every": entry.every,
            "location": self._location(entry.at),
        }

    def _fix(self, fix: Fix) -> dict[str, Any]:
        edits = [{"location": self._location(edit.at), "new": edit.new} for edit in fix.edits]
        return {"message": fix.message, "safe": fix.safe, "edits": edits}

    def _location(self, at: Location) -> dict[str, Any]:
        return location(self._sources, at)


def location(sources: Sources, at: Location) -> dict[str, Any]:
    """Return a Location of docs/en/json.md."""
    source = sources.load(at.path)
    counted = byte_span(source, at.start, at.end)
    units = utf16_span(source, at.start, at.end)
    return {
        "path": unicode_only(at.path),
        "start": _position(at.start, counted.line, counted.column, units.column),
        "end": _position(at.end, counted.end_line, counted.end_column, units.end_column),
    }


def _position(offset: int, line: int, column: int, utf16_column: int) -> dict[str, int]:
    return {"offset": offset, "line": line, "column": column, "utf16_column": utf16_column}
