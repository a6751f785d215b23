"""A repository with old leaks, and ways to change and lint it."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Git = Callable[..., str]
    Lint = Callable[..., list[str]]


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in the working directory, with no settings of the user's."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for variable in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "PRE_COMMIT_FROM_REF"):
        monkeypatch.delenv(variable, raising=False)

    def call(*arguments: str) -> str:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    return call


@pytest.fixture
def commit(git: Git) -> Callable[..., None]:
    def call(message: str = "m") -> None:
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", message)

    return call


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: Git) -> Path:
    """Make a repository with a module and nothing else the working directory."""
    folder = tmp_path / "service"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet", "--initial-branch", "main", ".")
    (folder / "go.mod").write_text("module example.com/service\n\ngo 1.22\n")
    return folder


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Lint:
    def call(*arguments: str) -> list[str]:
        """Return where findings are; the exit code must agree."""
        status = main([*arguments, "--format", "concise"])
        out, err = capsys.readouterr()
        places = re.findall(r"^(.+:\d+):\d+: ", out, re.MULTILINE)
        assert (status, err) == (int(bool(places)), "")
        return places

    return call
