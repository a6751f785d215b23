"""Reports of shards as one: the same bytes as the report of a run on everything."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Report = dict[str, Any]

_encode = json.JSONEncoder(separators=(",", ":")).encode
_CUT = re.compile(r"Only the worst \d+ of (\d+) results")
_SUMMED = ("findings", "errors", "warnings", "notes", "suppressed", "known", "elsewhere")
_LEVELS = ("error", "warning", "note")
_CONFIDENCES = ("high", "medium", "low")


class Verdict(NamedTuple):
    """The levels of all findings, and whether a rule has crashed."""

    levels: frozenset[str]
    failures: bool


def kind_of(report: object) -> str:
    """Return json or sarif, "" for what is no report of ginlint."""
    if not isinstance(report, dict):
        return ""
    if report.get("version") == "2.1.0" and len(report.get("runs", ())) == 1:
        return "sarif"
    return "json" if report.keys() >= {"findings", "failures", "notices", "summary"} else ""


def merge(reports: Sequence[Report], kind: str) -> tuple[str, Verdict]:
    """Return the text of the merged report and what it comes to; `kind` is that of all."""
    return _json(reports) if kind == "json" else _sarif(reports)


def _json(reports: Sequence[Report]) -> tuple[str, Verdict]:
    findings = sorted(_all(reports, "findings"), key=_place)
    failures = sorted(_all(reports, "failures"), key=lambda f: (f["rule"], f["path"], f["traceback"]))
    notices = sorted(_once(_all(reports, "notices")), key=lambda n: (n["kind"], n["path"], n["text"]))
    summary = dict(reports[0]["summary"])
    for name in _SUMMED:
        summary[name] = sum(report["summary"][name] for report in reports)
    summary |= {"failures": len(failures), "notices": len(notices)}
    head = f'{{"version":{reports[0]["version"]},\n"tool":{_encode(reports[0]["tool"])}'
    lists = {"findings": findings, "failures": failures, "notices": notices}
    body = "".join(f',\n"{name}":{_lines(items)}' for name, items in lists.items())
    levels = frozenset(finding["severity"] for finding in findings)
    return f'{head}{body},\n"summary":{_encode(summary)}}}\n', Verdict(levels, bool(failures))


def _all(reports: Iterable[Report], name: str) -> Iterator[Any]:
    for report in reports:
        yield from report[name]


def _once(items: Iterable[Any]) -> list[Any]:
    """Return what all shards say once."""
    return list({_encode(item): item for item in items}.values())


def _place(finding: Report) -> tuple[str, int, int]:
    at = finding["location"]
    return at["path"], at["start"]["offset"], at["end"]["offset"]


def _lines(items: Sequence[Any]) -> str:
    return "[\n" + ",\n".join(map(_encode, items)) + "\n]" if items else "[]"


# SARIF


# Notifications that are no notices of files.
_OF_THE_RUN = ("rule-crashed", "results-cut", "results-not-shown")


def _sarif(reports: Sequence[Report]) -> tuple[str, Verdict]:
    from ginlint.output.sarif import LIMIT, limit_notes

    runs = [report["runs"][0] for report in reports]
    results = sorted(_all(runs, "results"), key=_rank)
    told = [note for run in runs for note in run["invocations"][0].get("toolExecutionNotifications", ())]
    cuts = [_cut(run) for run in runs]
    total = sum(cut or len(run["results"]) for cut, run in zip(cuts, runs, strict=True))
    crashes = sorted((note for note in told if _is(note, "rule-crashed")), key=_crash)
    notices = sorted(
        _once(note for note in told if not any(_is(note, kind) for kind in _OF_THE_RUN)),
        key=_notice,
    )
    run = {name: value for name, value in runs[0].items() if name != "results"}
    invocation = {
        name: value
        for name, value in runs[0]["invocations"][0].items()
        if name not in {"executionSuccessful", "toolExecutionNotifications"}
    }
    notes = [*limit_notes(total), *crashes, *notices]
    invocation = {"executionSuccessful": not crashes, **invocation}
    invocation |= {"toolExecutionNotifications": notes} if notes else {}
    run["invocations"] = [invocation]
    head = _encode({**{name: value for name, value in reports[0].items() if name != "runs"}, "runs": []})[:-2]
    lines = ",".join(f"\n{_encode(result)}" for result in results[:LIMIT])
    text = f'{head}{_encode(run)[:-1]},"results":[{lines}\n]}}]}}\n'
    return text, Verdict(frozenset(result["level"] for result in results), bool(crashes))


def _rank(result: Report) -> tuple[int, int, bool, int, str, int, int]:
    """Return what the worst go first by, as `ginlint.output.ranking` has it."""
    properties = result.get("properties", {})
    where = result["locations"][0]["physicalLocation"]
    region = where["region"]
    return (
        _LEVELS.index(result["level"]),
        _CONFIDENCES.index(properties.get("confidence", "high")),
        not properties.get("everyRequest", False),
        -properties.get("entryCount", 0),
        unquote(where["artifactLocation"]["uri"]),
        region["startLine"],
        region.get("startColumn", 1),
    )


def _is(note: Report, kind: str) -> bool:
    return bool(note["descriptor"]["id"] == f"ginlint/{kind}")


def _cut(run: Report) -> int:
    notes = run["invocations"][0].get("toolExecutionNotifications", ())
    found = (_CUT.search(note["message"]["text"]) for note in notes if _is(note, "results-cut"))
    return next((int(match[1]) for match in found if match is not None), 0)


def _crash(note: Report) -> tuple[str, str]:
    return note["associatedRule"]["id"], note["message"]["text"]


def _notice(note: Report) -> tuple[str, str, str]:
    where = note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return note["descriptor"]["id"], unquote(where), note["message"]["text"]
