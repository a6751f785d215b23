from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ginlint.finding import Failure, Finding, Notice, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service


def test_everything_is_in_it(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    report = service.report(
        late_defer,
        failures=(Failure("pool-hint", "./api", "ValueError: x"),),
        notices=(Notice("generated", "g.go", "generated"),),
        suppressed=(late_defer,),
    )
    document = json.loads(render(report, "json"))
    assert list(document) == ["version", "tool", "findings", "failures", "notices", "summary"]
    assert document["version"] == 1
    assert document["failures"] == [{"rule": "pool-hint", "path": "./api", "traceback": "ValueError: x"}]
    assert document["notices"] == [{"kind": "generated", "path": "g.go", "text": "generated"}]
    assert document["summary"] == {
        "findings": 1,
        "errors": 0,
        "warnings": 1,
        "notes": 0,
        "suppressed": 1,
        "known": 0,
        "elsewhere": 0,
        "failures": 1,
        "notices": 1,
        "files": 3,
        "packages": 2,
    }
    found = document["findings"][0]
    assert (found["rule"], found["topic"], found["severity"]) == ("late-defer", "release", "warning")
    assert [step["location"]["start"]["line"] for step in found["steps"]] == [6, 11, 13]
    assert found["related"][0]["location"]["path"] == "cmd/main.go"
    assert len(found["fingerprint"]) == 16


def test_positions_are_in_bytes_and_utf16(service: Service, render: Callable[..., str]) -> None:
    service.file("a.go", b"\xef\xbb\xbf// x\r\n\xf0\x9f\x98\x80\tcall(\xc3\xa9)\r\n")
    found = Finding(service.at("a.go", "call(é)"), "m", severity=Severity.ERROR)
    document = json.loads(render(service.report(found), "json"))
    expected = {
        "path": "a.go",
        "start": {"offset": 14, "line": 2, "column": 6, "utf16_column": 4},
        "end": {"offset": 22, "line": 2, "column": 14, "utf16_column": 11},
    }
    actual = document["findings"][0]["location"]
    assert expected == actual
    assert document["findings"][0]["severity"] == "error"


def test_a_fix_says_which_bytes_to_replace(
    service: Service, late_defer: Finding, render: Callable[..., str]
) -> None:
    document = json.loads(render(service.report(late_defer), "json"))
    fix = document["findings"][0]["fix"]
    edit = fix["edits"][0]
    text = (service.root / edit["location"]["path"]).read_bytes()
    span = text[edit["location"]["start"]["offset"] : edit["location"]["end"]["offset"]]
    assert (fix["safe"], span, edit["new"]) == (True, b"\tdefer f.Close()\n", "")


def test_entries(service: Service, reached: Finding, render: Callable[..., str]) -> None:
    found = json.loads(render(service.report(reached), "json"))["findings"][0]
    actual = [(e["kind"], e["name"], e["every"], e["location"]["start"]["line"]) for e in found["entries"]]
    assert actual == [
        ("middleware", "middleware RequestLog", True, 4),
        ("route", "GET /read/{?}", False, 4),
        ("handler", "handler read", False, 5),
    ]
    assert found["entry_count"] == 5


def test_a_finding_takes_one_line(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    lines = render(service.report(late_defer, late_defer), "json").splitlines()
    found = [json.loads(line.removesuffix(","))["rule"] for line in lines if line.startswith('{"rule"')]
    assert found == ["late-defer", "late-defer"]


def test_a_name_that_is_no_text_breaks_nothing(service: Service, render: Callable[..., str]) -> None:
    path = service.file("a\udcff.go", "x")
    document = json.loads(render(service.report(Finding(service.at(path, "x"), "m")), "json"))
    assert document["findings"][0]["location"]["path"] == "a\ufffd.go"


def members(value: object) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(members, value))
    return set(value).union(*map(members, value.values())) if isinstance(value, dict) else set()


def test_the_page_names_every_member(service: Service, reached: Finding, render: Callable[..., str]) -> None:
    failures, notices = (Failure("r", "p", "t"),), (Notice("k", "p", "t"),)
    document = json.loads(render(service.report(reached, failures=failures, notices=notices), "json"))
    page = (Path(__file__).parents[2] / "docs" / "en" / "json.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[`\"](\w+)[`\"]", page))
    assert members(document) - named == set()


def test_an_empty_report_is_whole(service: Service, render: Callable[..., str]) -> None:
    document = json.loads(render(service.report(), "json"))
    assert (document["findings"], document["failures"], document["notices"]) == ([], [], [])
