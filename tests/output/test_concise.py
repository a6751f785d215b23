from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint.finding import Failure, Finding, Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service


def test_one_line_a_finding(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    service.file("a b.go", "// 😀 x\n")
    second = Finding(service.at("a b.go", "x"), "two\nlines", rule="pool-hint")
    expected = (
        "api/read.go:13:2: late-defer `f` stays open when the name is empty\n"
        "a b.go:1:9: pool-hint two lines\n"
    )
    actual = render(service.report(late_defer, second), "concise")
    assert expected == actual


def test_a_name_that_is_no_text_breaks_nothing(service: Service, render: Callable[..., str]) -> None:
    path = service.file("a  \n\udcff.go", "x")
    assert (
        render(service.report(Finding(service.at(path, "x"), "m")), "concise")
        == "a  \ufffd\ufffd.go:1:1:  m\n"
    )


def test_nothing_else_is_said(service: Service, render: Callable[..., str]) -> None:
    report = service.report(failures=(Failure("r", "p", "t"),), notices=(Notice("encoding", "a", "b"),))
    assert render(report, "concise") == ""


def test_an_unknown_format_is_refused(service: Service, render: Callable[..., str]) -> None:
    with pytest.raises(KeyError):
        render(service.report(), "yaml")
