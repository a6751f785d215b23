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


def application(tmp_path: Path, *, program: bool = True, unused: int = 1, folder: str = "old") -> list[str]:
    """Return the files in which something is told, of a service with a package that nothing imports."""
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    names = [f"part{number}" for number in range(12)]
    imports = "".join(f'import "example.com/m/{name}"\n' for name in names)
    uses = "".join(f"\t{name}.Use()\n" for name in names)
    main = f"package {'main' if program else 'all'}\n\n{imports}\nfunc main() {{\n{uses}}}\n"
    (tmp_path / "main.go").write_text(main)
    left = [folder, *(f"more{number}" for number in range(unused - 1))]
    for name in (*names, *left):
        (tmp_path / name).mkdir()
        others = "".join(f"func _{number}() {{}}\n\n" for number in range(6))
        opening = OPENING.format(name="Open()") if name in left else OPENING.format(name="Use()")
        (tmp_path / name / "it.go").write_text(f'package {name}\n\nimport "os"\n\n{opening}{others}')
    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings
    return [finding.at.path for finding in found if not finding.at.path.startswith(("part", "more"))]


def test_a_package_of_an_application_that_nothing_imports_is_left_out(tmp_path: Path) -> None:
    assert application(tmp_path) == []


@pytest.mark.parametrize("how", [{"program": False}, {"unused": 5}, {"folder": "sdk"}])
def test_a_package_that_others_may_import_is_told(tmp_path: Path, how: dict[str, object]) -> None:
    assert application(tmp_path, **how) == [f"{how.get('folder', 'old')}/it.go"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("used", "left"), [(False, True), (True, False)])
def test_what_an_application_exports_for_nobody_is_left_over(
    tmp_path: Path, *, used: bool, left: bool
) -> None:
    application(tmp_path)
    more = "".join(f"func Part{number}() {{}}\n\n" for number in range(8))
    calls = "".join(f"\tPart{number}()\n" for number in range(8)) + ("\t_ = Unveil\n" if used else "")
    part = f"{OPENING.format(name='Unveil()')}{more}func Use() {{\n{calls}}}\n"
    (tmp_path / "part1" / "it.go").write_text(f'package part1\n\nimport "os"\n\n{part}')
    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings
    assert ("part1/it.go" not in {finding.at.path for finding in found}) is left


def test_a_function_that_has_the_name_of_what_it_calls_uses_it(tmp_path: Path) -> None:
    application(tmp_path)
    more = "".join(f"func Part{number}() {{}}\n\n" for number in range(8))
    calls = "".join(f"\tPart{number}()\n" for number in range(8))
    part = f"{OPENING.format(name='Unveil()')}{more}func Use() {{\n{calls}}}\n"
    (tmp_path / "part1" / "it.go").write_text(f'package part1\n\nimport "os"\n\n{part}')
    other = 'package part2\n\nimport "example.com/m/part1"\n\nfunc Unveil() { part1.Unveil() }\n\n'
    (tmp_path / "part2" / "it.go").write_text(f"{other}func Use() {{\n\tfor {{\n\t\tUnveil()\n\t}}\n}}\n")
    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings
    assert "part1/it.go" in {finding.at.path for finding in found}


def test_a_method_that_has_the_name_of_what_it_calls_uses_it(tmp_path: Path) -> None:
    application(tmp_path)
    more = "".join(f"func Part{number}() {{}}\n\n" for number in range(8))
    calls = "".join(f"\tPart{number}()\n" for number in range(8))
    method = "type Box struct{}\n\nfunc (Box) Unveil() { Unveil() }\n\n"
    part = f"{OPENING.format(name='Unveil()')}{method}{more}func Use() {{\n{calls}}}\n"
    (tmp_path / "part1" / "it.go").write_text(f'package part1\n\nimport "os"\n\n{part}')
    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings
    assert "part1/it.go" in {finding.at.path for finding in found}


@pytest.mark.parametrize(
    ("decl", "user", "left"),
    [
        ("func Ask()", "net.Ask()", True),  # of another package
        ("func Ask()", "part1.Ask()", False),
        ("func Ask()", "f := part1.Ask; f()", False),
        ("func Ask()", "println(net.Ask)", True),
        ("func (T) Ask()", "var o Other; o.Ask()", False),  # of an interface that is not here, perhaps
        ("func (T) Ask()", "var t part1.T; t.Ask()", False),
        ("func (T) Ask()", "", False),  # for an interface that is not here, perhaps
    ],
)
def test_in_an_application_calls_of_others_by_the_name_do_not_count(
    tmp_path: Path, decl: str, user: str, *, left: bool
) -> None:
    application(tmp_path)
    opening = OPENING.format(name="X()").replace("func X()", decl)
    (tmp_path / "part1" / "it.go").write_text(
        f'package part1\n\nimport "os"\n\ntype T struct{{}}\n\n{opening}\nfunc Use() {{}}\n'
    )
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "net.go").write_text("package net\n\nfunc Ask() {}\n")
    (tmp_path / "part2" / "it.go").write_text(
        'package part2\n\nimport (\n\t"net/http"\n\n\t"example.com/m/net"\n\t"example.com/m/part1"\n)\n\n'
        "type Other struct{}\n\nfunc (Other) Ask() {}\n\n"
        "type Asker interface{ Ask() }\n\ntype Several interface{ Ask(); Answer() }\n\n"
        f"func serve(http.ResponseWriter, *http.Request) {{\n\tnet.Ask()\n\tpart1.Use()\n\t{user}\n}}\n\n"
        'func Use() { http.HandleFunc("/", serve) }\n'
    )
    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings
    assert ("part1/it.go" not in {finding.at.path for finding in found}) is left


@pytest.mark.parametrize(("given", "said"), [("_ = ", False), ("run := ", True), ("run(0, ", True)])
def test_nobody_calls_a_literal_without_a_name(tmp_path: Path, given: str, *, said: bool) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    literal = 'func() {\n\t\tf, err := os.Open("x")\n\t\tif err == nil {\n\t\t\tprintln(f.Name())\n\t\t}\n\t}'
    close = ")" if given.startswith("run(") else ""
    use = "\n\tgo run()" if ":=" in given else ""
    code = f'package work\n\nimport "os"\n\nfunc Show() {{\n\t{given}{literal}{close}{use}\n}}\n'
    (tmp_path / "work.go").write_text(code + "\nfunc run(n int, f func()) { go f() }\n")

    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings

    assert bool(found) == said


def test_calls_of_another_function_of_that_name_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    for name in ("a", "b", "c", "d", "e"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.go").write_text(f"package {name}\n\nfunc Show() {{}}\n\n{USED}")
    (tmp_path / "work").mkdir()
    opening = OPENING.format(name="Show()")
    code = CODE.format(package="work", opening=opening, used=USED, calls=CALLS, more="")
    (tmp_path / "work" / "work.go").write_text(code)
    imports = "".join(f'\t"example.com/m/{name}"\n' for name in ("a", "b", "c", "d", "e", "work"))
    calls = "".join(f"\t{name}.Show()\n" for name in ("a", "b", "c", "d", "e"))
    main = f"package main\n\nimport (\n{imports})\n\nfunc main() {{\n\twork.Run()\n{calls}}}\n"
    (tmp_path / "main.go").write_text(main)

    assert run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings == ()

    (tmp_path / "main.go").write_text(main.replace("work.Run()", "work.Run()\n\tfor {\n\t\twork.Show()\n\t}"))
    assert len(run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings) == 1
