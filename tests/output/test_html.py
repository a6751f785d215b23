from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from ginlint.finding import Confidence, Failure, Finding, Notice, Severity, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

    Render = Callable[..., str]

_VOID = {"meta", "input", "path", "circle"}


class Page(HTMLParser):
    """What a browser makes of a page, as far as the tests ask; elements must be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in {"script", "style"}:
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]


def test_a_finding_is_there_with_its_code_path_and_reach(
    service: Service, reached: Finding, render: Render
) -> None:
    page = Page(render(service.report(reached), "html"))
    data = [value for tag, name, value in page.attributes if tag == "article" and name.startswith("data-")]
    assert data == ["warning", "high", "release", "late-defer", "api/read.go", "middleware RequestLog"]
    for expected in (
        "f stays open when the name is empty",
        "api/read.go:13",
        "1 opened here",
        "2 returns without closing",
        "middleware RequestLog, GET /read/{?}, handler read and 2 more",
        "the handler [read] is registered cmd/main.go:4",
        "Defer f.Close() right after the error check (ginlint --fix writes it)",
        "example.com/svc/api.read",
    ):
        assert expected in page.text


def test_steps_are_marked_in_the_code(service: Service, late_defer: Finding, render: Render) -> None:
    text = render(service.report(late_defer), "html")
    expected = ["os.Open(name)", "return errEmpty", "defer f.Close()"]
    assert re.findall(r'<mark class="step">(.*?)</mark>', text) == expected


def test_the_picture_tells_the_way(service: Service, late_defer: Finding, render: Render) -> None:
    branch = Step(service.at("api/read.go", 'name == ""'), "this is true")
    steps = (late_defer.steps[0], branch, late_defer.steps[1])
    finding = replace(late_defer, at=late_defer.steps[0].at, steps=steps)
    picture = render(service.report(finding), "html").partition("<svg")[2].partition("</svg>")[0]
    assert re.findall(r'<text class="n (\w+)"[^>]*>(\d)</text>', picture) == [
        ("first", "1"),
        ("way", "2"),
        ("last", "3"),
    ]
    assert "10: name == &quot;&quot; is true</text>" in picture
    assert "11: return errEmpty</text>" in picture
    assert picture.count('class="rail"') == 2


def test_a_path_that_ends_elsewhere_ends_at_the_finding(
    service: Service, late_defer: Finding, render: Render
) -> None:
    finding = replace(late_defer, steps=late_defer.steps[:1])
    text = render(service.report(finding), "html")
    assert "what is reported</text>" in text
    assert '<mark class="end">defer f.Close()</mark>' in text


def test_of_a_long_path_both_ends_are_drawn(service: Service, late_defer: Finding, render: Render) -> None:
    finding = replace(late_defer, steps=(*late_defer.steps[:1] * 40, *late_defer.steps[-1:]))
    text = render(service.report(finding), "html")
    numbers = re.findall(r'<text class="n \w+"[^>]*>(\d+)</text>', text)
    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "8", "38", "39", "40", "41"]


def test_nothing_is_loaded_and_only_the_own_script_may_run(
    service: Service, reached: Finding, render: Render
) -> None:
    text = render(service.report(reached), "html")
    page = Page(text)
    assert not {"link", "img", "iframe", "object", "base"} & page.tags.keys()
    assert page.values("src") == []
    assert {value[:6] for value in page.values("href")} == {"#rule-"}
    assert "url(" not in text
    assert "@import" not in text
    script = text.partition("<script>")[2].partition("</script>")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';" in text


@pytest.mark.parametrize("field", ["message", "function", "package", "path", "step"])
def test_everything_is_escaped(service: Service, late_defer: Finding, render: Render, field: str) -> None:
    bad = '</pre><script>alert("1")</script><b x=\'"&amp;'
    finding = late_defer
    if field == "path":
        path = service.file("a<b>&\"'.go", 'package a\n\nvar x = "<b>&</b>" // </pre><script>\n')
        finding = Finding(service.at(path, '"<b>'), "x", rule="late-defer")
    elif field == "step":
        finding = replace(late_defer, steps=(Step(late_defer.at, bad), *late_defer.steps))
    else:
        finding = replace(late_defer, **{field: bad})
    text = render(service.report(finding), "html")
    assert Page(text).tags["script"] == 1
    assert "<b x=" not in text
    assert "a<b>" not in text
    assert "<b>&</b>" not in text


def test_text_that_misleads_is_shown_as_such(service: Service, late_defer: Finding, render: Render) -> None:
    text = render(service.report(replace(late_defer, message="a\u202eb\x1b[31m")), "html")
    assert "a\ufffdb\ufffd[31m" in text


def test_the_worst_goes_first_without_scripts_too(
    service: Service, late_defer: Finding, render: Render
) -> None:
    worse = replace(late_defer, rule="goroutine-leak", resource="g")
    less = replace(worse, confidence=Confidence.MEDIUM, resource="h")
    page = Page(render(service.report(late_defer, less, worse), "html"))
    assert page.values("data-severity") == ["error", "error", "warning"]
    assert page.values("data-confidence") == ["high", "medium", "high"]


def test_filters_offer_what_there_is(service: Service, late_defer: Finding, render: Render) -> None:
    noted = replace(late_defer, severity=Severity.NOTE, confidence=Confidence.LOW)
    page = Page(render(service.report(late_defer, noted), "html"))
    values = [value for tag, name, value in page.attributes if (tag, name) == ("input", "value")]
    assert values == ["warning", "note", "high", "low"]
    options = [value for tag, name, value in page.attributes if (tag, name) == ("option", "value")]
    assert options == ["", "release", "topic", "rule", "file", "severity"]


def test_a_clean_report_says_so(service: Service, render: Render) -> None:
    page = Page(render(service.report(), "html"))
    assert "Nothing leaks as far as ginlint can see." in page.text
    assert (page.tags["form"], page.tags["article"]) == (0, 0)


def test_what_was_left_out_is_told(service: Service, late_defer: Finding, render: Render) -> None:
    report = service.report(
        suppressed=(late_defer,),
        known=3,
        failures=(Failure("pool-hint", "./api", "Traceback\nValueError: no such"),),
        notices=(Notice("work-limit", "api/big.go", "too much to look at"),),
    )
    text = Page(render(report, "html")).text
    assert "Not shown: 1 waived in the code, 3 in the baseline." in text
    assert "Rule pool-hint crashed on ./api: ValueError: no such" in text
    assert "Not analysed: 1 file over the work limit" in text
    assert "api/big.go too much to look at" in text


def test_rules_are_explained(service: Service, late_defer: Finding, render: Render) -> None:
    page = Page(render(service.report(late_defer), "html"))
    assert "rule-late-defer" in page.values("id")
    assert "rule-pool-hint" not in page.values("id")
    assert "What is opened stays open until the process ends." in page.text
    assert (page.tags["li"], page.tags["h3"]) == (2, 2)
    assert "f, err := os.Open(name)\ndefer f.Close()" in page.text


def test_no_directory_of_the_machine_is_named(service: Service, reached: Finding, render: Render) -> None:
    text = render(service.report(reached), "html")
    assert str(service.root.parent) not in text
    assert service.root.name in text


def test_a_file_that_vanished_and_odd_bytes_do_no_harm(
    service: Service, late_defer: Finding, render: Render
) -> None:
    path = service.file("odd.go", b"\xef\xbb\xbfpackage a\r\n\tvar \xff\xfe = 1 // \xe4\xb8\xad\r\n")
    odd = replace(late_defer, at=service.at(path, "1"), steps=())
    gone = replace(late_defer, at=replace(late_defer.at, path="gone.go"), steps=())
    page = Page(render(service.report(gone, odd), "html"))
    assert page.tags["article"] == 2
    assert "    var \ufffd\ufffd = 1 // 中" in page.text
