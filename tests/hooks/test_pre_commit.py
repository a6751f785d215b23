"""The hooks of .pre-commit-hooks.yaml, run by pre-commit in a scratch repository.

The environment of the hooks is made once, by pip from the package registry; where
that cannot be reached, the tests are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Hook = Callable[..., str]

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = (
    ".pre-commit-hooks.yaml",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "ginlint",
    "rules",
)
pytestmark = pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed")

PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
LEAK = """package %s

import "net/http"

func %s(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
"""
CLEAN = LEAK.replace("\treturn resp", "\tdefer resp.Body.Close()\n\treturn resp")


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    home = tmp_path_factory.mktemp("pre-commit")
    return {
        **kept,
        "PRE_COMMIT_HOME": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_COLOR": "never",
        "PIP_NO_COMPILE": "1",
    }


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository of what this checkout would ship."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "hooks")
    return folder


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, hooks: Path, environment: dict[str, str]) -> Path:
    """Make a module with an old leak in each of two packages, whose settings name all hooks."""
    folder = tmp_path_factory.mktemp("service")
    revision = git(hooks, "rev-parse", "HEAD").strip()
    ids = "".join(f"      - id: ginlint{name}\n" for name in ("", "-new", "-full", "-config"))
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n{ids}"
    )
    (folder / "go.mod").write_text("module example.com/service\n\ngo 1.22\n")
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "old.go").write_text(LEAK % (name, "old"))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "old")
    made = subprocess.run(
        [*PRE_COMMIT, "install-hooks"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        unreachable = (
            "Connection",
            "No matching distribution",
            "Temporary failure",
            "Network is unreachable",
        )
        log = made.stdout + made.stderr
        if any(word in log for word in unreachable):
            pytest.skip("the package registry cannot be reached, so pre-commit cannot install the hooks")
        pytest.fail(log)
    return folder


@pytest.fixture
def run(service: Path, environment: dict[str, str]) -> Iterator[Hook]:
    """Run a hook on what is staged and return its output, "" if it passes; all is undone at the end."""

    def call(hook: str, *arguments: str) -> str:
        command = [*PRE_COMMIT, "run", hook, *arguments]
        done = subprocess.run(
            command, cwd=service, env=environment, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stdout + done.stderr
        assert (done.returncode == 0) is ("Passed" in done.stdout or "Skipped" in done.stdout)
        return done.stdout if done.returncode else ""

    yield call
    git(service, "reset", "--quiet", "--hard")
    git(service, "clean", "--quiet", "--force", "-d")


def test_every_hook_runs_a_command_that_exists() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = [line.partition(":")[2].split() for line in text.splitlines() if line.startswith("  entry:")]

    assert [entry[1] for entry in entries] == ["check", "check", "check", "config"]
    for entry in entries:
        command = [sys.executable, "-m", "ginlint", *entry[1:], "--help"]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0, entry


def test_two_packages_in_one_commit(service: Path, run: Hook) -> None:
    (service / "a" / "new.go").write_text(LEAK % ("a", "one"))
    (service / "b" / "new.go").write_text(LEAK % ("b", "two"))
    git(service, "add", "--all")
    out = run("ginlint")

    assert "a/new.go:6:" in out
    assert "b/new.go:6:" in out
    assert "old.go" not in out
    assert "Found 2 errors" in out


def test_staged_content_is_what_is_judged(service: Path, run: Hook) -> None:
    new = service / "a" / "new.go"
    new.write_text(LEAK % ("a", "one"))
    git(service, "add", "--all")
    new.write_text(CLEAN % ("a", "one"))

    assert "a/new.go:6:" in run("ginlint")
    assert "a/new.go:6:" in run("ginlint-new")
    assert new.read_text() == CLEAN % ("a", "one")

    git(service, "add", "--all")
    new.write_text(LEAK % ("a", "one"))

    assert run("ginlint") == ""
    assert run("ginlint-new") == ""


def test_partial_staging(service: Path, run: Hook) -> None:
    old = service / "a" / "old.go"
    old.write_text((LEAK % ("a", "old")) + "\nfunc next() {}\n")
    git(service, "add", "--all")
    unstaged = (LEAK % ("a", "late")).partition("func")
    old.write_text(old.read_text() + "\n" + "".join(unstaged[1:]))

    assert run("ginlint-new") == ""
    assert "a/old.go:6:" in run("ginlint")


def test_renamed_file(service: Path, run: Hook) -> None:
    git(service, "mv", "a/old.go", "a/renamed.go")

    assert run("ginlint-new") == ""
    assert "a/renamed.go:6:" in run("ginlint")


def test_vendor_and_testdata_are_passed_by(service: Path, run: Hook) -> None:
    for name in ("vendor/x", "a/testdata", "testdata"):
        (service / name).mkdir(parents=True)
        (service / name / "x.go").write_text(LEAK % ("x", "x"))
    git(service, "add", "--all", "--force")

    assert run("ginlint") == ""
    assert run("ginlint-new") == ""


def test_full_run(service: Path, run: Hook) -> None:
    (service / "a" / "new.go").write_text("package a\n")
    git(service, "add", "--all")
    out = run("ginlint-full")

    assert "a/old.go:6:" in out
    assert "b/old.go:6:" in out


def test_settings(service: Path, run: Hook) -> None:
    (service / ".ginlint.toml").write_text("ignroe = []\n")
    git(service, "add", "--all")

    assert ".ginlint.toml: unknown key 'ignroe'; did you mean 'ignore'?" in run("ginlint-config")

    (service / ".ginlint.toml").write_text("ignore = ['release']\n")
    git(service, "add", "--all")

    assert run("ginlint-config") == ""


def test_range_of_commits_as_in_ci(service: Path, run: Hook) -> None:
    (service / "a" / "new.go").write_text(LEAK % ("a", "one"))
    git(service, "add", "--all")
    git(service, "commit", "--quiet", "--message", "new", "--no-verify")
    out = run("ginlint-new", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    git(service, "reset", "--quiet", "--hard", "HEAD~1")

    assert "a/new.go:6:" in out
    assert "old.go" not in out


@pytest.mark.usefixtures("run")
def test_try_repo(service: Path, hooks: Path, environment: dict[str, str]) -> None:
    (service / "a" / "new.go").write_text(LEAK % ("a", "one"))
    git(service, "add", "--all")
    command = [*PRE_COMMIT, "try-repo", str(hooks), "ginlint"]
    done = subprocess.run(command, cwd=service, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "a/new.go:6:" in done.stdout
