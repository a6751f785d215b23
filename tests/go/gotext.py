"""Go text for the tests of the front end: parsed, linked, and shown as short text."""

from __future__ import annotations

import os
from glob import glob
from typing import TYPE_CHECKING

from ginlint.go import Directory, Project, SourceFile, link
from ginlint.go.module import NEWEST
from ginlint.go.names import shipped
from ginlint.go.syntax import ast, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go import Call, Function, Package
    from ginlint.go.names import Variable

MODULE = "example.com/a"
TESTDATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "testdata")


def corpus() -> list[bytes]:
    """Return the Go files of testdata, the smaller ones."""
    paths = sorted(glob(os.path.join(TESTDATA, "**", "*.go"), recursive=True))
    return [text for path in paths if len(text := read(path)) < 8_000]


def read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def dump(node: object, *, places: bool = False) -> str:
    """Show syntax: a name or literal as written, a type in <>, anything else as Kind(parts)."""
    match node:
        case None:
            return "-"
        case list():
            return "[" + ", ".join(dump(item, places=places) for item in node) + "]"
        case ast.Ident(name) if not places:
            return name
        case ast.BasicLit(_, value) if not places:
            return value
        case ast.TypeExpr(text) if not places:
            return f"<{text}>"
        case ast.Node():
            parts = [
                dump(getattr(node, part), places=places) for part in node.__match_args__ if part != "sel_pos"
            ]
            at = f"@{node.pos}-{node.end}" if places else ""
            return f"{type(node).__name__.removesuffix('Expr').removesuffix('Stmt')}{at}({', '.join(parts)})"
    return str(node)


def project(files: dict[str, str], *, version: tuple[int, int] = NEWEST) -> Project:
    """Link files by path; the folder a/b is the package example.com/a/b of its package clause."""
    directories: dict[str, Directory] = {}
    for path, text in files.items():
        folder, name = os.path.split(path)
        import_path = f"{MODULE}/{folder}".rstrip("/")
        source = SourceFile(path, name, parse(text.encode()), version, speak=True)
        directories.setdefault(folder, Directory(import_path, [])).files.append(source)
    return link(directories.values(), (shipped.provider,), (shipped.package_name,))


def package(text: str, *, version: tuple[int, int] = NEWEST) -> Package:
    """Link one file of package a, to which the clause is added."""
    return project({"a.go": "package a\n" + text}, version=version).packages[0]


def function(of: Package | Project, name: str = "f") -> Function:
    """Return the function, method or literal of this name."""
    packages = [of] if not isinstance(of, Project) else of.packages
    found = [f for p in packages for outer in p.functions() for f in outer.all()]
    return next(f for f in found if f.name == name)


def variable(function: Function, name: str, number: int = 0) -> Variable:
    """Return the `number`-th variable of a name that a function declares, literals in it included."""
    return [v for f in function.all() for v in f.variables if v.name == name][number]


def call(function: Function, name: str) -> Call:
    """Return the first call in a function whose callee ends in `name`, as written."""
    from ginlint.go import calls_in

    file = function.file
    return next(c for c in calls_in(function.outermost) if file.text(c.node.fun).endswith(name))


def lines(of: Function, nodes: Iterable[ast.Node]) -> list[int]:
    """Return the lines of nodes, the package clause being line 0."""
    text = of.file.parsed.text
    return [text.count(b"\n", 0, node.pos) for node in nodes]
