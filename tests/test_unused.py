"""What nothing uses is told on demand only, where that is the exception in its package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover

if TYPE_CHECKING:
    from pathlib import Path

RULES = [rule for rule in registry.load_all() if rule.name == "file-not-closed"]
USED = "".join(f"func used{number}() {{}}\n\n" for number in range(10))
CALLS = "".join(f"\tused{number}()\n" for number in range(10))
OPENING = 'func {name} {{\n\tf, err := os.Open("x")\n\tif err == nil {{\n\t\tprintln(f.Name())\n\t}}\n}}\n\n'
CODE = 'package {package}\n\nimport "os"\n\n{opening}{used}func Run() {{\n{calls}}}\n{more}'


def told(
    tmp_path: Path, *, package: str = "work", name: str = "open()", more: str = "", few: bool = False
) -> bool:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    code = CODE.format(
        package=package,
        opening=OPENING.format(name=name),
        used="" if few else USED,
        calls="" if few else CALLS,
        more=more,
    )
    (tmp_path / "work.go").write_text(code)
    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings
    return bool(found)


@pytest.mark.parametrize("name", ["open()", "(w worker) open()"])
@pytest.mark.parametrize("package", ["work", "main"])
def test_what_nothing_names_is_left_over(tmp_path: Path, package: str, name: str) -> None:
    more = "\ntype worker struct{}\n\n// open is not used: open()\n\nfunc main() { Run() }\n"
    assert not told(tmp_path, package=package, name=name, more=more)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("open()", "\nfunc start() { open() }\n\nvar run = start\n"),
        ("open()", "\ntype server struct{}\n\nfunc (server) Serve() { open() }\n"),
        ("open()", "\nvar handler = open\n"),
        ("open()", "\n//export open\n"),
        ("(w worker) Show()", "\ntype worker struct{}\n"),
        ("Show()", ""),
        ("open()", "\nfunc Start() { open() }\n"),
        ("(w worker) open()", "\ntype worker struct{}\n\ntype opener interface{ open() }\n"),
    ],
)
def test_what_may_be_used_is_told(tmp_path: Path, name: str, more: str) -> None:
    assert told(tmp_path, name=name, more=more)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("open()", "\nfunc start() { open() }\n"),
        ("open()", "\nfunc start() { begin() }\n\nfunc begin() { open() }\n"),
    ],
)
def test_what_only_left_over_functions_call_is_left_over_too(tmp_path: Path, name: str, more: str) -> None:
    assert not told(tmp_path, name=name, more=more)


def test_a_call_in_a_test_is_no_use(tmp_path: Path) -> None:
    (tmp_path / "work_test.go").write_text("package work\n\nfunc check() { open() }\n")
    assert not told(tmp_path)


@pytest.mark.parametrize(("program", "left"), [(True, True), (False, False)])
def test_what_a_program_has_for_tests_alone_is_left_over(
    tmp_path: Path, *, program: bool, left: bool
) -> None:
    (tmp_path / "work_test.go").write_text("package work\n\nfunc check() { Show() }\n")
    if program:
        (tmp_path / "cmd").mkdir()
        (tmp_path / "cmd" / "main.go").write_text(
            'package main\n\nimport "example.com/m"\n\nfunc main() { work.Run() }\n'
        )
    assert told(tmp_path, name="Show()") is not left


def test_where_much_is_unused_all_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, few=True)
    unused = "".join(f"\nfunc unused{number}() {{}}\n" for number in range(4))
    assert told(tmp_path, more=unused)
