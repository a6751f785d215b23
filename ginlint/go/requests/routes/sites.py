"""Where routes may be registered, and which functions may come to do so: by names and text alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import BLANK
from ginlint.go.callsite import may_be
from ginlint.go.requests.routes.routers import frameworks
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.file import File
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

    Key = tuple[File, int]

OPENED = rb"\w+\s*\(" + BLANK
PATH = re.compile(OPENED + rb"[\"`](?:/|[\"`]|[A-Z]+ /)")
SLASH = re.compile(OPENED + rb"[\"`]/")
AS_VALUE = re.compile(rb"([A-Za-z_]\w*)" + BLANK + rb"(?=[,)\]}]|$)")
TOKENS = re.compile(rb"\"(?:\\.|[^\"\\])*\"|`[^`]*`|'(?:\\.|[^'\\])*'|//[^\n]*|/\*.*?\*/|[()]", re.DOTALL)
STREAM = re.compile(r"\b\w+_\w+Server\b")  # as generated code calls them
MAX_ARGUMENTS = 20_000
REGISTERS = re.compile(r"Register\w+(?<!Handler)Server$")


class Sites:
    """The calls that may register routes or make routers, and the functions that lead to them.

    The latter are known after `go_back`. `offsets` are those of the names that may register.
    """

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
        self._spans: dict[File, list[tuple[int, int]]] = {}
        self._names: set[str] = set()
        self._first: list[tuple[File, FuncDecl]] = []
        self._project = project
        for package in project.packages:
            if self._may_register(package):
                for file in package.files:
                    found = [] if file.test else list(self._in(file))
                    routes = sorted(offset for offset, is_route in found if is_route)
                    if routes:
                        self.offsets[file] = routes
                    self._first += self._decls(file, [offset for offset, _ in found])

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

    def go_back(self) -> None:
        """Find all functions that may come to a site; methods named like operations say too little."""
        project, front = self._project, self._first
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
            if (decl.recv and decl.name in common) or decl.name in ("main", "init"):
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

    def told(self) -> object:
        """Return which functions hold sites, lead to some and are called, wherever they stand."""
        self.go_back()
        sites = []
        for file, offsets in self.offsets.items():
            decls = (file.declaration_at(offset) for offset in offsets)
            sites.append((file.path, [file.key_of(decl) if decl is not None else None for decl in decls]))
        leading = sorted((file.path, *file.key_at(pos)) for file, pos in self._leading)
        called = sorted((file.path, *file.key_at(pos)) for file, pos in self._called)
        return sites, leading, called

    def leads(self, file: File, decl: FuncDecl) -> bool:
        """Tell whether a function may come to register something or to make a router."""
        return (file, decl.pos) in self._leading

    def leads_by_name(self, name: str) -> bool:
        """Tell whether a function of this name does."""
        return name in self._names

    def is_called(self, file: File, decl: FuncDecl) -> bool:
        """Tell whether another function may call one that leads to a site."""
        return (file, decl.pos) in self._called

    def spans(self, file: File) -> list[tuple[int, int]]:
        """Return where the arguments of the calls in a file stand that may register a route.

        Whoever asks notes the file if it has such calls.
        """
        found = self._spans.get(file)
        if found is None:
            text = file.text_noted
            spans = (arguments(text, offset) for offset in self.offsets.get(file, ()))
            found = self._spans[file] = [span for span in spans if span is not None]
        return found

    def odd_handlers(self, serves: Callable[[File, FuncDecl], bool]) -> dict[File, set[int]]:
        """Return the declarations of another shape that may be handed to a router or to what makes handlers.

        They are told by their names: those that stand as the last word of an argument. So are
        methods that take a stream, where services of gRPC are registered.
        `serves` tells what is known for a handler without that.
        """
        names = {
            found.decode("utf-8", "replace")
            for file in self.offsets
            for start, end in self.spans(file)
            for found in AS_VALUE.findall(file.parsed.text, start, end)
        }
        odd = self._with_literals(serves)
        streams = any(REGISTERS.fullmatch(name) for file in self.offsets for name in file.facts.index.calls)
        for package in self._project.packages if names or streams else ():
            for file in package.files:
                for decl in file.facts.functions if not file.test else ():
                    named = decl.name in names and len(decl.params) > len("()")
                    stream = streams and decl.recv and STREAM.search(decl.params)
                    if (named or stream) and not serves(file, decl):
                        odd.setdefault(file, set()).add(decl.pos)
        return odd

    def _with_literals(self, serves: Callable[[File, FuncDecl], bool]) -> dict[File, set[int]]:
        """Return the declarations in which a function literal stands among such arguments."""
        odd: dict[File, set[int]] = {}
        for file in self.offsets:
            for literal in file.facts.index.kinds.get("literal", ()):
                if any(start <= literal < end for start, end in self.spans(file)):
                    decl = file.declaration_at(literal)
                    if decl is not None and not serves(file, decl):
                        odd.setdefault(file, set()).add(decl.pos)
        return odd


def arguments(text: bytes, offset: int) -> tuple[int, int] | None:
    """Return the bytes between the parentheses after the name at `offset`, None if they do not close."""
    depth = start = 0
    for token in TOKENS.finditer(text, offset, offset + MAX_ARGUMENTS):
        if token[0] == b"(":
            depth += 1
            start = start or token.end()
        elif token[0] == b")":
            depth -= 1
            if depth == 0:
                return start, token.start()
    return None
