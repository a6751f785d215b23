"""What SARIF says of a finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.finding import Edit, Finding, Fix, Location, Step
from ginlint.output import line_hashes, worst_first
from tests.output.sariftext import region_of, result_of, uri_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

    Render = Callable[..., str]


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


def test_fingerprints(service: Service, late_defer: Finding, render: Render) -> None:
    result = result_of(render(service.report(late_defer), "sarif"))
    prints = result["partialFingerprints"]
    line = region_of(result)["startLine"]
    text = (service.root / "api/read.go").read_bytes()
    assert prints["primaryLocationLineHash"] == line_hashes(text, [line])[line]
    assert len(prints["ginlintFinding/v1"]) == 16
