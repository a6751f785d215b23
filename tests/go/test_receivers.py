"""Methods that the text around a call tells: never others than the body would."""

from __future__ import annotations

import os

import pytest

from ginlint.go.call import calls_in, last_name, name_offset
from ginlint.go.names import shipped
from ginlint.go.project import Directory, Project, SourceFile, link
from ginlint.go.receivers import method_at
from ginlint.go.syntax import ast, parse

CASES = os.path.join(os.path.dirname(__file__), "..", "..", "testdata", "rules")
HEAD = """package a
import ("database/sql"; "net/http"; "os")
var db *sql.DB
type store struct{ inner *sql.DB; all []*sql.DB }
func open() (*sql.DB, error) { return nil, nil }
func mine() *store { return nil }
"""


def _project(text: bytes) -> Project:
    source = SourceFile("a.go", "a.go", parse(text), (1, 22), speak=True)
    return link([Directory("example.com/a", [source])], (shipped.provider,), (shipped.package_name,))


def _told(body: str) -> str | None:
    """Return the method that the text tells of the call of Query in `body`; None if nothing."""
    text = HEAD.encode() + body.encode()
    file = _project(text).packages[0].files[0]
    found = method_at(file, text.rindex(b"Query"), "Query")
    return found.name if found is not None else None


@pytest.mark.parametrize(
    "body",
    [
        "func f() { db.Query(q) }",
        "func f(x *sql.DB) { x.Query(q) }",
        "func (s *store) f() { s.inner.Query(q) }",
        "func f() { mine().inner.Query(q) }",
        'func f() { mine().all[len("]")].Query(q) }',
        "func f() { x := db\n x.Query(q) }",
        "func f() { x, err := open()\n if err != nil { return }\n x.Query(q) }",
        "func f() { if x, err := open(); err == nil { x.Query(q) } }",
        "func f() { n, x := both()\n x.Query(q) }\nfunc both() (int, *sql.DB) { return 0, nil }",
        "func f() { x := mine().all[1]\n x.Query(q) }",
        "func f() { var x *sql.DB\n x.Query(q) }",
        "func f() { run(func(x *sql.DB) { x.Query(q) }) }",
        "func f(v any) { x := v.(*sql.DB)\n x.Query(q) }",
        "func f() { x := &store{inner: db}\n x.inner.\n\tQuery(q) }",
    ],
)
def test_told(body: str) -> None:
    assert _told(body) == "database/sql.DB.Query"


def test_a_field_is_no_method() -> None:
    assert _told("type t struct{ Query func(string) }\nfunc f(x t) { x.Query(q) }") == ""


@pytest.mark.parametrize(
    "body",
    [
        "func f(x *sql.DB) { { x := other()\n x.Query(q) } }",
        "func f() { for _, x := range mine().all { x.Query(q) } }",
        "func f() { x /* := */ := db\n x.Query(q) }",
        "func f() { (db).Query(q) }",
        "func f() { db. // the x.\n Query(q) }",
        "func f(os *sql.DB) { os.Query(q) }",
        "func f[T any](x T) { x.Query(q) }",
        "func f() { var (\n x = db\n)\n x.Query(q) }",
        "func f() { sql.DB{}.Query(q) }",
        "func f() { x := x\n x.Query(q) }",
        "func f() { x := mine().all[1:]\n x.Query(q) }",
        "func f() { a, x := mine().all[1], db\n x.Query(q) }",
        "func f(v any) { a, x := v.(*sql.DB)\n x.Query(q) }",
    ],
)
def test_open(body: str) -> None:
    assert _told(body) is None


def _files() -> list[str]:
    found = [os.path.join(at, name) for at, _, names in os.walk(CASES) for name in names]
    return sorted(path for path in found if path.endswith(".go"))[::3]


def test_what_is_told_is_what_bodies_tell() -> None:
    told = 0
    for path in _files():
        with open(path, "rb") as source:
            project = _project(source.read())
        for package in project.packages:
            for function in package.functions():
                for call in calls_in(function):
                    fun = call.node.fun
                    found = method_at(call.file, name_offset(fun), last_name(fun))
                    if isinstance(fun, ast.SelectorExpr) and found is not None:
                        told += 1
                        expected = (path, call.callee.name, call.callee.dynamic)
                        assert (path, found.name, found.dynamic) == expected
    assert told > 1000
