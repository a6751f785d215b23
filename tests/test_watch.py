"""--watch: each save is checked, whatever is wrong meanwhile, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main
from ginlint.cli.watch import look
from ginlint.config import Config
from tests.reuse.shifting import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 120.0


class Watching:
    """A watch on a module, whose output goes to files."""

    def __init__(self, root: Path, out: Path) -> None:
        self.out = out
        out.mkdir()
        self.told, self.noise = out / "out", out / "err"
        with self.told.open("w") as told, self.noise.open("w") as noise:
            command = [sys.executable, "-m", "ginlint", "--watch", "--format", "concise", "--jobs", "1"]
            self.process = subprocess.Popen(command, cwd=root, stdout=told, stderr=noise)

    def wait_for(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.noise.read_text()
            assert time.monotonic() < end, self.told.read_text() + self.noise.read_text()
            time.sleep(0.02)

    def wait_for_checks(self, count: int) -> None:
        self.wait_for(lambda: self.noise.read_text().count("waiting for changes.") >= count)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    write(tmp_path / "module")
    found = Watching(tmp_path / "module", tmp_path / "out")
    yield found
    found.process.kill()
    found.process.wait()


def test_each_save_is_checked_until_ctrl_c(watching: Watching, tmp_path: Path) -> None:
    path = tmp_path / "module" / "files" / "files.go"
    watching.wait_for_checks(1)
    first = watching.told.read_text()
    assert "file-not-closed" in first

    path.write_text(path.read_text().replace("\tinfo, err", "\tdefer file.Close()\n\tinfo, err"))
    watching.wait_for_checks(2)
    second = watching.told.read_text().removeprefix(first)
    assert (second != "", "files/files.go" in second) == (True, False)

    (tmp_path / "module" / "new.go").write_text(
        'package main\n\nimport "os"\n\nfunc f() {\n\tos.Open("x")\n}\n'
    )
    watching.wait_for_checks(3)
    assert "new.go" in watching.told.read_text()

    (tmp_path / "module" / ".ginlint.toml").write_text("nonsense = 1\n")
    watching.wait_for(lambda: "unknown key 'nonsense'" in watching.noise.read_text())
    (tmp_path / "module" / ".ginlint.toml").write_text('select = ["timer"]\n')
    watching.wait_for_checks(4)

    watching.process.send_signal(signal.SIGINT)  # perhaps while it collects garbage
    assert watching.process.wait(PATIENCE) == 0
    assert "Traceback" not in watching.noise.read_text()


def test_look_sees_files_come_go_and_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = look((), Config())
    assert before == look((), Config())
    assert {os.path.basename(path) for path in before} >= {"go.mod", "main.go", "store.go"}

    (tmp_path / "main.go").write_text("package main\n")
    changed = look((), Config())
    (tmp_path / "main.go").unlink()
    gone = look((), Config())

    assert before != changed != gone
    assert look((), None) == gone


def test_look_at_nothing_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert look((), Config()) == {}


@pytest.mark.parametrize("option", ["--fix", "--diff", "-"])
def test_what_does_not_go_with_watch(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--watch", option]) == 2
    assert "--watch goes with files that others write" in capsys.readouterr().err


def test_ctrl_c_counts_where_an_exception_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)

    def interrupted() -> int:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        return 0

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("ginlint.cli.watch.gc.collect", interrupted)
    try:
        assert main(["--watch", "--format", "concise"]) == 0
    finally:
        signal.signal(signal.SIGINT, before)
    assert "waiting for changes." in capsys.readouterr().err
