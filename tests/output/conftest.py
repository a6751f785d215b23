"""A small service on disk, hand-made rules, and findings in it by the text they are about."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ginlint.finding import Edit, Entry, Finding, Fix, Location, Report, Severity, Step
from ginlint.output import write
from ginlint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """{title}

## Why is this bad?
What is opened stays open
until the process ends.

- one
- two
  and a half

## Bad
```go
f, err := os.Open(name)
defer f.Close()
```
"""
HANDLER = """\
package api

import "os"

func read(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	if name == "" {
		return errEmpty
	}
	defer f.Close()
	return nil
}
"""
ROUTES = """\
package main

func main() {
	router.GET("/read", api.Read)
}
"""


def make_rule(name: str, severity: Severity, title: str, **more: Any) -> Rule:
    page = PAGE.format(title=title).strip()
    return Rule(name, "release", title, page, severity, "0.1.0", lambda _: iter(()), **more)


@pytest.fixture
def rules() -> list[Rule]:
    return [
        make_rule("goroutine-leak", Severity.ERROR, "Goroutine never ends", tags=("goroutine",)),
        make_rule("late-defer", Severity.WARNING, "Release is deferred too late"),
        make_rule("pool-hint", Severity.NOTE, "Buffer could be pooled", opt_in=True),
    ]


class Service:
    """A directory with sources, and locations in them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def file(self, path: str, text: str | bytes) -> str:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def at(self, path: str, text: str) -> Location:
        start = (self.root / path).read_bytes().index(text.encode())
        return Location(path, start, start + len(text.encode()))

    def report(self, *findings: Finding, **more: Any) -> Report:
        return Report(str(self.root), findings, files=3, packages=2, **more)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    (tmp_path / ".git").mkdir()
    return Service(tmp_path)


@pytest.fixture
def late_defer(service: Service) -> Finding:
    """Make a finding with all that one can have."""
    service.file("api/read.go", HANDLER)
    service.file("cmd/main.go", ROUTES)
    late = service.at("api/read.go", "defer f.Close()")
    return Finding(
        late,
        "`f` stays open when the name is empty",
        rule="late-defer",
        steps=(
            Step(service.at("api/read.go", "os.Open(name)"), "opened here"),
            Step(service.at("api/read.go", "return errEmpty"), "returns without closing"),
            Step(late, "closed only from here on"),
        ),
        related=(Step(service.at("cmd/main.go", "api.Read"), "the handler [read] is registered"),),
        fix=Fix(
            "Defer `f.Close()` right after the error check",
            (Edit(Location("api/read.go", late.start - 1, late.end + 1), ""),),
            safe=True,
        ),
        package="example.com/svc/api",
        function="read",
        resource="f",
    )


@pytest.fixture
def reached(service: Service, late_defer: Finding) -> Finding:
    """Make the finding one that five entries reach."""
    at = service.at("cmd/main.go", "router.GET")
    entries = (
        Entry("middleware", "middleware RequestLog", at, every=True),
        Entry("route", "GET /read/{?}", at),
        Entry("handler", "handler read", service.at("api/read.go", "read")),
    )
    return replace(late_defer, entries=entries, entry_count=5)


@pytest.fixture
def render(rules: list[Rule]) -> Callable[..., str]:
    def render(report: Report, format_name: str, **options: Any) -> str:
        stream = io.StringIO()
        write(report, format_name, stream, rules=rules, **options)
        return stream.getvalue()

    return render
