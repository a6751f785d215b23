"""What a change broke elsewhere: findings in other files that were not there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Git = Callable[..., str]
    Lint = Callable[..., list[str]]

CLOSER = """package closer

import "net/http"

func Close(resp *http.Response) {
	resp.Body.Close()
}
"""
USER = """package user

import (
	"net/http"

	"example.com/service/closer"
)

func Status(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	closer.Close(resp)
	return resp.StatusCode
}
"""
OLD = """package old

import "net/http"

func Status(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
"""
BROKEN = CLOSER.replace("resp.Body.Close()", "println(resp.StatusCode)")


@pytest.fixture
def service(empty: Path, commit: Callable[..., None]) -> Path:
    """Make a repository with a helper, one who relies on it, and an old leak the working directory."""
    for name, code in (("closer", CLOSER), ("user", USER), ("old", OLD)):
        (empty / name).mkdir()
        (empty / name / f"{name}.go").write_text(code)
    commit()
    return empty


def test_helper_that_no_longer_closes(service: Path, lint: Lint) -> None:
    (service / "closer" / "closer.go").write_text(BROKEN)

    assert lint("closer/closer.go") == []
    assert lint("closer/closer.go", "--affected") == ["user/user.go:10"]
    assert lint("--diff", "HEAD") == []
    assert lint("--diff", "HEAD", "--affected") == ["user/user.go:10"]


def test_nothing_is_broken(service: Path, lint: Lint) -> None:
    (service / "closer" / "closer.go").write_text(CLOSER + "\nfunc Other() {}\n")

    assert lint("closer/closer.go", "--affected") == []
    assert lint("--diff", "HEAD", "--affected") == []


def test_what_is_named_is_told_as_without_it(service: Path, lint: Lint) -> None:
    (service / "closer" / "closer.go").write_text(BROKEN)

    assert lint("old/old.go", "--affected") == ["old/old.go:6", "user/user.go:10"]


def test_staged_helper(service: Path, lint: Lint, git: Git) -> None:
    (service / "closer" / "closer.go").write_text(BROKEN)
    git("add", "--all")
    (service / "closer" / "closer.go").write_text(CLOSER)

    assert lint("--diff-staged", "--affected") == ["user/user.go:10"]
    assert lint("--diff", "HEAD", "--affected") == []


def test_helper_that_moved_and_still_closes(service: Path, lint: Lint) -> None:
    (service / "closer" / "closer.go").rename(service / "closer" / "moved.go")

    assert lint("--diff", "HEAD", "--affected") == []


def test_helper_that_moved_and_no_longer_closes(service: Path, lint: Lint, git: Git) -> None:
    git("rm", "--quiet", "closer/closer.go")
    (service / "closer").mkdir()
    (service / "closer" / "moved.go").write_text(BROKEN)

    assert lint("closer/moved.go", "--affected") == ["user/user.go:10"]


def test_excluded_files_stay_out(service: Path, lint: Lint) -> None:
    (service / "closer" / "closer.go").write_text(BROKEN)

    assert lint("--diff", "HEAD", "--affected", "--exclude", "user") == []


def test_what_pre_commit_is_told_to_start_from(
    service: Path, lint: Lint, commit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (service / "closer" / "closer.go").write_text(BROKEN)
    (service / "new.go").write_text(OLD.replace("package old", "package service"))
    commit()

    assert lint("closer/closer.go", "--affected") == []
    assert lint("--diff-staged", "--affected") == []

    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
    assert lint("closer/closer.go", "--affected") == ["new.go:6", "user/user.go:10"]
    assert lint("--diff-staged") == ["new.go:6"]
    assert lint("--diff-staged", "--affected") == ["new.go:6", "user/user.go:10"]


def test_first_commit_breaks_nothing(empty: Path, lint: Lint, git: Git) -> None:
    (empty / "old.go").write_text(OLD)
    git("add", "--all")

    assert lint("old.go", "--affected") == ["old.go:6"]
    assert lint("--diff-staged", "--affected") == ["old.go:6"]


def test_patch_names_no_commit(service: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (service / "x.diff").write_text("")

    assert main(["--patch", "x.diff", "--affected"]) == 2
    assert "--affected compares with a commit, which --patch does not name" in capsys.readouterr().err
