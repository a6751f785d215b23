"""Fixes are applied once, never over each other, and leave what gofmt would."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main
from ginlint.finding import Edit, Finding, Fix, Location
from ginlint.fix import fixed

if TYPE_CHECKING:
    from pathlib import Path

LEAKY = """package p

import (
	"net/http"
	"os"
)

func status(url, path string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	_, err = file.Stat()
	return resp.StatusCode, err
}
"""


def edit(start: int, end: int, new: str) -> Edit:
    return Edit(Location("a.go", start, end), new)


def finding(*edits: Edit, safe: bool = True) -> Finding:
    return Finding(Location("a.go", 0, 1), "m", fix=Fix("f", edits, safe=safe))


def test_edits_of_several_findings_are_applied_to_the_text_they_were_made_for() -> None:
    findings = [finding(edit(0, 1, "XY")), finding(edit(3, 3, "-"))]

    assert fixed(findings, {"a.go": b"abcdef"}) == {"a.go": b"XYbc-def"}


@pytest.mark.parametrize("second", [edit(1, 4, "y"), edit(2, 2, "y"), edit(0, 0, "y"), edit(0, 3, "y")])
def test_a_fix_that_overlaps_an_earlier_one_waits(second: Edit) -> None:
    assert fixed([finding(edit(0, 3, "x")), finding(second)], {"a.go": b"abcdef"}) == {"a.go": b"xdef"}


def test_neighbours_do_not_overlap() -> None:
    findings = [finding(edit(0, 3, "x")), finding(edit(3, 6, "y"))]

    assert fixed(findings, {"a.go": b"abcdef"}) == {"a.go": b"xy"}


def test_unsafe_fixes_need_asking_for() -> None:
    findings = [finding(edit(0, 1, "x"), safe=False)]

    assert fixed(findings, {"a.go": b"ab"}) == {}
    assert fixed(findings, {"a.go": b"ab"}, unsafe=True) == {"a.go": b"xb"}


def test_a_fix_of_a_file_that_is_not_there_is_left_out() -> None:
    assert fixed([finding(edit(0, 1, "x"))], {}) == {}


def test_diff_shows_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.go").write_text(LEAKY)
    monkeypatch.chdir(tmp_path)

    assert main(["--diff", "."]) == 1
    out = capsys.readouterr().out

    assert "+\tdefer resp.Body.Close()\n" in out
    assert "+\tdefer file.Close()\n" in out
    assert (tmp_path / "a.go").read_text() == LEAKY


def test_fixing_twice_is_fixing_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.go").write_text(LEAKY)
    monkeypatch.chdir(tmp_path)

    assert main(["--fix", "."]) == 0
    once = (tmp_path / "a.go").read_text()
    assert main(["--fix", "."]) == 0

    assert (tmp_path / "a.go").read_text() == once
    assert once.count("defer ") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.go"]


@pytest.mark.skipif(shutil.which("gofmt") is None, reason="gofmt is missing")
def test_what_is_fixed_is_formatted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.go").write_text(LEAKY)
    monkeypatch.chdir(tmp_path)
    main(["--fix", "."])

    listed = subprocess.run(["gofmt", "-l", "."], capture_output=True, text=True, check=True).stdout

    assert listed == ""
