"""The command line: what it runs, prints and answers with its exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ginlint import __version__
from ginlint.output import FORMATS
from tests.plugged import CLEAN, CRASH, LEAK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"ginlint {__version__}\n", "")


def test_version_beside_other_options(run: Run) -> None:
    assert run("--version", "--version") == (0, f"ginlint {__version__}\n", "")


def test_module_can_be_run() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ginlint", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout == f"ginlint {__version__}\n"


def test_import_loads_nothing_heavy() -> None:
    code = "import sys, ginlint.cli, ginlint.cli.commands; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    rooms = {name for name in done.stdout.split() if name.startswith("ginlint.")}

    assert loaded.isdisjoint({"sarif_om", "sqlite3", "multiprocessing", "tree_sitter", "tomllib", "rich"})
    assert rooms == {
        "ginlint.cli",
        "ginlint.cli.commands",
        "ginlint.cli.options",
        "ginlint.cli.scope",
        "ginlint.cli.setup",
        "ginlint.cli.words",
        "ginlint.config",
        "ginlint.config.files",
        "ginlint.config.options",
        "ginlint.config.selection",
        "ginlint.config.tables",
        "ginlint.config.words",
        "ginlint.errors",
        "ginlint.record",
    }


def test_version_does_without_click() -> None:
    code = "import sys; from ginlint.cli import main; main(['--version']); assert 'click' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


@pytest.mark.usefixtures("module")
@pytest.mark.parametrize("arguments", [(), ("./...",), ("check",), ("check", "./..."), (".",), ("p.go",)])
def test_clean_module(arguments: tuple[str, ...], run: Run) -> None:
    assert run(*arguments, "--format", "concise")[:2] == (0, "")


@pytest.mark.parametrize("arguments", [(), ("./...",), ("check", "./..."), ("example.com/service",)])
def test_finding(arguments: tuple[str, ...], module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)
    status, out, err = run(*arguments, "--format", "concise")

    assert (status, err) == (1, "")
    assert out == "p.go:3:6: named-leak `leak` leaks\n"


def test_options_may_come_first(module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)

    assert run("--format", "concise", "./...")[:2] == (1, "p.go:3:6: named-leak `leak` leaks\n")


def test_text_is_the_default(module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)
    status, out, _ = run("--color", "never")

    assert status == 1
    assert "`leak` leaks" in out
    assert "func leak() {" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ((), {}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "0"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_color(
    arguments: tuple[str, ...],
    environment: dict[str, str],
    colored: bool,
    module: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (module / "p.go").write_text(LEAK)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert ("\x1b[" in run(*arguments)[1]) is colored


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--fail-on", "note"), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "naming"), 0),
        (("--ignore", "named-drip"), 0),
        (("--select", "naming"), 1),
        (("--select", "naming,named-leak"), 1),
        (("--isolated",), 0),
        (("--exclude", "p.go"), 0),
        (("--jobs", "1"), 1),
        (("--go", "1.21"), 1),
        (("--no-progress",), 1),
    ],
)
def test_exit_code(arguments: tuple[str, ...], expected: int, module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)
    status, out, _ = run(*arguments)

    assert status == expected
    assert ("`leak` leaks" in out) is not bool({"--ignore", "--isolated", "--exclude"} & {*arguments})


def test_waived_finding(module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK.replace("{", "{ //ginlint:ignore named-leak -- a test", 1))

    assert run("--format", "concise")[:2] == (0, "")


def test_crashing_rule_is_a_failure(module: Path, run: Run) -> None:
    (module / "p.go").write_text(CRASH)
    (module / "q").mkdir()
    (module / "q" / "q.go").write_text(LEAK)
    status, out, err = run("--format", "concise", "--exit-zero")

    assert status == 2
    assert out == "q/q.go:3:6: named-leak `leak` leaks\n"
    assert "ginlint: named-leak crashed on " in err
    assert "Traceback" not in err
    assert "RuntimeError: boom" in run("--format", "concise", "-v")[2]

    (module / "q" / "q.go").write_text(CRASH)
    crash = [line for line in run("--format", "concise")[2].splitlines() if "crashed" in line]
    assert len(crash) == 1
    assert crash[0].endswith(" and 1 other package; -v shows where")


def test_crashing_rule_in_text(module: Path, run: Run) -> None:
    (module / "p.go").write_text(CRASH)
    status, out, err = run()

    assert (status, err) == (2, "")
    assert "named-leak crashed on" in out


def test_several_formats_at_once(module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)
    status, out, _ = run("--format", "concise", "--format", "sarif:out.sarif", "--format", "json:out.json")

    assert (status, out) == (1, "p.go:3:6: named-leak `leak` leaks\n")
    log = json.loads((module / "out.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"].split("/")[-1] for result in log["runs"][0]["results"]] == ["named-leak"]
    assert json.loads((module / "out.json").read_text(encoding="utf-8"))


def test_output_file(module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)

    assert run("--format", "concise", "--output", "out.txt") == (1, "", "")
    assert (module / "out.txt").read_text() == "p.go:3:6: named-leak `leak` leaks\n"


@pytest.mark.parametrize("format_name", ["json", "sarif"])
def test_standard_output_is_for_the_machine_alone(format_name: str, module: Path, run: Run) -> None:
    (module / "p.go").write_text(LEAK)
    status, out, err = run("--format", format_name)

    assert (status, err) == (1, "")
    assert json.loads(out)


def test_standard_input(module: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LEAK.encode())))

    assert run("--stdin-filename", "p.go", "--format", "concise")[:2] == (
        1,
        "p.go:3:6: named-leak `leak` leaks\n",
    )
    assert (module / "p.go").read_text() == CLEAN


@pytest.mark.usefixtures("module")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "txt"), f"unknown format 'txt'; the formats are {', '.join(FORMATS)}"),
        (("--format", "json:"), "--format json: names no file; write --format json:FILE"),
        (
            ("--format", "text", "--format", "json"),
            "text and json would mix on standard output; give all but one a file: --format json:FILE",
        ),
        (
            ("--format", "json:x", "--output", "y"),
            "--output has nothing to write: every --format names its own file",
        ),
        (("--output", "no/such/dir"), "cannot write no/such/dir: No such file or directory"),
        (("--select", "named-leek"), "unknown rule 'named-leek'; did you mean 'named-leak'?"),
        (("--go", "x"), "command line: 'go' must be a Go version, such as go = \"1.22\""),
        (("--jobs", "-1"), "command line: 'jobs' must be a whole number, 0 or more, such as jobs = 2"),
        (("--config", "no.toml"), "cannot read no.toml: No such file or directory; check --config"),
        (("explian", "x"), "no command and no directory is called 'explian'; did you mean 'explain'?"),
        (("explain", "named-leek"), "there is no rule 'named-leek'; did you mean 'named-leak'?"),
        (("explain", "xyzzy"), "there is no rule 'xyzzy'; ginlint rules lists them all"),
        (("explain",), "Missing argument 'RULE'."),
    ],
)
def test_mistake_is_one_sentence(arguments: tuple[str, ...], message: str, run: Run) -> None:
    assert run(*arguments) == (2, "", f"ginlint: {message}\n")


@pytest.mark.usefixtures("module")
@pytest.mark.parametrize(
    "arguments", [("--fromat", "text"), ("check", "--fromat", "text"), ("--fail-on", "info")]
)
def test_misspelt_option(arguments: tuple[str, ...], run: Run) -> None:
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert err.startswith("ginlint: ")
    assert err.count("\n") == 1


def test_missing_directory(run: Run, module: Path) -> None:
    status, out, err = run("./nowhere")

    assert (status, out) == (2, "")
    assert err.startswith("ginlint: ")
    assert "nowhere" in err
    assert str(module) not in err


def test_missing_plugin(module: Path, run: Run) -> None:
    (module / ".ginlint.toml").write_text("plugins = ['no_such_rules']")
    status, _, err = run("rules")

    assert status == 2
    assert err.startswith("ginlint: cannot load rules from 'no_such_rules': ")


def test_bug_is_told_without_traceback(module: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("ginlint.check.run", crash)
    status, out, err = run("./...")

    assert (status, out) == (2, "")
    assert err == (
        "ginlint: this is a bug in ginlint (RuntimeError: boom); "
        "please report it with the output of the same run with -v\n"
    )
    assert "Traceback" in run("./...", "-v")[2]
    assert module


def test_interrupt(module: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ginlint.check.run", interrupt)

    assert run("./...") == (130, "", "\n")
    assert module


def test_reader_that_leaves_early_changes_nothing_else(module: Path) -> None:
    for number in range(300):
        (module / f"p{number}.go").write_text(LEAK)
    environment = {**os.environ, "PYTHONPATH": str(module.parent / "plugins")}
    command = [sys.executable, "-m", "ginlint", "--format", "json", "--fail-on", "error"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()

        assert process.stderr.read() == b""
        assert process.wait() == 0
