"""Every output judged by the parser, schema or SDK of those who read it, not by a reader of ours.

format                          judged by
rdjson, rdjsonl                 reviewdog's own parser (Go module github.com/reviewdog/reviewdog)
checkstyle                      reviewdog's own parser
sarif                           reviewdog's own parser; Microsoft's multitool and the schema in test_sarif.py
junit                           junitparser
azure                           the SDK of Azure Pipelines tasks (npm azure-pipelines-task-lib)
github                          GitHub's toolkit, which has to write the same (npm @actions/core)
teamcity                        JetBrains' teamcity-messages, which has to write the same
markdown                        markdown-it-py, as CommonMark with GitHub's tables
html                            html5lib, in which every deviation from the standard is an error
gitlab, sonar                   neither has one on PyPI or npm: the tables of their documentation,
                                written as JSON schemas here, which ask for all that their validators do
"""

from __future__ import annotations

import importlib
import io
import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.oracle import go_or_skip
from tests.oracle.reviewdog import built, diagnostics
from tests.oracle.toolchain import ORACLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

    from ginlint.finding import Finding, Report

    Render = Callable[..., str]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = Path(os.environ.get("GINLINT_CONSUMERS", ROOT / ".cache" / "consumers")) / "node_modules"
needs_npm = pytest.mark.skipif(
    not PACKAGES.is_dir(), reason="the SDKs are missing: run tests/tools/get_consumers.sh (needs npm)"
)
MESSAGE = "a, b: 100% 'x' [y] | <z> & é; ##vso[task] ::error::"
PATH = "d,i:r/a'b [c];%0A.go"


@pytest.fixture
def report(service: Service, reached: Finding) -> Report:
    """Make a report of two findings, one with all that has to be escaped."""
    service.file(PATH, "// é😀 x\n")
    odd = replace(
        reached,
        at=service.at(PATH, "x"),
        message=MESSAGE,
        rule="goroutine-leak",
        steps=(),
        related=(),
        fix=None,
    )
    return service.report(reached, odd)


def library(name: str) -> Any:
    """Import a development dependency that tells nobody its types."""
    return importlib.import_module(name)


# reviewdog


@pytest.fixture(scope="session")
def reviewdog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(go_or_skip(), tmp_path_factory.mktemp("reviewdog"))


@pytest.mark.go
@pytest.mark.parametrize("name", ["rdjson", "rdjsonl", "checkstyle", "sarif"])
def test_reviewdog_reads_every_finding(report: Report, render: Render, reviewdog: Path, name: str) -> None:
    found = {item["location"]["path"]: item for item in diagnostics(reviewdog, name, render(report, name))}
    assert set(found) == {"api/read.go", PATH}
    late, odd = found["api/read.go"], found[PATH]
    assert (late["severity"], odd["severity"]) == ("WARNING", "ERROR")
    start = late["location"]["range"]["start"]
    assert (start["line"], start["column"]) == (13, 2)
    assert MESSAGE in odd["message"]
    assert odd["code"]["value"] in ("goroutine-leak", "ginlint.goroutine-leak")


@pytest.mark.go
def test_reviewdog_takes_the_fix_as_a_suggestion(report: Report, render: Render, reviewdog: Path) -> None:
    late, odd = diagnostics(reviewdog, "rdjson", render(report, "rdjson"))
    (suggestion,) = late["suggestions"]
    assert suggestion["range"] == {"start": {"line": 13, "column": 1}, "end": {"line": 14, "column": 1}}
    assert len(late["relatedLocations"]) == 4
    assert "suggestions" not in odd


@pytest.mark.go
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("rdjson", '"severity":"WARNING"', '"severity":true'),
        ("rdjsonl", '"line":13', '"line":"x"'),
        ("checkstyle", 'line="13"', 'line="x"'),
        ("sarif", '"startLine":13', '"startLine":"x"'),
    ],
)
def test_reviewdog_refuses_what_is_broken(
    report: Report, render: Render, reviewdog: Path, name: str, old: str, new: str
) -> None:
    text = render(report, name)
    assert old in text
    with pytest.raises(ValueError, match=r".+"):
        diagnostics(reviewdog, name, text.replace(old, new))


# JUnit


def test_junitparser_reads_a_failure_a_finding(report: Report, render: Render) -> None:
    junit = library("junitparser")
    suites = junit.JUnitXml.fromstring(render(report, "junit").encode())
    assert (suites.tests, suites.failures, suites.errors) == (2, 2, 0)
    assert [suite.name for suite in suites] == ["api/read.go", PATH]
    late, odd = (case for suite in suites for case in suite)
    assert (late.is_failure, late.classname) == (True, "example.com/svc/api")
    assert [(result.type, result.message) for result in odd.result] == [("error", MESSAGE)]
    declared = (suites.tests, suites.failures)
    suites.update_statistics()
    assert (suites.tests, suites.failures) == declared


def test_junitparser_reads_that_nothing_failed(service: Service, render: Render) -> None:
    suites = library("junitparser").JUnitXml.fromstring(render(service.report(), "junit").encode())
    assert [case.is_passed for suite in suites for case in suite] == [True]


# Logs of jobs


def node(service: str, lines: list[str]) -> list[str]:
    """Return what the SDK of a service makes of lines."""
    program = ORACLE / "consumers" / "read.mjs"
    done = subprocess.run(
        ["node", program, PACKAGES, service], input="\n".join(lines), capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.splitlines()


@needs_npm
def test_azure_reads_what_was_meant(report: Report, render: Render) -> None:
    odd, late = map(json.loads, node("azure", render(report, "azure").splitlines()))
    assert odd == {
        "command": "task.logissue",
        "properties": {
            "type": "error",
            "sourcepath": PATH,
            "linenumber": "1",
            "columnnumber": "8",
            "code": "goroutine-leak",
        },
        "message": MESSAGE,
    }
    assert (late["properties"]["type"], late["message"]) == ("warning", report.findings[0].message)


@needs_npm
def test_github_would_write_the_same(report: Report, render: Render) -> None:
    place = {"startLine": 1, "endLine": 1, "startColumn": 8, "endColumn": 8}
    odd = {"file": PATH, **place, "title": "ginlint (goroutine-leak)"}
    place = {"startLine": 13, "endLine": 13, "startColumn": 2, "endColumn": 16}
    late = {"file": "api/read.go", **place, "title": "ginlint (late-defer)"}
    wanted = [
        {"level": "error", "message": MESSAGE, "properties": odd},
        {"level": "warning", "message": report.findings[0].message, "properties": late},
    ]
    theirs = node("github", [json.dumps(line) for line in wanted])
    ours = render(report, "github").splitlines()
    assert [parts(line) for line in ours] == [parts(line) for line in theirs]


def parts(line: str) -> tuple[str, set[str], str]:
    """Split a workflow command; the properties come in any order."""
    _, head, message = line.split("::", 2)
    command, _, properties = head.partition(" ")
    return command, set(properties.split(",")), message


def test_teamcity_would_write_the_same(report: Report, render: Render) -> None:
    """JetBrains' own writer leaves letters beyond ASCII as they are, so those are compared as such."""
    messages = library("teamcity.messages")
    stream = io.BytesIO()
    writer = messages.TeamcityServiceMessages(output=stream, encoding="utf-8")
    common = {"typeId": "goroutine-leak", "message": MESSAGE, "file": PATH, "line": "1", "SEVERITY": "ERROR"}
    writer.message("inspection", **common)
    theirs = values(stream.getvalue().decode())
    del theirs["timestamp"]
    *_, line = (line for line in render(report, "teamcity").splitlines() if "goroutine-leak" in line)
    assert values(re.sub(r"\|0x([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line)) == theirs


def values(line: str) -> dict[str, str]:
    """Return the values of a service message, still escaped."""
    found = re.fullmatch(r"##teamcity\[inspection((?: \w+='(?:[^|']|\|.)*')+)\]\n?", line)
    assert found is not None
    return dict(re.findall(r" (\w+)='((?:[^|']|\|.)*)'", found[1]))


# Pages


def test_markdown_is_what_was_meant(report: Report, render: Render) -> None:
    parser = library("markdown_it").MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(render(report, "markdown"))
    rows = sum(token.type == "tr_open" for token in tokens)
    steps = sum(token.type == "list_item_open" for token in tokens)
    assert (rows, steps) == (3, 3)
    inner = [child for token in tokens for child in token.children or ()]
    assert "late-defer" in [child.content for child in inner if child.type == "code_inline"]
    blocks = [token.content for token in tokens if token.type == "html_block"]
    text = "".join([*blocks, *(child.content for child in inner if child.type == "html_inline")])
    assert set(re.findall(r"</?(\w+)", text)) == {"details", "summary", "code"}
    assert "&lt;z&gt;" in text


@pytest.mark.parametrize("empty", [False, True])
def test_html_keeps_to_the_standard(service: Service, report: Report, render: Render, *, empty: bool) -> None:
    html = library("html5lib")
    text = render(service.report() if empty else report, "html")
    page = html.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    found = "".join(page.itertext())
    assert (MESSAGE in found) is not empty
    with pytest.raises(html.html5parser.ParseError):
        html.HTMLParser(strict=True).parse(text.replace("</main>", "</p></main>", 1))


# Documented, but with no schema of their own

TEXT = {"type": "string", "minLength": 1}
LINE = {"type": "integer", "minimum": 1}


def exactly(needed: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": {**needed, **optional},
        "additionalProperties": False,
    }


# docs.gitlab.com, "Code Quality report format"; "type" is Code Climate's, which GitLab leaves alone.
GITLAB = {
    "type": "array",
    "items": exactly(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "location": exactly(
                {
                    "path": {**TEXT, "not": {"pattern": r"^(/|\./)"}},
                    "lines": exactly({"begin": LINE}, end=LINE),
                }
            ),
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        },
        type={"const": "issue"},
    ),
}
# docs.sonarsource.com, "Generic formatted issue reports", the form with rules.
RANGE = exactly(
    {"startLine": LINE},
    endLine=LINE,
    startColumn={"type": "integer", "minimum": 0},
    endColumn={"type": "integer", "minimum": 1},
)
PLACE = exactly({"message": TEXT, "filePath": TEXT}, textRange=RANGE)
SONAR = exactly(
    {
        "rules": {
            "type": "array",
            "items": exactly(
                {
                    "id": TEXT,
                    "name": TEXT,
                    "engineId": TEXT,
                    "cleanCodeAttribute": {
                        "enum": ["LOGICAL", "COMPLETE", "EFFICIENT", "TRUSTWORTHY", "CONVENTIONAL"]
                    },
                    "impacts": {
                        "type": "array",
                        "minItems": 1,
                        "items": exactly(
                            {
                                "softwareQuality": {"enum": ["SECURITY", "RELIABILITY", "MAINTAINABILITY"]},
                                "severity": {"enum": ["BLOCKER", "HIGH", "MEDIUM", "LOW", "INFO"]},
                            }
                        ),
                    },
                },
                description=TEXT,
            ),
        },
        "issues": {
            "type": "array",
            "items": exactly(
                {"ruleId": TEXT, "primaryLocation": PLACE},
                effortMinutes=LINE,
                secondaryLocations={
                    "type": "array",
                    "items": {**PLACE, "required": ["filePath", "textRange"]},
                },
            ),
        },
    }
)


@pytest.mark.parametrize(
    ("name", "schema", "old", "new"),
    [("gitlab", GITLAB, "major", "loud"), ("sonar", SONAR, '"endColumn"', '"end_column"')],
)
def test_documented_tables_hold(
    service: Service, report: Report, render: Render, name: str, schema: dict[str, Any], old: str, new: str
) -> None:
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(schema)
    text = render(report, name)
    validator.validate(json.loads(text))
    validator.validate(json.loads(render(service.report(), name)))
    assert old in text
    with pytest.raises(ValueError, match=r".+"):
        validator.validate(json.loads(text.replace(old, new)))
