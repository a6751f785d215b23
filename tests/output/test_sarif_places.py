"""Where SARIF says that things are: columns, contexts, addresses of files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ginlint.finding import Finding, Location
from tests.output.sariftext import region_of, result_of, uri_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

    Render = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x := 1\n", (1, 1, 1, 2)),
        ("\tx\n", (1, 2, 1, 3)),
        ("😀é世\tx", (1, 6, 1, 7)),
        ("\ufeffx\n", (1, 1, 1, 2)),
        ("\ufeff\n\tx\r\n", (2, 2, 2, 3)),
        ("a\r\né x\r\n", (2, 3, 2, 4)),
    ],
)
def test_columns_are_utf16(
    service: Service, render: Render, text: str, expected: tuple[int, int, int, int]
) -> None:
    service.file("a.go", text)
    result = result_of(render(service.report(Finding(service.at("a.go", "x"), "m")), "sarif"))
    region = region_of(result)
    assert expected == tuple(region[key] for key in ("startLine", "startColumn", "endLine", "endColumn"))


def test_a_line_end_in_a_range_does_not_reach_the_next_line(service: Service, render: Render) -> None:
    service.file("a.go", "ab\r\ncd\r\n")
    result = result_of(render(service.report(Finding(Location("a.go", 0, 4), "m")), "sarif"))
    assert region_of(result) == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 3}


def test_the_context_is_a_line_more_on_each_side(
    service: Service, late_defer: Finding, render: Render
) -> None:
    result = result_of(render(service.report(late_defer), "sarif"))
    assert result["locations"][0]["physicalLocation"]["contextRegion"] == {
        "startLine": 12,
        "endLine": 14,
        "snippet": {"text": "\t}\n\tdefer f.Close()\n\treturn nil"},
    }


def test_the_context_ends_with_the_last_line(service: Service, render: Render) -> None:
    service.file("a.go", "a\nb\n")
    result = result_of(render(service.report(Finding(Location("a.go", 2, 3), "m")), "sarif"))
    context = result["locations"][0]["physicalLocation"]["contextRegion"]
    assert context == {"startLine": 1, "endLine": 2, "snippet": {"text": "a\nb"}}


def test_a_huge_context_is_left_out(service: Service, render: Render) -> None:
    service.file("a.go", "a\n" + "b" * 5000 + "\nc\n")
    result = result_of(render(service.report(Finding(Location("a.go", 0, 1), "m")), "sarif"))
    assert "contextRegion" not in result["locations"][0]["physicalLocation"]


def test_places_are_cut_where_github_cuts_them(service: Service, late_defer: Finding, render: Render) -> None:
    found = replace(late_defer, related=late_defer.related * 1500, steps=late_defer.steps * 500)
    result = result_of(render(service.report(found), "sarif"))
    assert len(result["relatedLocations"]) == 100
    assert result["message"]["text"].endswith("](100).")
    assert len(result["codeFlows"][0]["threadFlows"][0]["locations"]) == 1000


def test_a_line_without_context_has_none(service: Service, render: Render) -> None:
    service.file("a.go", "ab\n")
    result = result_of(render(service.report(Finding(Location("a.go", 0, 1), "m")), "sarif"))
    assert "contextRegion" not in result["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b.go", "a%20b.go"),
        ("c#.go", "c%23.go"),
        ("50%.go", "50%25.go"),
        ("größe/日本.go", "gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC.go"),
        ("a:b?.go", "a%3Ab%3F.go"),
        ("bad\udcff.go", "bad%FF.go"),
    ],
)
def test_uris_are_relative_and_encoded(service: Service, render: Render, path: str, expected: str) -> None:
    service.file(path, "x")
    result = result_of(render(service.report(Finding(service.at(path, "x"), "m")), "sarif"))
    assert uri_of(result) == {"uri": expected, "uriBaseId": "%SRCROOT%"}


def test_uris_start_from_the_repository(service: Service, render: Render) -> None:
    service.file("svc/a.go", "x")
    report = replace(service.report(Finding(Location("a.go", 0, 1), "m")), root=str(service.root / "svc"))
    assert uri_of(result_of(render(report, "sarif")))["uri"] == "svc/a.go"
    based = render(report, "sarif", base=str(service.root / "svc"))
    assert uri_of(result_of(based))["uri"] == "a.go"


def test_symbolic_links_are_resolved(service: Service, render: Render) -> None:
    service.file("real/a.go", "x")
    (service.root / "link").symlink_to("real")
    result = result_of(render(service.report(Finding(Location("link/a.go", 0, 1), "m")), "sarif"))
    assert uri_of(result)["uri"] == "real/a.go"


def test_a_file_elsewhere_has_an_absolute_uri(service: Service, render: Render) -> None:
    result = result_of(render(service.report(Finding(Location("/else where/a.go", 0, 1), "m")), "sarif"))
    assert uri_of(result) == {"uri": "file:///else%20where/a.go"}
