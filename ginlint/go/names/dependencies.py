"""Packages outside of the module under analysis, read from their source where it is on this machine.

Sources in the order in which they are asked: directories that stand in for a
module (`replace m => ../m`), shipped signatures, vendor/, the module cache, GOROOT.
Shipped data goes before what lies on the disk because it costs a hundredth:
otherwise a service with a warm module cache would wait for seconds.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ginlint.go.constraints import evaluate, file_constraint, platform_tags
from ginlint.go.constraints import parse as parse_constraint
from ginlint.go.header import scan_header
from ginlint.go.names import shipped
from ginlint.outside import Outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ginlint.go.names.program import Program
    from ginlint.go.names.symbols import PackageScope
    from ginlint.outside import Requirements

MAX_FILE = 1 << 20
MAX_PACKAGE = 4 << 20
# Declarations only: which Go they are written in does not matter.
VERSION = (1, 27)
_HOME = platform_tags("linux", "amd64") | {"gc"}
_PACKAGE = re.compile(rb"^package[ \t]+(\w+)", re.MULTILINE)


class Dependencies:
    """A provider of packages for Program; each path is read at most once."""

    def __init__(self, outside: Outside, *, shipped_data: bool = True) -> None:
        self.outside = outside
        self._shipped = shipped_data

    def __call__(self, path: str, program: Program) -> PackageScope | None:
        """Return what the package at `path` declares, None if it is not on this machine."""
        local = self.outside.stand_in(path)
        if local is not None:
            return self._read(local, path, program)
        found = shipped.provider(path, program) if self._shipped else None
        if found is not None:
            return found
        found_in = self.outside.directory(path)
        return self._read(found_in, path, program) if found_in is not None else None

    def _read(self, directory: str, path: str, program: Program) -> PackageScope | None:
        self.outside.will_read(directory)
        return read_package(directory, path, program)

    def package_name(self, path: str) -> str | None:
        """Return the name in the package clause, None if it cannot be known."""
        local = self.outside.stand_in(path)
        if local is not None:
            return self._clause(local)
        found = shipped.package_name(path) if self._shipped else None
        if found is not None:
            return found
        found_in = self.outside.directory(path)
        return self._clause(found_in) if found_in is not None else None

    def _clause(self, directory: str) -> str | None:
        self.outside.will_read(directory)
        return clause(directory)


def provider_for(modules: Iterable[Requirements], environ: Mapping[str, str] | None = None) -> Dependencies:
    """Return the provider of what `modules` import; `environ` is this process's unless given."""
    return Dependencies(Outside(modules, os.environ if environ is None else environ))


def clause(directory: str) -> str | None:
    """Return the package name of a directory's first file that is built."""
    for _, text in _sources(directory):
        match = _PACKAGE.search(text)
        if match:
            return match[1].decode()
    return None


def read_package(directory: str, path: str, program: Program) -> PackageScope | None:
    """Return what the files in `directory` declare, None if there are none or they are too large.

    Functions carry no declaration: bodies outside of the analysis are nobody's business.
    """
    from ginlint.go.file import File
    from ginlint.go.names.program import FileNames
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import parse_declarations

    sources = list(_sources(directory))
    if not sources or sum(len(text) for _, text in sources) > MAX_PACKAGE:
        return None
    parsed = [(name, parse_declarations(text)) for name, text in sources]
    package = Package(path, parsed[0][1].facts.package, Project.around(program))
    for name, file in parsed:
        if file.facts.package == package.name:
            names = FileNames(program, path, file.facts.imports)
            names.resolve()
            package.files.append(File(os.path.join(directory, name), file, package, names, VERSION))
            package.declare(package.files[-1])
    for added in package.files:
        package.declare_functions(added)
        added.forget()
    _forget_bodies(package.scope)
    return package.scope


def _forget_bodies(scope: PackageScope) -> None:
    functions = list(scope.functions.values())
    for type_ in scope.types.values():
        functions += type_.methods.values()
    for function in functions:
        function.file = function.decl = None


def _sources(directory: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are built on linux/amd64, tests left out, as name and text."""
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return
    for name in names:
        if not name.endswith(".go") or name.endswith("_test.go") or name[0] in "._":
            continue
        if not evaluate(file_constraint(name, ()), _holds):
            continue
        text = _read(os.path.join(directory, name))
        if text is not None and evaluate(parse_constraint(scan_header(text).constraint), _holds):
            yield name, text


def _read(path: str) -> bytes | None:
    """Return a file's text, None if it is too large or cannot be read."""
    try:
        if os.path.getsize(path) > MAX_FILE:
            return None
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _holds(tag: str) -> bool:
    return tag in _HOME or tag.startswith("go1.")
