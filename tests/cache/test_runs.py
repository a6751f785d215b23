"""Runs with a cache: what they print is what they print without."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from ginlint import check
from ginlint.cache.store import FILE
from ginlint.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ginlint.finding import Report

    Run = Callable[..., str]

LEAK = """package {name}

import "os"

func Read(path string) error {{
	file, err := os.Open(path)
	if err != nil {{
		return err
	}}
	_, err = file.Stat()
	return err
}}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "module"
    root.mkdir()
    (root / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (root / "a.go").write_text(LEAK.format(name="m"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def once(*arguments: str) -> str:
        assert main(["--format", "json", "--exit-zero", *arguments]) == 0
        found = capsys.readouterr()
        assert found.err == ""
        return found.out

    return once


def refuse(*_arguments: object, **_settings: object) -> None:
    raise AssertionError("the engine was asked")


@pytest.mark.usefixtures("module")
def test_nothing_changed_asks_no_engine(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = run()
    monkeypatch.setattr("ginlint.check.run", refuse)

    assert run() == cold
    assert len(json.loads(cold)["findings"]) == 1


@pytest.mark.usefixtures("module")
def test_warm_run_loads_no_engine() -> None:
    code = "import sys; from ginlint.cli import main; main(); print('modules', *sys.modules)"
    for expected in (True, False):
        found = subprocess.run(
            [sys.executable, "-c", code, "--format", "concise"], capture_output=True, text=True, check=True
        )
        loaded = set(found.stdout.rpartition("modules")[2].split())
        assert ("tree_sitter" in loaded, "ginlint.go" in loaded) == (expected, expected)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "a.go").write_text(LEAK.format(name="m").replace("Read", "Load")),
        lambda root: (root / "b.go").write_text(LEAK.format(name="m").replace("Read", "Load")),
        lambda root: (root / "a.go").rename(root / "b.go"),
        lambda root: (root / "go.mod").write_text("module example.com/other\n\ngo 1.24\n"),
    ],
    ids=["edited", "added", "renamed", "module"],
)
def test_what_changes_the_answer_is_seen(change: Callable[[Path], object], module: Path, run: Run) -> None:
    before = run()
    change(module)
    after = run()

    assert after == run("--no-cache")
    assert after != before


def test_same_size_and_time_but_other_bytes_are_seen(module: Path, run: Run) -> None:
    path = module / "a.go"
    run()
    times = (path.stat().st_atime, path.stat().st_mtime)
    path.write_text(path.read_text().replace("Read", "Load"))
    os.utime(path, times)

    assert "Load" in run()


@pytest.mark.usefixtures("module")
def test_settings_count(run: Run) -> None:
    assert len({run(), run("--ignore", "release"), run("--go", "1.21"), run("--pedantic")}) >= 2
    for options in ((), ("--ignore", "release"), ("--pedantic",)):
        assert run(*options) == run("--no-cache", *options)


def test_a_checkout_elsewhere_shares_the_answers(
    module: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = run()
    shutil.copytree(module, tmp_path / "elsewhere" / "deep")
    monkeypatch.chdir(tmp_path / "elsewhere" / "deep")
    monkeypatch.setattr("ginlint.check.run", refuse)

    assert run() == cold


@pytest.mark.parametrize("place", ["vendor/acme.org/pool", "../cache/acme.org@v1.0.0/pool"])
def test_what_lies_outside_counts(
    place: str, module: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "cache"))
    (module / "go.mod").write_text("module example.com/m\n\ngo 1.24\n\nrequire acme.org v1.0.0\n")
    (module / "a.go").write_text('package m\n\nimport "acme.org/pool"\n\nvar taken = pool.Take()\n')
    outside = module / place
    asked = []
    engine = check.run

    def counting(*arguments: Any, **settings: Any) -> Report:
        asked.append(len(list(outside.glob("*"))))
        return engine(*arguments, **settings)

    monkeypatch.setattr("ginlint.check.run", counting)
    for text in (
        "",
        "package pool\n\nfunc Take() int { return 1 }\n",
        "package pool\n\nfunc Take() any { return 1 }\n",
    ):
        if text:
            outside.mkdir(parents=True, exist_ok=True)
            (outside / "pool.go").write_text(text)
        assert run() == run()

    assert asked == [0, 1, 1]


@pytest.mark.usefixtures("module")
def test_no_cache_neither_reads_nor_writes(run: Run, cache_dir: Path) -> None:
    run("--no-cache")

    assert not cache_dir.exists()


@pytest.mark.usefixtures("module")
def test_directory_by_option(run: Run, cache_dir: Path, tmp_path: Path) -> None:
    run("--cache-dir", str(tmp_path / "here"))

    assert (cache_dir.exists(), (tmp_path / "here" / FILE).exists()) == (False, True)


@pytest.mark.usefixtures("module")
def test_crash_is_not_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = run("--no-cache")

    def crash(_package: object) -> None:
        raise RuntimeError("boom")

    with monkeypatch.context() as patch:
        patch.setattr("ginlint.go.package.Package.calls", crash)
        assert main(["--format", "json"]) == 2
    capsys.readouterr()
    assert run() == expected


@pytest.mark.usefixtures("module")
def test_damaged_cache_is_told_once(run: Run, cache_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cold = run()
    (cache_dir / FILE).write_bytes(b"garbage" * 1000)

    assert main(["--format", "json", "--exit-zero"]) == 0
    found = capsys.readouterr()
    assert found.out == cold
    assert found.err == f"ginlint: the cache in {cache_dir} is damaged and was started anew\n"
    assert run() == cold


@pytest.mark.usefixtures("module")
def test_locked_cache_is_told_once(run: Run, cache_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cold = run()
    other = sqlite3.connect(cache_dir / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    assert main(["--format", "json", "--exit-zero"]) == 0
    other.close()
    found = capsys.readouterr()
    assert (found.out, found.err.count("\n")) == (cold, 1)
    assert "is locked by another run" in found.err


@pytest.mark.usefixtures("module")
def test_status_and_clean(run: Run, cache_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    assert main(["cache", "status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{cache_dir / FILE}: ")
    assert [line.split()[:2] for line in lines[1:] if line.split()[1] == "report"] == [["1", "report"]]

    assert main(["cache", "clean"]) == 0
    assert (list(cache_dir.iterdir()), capsys.readouterr().out.startswith("Removed ")) == ([], True)
