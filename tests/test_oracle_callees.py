"""ginlint's callees against those of go/types, over packages of the standard library."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ginlint.go.call import calls_in
from ginlint.go.names.dependencies import provider_for
from ginlint.go.project import Directory, SourceFile, link
from ginlint.go.syntax import ast, parse
from ginlint.outside import Requirements
from ginlint.source import Source
from tests.oracle import Go, expected_callees, go_or_skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.package import Package
    from ginlint.go.project import Project

pytestmark = pytest.mark.go

PACKAGES = (
    "archive/zip",
    "bufio",
    "crypto/tls",
    "database/sql",
    "encoding/json",
    "go/printer",
    "image/png",
    "log/slog",
    "mime/multipart",
    "net/http",
    "net/http/httputil",
    "net/rpc",
    "net/textproto",
    "os/exec",
    "text/template",
)
LEAST_RIGHT = 0.98
MOST_WRONG = 0.002


@pytest.fixture(scope="module")
def go() -> Go:
    return go_or_skip()


def linked(go: Go) -> Project:
    provider = provider_for([Requirements(str(go.goroot))], {"GOROOT": str(go.goroot), "HOME": os.devnull})
    directories = []
    for package in PACKAGES:
        paths = sorted((go.goroot / "src" / package).glob("*.go"))
        files = [
            SourceFile(f"{package}/{path.name}", path.name, parse(path.read_bytes()), (1, 27), speak=True)
            for path in paths
            if not path.name.endswith("_test.go")
        ]
        directories.append(Directory(package, files))
    return link(directories, (provider,), (provider.package_name,))


def calls_of(package: Package) -> Iterator[Call]:
    """Yield every call of a package, those in initialisers of its variables included."""
    for function in package.functions():
        yield from calls_in(function)
    for file in package.speaking:
        initialisers = {decl.pos: decl for decl in file.facts.values if decl.value is not None}
        for decl in initialisers.values():
            yield from calls_in(file.value_function(decl))


def place(file: File, call: ast.CallExpr) -> int:
    """Return the offset at which the oracle names a call."""
    fun = call.fun
    while isinstance(fun, ast.IndexExpr):
        fun = fun.x
    if isinstance(fun, ast.SelectorExpr):
        return fun.end - len(fun.sel.encode())
    return fun.pos if isinstance(fun, ast.Ident) else file.parsed.text.index(b"(", fun.end)


def answer(call: Call) -> str:
    """Return a callee in the oracle's words."""
    callee = call.callee
    return callee.name or {"literal": "value"}.get(callee.kind, callee.kind)


def test_callees_are_those_of_go_types(go: Go) -> None:
    expected = expected_callees(go, PACKAGES)
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for package in linked(go).packages:
        counts = Counter(right=0, wrong=0, unknown=0)
        sources: dict[str, Source] = {}
        for call in calls_of(package):
            source = sources.setdefault(call.file.path, Source(call.file.path, call.file.parsed.text))
            offset = place(call.file, call.node)
            row, column = source.line(offset), source.byte_column(offset)
            wanted = expected.pop((call.file.path, row, column), None)
            if wanted is None:
                continue
            found = answer(call)
            verdict = "right" if found == wanted else "unknown" if found == "unknown" else "wrong"
            counts[verdict] += 1
            if verdict == "wrong":
                wrong.append(f"{call.file.path}:{row}:{column}: {found} is {wanted}")
        found_here = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
        print(f"{package.path}: {found_here}")  # noqa: T201 - shown when the test fails, or with -s
        total += counts
    calls = total.total() + len(expected)
    assert calls > 10_000
    assert total["right"] / calls >= LEAST_RIGHT
    assert len(wrong) / calls <= MOST_WRONG, "\n".join(wrong)
