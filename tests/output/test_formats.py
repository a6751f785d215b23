"""The formats that other programs read, each read back as they would."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from ginlint.finding import Confidence, Finding, Severity
from ginlint.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

ODD = "a, b: 100% 'x' [y] | \x01 <z> & \u00e9\n\u202edone"
AGENT_LINE = (
    "- api/read.go:13 in read: `f` stays open when the name is empty"
    " | path: 6 opened here; 11 returns without closing; 13 closed only from here on"
    " | see: cmd/main.go:4 the handler [read] is registered"
    " | reached by: middleware RequestLog, GET /read/{?}, handler read and 2 more"
    " | fix (--fix): Defer `f.Close()` right after the error check"
)


@pytest.fixture
def odd(service: Service) -> Finding:
    """Make a finding whose path and message hold what formats have to escape."""
    path = service.file("d,i:r/a'b [c].go", "// \u00e9\U0001f600 x\n")
    return Finding(
        service.at(path, "x"), ODD, rule="goroutine-leak", package="p", confidence=Confidence.MEDIUM
    )


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_whole_document(service: Service, render: Callable[..., str], name: str) -> None:
    text = render(service.report(), name)
    if name in ("json", "gitlab", "sonar", "rdjson", "sarif"):
        json.loads(text)
    elif name in ("checkstyle", "junit"):
        ET.fromstring(text)
    elif name in ("jsonl", "rdjsonl", "github", "azure", "teamcity", "concise"):
        assert text == ""


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_odd_breaks_no_line(
    service: Service, odd: Finding, render: Callable[..., str], name: str
) -> None:
    report = service.report(odd)
    once, twice = render(report, name), render(service.report(odd, replace(odd, message="plain")), name)
    assert "\x01" not in once
    assert "\u202e" not in once
    if name in ("github", "azure", "concise", "jsonl", "rdjsonl"):
        assert (once.count("\n"), twice.count("\n")) == (1, 2)


def test_jsonl_has_the_findings_of_json(
    service: Service, reached: Finding, render: Callable[..., str]
) -> None:
    report = service.report(reached, replace(reached, rule="pool-hint"))
    lines = [json.loads(line) for line in render(report, "jsonl").splitlines()]
    assert lines == json.loads(render(report, "json"))["findings"]


def test_grouped(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    note = replace(late_defer, rule="pool-hint", message="could be pooled", at=late_defer.steps[0].at)
    lines = render(service.report(note, late_defer), "grouped").splitlines()
    assert lines[:4] == [
        "api/read.go:",
        "  6:12  note     pool-hint   could be pooled",
        "  13:2  warning  late-defer  `f` stays open when the name is empty",
        "",
    ]
    assert lines[-1] == "Found 1 warning and 1 note: 3 files of 2 packages analysed."


def test_statistics(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    worse = replace(late_defer, severity=Severity.ERROR, fix=None)
    text = render(service.report(late_defer, late_defer, worse), "statistics")
    assert text.splitlines()[:2] == [
        "2  warning  release/late-defer  (2 fixed by --fix)",
        "1  error    release/late-defer",
    ]


def test_agent(service: Service, reached: Finding, render: Callable[..., str]) -> None:
    text = render(service.report(reached), "agent")
    assert text.splitlines() == [
        "[warning] late-defer: Release is deferred too late (`ginlint explain late-defer`)",
        AGENT_LINE,
        "Found 1 warning: 3 files of 2 packages analysed.",
    ]


def test_markdown(service: Service, reached: Finding, render: Callable[..., str]) -> None:
    text = render(service.report(replace(reached, message="a * in `f<*T>`")), "markdown")
    assert "| 🟡 | `late-defer` | 1 |" in text
    assert "<code>api/read.go:13</code> a * in <code>f&lt;*T&gt;</code></summary>" in text
    assert "2. `api/read.go:11` returns without closing" in text
    assert text.count("<details>") == text.count("</details>") == 1


def test_markdown_stays_below_what_github_takes(
    service: Service, late_defer: Finding, render: Callable[..., str]
) -> None:
    many = [replace(late_defer, message=f"{number} " + "x" * 9000) for number in range(200)]
    text = render(service.report(*many), "markdown")
    assert len(text.encode()) < 1_048_576
    assert re.search(r"… and \d+ more", text)


# Services


def _unescaped(text: str) -> str:
    """Undo GitHub's escapes, as its runner does."""
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github(service: Service, odd: Finding, late_defer: Finding, render: Callable[..., str]) -> None:
    first, second = render(service.report(late_defer, odd), "github").splitlines()
    level, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", first).groups()  # type: ignore[union-attr]
    values = dict(pair.split("=", 1) for pair in properties.split(","))
    assert level == "error"
    assert _unescaped(values["file"]) == odd.at.path
    assert (values["line"], values["col"], values["endColumn"]) == ("1", "8", "8")
    assert _unescaped(message).startswith("a, b: 100% 'x' [y] | ")
    assert second.startswith(
        "::warning file=api/read.go,line=13,endLine=13,col=2,endColumn=16,title=ginlint "
    )


def test_paths_start_at_the_root_of_the_repository(
    service: Service, late_defer: Finding, render: Callable[..., str]
) -> None:
    inner = replace(late_defer, at=replace(late_defer.at, path="read.go"), steps=(), related=(), fix=None)
    report = replace(service.report(inner), root=str(service.root / "api"))
    assert "file=api/read.go" in render(report, "github")
    assert "sourcepath=api/read.go" in render(report, "azure")
    assert "<code>api/read.go:13</code>" in render(report, "markdown")
    assert json.loads(render(report, "gitlab"))[0]["location"]["path"] == "api/read.go"


def test_azure(service: Service, late_defer: Finding, odd: Finding, render: Callable[..., str]) -> None:
    lines = render(service.report(late_defer, odd), "azure").splitlines()
    assert lines[1] == (
        "##vso[task.logissue type=warning;sourcepath=api/read.go;linenumber=13;columnnumber=2;"
        "code=late-defer;]"
        "`f` stays open when the name is empty"
    )
    assert "100%AZP25" in lines[0]
    assert "[y] " in lines[0]


def test_teamcity(service: Service, odd: Finding, render: Callable[..., str]) -> None:
    kind, line = render(service.report(odd), "teamcity").splitlines()
    assert kind.startswith("##teamcity[inspectionType id='goroutine-leak' ")
    plain = re.sub(r"\|(0x[0-9a-f]{4}|.)", "", line)
    assert re.fullmatch(r"##teamcity\[inspection( \w+='[^'\[\]|]*')+\]", plain)
    assert "SEVERITY='ERROR'" in line
    assert "100% |'x|' |[y|] || " in line
    assert line.isascii()


# Code quality


def test_gitlab(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    issues = json.loads(render(service.report(late_defer, late_defer), "gitlab"))
    first = {key: value for key, value in issues[0].items() if key != "fingerprint"}
    assert first == {
        "type": "issue",
        "check_name": "late-defer",
        "description": "`f` stays open when the name is empty",
        "severity": "major",
        "location": {"path": "api/read.go", "lines": {"begin": 13, "end": 13}},
    }
    assert len({issue["fingerprint"] for issue in issues}) == 2


def test_sonar(service: Service, odd: Finding, late_defer: Finding, render: Callable[..., str]) -> None:
    report = json.loads(render(service.report(late_defer, odd), "sonar"))
    assert {rule["id"] for rule in report["rules"]} == {issue["ruleId"] for issue in report["issues"]}
    assert report["issues"][0]["primaryLocation"] == {
        "message": "`f` stays open when the name is empty",
        "filePath": "api/read.go",
        "textRange": {"startLine": 13, "endLine": 13, "startColumn": 1, "endColumn": 16},
    }
    assert len(report["issues"][0]["secondaryLocations"]) == 4
    assert report["issues"][1]["primaryLocation"]["textRange"]["startColumn"] == 7


def test_sonar_is_given_no_empty_range(
    service: Service, late_defer: Finding, render: Callable[..., str]
) -> None:
    empty = replace(late_defer, at=replace(late_defer.at, end=late_defer.at.start))
    place = json.loads(render(service.report(empty), "sonar"))["issues"][0]["primaryLocation"]
    assert place["textRange"] == {"startLine": 13}


def _check_range(found: dict[str, Any]) -> None:
    assert set(found) == {"start", "end"}
    assert all(position["line"] >= 1 and position["column"] >= 1 for position in found.values())


def test_rdjson(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    result = json.loads(render(service.report(late_defer), "rdjson"))
    (diagnostic,) = result["diagnostics"]
    assert result["source"] == {"name": "ginlint"}
    assert diagnostic["severity"] == "WARNING"
    assert diagnostic["code"] == {"value": "late-defer"}
    assert diagnostic["location"]["range"] == {
        "start": {"line": 13, "column": 2},
        "end": {"line": 13, "column": 17},
    }
    assert diagnostic["suggestions"] == [
        {"range": {"start": {"line": 13, "column": 1}, "end": {"line": 14, "column": 1}}, "text": ""}
    ]
    for place in diagnostic["relatedLocations"]:
        _check_range(place["location"]["range"])


def test_rdjsonl_has_the_diagnostics_of_rdjson(
    service: Service, late_defer: Finding, odd: Finding, render: Callable[..., str]
) -> None:
    report = service.report(late_defer, odd)
    lines = [json.loads(line) for line in render(report, "rdjsonl").splitlines()]
    whole = json.loads(render(report, "rdjson"))
    assert lines == [{**diagnostic, "source": whole["source"]} for diagnostic in whole["diagnostics"]]


# XML


def test_checkstyle(service: Service, odd: Finding, late_defer: Finding, render: Callable[..., str]) -> None:
    root = ET.fromstring(render(service.report(late_defer, odd), "checkstyle"))
    files = {file.get("name"): file for file in root.findall("file")}
    assert list(files) == ["api/read.go", odd.at.path]
    (error,) = files["api/read.go"].findall("error")
    assert error.attrib == {
        "line": "13",
        "column": "2",
        "severity": "warning",
        "message": "`f` stays open when the name is empty",
        "source": "ginlint.late-defer",
    }


def test_junit(service: Service, odd: Finding, late_defer: Finding, render: Callable[..., str]) -> None:
    root = ET.fromstring(render(service.report(late_defer, odd), "junit"))
    assert (root.get("tests"), root.get("failures")) == ("2", "2")
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["api/read.go", odd.at.path]
    failure = suites[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "warning"
    assert failure.text == "api/read.go:13: warning[late-defer] `f` stays open when the name is empty"


def test_junit_passes_where_nothing_leaks(service: Service, render: Callable[..., str]) -> None:
    root = ET.fromstring(render(service.report(), "junit"))
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert [case.get("name") for case in root.iter("testcase")] == ["no leaks"]
