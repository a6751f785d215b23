"""Bad input, through the tool as it is run: a clear sentence, the right exit code, no traceback, no hang."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ginlint import registry
from ginlint.check import run as check
from ginlint.cli import main
from ginlint.config import Config
from ginlint.discover import discover

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 10
DEEP = 10_000
HANDLER = """package p

import (
	"bytes"

	"github.com/gin-gonic/gin"
)

var hits int

func home(c *gin.Context) {
	hits++
	c.String(200, bytes.NewBuffer(nil).String())
}
"""
FOUND = "p.go:12:2: error[unguarded-global]"


class Done(NamedTuple):
    """What a run gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """Return a module with one leak in it."""
    (tmp_path / "go.mod").write_text("module example.com/p\n\ngo 1.22\n")
    (tmp_path / "p.go").write_text(HANDLER)
    return tmp_path


@pytest.fixture
def run(module: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the tool in `module`; it fails if that takes too long."""
    monkeypatch.chdir(module)

    def call(*arguments: str) -> Done:
        start = time.monotonic()
        status = main([*arguments, "--no-progress"])
        assert time.monotonic() - start < SECONDS
        found = capsys.readouterr()
        assert "Traceback" not in found.out + found.err
        return Done(status, found.out, found.err)

    return call


def add(module: Path, name: str, text: str | bytes) -> None:
    (module / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_empty_directory(module: Path, run: Run) -> None:
    os.unlink(module / "p.go")
    os.unlink(module / "go.mod")
    done = run("./...")

    assert done.status == 2
    assert done.out == ""
    assert "no package with Go files" in done.err
    assert len(done.err.splitlines()) == 1


def test_module_without_files(module: Path, run: Run) -> None:
    os.unlink(module / "p.go")

    done = run("./...")

    assert done.status == 2
    assert "no package with Go files" in done.err


@pytest.mark.parametrize("path", ["missing", "./missing/...", "missing.go", "example.com/p/missing"])
def test_missing_path(path: str, run: Run) -> None:
    done = run(path)

    assert done.status == 2
    assert "missing" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(module: Path, run: Run) -> None:
    add(module, "q.go", HANDLER)
    os.chmod(module / "q.go", 0)

    done = run("./...", "--format", "text")

    assert done.status == 1
    assert "q.go" in done.out
    assert "cannot be read" in done.out


def test_file_that_is_no_file(module: Path, run: Run) -> None:
    os.mkfifo(module / "q.go")
    os.mkdir(module / "r.go")

    done = run("./...", "--format", "concise")

    assert (done.status, done.out.partition(" ")[0]) == (1, "p.go:12:2:")


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "binary": (b"package p\n\x00\x01\x02" + bytes(range(256)) * 40, "is binary"),
    "UTF-16": ("package p\n".encode("utf-16"), "is UTF-16"),
    "empty": (b"", ""),
    "not Go at all": ("Dear Sir or Madam,\n\nwe regret to inform you\n" * 50, "syntax not understood"),
    "half-written": ("package p\n\nfunc f() {\n\tif x := g(", "syntax not understood"),
    "only a quote": ("package p\n\nvar s = `never closed\n" * 100, "syntax not understood"),
    "nested parentheses": (f"package p\n\nvar x = {'(' * DEEP}1{')' * DEEP}\n", ""),
    "nested parentheses in a function": (f"package p\n\nfunc g() {{ x = {'(' * DEEP}1{')' * DEEP} }}\n", ""),
    "nested parentheses, never closed": (
        f"package p\n\nfunc g() {{ x = {'(' * DEEP}",
        "syntax not understood",
    ),
    "nested blocks": (f"package p\n\nfunc g() {'{' * DEEP}{'}' * DEEP}\n", ""),
    "nested literals": (f"package p\n\nfunc g() {{ {'func() { ' * DEEP}{'}()' * DEEP} }}\n", ""),
    "nested ifs": (f"package p\n\nfunc g() {{ {'if x { ' * DEEP}{'}' * DEEP} }}\n", ""),
    "else if after else if": (f"package p\n\nfunc g() {{ if x {{ }}{' else if x { }' * DEEP} }}\n", ""),
    "nested calls": (f"package p\n\nfunc g() {{ {'f(' * DEEP}{')' * DEEP} }}\n", ""),
    "chained calls": (f"package p\n\nfunc g() {{ f{'.f()' * DEEP} }}\n", ""),
    "nested composites": (f"package p\n\nvar x = T{'{' * DEEP}{'}' * DEEP}\n", ""),
    "nested types": (
        f"package p\n\nvar x {'[]' * DEEP}int\n\ntype T {'struct{ a ' * 200}int{' }' * 200}\n",
        "",
    ),
    "nested signatures": (f"package p\n\nfunc g(f {'func(' * 200}{')' * 200}) {{ f(nil) }}\n", ""),
    "a long sum": (f"package p\n\nvar x = {' + '.join(['1'] * DEEP)}\n", ""),
    "unary operators": (f"package p\n\nvar x = {'!' * DEEP}y\n", ""),
    "many declarations": ("package p\n\n" + "".join(f"func f{n}() {{ }}\n" for n in range(DEEP)), ""),
    "one long line": ("package p\n\nvar s = []int{" + "1, " * 10 * DEEP + "}\n", ""),
    "another package's clause": ("package q\n\nfunc g() { }\n", ""),
    "no package clause": ("func g() { }\n", ""),
}


@pytest.mark.parametrize(("text", "notice"), BROKEN.values(), ids=list(BROKEN))
def test_a_bad_file_costs_no_other(text: str | bytes, notice: str, module: Path, run: Run) -> None:
    add(module, "q.go", text)

    done = run("./...", "--color", "never", "--pedantic", "--verbose")

    assert (done.status, done.err) == (1, "")
    assert any(line.startswith(FOUND) for line in done.out.splitlines()), done.out
    assert not notice or f"q.go: {notice}" in done.out, done.out


def test_file_of_50_megabytes(module: Path, run: Run) -> None:
    with open(module / "q.go", "wb") as file:
        file.write(b"package p\n")
        file.truncate(50 << 20)

    done = run("./...", "--color", "never", "--verbose")

    assert done.status == 1
    assert "q.go: is larger than 4 MiB" in done.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("slect = []\n", "'select'"),
        ('select = ["unguarded-globl"]\n', "'unguarded-global'"),
        ("select = 3\n", "select"),
        ("jobs = -1\n", "jobs"),
        ('jobs = "two"\n', "jobs"),
        ("select = [\n", ".ginlint.toml"),
        ('fail-on = "sometimes"\n', "fail-on"),
        ("\x00", ".ginlint.toml"),
    ],
)
def test_bad_configuration(text: str, sentence: str, module: Path, run: Run) -> None:
    add(module, ".ginlint.toml", text)

    done = run("./...")

    assert done.status == 2
    assert done.out == ""
    assert sentence in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["go.mod", "go.work"])
@pytest.mark.parametrize(
    "text", [b"\xff\xfe\x00", b"module\n", b"require (\n", b"go 99.99.99\nuse ./missing\n"]
)
def test_bad_module_file(name: str, text: bytes, module: Path, run: Run) -> None:
    add(module, name, text)

    done = run(".", "--format", "concise")

    assert done.status in (1, 2)
    assert done.err or done.out


def test_symlink_loop(module: Path, run: Run) -> None:
    os.symlink(".", module / "loop", target_is_directory=True)
    os.symlink("b.go", module / "a.go")
    os.symlink("a.go", module / "b.go")
    os.symlink("gone.go", module / "dangling.go")

    done = run("./...", "--format", "concise", "--select", "unguarded-global")

    assert done.status == 1
    assert [line.partition(" ")[0] for line in done.out.splitlines()] == ["p.go:12:2:"]


@pytest.mark.parametrize("folder", ["with space", "a#b", "100%", "ünï", "-dash", "a:b", "new\nline", "[x]*?"])
def test_odd_names(folder: str, module: Path, run: Run) -> None:
    os.mkdir(module / folder)
    os.rename(module / "p.go", module / folder / "p.go")

    for format_name in ("concise", "text", "sarif", "json"):
        done = run("./...", "--format", format_name, "--select", "unguarded-global")
        assert done.status == 1, done.err

    named = run(f"./{folder}", "--format", "concise", "--select", "unguarded-global")
    assert named.status == 1


def test_name_that_is_not_utf8(module: Path, run: Run) -> None:
    name = os.fsencode(module) + b"/\xff\xfe.go"
    try:
        with open(name, "wb") as file:
            file.write(HANDLER.replace("home", "other").encode())
    except OSError:
        pytest.skip("this file system has UTF-8 names only")

    for format_name in ("concise", "text", "sarif", "json"):
        done = run("./...", "--format", format_name, "--select", "unguarded-global")
        assert done.status == 1, done.err


@pytest.mark.parametrize("jobs", [1, 2])
def test_file_that_vanishes(jobs: int, module: Path) -> None:
    add(module, "q.go", "package p\n")
    workspace = discover(["./..."], cwd=str(module))
    os.unlink(module / "q.go")

    report = check(workspace, registry.load_all(), Config(jobs=jobs))

    assert [(notice.kind, notice.path) for notice in report.notices] == [("unreadable", "q.go")]
    assert [finding.rule for finding in report.findings if finding.rule == "unguarded-global"] != []


@pytest.mark.parametrize(
    "text",
    [b"", b"\x00" * 100, b"package", HANDLER.encode()],
    ids=["empty", "binary", "cut", "whole"],
)
def test_standard_input(text: bytes, module: Path) -> None:
    command = [sys.executable, "-m", "ginlint", "-", "--stdin-filename", "p.go", "--format", "concise"]

    done = subprocess.run(command, cwd=module, input=text, capture_output=True, timeout=SECONDS, check=False)

    assert b"Traceback" not in done.stderr
    assert done.returncode == int(text == HANDLER.encode())
