"""What a rule may ask a package."""

from __future__ import annotations

import os

import pytest

from ginlint.discover import discover
from ginlint.go import calls_in
from ginlint.go.module import NEWEST
from ginlint.go.names import shipped
from ginlint.go.package import Package
from ginlint.go.project import Directory, Project, SourceFile, link
from ginlint.go.syntax import parse
from tests.go.gotext import TESTDATA, call, corpus, function, package, project, read

TEXT = """
import (
	"os"
	str "strings"
)

type conn struct{}

func (*conn) Close() error { return nil }

func b(c *conn, file *os.File) {
	c.Close()
	str.Repeat("", 1)
	defer file.Close()
	go func() { str.Repeat("", 2) }()
	str.
		Repeat("", 3)
	str. /* c */ Repeat("", 4)
}

func a(str *conn) {
	str.Close()
	str.Repeat()
	len("")
}
"""


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["strings.Repeat"], [13, 15, 16, 18]),
        (["os.File.Close"], [14]),
        (["example.com/a.conn.Close"], [12, 22]),
        (["os.File.Close", "strings.Repeat"], [13, 14, 15, 16, 18]),
        (["builtin.len"], [24]),
        (["conn.Close"], []),
        (["Close"], []),
        ([], []),
    ],
)
def test_calls_by_qualified_name_in_source_order(names: list[str], expected: list[int]) -> None:
    found = package(TEXT)
    text = found.files[0].parsed.text

    lines = [text.count(b"\n", 0, one.node.pos) for one in found.calls(*names)]

    assert lines == expected


def test_calls_by_name_are_those_that_a_look_at_every_call_finds() -> None:
    seen = 0
    for number, text in enumerate(corpus()):
        source = SourceFile(f"{number}.go", f"{number}.go", parse(text), NEWEST, speak=True)
        linked = link([Directory("example.com/a", [source])], (shipped.provider,), (shipped.package_name,))
        for one in linked.packages:
            values = [f.value_function(v) for f in one.files for v in f.facts.values if v.position == 0]
            literals = [value for value in values if value.literals]
            every: dict[str, list[int]] = {}
            for found in (c for f in (*one.functions(), *literals) for c in calls_in(f) if c.callee.name):
                every.setdefault(found.callee.name, []).append(found.node.pos)
            for name, wanted in every.items():
                assert sorted(c.node.pos for c in one.calls(name)) == sorted(wanted), (name, text)
                seen += len(wanted)

    assert seen > 500


def test_functions_with_a_kind_of_statement_each_once() -> None:
    found = package("""
func a() { go x(); go y() }
func b() { defer x(); go y() }
func c() { for { } }
func d() { _ = func() { defer x() } }
func e() { c <- 1; select { } }
func g() { }
""")

    assert [f.name for f in found.functions_with("go")] == ["a", "b"]
    assert [f.name for f in found.functions_with("defer")] == ["b", "d"]
    assert [f.name for f in found.functions_with("for", "literal")] == ["c", "d"]
    assert [f.name for f in found.functions_with("send", "select")] == ["e"]
    assert list(found.functions_with()) == []


def test_a_function_is_the_same_object_each_time() -> None:
    found = package("func a() { go x() }")

    assert list(found.functions_with("go")) == list(found.functions())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x, err := g()", ["x", "err", None]),
        ("x, err = g()", ["x", "err", None]),
        ("var x, err = g()", ["x", "err", None]),
        ("x := g()", ["x", None, None]),
        ("_, err := g()", [None, "err", None]),
        ("t.x, err = g()", [None, "err", None]),
        ("g()", [None, None, None]),
        ("h(g())", [None, None, None]),
        ("x, err := g(), h()", [None, None, None]),
        ("if x, err := g(); err != nil {}", ["x", "err", None]),
        ("x, err := h(g())", [None, None, None]),
        ("return g()", [None, None, None]),
    ],
)
def test_the_variable_that_takes_a_result(line: str, expected: list[str | None]) -> None:
    of = function(package(f"func g() (int, error)\nfunc f() {{ var x int; var err error; {line} }}"))
    made = call(of, "g")

    found = [made.result(index) for index in range(3)]

    assert [v.name if v is not None and v.name != "_" else None for v in found] == expected


def test_call_knows_its_function_and_file() -> None:
    of = function(package("func f() { func() { g() }() }"))

    made = call(of, "g")

    assert made.function.name == "f.func1"
    assert made.file.path == "a.go"


def test_a_directory_is_a_package_its_tests_are_another() -> None:
    linked = project(
        {
            "a.go": "package a\nfunc A() {}",
            "a_test.go": "package a\nfunc TestA() { A() }",
            "b_test.go": 'package a_test\nimport "example.com/a"\nfunc TestB() { a.A() }',
        }
    )

    assert [(p.path, p.name, [f.path for f in p.files]) for p in linked.packages] == [
        ("example.com/a", "a", ["a.go", "a_test.go"]),
        ("example.com/a_test", "a_test", ["b_test.go"]),
    ]
    assert [one.callee.name for p in linked.packages for one in p.calls("example.com/a.A")] == [
        "example.com/a.A",
        "example.com/a.A",
    ]


def test_files_that_nobody_builds_are_left_out() -> None:
    linked = project({"a.go": "package a", "tool.go": "//go:build ignore\n\npackage main\nfunc main() {}"})

    assert [f.path for p in linked.packages for f in p.files] == ["a.go"]


@pytest.mark.parametrize("names", [("a_linux.go", "a_windows.go"), ("z_linux.go", "a_windows.go")])
def test_of_two_declarations_that_of_linux_wins(names: tuple[str, str]) -> None:
    first, second = names
    found = project(
        {
            first: "package a\nfunc f() (int8, error) { return 0, nil }",
            second: "package a\nfunc f() int16 { return 0 }",
        }
    ).packages[0]

    assert len(found.files) == 2
    assert str(found.scope.functions["f"].type.results[0]) == "int8"


def test_a_declaration_stands_where_it_stands() -> None:
    found = package("func a() {}\n\nvar x = 1\n\nfunc b() { c() }")
    file = found.files[0]
    text = file.parsed.text

    def at(part: bytes) -> str | None:
        decl = file.declaration_at(text.index(part))
        return decl.name if decl is not None else None

    assert [at(part) for part in (b"package", b"func a", b"{}", b"var", b"func b", b"c()")] == [
        None,
        "a",
        "a",
        None,
        "b",
        "b",
    ]
    assert file.declaration_at(len(text)) is None


def test_what_was_forgotten_comes_back_the_same() -> None:
    found = package(TEXT)
    before = [c.callee.name for f in found.functions() for c in calls_in(f)]

    found.files[0].forget()

    assert [c.callee.name for f in found.functions() for c in calls_in(f)] == before


def test_every_package_of_a_service_answers() -> None:
    workspace = discover(["./..."], cwd=os.path.join(TESTDATA, "projects", "shop"))
    directories = [
        Directory(
            one.import_path or one.dir,
            [
                SourceFile(name, name, parse(read(os.path.join(one.dir, name))), NEWEST, speak=True)
                for name in one.files
            ],
        )
        for one in workspace.packages
    ]
    linked = link(directories, (shipped.provider,), (shipped.package_name,))

    kinds = [c.callee.kind for p in linked.packages for f in p.functions() for c in calls_in(f)]

    assert len(kinds) > 50
    assert kinds.count("unknown") * 10 < len(kinds)


@pytest.mark.parametrize(
    ("path", "origin"),
    [
        ("github.com/a/b/api/v1", "github.com/a/b"),
        ("github.com/a/b", "github.com/a/b"),
        ("example.com/m/api", "example.com/m"),
        ("example.com/m", "example.com/m"),
        ("go.uber.org/zap/zapcore", "go.uber.org/zap"),
        ("shop/api", "shop"),
    ],
)
def test_packages_of_one_repository_have_one_origin(path: str, origin: str) -> None:
    assert Package(path, path.rpartition("/")[2], Project()).origin == origin
