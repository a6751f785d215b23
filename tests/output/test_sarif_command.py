"""What the command line adds to SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ginlint.output import sarif

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

CODE = """\
package p

import "os"

func standing(name string) {
	_, _ = os.Open(name)
}

func waived(name string) {
	_, _ = os.Open(name) //ginlint:ignore result-discarded -- the process ends here
}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a module with a finding and a waived one the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "go.mod").write_text("module example.com/service\n\ngo 1.22\n")
    (tmp_path / "p.go").write_text(CODE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_in(text: str) -> Any:
    [run] = json.loads(text)["runs"]
    return run


@pytest.mark.usefixtures("module")
def test_by_default_what_is_waived_is_left_out(run: Run) -> None:
    status, out, err = run("--format", "sarif")
    assert (status, err) == (1, "")
    assert run_in(out)["automationDetails"] == {"id": "ginlint/"}
    assert [result.get("suppressions") for result in run_in(out)["results"]] == [None]


@pytest.mark.usefixtures("module")
def test_what_is_waived_is_listed_where_asked_for(run: Run) -> None:
    _, out, _ = run("--format", "sarif", "--sarif-suppressed")
    reason = "//ginlint:ignore result-discarded -- the process ends here"
    expected = [None, [{"kind": "inSource", "status": "accepted", "justification": reason}]]
    assert [result.get("suppressions") for result in run_in(out)["results"]] == expected


@pytest.mark.usefixtures("module")
@pytest.mark.parametrize("category", ["orders/linux", "orders/linux/"])
def test_the_category_is_named(run: Run, category: str) -> None:
    _, out, _ = run("--format", "sarif", "--sarif-category", category)
    assert run_in(out)["automationDetails"] == {"id": "orders/linux/"}


@pytest.mark.usefixtures("module")
@pytest.mark.parametrize(
    ("limit", "shown", "expected"),
    [
        (2, 2, ""),
        (2, 1, "ginlint: GitHub shows only the first 1 of 2 results, which are the worst.\n"),
        (1, 1, "ginlint: Only the worst 1 of 2 results are listed: GitHub takes no more.\n"),
    ],
)
def test_limits_are_told_on_standard_error(
    run: Run, monkeypatch: pytest.MonkeyPatch, limit: int, shown: int, expected: str
) -> None:
    monkeypatch.setattr(sarif, "LIMIT", limit)
    monkeypatch.setattr(sarif, "SHOWN", shown)
    _, out, err = run("--format", "sarif:out.sarif", "--sarif-suppressed")
    assert (out, err) == ("", expected)
