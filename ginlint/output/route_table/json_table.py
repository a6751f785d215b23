"""For programs: the JSON of docs/en/routes.md, one route a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ginlint import __version__
from ginlint.output.fingerprint import finding_ids
from ginlint.output.json_report import location
from ginlint.output.ranking import severity_of
from ginlint.output.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Finding, Report
    from ginlint.routes import Route, Stop
    from ginlint.rule import Rule

VERSION = 1
_encode = json.JSONEncoder(separators=(",", ":")).encode


def write(routes: Sequence[Route], report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write one object; what changes in it without a new `version` is only added."""
    sources = Sources(report)
    by_name = {rule.name: rule for rule in rules}
    ids = dict(zip(report.findings, finding_ids(report), strict=True))

    def found(finding: Finding) -> dict[str, Any]:
        return {
            "rule": finding.rule,
            "severity": str(severity_of(finding, by_name)),
            "message": finding.message,
            "location": location(sources, finding.at),
            "fingerprint": ids[finding],
        }

    def stop(stop: Stop) -> dict[str, Any]:
        return {
            "name": stop.name,
            "location": None if stop.at is None else location(sources, stop.at),
            "findings": [found(finding) for finding in stop.findings],
        }

    def row(route: Route) -> dict[str, Any]:
        return {
            "kind": route.kind,
            "framework": route.framework,
            "method": route.verb,
            "path": route.path,
            "location": location(sources, route.at),
            "middleware": [stop(part) for part in route.chain],
            "handler": stop(route.handler),
        }

    tool = {"name": "ginlint", "version": __version__}
    lines = ",\n".join(_encode(row(route)) for route in routes)
    findings = {finding for route in routes for finding in route.findings}
    summary = {"routes": len(routes), "findings": len(findings)}
    stream.write(f'{{"version":{VERSION},\n"tool":{_encode(tool)},\n"routes":[')
    stream.write(f"\n{lines}\n" if routes else "")
    stream.write(f'],\n"summary":{_encode(summary)}}}\n')
