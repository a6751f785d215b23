"""Settings in more than one place: extended files, tables for paths and severities, the environment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main
from ginlint.config import Config, PathRules, load, read
from ginlint.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

LEAKY = """package p

import "net/http"

func status(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a module with the same leak in three directories the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "go.mod").write_text("module example.com/p\n\ngo 1.22\n")
    for name in ("api", "old", "old/kept"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "p.go").write_text(LEAKY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """Return the severity of what is found in each file."""
    capsys.readouterr()
    assert main([*arguments, "--format", "json"]) in {0, 1}
    findings = json.loads(capsys.readouterr().out)["findings"]
    return {finding["location"]["path"]: finding["severity"] for finding in findings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[severity]\nrelease = 'note'", {"api": "note", "old": "note", "old/kept": "note"}),
        (
            "[severity]\nresponse-body-not-closed = 'warning'\nrelease = 'note'",
            {"api": "warning", "old": "warning", "old/kept": "warning"},
        ),
        ("[[per-path]]\npaths = ['old']\nignore = ['release']", {"api": "error"}),
        (
            "[[per-path]]\npaths = ['old/**']\nexcept = ['old/kept/**']\nignore = ['release']",
            {"api": "error", "old/kept": "error"},
        ),
        ("[[per-path]]\npaths = ['old']\nselect = ['lock']", {"api": "error"}),
        (
            "[severity]\nrelease = 'warning'\n[[per-path]]\npaths = ['old']\nseverity = {release = 'note'}",
            {"api": "warning", "old": "note", "old/kept": "note"},
        ),
        (
            """
            [[per-path]]
            paths = ['old']
            severity = {release = 'note'}
            [[per-path]]
            paths = ['kept']
            severity = {release = 'warning'}
            """,
            {"api": "error", "old": "note", "old/kept": "warning"},
        ),
    ],
)
def test_tables(
    text: str, expected: dict[str, str], module: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (module / ".ginlint.toml").write_text(text)

    assert told(capsys) == {f"{folder}/p.go": level for folder, level in expected.items()}


def test_severities_decide_the_exit_code(module: Path) -> None:
    (module / ".ginlint.toml").write_text("fail-on = 'warning'\n[severity]\nrelease = 'note'")

    assert main([]) == 0


def test_paths_are_from_the_file(
    module: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (module / ".ginlint.toml").write_text("[[per-path]]\npaths = ['old/*.go']\nignore = ['release']")
    monkeypatch.chdir(module / "old")

    assert told(capsys) == {"kept/p.go": "error"}


def test_extended_file(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "base.toml").write_text(
        "ignore = ['pool']\njobs = 3\nbaseline = 'b.json'\n"
        "[severity]\npool = 'note'\n[[per-path]]\npaths = ['a']\nignore = ['lock']\n"
        "[[resource]]\nacquire = ['x.Y']\nwhat = 'y'\nrelease = ['Z']\n"
    )
    (tmp_path / ".ginlint.toml").write_text(
        "extend = 'team/base.toml'\njobs = 2\n"
        "[severity]\npool = 'error'\n[[per-path]]\npaths = ['b']\nselect = ['lock']\n"
    )
    config = load(str(tmp_path))

    assert (config.ignore, config.jobs) == (("pool",), 2)
    assert config.baseline == str(tmp_path / "team" / "b.json")
    assert config.severity == (("pool", "note"), ("pool", "error"))
    assert config.per_path == (PathRules(("a",), ignore=("lock",)), PathRules(("b",), select=("lock",)))
    assert [resource.what for resource in config.resources] == ["y"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extend = 'b.toml'", "cannot read b.toml: No such file or directory; a.toml extends it"),
        ("extend = 'a.toml'", "a.toml extends a.toml: that has no end; remove one 'extend'"),
        ("extend = 1", "a.toml: 'extend' must be the path of a file, such as extend = "),
        ("severity = 1", "a.toml: [severity] must be a table of rules and levels, such as: late-defer"),
        (
            "[severity]\npool = 'off'",
            "a.toml: [severity]: 'pool' must be one of error, warning, note; to leave a rule out, use ignore",
        ),
        ("[per-path]\npaths = ['x']", "a.toml: 'per-path' must be written as tables: [[per-path]]"),
        ("[[per-path]]\nignore = ['x']", "a.toml: [[per-path]] 1: 'paths' is missing; add paths = "),
        ("[[per-path]]\npaths = ['x']", "a.toml: [[per-path]] 1: it changes nothing; add ignore = "),
        ("[[per-path]]\npath = ['x']", "a.toml: [[per-path]] 1: unknown key 'path'; did you mean 'paths'?"),
    ],
)
def test_mistakes(text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.toml").write_text(text)

    with pytest.raises(ConfigError) as caught:
        read("a.toml")

    assert str(caught.value).startswith(message)


def test_mistake_in_an_extended_file_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.toml").write_text("extend = 'b.toml'")
    (tmp_path / "b.toml").write_text("x = 1")

    with pytest.raises(ConfigError, match=r"^b\.toml: unknown key 'x'; the keys are "):
        read("a.toml")


def test_circle_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    (tmp_path / "a.toml").write_text("extend = 'x/b.toml'")
    (tmp_path / "x" / "b.toml").write_text("extend = '../c.toml'")
    (tmp_path / "c.toml").write_text("extend = 'x/b.toml'")

    with pytest.raises(ConfigError) as caught:
        read("a.toml")

    assert str(caught.value) == (
        "x/b.toml extends x/../c.toml extends x/../x/b.toml: that has no end; remove one 'extend'"
    )


@pytest.mark.parametrize(
    "text",
    ["[severity]\nlate-defr = 'note'", "[[per-path]]\npaths = ['x']\nignore = ['late-defr']"],
)
def test_unknown_rules_in_tables(text: str, module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (module / ".ginlint.toml").write_text(text)

    assert main([]) == 2
    assert capsys.readouterr().err == "ginlint: unknown rule 'late-defr'; did you mean 'late-defer'?\n"


def test_environment_goes_between_file_and_options(
    module: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (module / ".ginlint.toml").write_text("ignore = ['release']")
    assert told(capsys) == {}

    monkeypatch.setenv("GINLINT_IGNORE", "pool, lock")
    assert set(told(capsys)) == {"api/p.go", "old/p.go", "old/kept/p.go"}
    assert told(capsys, "--ignore", "release") == {}

    monkeypatch.setenv("GINLINT_EXCLUDE", "old")
    monkeypatch.setenv("GINLINT_PEDANTIC", "true")
    monkeypatch.setenv("GINLINT_FAIL_ON", "never")
    assert main(["--format", "concise"]) == 0
    assert capsys.readouterr().out.startswith("api/p.go:6:")

    monkeypatch.setenv("GINLINT_CONFIG", "other.toml")
    (module / "other.toml").write_text("exclude = ['api']")
    monkeypatch.delenv("GINLINT_EXCLUDE")
    assert set(told(capsys)) == {"old/p.go", "old/kept/p.go"}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("GINLINT_PEDANTIC", "maybe", "GINLINT_PEDANTIC: 'pedantic' must be true or false"),
        ("GINLINT_JOBS", "-1", "GINLINT_JOBS: 'jobs' must be a whole number, 0 or more"),
        ("GINLINT_FAIL_ON", "info", "GINLINT_FAIL_ON: 'fail-on' must be one of error, warning, note, never"),
        ("GINLINT_SELECT", "late-defr", "unknown rule 'late-defr'; did you mean 'late-defer'?"),
    ],
)
def test_mistake_in_the_environment(
    name: str, value: str, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)

    assert main(["--isolated"]) == 2
    assert capsys.readouterr().err.startswith(f"ginlint: {message}")


def test_one_setting_of_a_file_on_the_command_line(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (module / ".ginlint.toml").write_text("exclude = ['old']")

    assert told(capsys, "--config", "severity.release=note") == {"api/p.go": "note"}
    assert told(capsys, "--config", "exclude = ['api']", "--config", "severity.release='warning'") == {
        "old/p.go": "warning",
        "old/kept/p.go": "warning",
    }
    (module / "x.toml").write_text("ignore = ['release']")
    assert told(capsys, "--config", "x.toml") == {}
    assert told(capsys, "--config", "x.toml", "--config", "ignore=[]") == {
        f"{folder}/p.go": "error" for folder in ("api", "old", "old/kept")
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail-on=info", "--config: 'fail-on' must be one of error, warning, note, never"),
        ("fail_on=note", "--config: unknown key 'fail_on'; did you mean 'fail-on'?"),
        ("a b=c", "--config a b=c is no setting; write it as in the file: --config 'ignore = [\"pool\"]'"),
        ("extend=x.toml", "--config extend=…: name the file itself, --config FILE"),
        ("severity.pol=note", "unknown rule 'pol'; did you mean 'pool'?"),
    ],
)
def test_mistake_in_a_setting_on_the_command_line(
    text: str, message: str, module: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", text]) == 2
    assert capsys.readouterr().err.startswith(f"ginlint: {message}")
    assert module


def test_two_files_on_the_command_line(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", "a.toml", "--config", "b.toml"]) == 2
    assert capsys.readouterr().err == (
        "ginlint: --config names several files: a.toml, b.toml; let one extend the other\n"
    )
    assert module


def test_require_reason(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waived = LEAKY.replace("http.Get(url)", "http.Get(url) //ginlint:ignore release")
    for name in ("api", "old", "old/kept"):
        (module / name / "p.go").write_text(waived)

    assert told(capsys) == {}
    assert told(capsys, "--require-reason", "api/p.go") == {"api/p.go": "note"}
    assert told(capsys, "--require-reason", "--select", "release", "api/p.go") == {"api/p.go": "note"}


def test_no_settings_are_the_default(tmp_path: Path) -> None:
    assert load(str(tmp_path)) == Config()
