"""Baselines: what is known stays known while code moves, and what is new is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ginlint.baseline import Entry, read, write
from ginlint.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

HEAD = 'package p\n\nimport "net/http"\n\n'
NAME = ".ginlint-baseline.json"


def leak(name: str, url: str = "url") -> str:
    return (
        f"func {name}(url string) int {{\n\tresp, err := http.Get({url})\n"
        "\tif err != nil {\n\t\treturn 0\n\t}\n\treturn resp.StatusCode\n}\n\n"
    )


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a module with two leaks and a baseline of both the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "go.mod").write_text("module example.com/service\n\ngo 1.22\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.go").write_text(HEAD + leak("one"))
    (tmp_path / "p.go").write_text(HEAD + leak("two"))
    monkeypatch.chdir(tmp_path)
    assert main(["baseline"]) == 0
    return tmp_path


def told(run: Run, *arguments: str) -> list[str]:
    """Return the functions that are still reported with the baseline; nothing goes to standard error."""
    status, out, err = run("--baseline", "--format", "json", *arguments)
    functions = [finding["function"] for finding in json.loads(out)["findings"]]
    assert (status, err) == (int(bool(functions)), "")
    return functions


def test_file_is_sorted_and_knows_no_lines(service: Path, run: Run) -> None:
    text = (service / NAME).read_text()
    table = json.loads(text)

    assert [(item["path"], item["function"]) for item in table["findings"]] == [
        ("a/a.go", "one"),
        ("p.go", "two"),
    ]
    assert len(text.splitlines()) == 4
    assert set(table["findings"][0]) == {
        "path",
        "rule",
        "function",
        "resource",
        "fingerprint",
        "package",
        "line",
    }

    (service / "p.go").write_text("// Moved down.\n\n" + HEAD + leak("two"))

    assert run("baseline") == (0, "", f"Wrote 2 findings to {NAME}.\n")
    assert (service / NAME).read_text() == text


def test_known_findings_are_left_out(service: Path, run: Run) -> None:
    assert told(run) == []
    assert run("--baseline")[1] == (
        "Nothing new leaks as far as ginlint can see: 2 files of 2 packages analysed, 2 in the baseline.\n"
    )
    assert run("--format", "concise")[0] == 1
    assert service


@pytest.mark.parametrize(
    "code",
    [
        f"// Above.\n{HEAD}var above int\n\n{leak('two')}",
        HEAD + leak("two", url='url + "?"'),
        HEAD + leak("renamed"),
        HEAD + leak("two").replace("\t", "    "),
    ],
    ids=["moved", "edited line", "renamed function", "indented anew"],
)
def test_what_is_known_stays_known(code: str, service: Path, run: Run) -> None:
    (service / "p.go").write_text(code)

    assert told(run) == []


def test_function_literals_above_change_nothing(service: Path, run: Run) -> None:
    literal = '\tgo func(url string) int {\n%s\t}("x")\n'
    body = leak("two").partition("{\n")[2].rpartition("}")[0]
    code = HEAD + "func f() {\n%s" + literal % body + "}\n"
    (service / "p.go").write_text(code % "")
    run("baseline")
    (service / "p.go").write_text(
        (code % "\tgo func() {}()\n").replace("http.Get(url)", 'http.Get("now " + url)')
    )

    assert told(run) == []


def test_moved_to_another_file_and_package(service: Path, run: Run) -> None:
    (service / "p.go").rename(service / "q.go")
    assert told(run) == []

    (service / "b").mkdir()
    (service / "q.go").rename(service / "b" / "q.go")
    assert told(run) == []


def test_moved_to_a_method_of_another_package(service: Path, run: Run) -> None:
    (service / "p.go").unlink()
    (service / "b").mkdir()
    method = leak("two").replace("func two", "func (T) Two")
    (service / "b" / "b.go").write_text(f"{HEAD}type T struct{{}}\n\n{method}")

    assert told(run) == []


def test_new_findings_are_told(service: Path, run: Run) -> None:
    (service / "p.go").write_text(HEAD + leak("zero") + leak("two"))
    assert told(run) == ["zero"]


def test_second_leak_of_the_same_kind_in_a_function_is_new(service: Path, run: Run) -> None:
    again = '\t{\n\t\tresp, err := http.Get("again")\n\t\tprintln(resp, err)\n\t}\n'
    body = leak("two").replace("\treturn resp", again + "\treturn resp")
    (service / "p.go").write_text(HEAD + body)
    status, out, _ = run("--baseline", "--format", "json", "--select", "response-body-not-closed")

    assert (status, [finding["location"]["start"]["line"] for finding in json.loads(out)["findings"]]) == (
        1,
        [11],
    )


def test_stale_entries_are_told_and_pruned(service: Path, run: Run) -> None:
    (service / "p.go").write_text(HEAD + leak("zero", '"0"') + leak("three", '"3"'))
    (service / "a" / "a.go").unlink()
    status, out, err = run("--baseline", "--format", "concise")

    assert (status, out.count("\n")) == (1, 2)
    assert err == f"ginlint: 2 entries of {NAME} found no more; ginlint baseline --prune removes them\n"
    assert run("baseline", "--prune") == (0, "", f"Removed 2 of 2 findings from {NAME}.\n")
    assert (service / NAME).read_text() == '{"version": 1, "findings": []}\n'
    assert run("baseline", "--prune") == (0, "", f"Removed 0 of 0 findings from {NAME}.\n")


def test_what_a_run_did_not_look_for_is_not_stale(service: Path, run: Run) -> None:
    (service / "p.go").write_text("package p\n")
    before = (service / NAME).read_text()

    for arguments in (["./a"], ["--select", "late-defer"], ["a/a.go"], ["--exclude", "p.go"]):
        assert run("--baseline", "--format", "concise", *arguments) == (0, "", ""), arguments
        assert run("baseline", *arguments)[0] == 0
        assert run("baseline", "--prune", *arguments)[0] == 0
        assert (service / NAME).read_text() == before, arguments


def test_copy_of_a_known_leak_is_new_even_if_the_original_is_not_looked_at(service: Path, run: Run) -> None:
    (service / "b").mkdir()
    (service / "b" / "b.go").write_text(HEAD + leak("one"))

    assert told(run, "./b") == ["one"]
    assert told(run, "b/b.go") == ["one"]
    assert told(run) == ["one"]


def test_share_of_a_run_says_nothing_of_stale_entries(service: Path, run: Run) -> None:
    (service / "p.go").write_text("package p\n")

    for share in ("1/2", "2/2"):
        assert run("--baseline", "--shard", share, "--format", "concise") == (0, "", "")
    assert run("--affected", "--shard", "1/2")[2].startswith("ginlint: --affected compares whole runs")


def test_low_confidence_is_not_stale_without_pedantic(service: Path, run: Run) -> None:
    write(NAME, [*read(NAME), Entry("p.go", "late-defer", "two", confidence="low")])

    assert told(run) == []
    assert run("--baseline", "--pedantic", "--format", "concise")[2].startswith(f"ginlint: 1 entry of {NAME}")
    assert service


def test_setting_is_a_path_from_its_file(service: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (service / ".ginlint.toml").write_text(f'baseline = "{NAME}"')
    monkeypatch.chdir(service / "a")

    assert run("--format", "concise") == (0, "", "")
    assert run("--format", "concise", "--no-baseline")[0] == 1
    assert run("baseline")[2] == f"Wrote 2 findings to {service}/{NAME}.\n"


def test_named_file(service: Path, run: Run) -> None:
    (service / NAME).rename(service / "known.json")

    assert run("--baseline", "known.json", "--format", "concise") == (0, "", "")
    assert run("--baseline", "known.json", "p.go", "--format", "concise") == (0, "", "")
    assert run("--baseline=known.json", "--format", "concise") == (0, "", "")
    assert run("baseline", "--output", "other.json")[0] == 0
    assert (service / "other.json").read_text() == (service / "known.json").read_text()


def test_package_without_a_module_names_no_machine(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.go").write_text(HEAD + leak("one"))
    monkeypatch.chdir(tmp_path)
    run("baseline", ".")

    assert [entry.package for entry in read(NAME)] == ["."]
    here = (tmp_path / NAME).read_text()
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    (tmp_path / "other" / "a.go").write_text(HEAD + leak("one"))
    run("baseline", ".")
    assert (tmp_path / "other" / NAME).read_text() == here


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "there is no baseline b.json; write it by: ginlint baseline"),
        ("{", "b.json is no baseline: "),
        ("[]", "b.json is no baseline: it has no list of findings; write it anew by: ginlint baseline"),
        ('{"findings": [{"rule": "x"}]}', "b.json is no baseline: it has no list of findings"),
        (
            '{"version": 2, "findings": []}',
            "b.json was written by a newer ginlint (version 2); update this one",
        ),
        ('<<<<<<< HEAD\n{"version": 1}', "b.json is no baseline: "),
    ],
)
def test_mistakes(text: str | None, message: str, service: Path, run: Run) -> None:
    if text is not None:
        (service / "b.json").write_text(text)
    status, out, err = run("--baseline", "b.json")

    assert (status, out) == (2, "")
    assert err.startswith(f"ginlint: {message}")
    assert err.count("\n") == 1
