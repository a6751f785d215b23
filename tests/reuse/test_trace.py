"""What a check takes is noted whether others have asked before or not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.check import check_package, run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.go.project import Project
from ginlint.go.trace import TRACE, Kept, kept, question, remembered
from ginlint.reuse.needs import Needs, needs_of
from tests.reuse.shifting import write

if TYPE_CHECKING:
    from pathlib import Path

    from ginlint.go import Package

SHOP = os.path.join(os.path.dirname(__file__), os.pardir, os.pardir, "testdata", "projects", "shop")
RULES = registry.load_all()


def linked(root: str) -> Project:
    """Return the project in a directory, of which nobody has asked anything."""
    found: list[Project] = []
    run(discover(["./..."], cwd=root), (), Config(), ask=lambda project, _: found.append(project))
    return found[0]


def taken(package: Package) -> Needs:
    outer = TRACE.begin()
    check_package(package, RULES, Config())
    return needs_of(TRACE.end(outer), package.project, package)


@pytest.mark.parametrize("which", ["shop", "module"])
def test_checked_alone_or_together_a_package_takes_the_same(which: str, tmp_path: Path) -> None:
    write(tmp_path)
    root = SHOP if which == "shop" else str(tmp_path)
    together = {package.path: taken(package) for package in linked(root).linked}

    for path, needs in together.items():
        alone_in = linked(root)
        alone = taken(next(package for package in alone_in.linked if package.path == path))
        # A package that types come from may have been asked before: the imports of the others tell.
        assert alone._replace(packages=frozenset()) == needs._replace(packages=frozenset()), path


def test_what_is_remembered_is_noted_again() -> None:
    table: dict[str, Kept[int]] = {}

    def work() -> int:
        TRACE.seen.add("a body")
        return 1

    for _ in range(2):
        outer = TRACE.begin()
        assert remembered(table, "key", work) == 1
        assert {item for one in TRACE.end(outer) for item in one.seen} == {"a body"}  # type: ignore[attr-defined]


def test_who_fails_has_taken_all_the_same() -> None:
    def fail() -> int:
        TRACE.seen.add("a body")
        raise RecursionError

    outer = TRACE.begin()
    with pytest.raises(RecursionError):
        kept(fail)
    with pytest.raises(RecursionError):
        remembered({}, "key", fail)
    assert TRACE.end(outer) == {"a body"}


def test_who_asks_takes_the_answer_only() -> None:
    project = Project()

    @question
    def ask(_project: Project, number: int) -> int:
        TRACE.seen.add("a body")
        return number + 1

    outer = TRACE.begin()
    assert (ask(project, 1), ask(project, 1), ask(project, 2)) == (2, 2, 3)
    seen = TRACE.end(outer)

    assert sorted(asked.arguments for asked in seen) == [(1,), (2,)]  # type: ignore[attr-defined]
    assert [one.seen for one in project.answers.values()] == [{"a body"}, {"a body"}]
