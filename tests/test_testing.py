"""The helpers for authors of rules: wants, their comparison, pages and fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint.finding import Edit, Finding, Fix, Location, Severity
from ginlint.rule import Rule
from ginlint.source import Source
from ginlint.testing import Want, apply, cases, compare, examples, headings, parse_wants

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
Title

## Why is this bad?
It is.

## Bad
```go
package a
```

```go
package b
```

## Good
```go
package c
```

## Limits
None.
"""


def wants(line: str) -> list[tuple[int, str, str]]:
    source = Source("p.go", f"package p\n\n{line}\n".encode())
    return [(want.line, want.rule, want.pattern) for want in parse_wants(source, "own")]


def finding(line: int, message: str, rule: str = "own") -> tuple[Source, Finding]:
    return Source("p.go", b"\n" * 9), Finding(Location("p.go", line - 1, line), message, rule=rule)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('x() // want "leaks"', [(3, "own", "leaks")]),
        ("x() // want `a \\d+`", [(3, "own", r"a \d+")]),
        ('x() // want "a" "b" `c`', [(3, "own", "a"), (3, "own", "b"), (3, "own", "c")]),
        ('// want +1 "a" "b"', [(4, "own", "a"), (4, "own", "b")]),
        ('// want -2 "a"', [(1, "own", "a")]),
        ('x() // want late-defer:"a" "b"', [(3, "late-defer", "a"), (3, "own", "b")]),
        (r'x() // want "a \"b\" \\("', [(3, "own", r'a "b" \(')]),
        ('x() //nolint:errcheck // want "a"', [(3, "own", "a")]),
        ('x("// want `a`")', []),
        ("x() // wanted", []),
    ],
)
def test_wants(line: str, expected: list[tuple[int, str, str]]) -> None:
    assert wants(line) == expected


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("// want more", "a want's regexp is quoted or backquoted, not 'more'"),
        ('// want "a" b', "a want's regexp is quoted or backquoted, not 'b'"),
        ('// want "a', "a want's regexp is quoted or backquoted, not '\"a'"),
        ("// want +1", "a want without a regexp"),
        ('// want "("', "missing ), unterminated subpattern at position 0"),
    ],
)
def test_want_that_is_none(comment: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^p\.go:3: ") as caught:
        wants(comment)

    assert str(caught.value) == f"p.go:3: {message}"


def test_all_is_as_wanted() -> None:
    found = [finding(2, "a leaks"), finding(2, "b leaks"), finding(3, "c", rule="late-defer")]

    assert not compare(
        [Want("p.go", 2, "own", "b"), Want("p.go", 2, "own", "a"), Want("p.go", 3, "late-defer", "c")], found
    )


@pytest.mark.parametrize(
    "found",
    [finding(3, "a leaks"), finding(2, "b"), finding(2, "a leaks", rule="late-defer")],
)
def test_other_line_message_or_rule(found: tuple[Source, Finding]) -> None:
    difference = compare([Want("p.go", 2, "own", "a")], [found])

    assert difference.missing == ("p.go:2: own: wanted 'a'",)
    assert len(difference.unexpected) == 1


def test_each_finding_needs_a_want_of_its_own() -> None:
    difference = compare([Want("p.go", 2, "own", "a")], [finding(2, "a leaks"), finding(2, "a leaks too")])

    assert str(difference) == "p.go:2: own: unwanted 'a leaks too'"


def test_optional_finding_needs_no_want_but_may_have_one() -> None:
    found = [finding(2, "a", rule="late-defer")]

    assert not compare([], found, lambda finding: finding.rule == "late-defer")
    assert not compare([Want("p.go", 2, "late-defer", "a")], found, lambda _: True)
    assert compare([], found, lambda _: False)


def test_page() -> None:
    rule = Rule("r", "t", "Title", PAGE, Severity.NOTE, "0.1.0", lambda _: iter(()))

    assert headings(rule) == ["Why", "Bad", "Good", "Limits"]
    assert examples(rule) == {
        "Why": (),
        "Bad": ("package a\n", "package b\n"),
        "Good": ("package c\n",),
        "Limits": (),
    }


def test_fix_counts_bytes() -> None:
    code = "é := a\nb"
    edits = (
        Edit(Location("p", 6, 7), "longer"),
        Edit(Location("p", 9, 9), "\nc"),
        Edit(Location("p", 8, 9), "B"),
    )

    assert apply(Fix("", edits, safe=True), code) == "é := longer\nB\nc"


def test_cases(tmp_path: Path) -> None:
    home = tmp_path / "release" / "late-defer"
    for path in (
        "one.go",
        "go1.21/two.go",
        "pair/a.go",
        "pair/b.go",
        "multi/svc/go.mod",
        "multi/svc/in/x.go",
    ):
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text("module example.com/svc\n" if path.endswith(".mod") else "package p\n")
    found = {case.name: case for case in cases(str(tmp_path))}

    assert {name: case.files for name, case in found.items()} == {
        "one.go": ("one.go",),
        "go1.21/two.go": ("two.go",),
        "pair": ("a.go", "b.go"),
        "multi/svc": ("in/x.go",),
    }
    assert {(case.topic, case.rule) for case in found.values()} == {("release", "late-defer")}
    versions = {name: case.workspace.packages[0].module for name, case in found.items()}
    assert {name: module.go for name, module in versions.items() if module} == {
        "one.go": "1.27",
        "go1.21/two.go": "1.21",
        "pair": "1.27",
        "multi/svc": "",
    }
