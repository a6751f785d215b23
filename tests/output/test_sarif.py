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

from ginlint.finding import Confidence, Edit, Failure, Finding, Fix, Location, Notice, Report, Severity, Step
from ginlint.output import line_hashes, sarif, worst_first
from ginlint.output.sarif import model
from ginlint.output.sarif import rules as sarif_rules
from ginlint.registry import load
from tests.output.sariftext import region_of, result_of, run_of, uri_of

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


def test_only_what_outsiders_can_use_is_a_security_result() -> None:
    severities = {
        rule["id"]: (rule["properties"]["security-severity"], "security" in rule["properties"]["tags"])
        for rule in map(model.plain, map(sarif_rules.descriptor, load("ginlint_rules")))
        if "security-severity" in rule["properties"]
    }
    expected = {
        "body-read-unbounded": ("5.3", True),
        "pprof-exposed": ("7.5", True),
        "server-without-timeouts": ("5.3", True),
    }
    assert severities == expected


def test_weaknesses_are_tagged_as_code_scanning_knows_them() -> None:
    tags = {rule.name: sarif_rules.descriptor(rule).properties["tags"] for rule in load("ginlint_rules")}
    wrong = [tag for all_of in tags.values() for tag in all_of if "cwe" in tag and not CWE.fullmatch(tag)]
    assert wrong == []
    assert "external/cwe/cwe-772" in tags["rows-not-closed"]
    assert "fiber" in tags["fiber-string-escapes"]
    assert max(map(len, tags.values())) <= 10


def test_every_rule_is_listed_in_order(service: Service, late_defer: Finding, render: Render) -> None:
    run = run_of(render(service.report(late_defer), "sarif"))
    listed = run["tool"]["driver"]["rules"]
    assert [rule["name"] for rule in listed] == ["GoroutineLeak", "LateDefer", "PoolHint"]
    assert listed[run["results"][0]["ruleIndex"]]["id"] == "late-defer"
    assert listed[0]["shortDescription"]["text"] == "Goroutine never ends."
    assert listed[0]["fullDescription"]["text"] == "What is opened stays open until the process ends."
    assert listed[0]["properties"] == {
        "tags": ["release", "go", "leak", "goroutine"],
        "precision": "high",
        "problem.severity": "error",
    }


def test_help_has_no_hard_wraps_outside_of_code(rules: list[Rule]) -> None:
    lines = sarif_rules.unwrapped(rules[0].page).splitlines()
    assert "What is opened stays open until the process ends." in lines
    assert lines[lines.index("- one") + 1] == "- two and a half"
    assert lines[lines.index("```go") :] == ["```go", "f, err := os.Open(name)", "defer f.Close()", "```"]


def test_code_that_follows_text_at_once_stays_apart() -> None:
    page = "Like\nthis:\n```go\na\nb\n```\nand\nthat"
    assert sarif_rules.unwrapped(page) == "Like this:\n```go\na\nb\n```\nand that"


def test_a_description_is_plain_text(rules: list[Rule]) -> None:
    assert sarif_rules.descriptions(replace(rules[0], summary="`x` leaks", page=""))[0] == "x leaks."


def test_descriptions_keep_to_githubs_limit(rules: list[Rule]) -> None:
    long = replace(rules[0], summary="x" * 2000, page="x\n\n" + "y " * 2000, tags=tuple(map(str, range(30))))
    assert [len(text) for text in sarif_rules.descriptions(long)] == [1024, 1024]
    assert len(sarif_rules.descriptor(long).properties["tags"]) == 10


def test_message_links_to_related_places(service: Service, late_defer: Finding, render: Render) -> None:
    result = result_of(render(service.report(late_defer), "sarif"))
    expected = "`f` stays open when the name is empty. See [the handler \\[read\\] is registered](1)."
    assert expected == result["message"]["text"]
    (related,) = result["relatedLocations"]
    assert related["id"] == 1
    assert uri_of({"locations": [related]})["uri"] == "cmd/main.go"


def test_message_links_to_what_reaches_it(service: Service, reached: Finding, render: Render) -> None:
    result = result_of(render(service.report(reached), "sarif"))
    assert result["message"]["text"].partition("See ")[2] == (
        r"[the handler \[read\] is registered](1). "
        "Reached by [middleware RequestLog](2), [GET /read/{?}](3), [handler read](4) and 2 more."
    )
    assert [place["id"] for place in result["relatedLocations"]] == [1, 2, 3, 4]
    assert result["properties"]["entryCount"] == 5


def test_entries_change_no_fingerprint(
    service: Service, late_defer: Finding, reached: Finding, render: Render
) -> None:
    plain, more = (
        result_of(render(service.report(f), "sarif"))["partialFingerprints"] for f in (late_defer, reached)
    )
    assert plain == more


def test_what_every_request_passes_goes_first(reached: Finding) -> None:
    single = replace(reached, entries=reached.entries[1:2], entry_count=1)
    several = replace(single, entry_count=4)
    cold = replace(single, entries=(), entry_count=0)
    findings = [cold, single, several, reached]
    assert worst_first(findings, {}) == [3, 2, 1, 0]


def test_a_message_cannot_hold_a_link_of_its_own(
    service: Service, late_defer: Finding, render: Render
) -> None:
    result = result_of(
        render(service.report(replace(late_defer, message="m[key](1) grows", related=())), "sarif")
    )
    assert result["message"]["text"] == "m\\[key](1) grows."


def test_the_path_is_a_code_flow(service: Service, late_defer: Finding, render: Render) -> None:
    result = result_of(render(service.report(late_defer), "sarif"))
    steps = [step["location"] for step in result["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert [step["message"]["text"] for step in steps] == [
        "opened here.",
        "returns without closing.",
        "closed only from here on.",
    ]
    assert [step["physicalLocation"]["region"]["startLine"] for step in steps] == [6, 11, 13]


def test_a_fix_deletes_line_ends_too(service: Service, late_defer: Finding, render: Render) -> None:
    result = result_of(render(service.report(late_defer), "sarif"))
    (change,) = result["fixes"][0]["artifactChanges"]
    expected = {
        "deletedRegion": {"startLine": 13, "startColumn": 1, "endLine": 14, "endColumn": 1},
        "insertedContent": {"text": ""},
    }
    assert change["replacements"] == [expected]


def test_edits_of_a_file_stand_together(service: Service, late_defer: Finding, render: Render) -> None:
    places = [("a.go", 0), ("b.go", 0), ("a.go", 2)]
    edits = tuple(Edit(Location(path, start, start + 1), "x") for path, start in places)
    found = replace(late_defer, fix=Fix("Do it", edits, safe=False))
    fix = result_of(render(service.report(found), "sarif"))["fixes"][0]
    assert [len(change["replacements"]) for change in fix["artifactChanges"]] == [2, 1]
    assert fix["properties"] == {"safe": False}


def test_advice_without_edits_is_no_fix(service: Service, late_defer: Finding, render: Render) -> None:
    found = replace(late_defer, fix=Fix("Think", (), safe=False))
    assert "fixes" not in result_of(render(service.report(found), "sarif"))


def test_a_full_stop_is_not_part_of_a_link(service: Service, late_defer: Finding, render: Render) -> None:
    related = (Step(late_defer.at, "it is here."), Step(late_defer.at, "and there"))
    result = result_of(
        render(service.report(replace(late_defer, message="Leaks!", related=related)), "sarif")
    )
    assert result["message"]["text"] == "Leaks! See [it is here](1), [and there](2)."


def test_a_former_name_is_told(rules: list[Rule]) -> None:
    assert sarif_rules.descriptor(replace(rules[0], aliases=("old-name",))).deprecated_ids == ["old-name"]


def test_fingerprints(service: Service, late_defer: Finding, render: Render) -> None:
    result = result_of(render(service.report(late_defer), "sarif"))
    prints = result["partialFingerprints"]
    line = region_of(result)["startLine"]
    text = (service.root / "api/read.go").read_bytes()
    assert prints["primaryLocationLineHash"] == line_hashes(text, [line])[line]
    assert len(prints["ginlintFinding/v1"]) == 16


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
