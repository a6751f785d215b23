from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ginlint.finding import Confidence, Failure, Finding, Notice, Report, Severity, Step
from ginlint.output import sarif
from ginlint.output.sarif import model
from tests.output.sariftext import run_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

    from ginlint.rule import Rule

    Render = Callable[..., str]

HERE = Path(__file__).parent
CWE = re.compile(r"external/cwe/cwe-[1-9]\d*")
GOLDEN = HERE / "golden" / "report.sarif"
TOOL = Path(os.environ.get("GINLINT_SARIF_MULTITOOL", HERE.parents[1] / ".cache" / "sarif-multitool"))
PACKAGES = TOOL / "node_modules" / "@microsoft"
needs_multitool = pytest.mark.skipif(
    not PACKAGES.is_dir(),
    reason="Microsoft's SARIF multitool is missing: run tests/tools/get_sarif_multitool.sh (needs npm)",
)


@pytest.fixture
def full(service: Service, late_defer: Finding) -> Report:
    """Make a report that has something of everything."""
    service.file("api/größe #1.go", 'package api\n\nvar a = "😀" + bad() // é\n')
    strange = Finding(
        service.at("api/größe #1.go", "bad()"),
        "one goroutine per call, never ended",
        rule="goroutine-leak",
        confidence=Confidence.MEDIUM,
    )
    return service.report(
        late_defer,
        replace(strange, rule="pool-hint"),
        strange,
        suppressed=(late_defer,),
        failures=(Failure("pool-hint", "./api", "Traceback (most recent call last):\nValueError: no such"),),
        notices=(Notice("generated", "api/api.pb.go", "generated code is not analysed"),),
    )


def test_the_golden_file(full: Report, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written anew by GINLINT_WRITE_GOLDEN=1; look at the difference before committing it."""
    monkeypatch.setattr(sarif, "__version__", "1.2.3")
    monkeypatch.setattr(sarif, "home_page", lambda: "https://example.com/ginlint")
    actual = render(full, "sarif")
    if "GINLINT_WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(actual, encoding="utf-8")
    expected = GOLDEN.read_text(encoding="utf-8")
    assert expected == actual


@needs_multitool
def test_the_golden_file_pleases_microsofts_validator_with_githubs_rules(tmp_path: Path) -> None:
    program = next(PACKAGES.glob("sarif-multitool-*/Sarif.Multitool"))
    output = tmp_path / "verdict.sarif"
    options = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "--output", output)
    subprocess.run([program, "validate", GOLDEN, *options], capture_output=True, check=False, timeout=60)
    verdicts = run_of(output.read_text(encoding="utf-8-sig"))["results"]
    # SARIF2006 asks the network whether the address in $schema answers.
    actual = {
        verdict["ruleId"]: verdict["message"]
        for verdict in verdicts
        if verdict.get("level", "warning") != "note" and verdict["ruleId"] != "SARIF2006"
    }
    assert actual == {}


@pytest.fixture(scope="session")
def schema() -> Any:
    if not PACKAGES.is_dir():
        pytest.skip("the SARIF schema is missing: run tests/tools/get_sarif_multitool.sh (needs npm)")
    import jsonschema_rs

    path = next(PACKAGES.rglob("sarif-2.1.0.json"))
    return jsonschema_rs.validator_for(json.loads(path.read_text(encoding="utf-8-sig")))


def test_the_schema_holds(full: Report, render: Render, schema: Any) -> None:
    schema.validate(json.loads(render(full, "sarif")))
    with pytest.raises(ValueError, match="version"):
        schema.validate({"runs": []})


def test_the_schema_holds_for_many(
    service: Service, late_defer: Finding, render: Render, schema: Any
) -> None:
    report = service.report(*[late_defer] * 1000)
    document = json.loads(render(report, "sarif"))
    schema.validate(document)
    assert len(document["runs"][0]["results"]) == 1000


def test_an_empty_report_is_valid(service: Service, render: Render, schema: Any) -> None:
    document = json.loads(render(service.report(), "sarif"))
    schema.validate(document)
    assert document["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        ("", None),
        ("Project-URL: Homepage, https://a.example/x, y\nProject-URL: B, b\n", "https://a.example/x, y"),
    ],
)
def test_the_home_page_is_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, urls: str, expected: str | None
) -> None:
    directory = tmp_path / "ginlint-1.dist-info"
    directory.mkdir()
    (directory / "METADATA").write_text(f"Metadata-Version: 2.1\nName: ginlint\nVersion: 1\n{urls}")
    monkeypatch.syspath_prepend(tmp_path)
    assert sarif.home_page() == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            '{"url": "https://git.example/team/ginlint.git", "vcs_info": {}}',
            "https://git.example/team/ginlint",
        ),
        ('{"url": "https://user:secret@git.example/ginlint"}', "https://git.example/ginlint"),
        ('{"url": "file:///home/someone/ginlint"}', None),
        ("{}", None),
        ("[]", None),
        ("no JSON", None),
    ],
)
def test_without_an_address_the_repository_it_was_installed_from_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: str, expected: str | None
) -> None:
    directory = tmp_path / "ginlint-1.dist-info"
    directory.mkdir()
    (directory / "METADATA").write_text("Metadata-Version: 2.1\nName: ginlint\nVersion: 1\n")
    (directory / "direct_url.json").write_text(record)
    monkeypatch.syspath_prepend(tmp_path)
    assert sarif.home_page() == expected


def test_a_package_that_is_not_installed_has_no_home_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    assert sarif.home_page() is None


def test_the_head_comes_first(full: Report, render: Render) -> None:
    text = render(full, "sarif")
    assert text.startswith(
        '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":['
    )


def test_a_result_takes_one_line(full: Report, render: Render) -> None:
    lines = render(full, "sarif").splitlines()
    expected = ["goroutine-leak", "late-defer", "pool-hint"]
    actual = [json.loads(line.removesuffix(","))["ruleId"] for line in lines[1:-1]]
    assert expected == actual


@pytest.mark.parametrize("severity", Severity)
def test_the_level_is_never_missing(
    service: Service, late_defer: Finding, render: Render, severity: Severity
) -> None:
    run = run_of(render(service.report(replace(late_defer, severity=severity)), "sarif"))
    assert run["results"][0]["level"] == str(severity)
    levels = [rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]]
    assert levels == ["error", "warning", "note"]


def test_the_worst_goes_first(service: Service, late_defer: Finding, render: Render) -> None:
    grades = [
        (Severity.NOTE, Confidence.HIGH),
        (Severity.ERROR, Confidence.MEDIUM),
        (Severity.WARNING, Confidence.HIGH),
        (Severity.ERROR, Confidence.HIGH),
    ]
    found = [replace(late_defer, severity=level, confidence=sure) for level, sure in grades]
    results = run_of(render(service.report(*found), "sarif"))["results"]
    actual = [(result["level"], result["properties"]["confidence"]) for result in results]
    assert actual == [("error", "high"), ("error", "medium"), ("warning", "high"), ("note", "high")]


def test_the_least_bad_are_cut_and_that_is_said(
    service: Service, late_defer: Finding, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "LIMIT", 2)
    found = [
        replace(late_defer, severity=level) for level in (Severity.NOTE, Severity.ERROR, Severity.WARNING)
    ]
    run = run_of(render(service.report(*found), "sarif"))
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("Only the worst 2 of 3 results")


def test_suppressed_findings_are_left_out(service: Service, late_defer: Finding, render: Render) -> None:
    run = run_of(render(service.report(suppressed=(late_defer,)), "sarif"))
    assert run["results"] == []


def test_suppressed_findings_say_why_where_asked_for(
    service: Service, late_defer: Finding, rules: list[Rule], schema: Any
) -> None:
    path = service.file(
        "api/old.go", "package api\n\nvar f = open() //ginlint:ignore late-defer -- until exit\n"
    )
    waived = replace(late_defer, at=service.at(path, "open()"), resource="g", steps=(), fix=None)
    stream = io.StringIO()
    sarif.write(service.report(late_defer, suppressed=(waived,)), stream, rules=rules, suppressed=True)
    results = run_of(stream.getvalue())["results"]
    expected = [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "//ginlint:ignore late-defer -- until exit",
        }
    ]
    assert [result.get("suppressions", []) for result in results] == [expected, []]
    assert len({result["partialFingerprints"]["ginlintFinding/v1"] for result in results}) == 2
    schema.validate(json.loads(stream.getvalue()))


def test_the_category_names_the_run(service: Service, rules: list[Rule]) -> None:
    stream = io.StringIO()
    sarif.write(service.report(), stream, rules=rules, category="linux/amd64")
    assert run_of(stream.getvalue())["automationDetails"] == {"id": "linux/amd64/"}


def test_what_github_does_not_show_is_said(
    service: Service, late_defer: Finding, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "SHOWN", 1)
    run = run_of(render(service.report(late_defer, late_defer), "sarif"))
    said = run["invocations"][0]["toolExecutionNotifications"]
    actual = [(note["descriptor"]["id"], note["level"], note["message"]["text"]) for note in said]
    text = "GitHub shows only the first 1 of 2 results, which are the worst."
    assert actual == [("ginlint/results-not-shown", "note", text)]
    assert len(run["results"]) == 2


def test_failures_and_notices_are_notifications(full: Report, render: Render) -> None:
    (invocation,) = run_of(render(full, "sarif"))["invocations"]
    assert invocation["executionSuccessful"] is False
    crash, notice = invocation["toolExecutionNotifications"]
    assert crash["message"]["text"] == "pool-hint crashed on ./api: ValueError: no such."
    assert (crash["level"], crash["descriptor"]["id"]) == ("error", "ginlint/rule-crashed")
    assert (notice["level"], notice["descriptor"]["id"]) == ("note", "ginlint/generated")


def test_no_directory_of_this_machine_is_named(full: Report, render: Render) -> None:
    assert full.root not in render(full, "sarif")


def test_the_file_is_ascii(full: Report, render: Render) -> None:
    assert render(full, "sarif").isascii()


def test_what_sarif_om_gets_wrong_is_put_right() -> None:
    suppression = model.om.Suppression(kind="inSource", state="accepted")
    assert model.plain(suppression) == {"kind": "inSource", "status": "accepted"}
    assert model.plain(model.om.ReportingConfiguration(level="warning")) == {"level": "warning"}
    assert model.plain(model.om.ToolComponent(name="x")) == {"name": "x"}
    with pytest.raises(TypeError, match="set"):
        model.plain({"tags": {"a"}})


def test_only_sarif_loads_sarif_om() -> None:
    code = (
        "import io, sys, ginlint.output as output; from ginlint.finding import Report\n"
        "for name in ('text', 'concise', 'json'):\n"
        "    output.write(Report('.'), name, io.StringIO(), rules=())\n"
        "print('sarif_om' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_results_are_written_one_by_one(service: Service, late_defer: Finding, rules: list[Rule]) -> None:
    class Stream(io.StringIO):
        longest = 0

        def write(self, text: str) -> int:
            self.longest = max(self.longest, len(text))
            return super().write(text)

        def writelines(self, lines: Any) -> None:
            for line in lines:
                self.write(line)

    stream = Stream()
    sarif.write(
        service.report(*[replace(late_defer, steps=(Step(late_defer.at, "x"),))] * 100), stream, rules=rules
    )
    assert stream.longest < 10_000
