"""The command line: what it shows of rules, settings and itself."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from ginlint.output import FORMATS
from tests.plugged import LEAK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("module")
def test_explain(run: Run) -> None:
    page = "# Functions named leak\n\n`named-leak` (naming, warning, since 0.1.0)\n\nWhy they leak.\n"

    assert run("explain", "named-leak") == (0, page, "")
    assert run("explain", "named-drip") == (0, page, "")


@pytest.mark.usefixtures("module")
def test_rules(run: Run) -> None:
    status, out, err = run("rules")

    assert (status, err) == (0, "")
    assert ["named-leak", "naming", "warning", "Functions named leak"] in [
        [cell.strip() for cell in line.split("  ") if cell] for line in out.splitlines()
    ]


@pytest.mark.usefixtures("module")
def test_rules_as_json(run: Run) -> None:
    rules = {rule["name"]: rule for rule in json.loads(run("rules", "--format", "json")[1])}

    assert rules["named-leak"] == {
        "name": "named-leak",
        "topic": "naming",
        "severity": "warning",
        "summary": "Functions named leak",
        "since": "0.1.0",
        "tests": False,
        "hot": False,
        "opt_in": False,
        "tags": [],
        "aliases": ["named-drip"],
    }


def test_help_names_every_option_and_format(run: Run) -> None:
    status, out, _ = run("check", "--help")

    assert status == 0
    for word in ("--select", "--ignore", "--fail-on", "--jobs", *FORMATS):
        assert word in out
    assert "--plugins" not in out


def test_statistics_stand_for_the_text(module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)
    assert run("--statistics", "./...")[:2] == (
        1,
        "1  warning  naming/named-leak\n\nFound 1 warning: 1 file of 1 package analysed.\n",
    )


def test_timing_tells_what_each_rule_takes(module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)
    status, out, err = run("--timing", "--format", "concise", "--select", "named-leak")
    names = [line.split(" ms  ")[1] for line in err.splitlines()]
    assert (status, out) == (1, "p.go:3:6: named-leak `leak` leaks\n")
    assert sorted(names[:-1]) == ["named-leak", "reading, linking and reporting"]
    assert names[-1] == "together"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "6003"}, True),
        ({"VTE_VERSION": "4900"}, False),
        ({"WT_SESSION": "1"}, True),
    ],
)
def test_links_are_for_terminals_that_show_them(environment: dict[str, str], *, expected: bool) -> None:
    from ginlint.cli.run import shows_links

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert shows_links(Terminal(), environment) is expected
    assert not shows_links(io.StringIO(), environment)


def test_show_files(module: Path, run: Run) -> None:
    (module / "skip.pb.go").write_text("package p\n")
    (module / "testdata").mkdir()
    (module / "testdata" / "x.go").write_text("package x\n")
    assert run("--show-files", "--exclude", "*.pb.go", "./...") == (0, "p.go\n", "")


@pytest.mark.usefixtures("module")
def test_show_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GINLINT_JOBS", "2")
    status, out, _ = run("--show-settings", "--select", "pool", "--pedantic")
    lines = out.splitlines()
    assert (status, lines[0]) == (0, "# .ginlint.toml")
    assert 'select = ["pool"]  # command line' in lines
    assert "pedantic = true  # command line" in lines
    assert "jobs = 2  # GINLINT_JOBS" in lines
    assert 'fail-on = "note"  # default' in lines
