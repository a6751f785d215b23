"""Every rule keeps its word: its page, its name and its cases agree with what it does."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.finding import Confidence
from ginlint.source import Source
from ginlint.testing import (
    NEWEST_GO,
    apply,
    cases,
    check_code,
    check_example,
    check_workspace,
    difference_in,
    examples,
    headings,
    parse_wants,
)

if TYPE_CHECKING:
    from ginlint.finding import Finding, Report
    from ginlint.rule import Rule
    from ginlint.testing import Case

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TESTDATA = os.path.join(ROOT, "testdata", "rules")
RULES = registry.load_all()
CASES = tuple(cases(TESTDATA))
OPT_IN = {rule.name for rule in RULES if rule.opt_in}

_FUNCTION = re.compile(rb"^func (?:\([^)\n]*\) )?(\w+)(?:[^\n]*\}$|.*?^\})", re.MULTILINE | re.DOTALL)

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


@pytest.fixture(scope="module", params=CASES, ids=list(map(str, CASES)))
def checked(request: pytest.FixtureRequest) -> tuple[Case, Report]:
    """Return a case and what all rules find in it, once for its tests, which come in a row."""
    case: Case = request.param
    return case, check_workspace(case.workspace, RULES)


@each_rule
def test_each_bad_example_yields_the_finding(rule: Rule) -> None:
    for code in examples(rule)["Bad"]:
        assert {finding.rule for finding in findings_in(code, rule)} == {rule.name}, code


@each_rule
def test_each_good_example_is_clean(rule: Rule) -> None:
    for code in examples(rule)["Good"]:
        report = check_code(code, RULES, go=version(rule))

        assert report.failures == ()
        assert [finding for finding in report.findings if not is_quiet(finding, rule.name)] == [], code


@each_rule
def test_a_safe_fix_makes_the_good_example_of_the_bad_one(rule: Rule) -> None:
    page = examples(rule)
    for bad, good in zip(page["Bad"], page["Good"], strict=False):
        finding, *others = findings_in(bad, rule)
        if finding.fix and finding.fix.safe:
            assert others == []
            assert apply(finding.fix, bad) == good


@each_rule
def test_page_has_its_parts(rule: Rule) -> None:
    page = examples(rule)

    assert headings(rule) == ["Why", "Bad", "Good", "Limits"]
    assert page["Bad"]
    assert page["Good"]


@each_rule
def test_summary_is_a_short_line(rule: Rule) -> None:
    assert 0 < len(rule.summary) <= 60
    assert not rule.summary.endswith(".")


@each_rule
def test_names_agree(rule: Rule) -> None:
    module = rule.check.__module__.split(".")

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+){0,4}", rule.name)
    assert module[-1] == rule.name.replace("-", "_")
    assert module[-2] == rule.topic


@each_rule
def test_changelog_tells_since_when(rule: Rule) -> None:
    with open(os.path.join(ROOT, "CHANGELOG.md"), encoding="utf-8") as file:
        versions = re.findall(r"^## (\S+)", file.read(), re.MULTILINE)

    assert rule.since in versions


@each_rule
def test_cases_hold_a_finding_and_a_clean_function(rule: Rule) -> None:
    sources = [source for case in CASES if case.rule == rule.name for source in sources_of(case)]

    assert any(list(parse_wants(source, rule.name)) for source in sources)
    assert any(clean_functions(source) for source in sources)


def test_wants_match_exactly(checked: tuple[Case, Report]) -> None:
    assert str(difference_in(*checked, RULES)) == ""


def test_findings_are_well_formed(checked: tuple[Case, Report]) -> None:
    case, report = checked
    sizes = {source.path: len(source.text) for source in sources_of(case)}
    for finding in report.findings:
        assert re.match(r"[a-z0-9`]", finding.message), finding.message
        assert not finding.message.endswith("."), finding.message
        for place in (finding.at, *(step.at for step in (*finding.steps, *finding.related))):
            assert 0 <= place.start < place.end <= sizes[place.path]


def test_every_folder_of_cases_belongs_to_a_rule() -> None:
    folders = {(case.topic, case.rule) for case in CASES}

    assert folders - {(rule.topic, rule.name) for rule in RULES} == set()


def findings_in(code: str, rule: Rule) -> tuple[Finding, ...]:
    """Return what `rule` finds in an example of its page."""
    report = check_example(rule, code, RULES, go=version(rule))
    assert report.failures == ()
    return report.findings


def version(rule: Rule) -> str:
    """Return the Go version that the examples on the page of `rule` are for: the newest if it names none."""
    found = re.search(r"^## Bad \(Go (1\.\d+)\)", rule.page, re.MULTILINE)
    return found[1] if found else NEWEST_GO


def is_quiet(finding: Finding, rule: str) -> bool:
    """Tell whether only --pedantic shows `finding`, of another rule than `rule`."""
    return finding.rule != rule and (finding.rule in OPT_IN or finding.confidence is Confidence.LOW)


def sources_of(case: Case) -> list[Source]:
    sources = []
    for path in case.files:
        with open(os.path.join(case.workspace.root, path), "rb") as file:
            sources.append(Source(path, file.read()))
    return sources


def clean_functions(source: Source) -> list[str]:
    """Return the names of the functions in `source` that want nothing."""
    wanted = {want.line for want in parse_wants(source, "")}
    names = []
    for found in re.finditer(
        rb"^func (?:\([^)\n]*\) )?(\w+)(?:[^\n]*\}$|.*?^\})", source.text, re.MULTILINE | re.DOTALL
    ):
        lines = range(source.line(found.start()), source.line(found.end()) + 1)
        if wanted.isdisjoint(lines):
            names.append(found[1].decode())
    return names
