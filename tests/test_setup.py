"""Setting up: a starter file, its schema and its check, and completion in shells."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema_rs
import pytest

from ginlint.cli import main
from ginlint.config import OPTIONS, read
from ginlint.config.schema import schema
from ginlint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


def uncommented(text: str) -> str:
    """Return a starter file with every setting and table in force."""
    kept = [line[2:] for line in text.splitlines() if re.match(r"# (\[|[a-z-]+ = )", line)]
    return "\n".join(kept)


def test_committed_schema_is_fresh() -> None:
    committed = json.loads((ROOT / "docs" / "ginlint.schema.json").read_text(encoding="utf-8"))

    assert committed == schema(), "write it by: ginlint config schema > docs/ginlint.schema.json"


def test_schema_is_one() -> None:
    jsonschema_rs.meta.validate(schema())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "extend = '../x.toml'",
        "".join(f"{option.key} = {option.example}\n" for option in OPTIONS),
        "[severity]\npool = 'note'",
        "[[per-path]]\npaths = ['x']\nexcept = ['y']\nseverity = {pool = 'note'}",
        "[[resource]]\nacquire = ['a.B']\nwhat = 'b'\nrelease-by = ['a.C']\nresult = -1",
        "ignroe = []",
        "select = 'pool'",
        "jobs = -1",
        "jobs = true",
        "fail-on = 'info'",
        "go = '1'",
        "go = 'x1.22'",
        "baseline = ''",
        "[severity]\npool = 'off'",
        "[[per-path]]\npaths = ['x']",
        "[[per-path]]\nignore = ['x']",
        "[[per-path]]\npaths = []\nignore = ['x']",
        "[[resource]]\nacquire = ['a.B']\nwhat = 'b'",
        "[[resource]]\nacquire = ['a.B']\nwhat = ''\nrelease = ['C']",
        "[resource]\nwhat = 'b'",
        "extend = 1",
    ],
)
def test_schema_and_reader_agree(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("")
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "ginlint.toml"
    path.write_text(text)
    try:
        read(str(path))
        holds = True
    except ConfigError:
        holds = False

    assert jsonschema_rs.is_valid(schema(), tomllib.loads(text)) is holds


def test_starter_file_says_nothing_and_all_of_it_holds(run: Run, tmp_path: Path) -> None:
    assert run("init") == (0, "Wrote .ginlint.toml.\n", "")
    path = tmp_path / ".ginlint.toml"
    text = path.read_text()

    assert tomllib.loads(text) == {}
    assert run("config", "check") == (0, ".ginlint.toml: is fine\n", "")

    table = tomllib.loads(uncommented(text))
    tables = {"extend", "severity", "per-path", "resource"}
    assert set(table) == {option.key for option in OPTIONS} | tables
    jsonschema_rs.validate(schema(), table)


def test_starter_file_replaces_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ginlint.toml").write_text("jobs = 1")
    status, out, err = run("init")

    assert (status, out) == (2, "")
    assert err == "ginlint: ginlint.toml exists; ginlint config check looks whether it holds\n"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["ginlint.toml"]


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("exclude = ['gen/**', '*.pb.go']", 0, ["is fine"]),
        ("exclude = ['gne/**']", 1, ["exclude: 'gne/**' matches no Go file; globs are paths from this"]),
        (
            "[[per-path]]\npaths = ['gen', 'nope']\nexcept = ['x/*.go']\nignore = ['pool']",
            1,
            ["[[per-path]] 1 paths: 'nope' matches no", "[[per-path]] 1 except: 'x/*.go' matches no"],
        ),
        ("baseline = 'b.json'", 1, ["there is no baseline "]),
        ("select = ['lock', 'pool']\nignore = ['pool']", 1, ["'pool' is in both select and ignore"]),
    ],
)  # fmt: skip
def test_check(text: str, status: int, said: list[str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "gen").mkdir()
    (tmp_path / "gen" / "x.pb.go").write_text("package gen\n")
    (tmp_path / ".ginlint.toml").write_text(text)
    found, out, err = run("config", "check")

    assert (found, err) == (status, "")
    for line, start in zip(out.splitlines(), said, strict=True):
        assert line.startswith(f".ginlint.toml: {start}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignroe = []", "x.toml: unknown key 'ignroe'; did you mean 'ignore'?"),
        ("ignore = ['late-defr']", "x.toml: unknown rule 'late-defr'; did you mean 'late-defer'?"),
        ("[severity]\npol = 'note'", "x.toml: unknown rule 'pol'; did you mean 'pool'?"),
        ("plugins = ['no_such_rules']", "cannot load rules from 'no_such_rules': "),
        ("select = ['pool']\nignore = ['pool']", "x.toml: select and ignore leave no rule to run"),
        (
            "[[resource]]\nacquire = ['a.B']\nwhat = 'b'\nrelease = ['C']\nrule = 'closer-not-close'",
            "x.toml: [[resource]] b: unknown rule 'closer-not-close'; did you mean 'closer-not-closed'?",
        ),
    ],
)
def test_check_of_what_cannot_hold(text: str, message: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(text)
    status, out, err = run("config", "check", "x.toml")

    assert (status, out) == (2, "")
    assert err.startswith(f"ginlint: {message}")


def test_check_without_a_file(run: Run) -> None:
    assert run("config", "check") == (
        2,
        "",
        "ginlint: there is no .ginlint.toml here or above; write one by: ginlint init\n",
    )


def test_schema_is_printed(run: Run) -> None:
    status, out, _ = run("config", "schema")

    assert (status, json.loads(out)) == (0, schema())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ginlint", ""], "config"),
        (["ginlint", "comp"], "completion"),
        (["ginlint", "--fail"], "--fail-on"),
        (["ginlint", "--fail-on", ""], "warning"),
        (["ginlint", "--select", "late"], "late-defer"),
        (["ginlint", "--select", "pool,late"], "pool,late-defer"),
        (["ginlint", "check", "--ignore", "rele"], "release"),
        (["ginlint", "explain", "late"], "late-defer"),
        (["ginlint", "config", ""], "schema"),
        (["ginlint", "completion", "f"], "fish"),
    ],
)
def test_completion(words: list[str], expected: str) -> None:
    environment = {
        "_GINLINT_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "ginlint"], env=environment, capture_output=True, text=True, check=True
    )

    assert f"plain,{expected}" in done.stdout.splitlines()


def test_completion_of_patterns_is_the_shells(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_GINLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "ginlint ./in")
    monkeypatch.setenv("COMP_CWORD", "1")

    with pytest.raises(SystemExit):
        run()

    assert capsys.readouterr().out == "file,./in\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str, run: Run) -> None:
    status, out, _ = run("completion", shell)

    assert status == 0
    assert f"_GINLINT_COMPLETE={shell}_complete" in out
    assert "ginlint" in out
