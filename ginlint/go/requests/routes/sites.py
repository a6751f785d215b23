"""Where routes may be registered, and which functions may come to do so: by names and text alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.callsite import may_be
from ginlint.go.requests.routes.routers import frameworks
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

    Key = tuple[File, int]

PATH = re.compile(rb"\w+\s*\(\s*[\"`](?:/|[\"`]|[A-Z]+ /)")
SLASH = re.compile(rb"\w+\s*\(\s*[\"`]/")
REGISTERS = re.compile(r"Register\w+(?<!Handler)Server$")


class Sites:
    """The calls that may register routes or make routers, and the names of functions that lead to them."""

    def __init__(self, project: Project) -> None:
        self._loud = frozenset(table("routes")["sites"]["loud"])
        self._quiet = frozenset(table("routes")["sites"]["quiet"])
        self._rooted = frozenset(table("routes")["sites"]["rooted"])
        self._new = {name: set[str]() for entry in frameworks().values() for name in entry.new}
        for path, framework in frameworks().items():
            for name in framework.new:
                self._new[name].add(path)
        self.offsets: dict[File, list[int]] = {}
        self._leading: set[Key] = set()
        self._called: set[Key] = set()
        self._names: set[str] = set()
        first: list[tuple[File, FuncDecl]] = []
        for package in project.packages:
            if self._may_register(package):
                for file in package.files:
                    found = [] if file.test else list(self._in(file))
                    routes = sorted(offset for offset, is_route in found if is_route)
                    if routes:
                        self.offsets[file] = routes
                    first += self._decls(file, [offset for offset, _ in found])
        self._go_back(project, first)

    def _may_register(self, package: Package) -> bool:
        known = frameworks()
        return any(
            spec.path in known for file in package.files if not file.test for spec in file.facts.imports
        )

    def _in(self, file: File) -> Iterator[tuple[int, bool]]:
        """Yield the offsets of names that may register something (True) or make a router (False)."""
        text = file.parsed.text
        for name, offsets in file.facts.index.calls.items():
            if name in self._loud or REGISTERS.fullmatch(name):
                yield from ((offset, True) for offset in offsets)
            elif name in self._quiet:
                shape = PATH if name in self._rooted else SLASH
                yield from ((offset, True) for offset in offsets if shape.match(text, offset))
            if name in self._new:
                paths = self._new[name]
                yield from ((o, False) for o in offsets if may_be(file, o, paths, method=False))

    @staticmethod
    def _decls(file: File, offsets: list[int]) -> list[tuple[File, FuncDecl]]:
        decls = (file.declaration_at(offset) for offset in offsets)
        return [(file, decl) for decl in decls if decl is not None]

    def _go_back(self, project: Project, front: list[tuple[File, FuncDecl]]) -> None:
        """Find all functions that may come to a site; calls of the names of operations say too little."""
        common = self._loud | self._quiet | self._new.keys() | {"Use", "With"}
        imports = {
            package.path: {
                spec.path for file in package.files if not file.test for spec in file.facts.imports
            }
            for package in project.packages
        }
        while front:
            file, decl = front.pop()
            if (file, decl.pos) in self._leading:
                continue
            self._leading.add((file, decl.pos))
            self._names.add(decl.name)
            if decl.name in common or decl.name in ("main", "init"):
                continue
            path = file.package.path
            for caller, offset in project.call_sites(decl.name):
                around = None if caller.test else caller.declaration_at(offset)
                if around is None or (caller is file and around.pos == decl.pos):
                    continue
                near = caller.package.path == path or path in imports[caller.package.path]
                if near and may_be(caller, offset, (path,), method=bool(decl.recv)):
                    self._called.add((file, decl.pos))
                    front.append((caller, around))

    def leads(self, file: File, decl: FuncDecl) -> bool:
        """Tell whether a function may come to register something or to make a router."""
        return (file, decl.pos) in self._leading

    def leads_by_name(self, name: str) -> bool:
        """Tell whether a function of this name does."""
        return name in self._names

    def is_called(self, file: File, decl: FuncDecl) -> bool:
        """Tell whether another function may call one that leads to a site."""
        return (file, decl.pos) in self._called
