"""What SARIF says of the rules."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.output.sarif import model
from ginlint.output.sarif import rules as sarif_rules
from ginlint.registry import load
from tests.output.sariftext import run_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

    from ginlint.finding import Finding
    from ginlint.rule import Rule

    Render = Callable[..., str]

CWE = re.compile(r"external/cwe/cwe-[1-9]\d*")


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


def test_a_former_name_is_told(rules: list[Rule]) -> None:
    assert sarif_rules.descriptor(replace(rules[0], aliases=("old-name",))).deprecated_ids == ["old-name"]
