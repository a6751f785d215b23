"""Packages: what a rule gets, and the questions it may ask."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ginlint.go.callsite import CallNames
from ginlint.go.names import FuncSymbol, PackageScope, TypeSymbol, ValueSymbol
from ginlint.go.trace import TRACE
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl


class Package:
    """A package of the module under analysis.

    A directory's external tests (package p_test) are a Package of their own, whose
    path ends in "_test". `files` are all that are read for facts. `reported` are
    those in which findings are wanted: requested, not generated. `speaking` are those of
    them that the rule at work looks at: tests only if `with_tests`. `timers_collected` says
    that timers which nobody holds are garbage, stopped or not, in programs of its module.
    `listed` are the files for those who note what they take of them. `unfinished` says what
    was too large to go through: paths, and what of the file.
    """

    __slots__ = (
        "_symbols", "listed", "name", "path", "project", "reported", "scope", "timers_collected",
        "unfinished", "with_tests",
    )  # fmt: skip

    def __init__(self, path: str, name: str, project: Project) -> None:
        self.path = path
        self.name = name
        self.project = project
        self.scope = PackageScope(path, name)
        self.listed: list[File] = []
        self.reported: list[File] = []
        self.unfinished: set[tuple[str, str]] = set()
        self.with_tests = True
        self.timers_collected = True
        self._symbols: dict[tuple[str, int], FuncSymbol] = {}

    @property
    def files(self) -> list[File]:
        """All files that are read for facts."""
        TRACE.seen.add(self)
        return self.listed

    @property
    def origin(self) -> str:
        """What its import path says of its repository: host/owner/name, host/name, or its first element."""
        parts = self.path.split("/")
        if "." not in parts[0]:
            return parts[0]
        return "/".join(parts[: 3 if parts[0] in table("testing")["packages"]["hosts"] else 2])

    @property
    def speaking(self) -> list[File]:
        """The files in which findings are wanted, of the rule at work."""
        TRACE.seen.add(self)
        if self.with_tests:
            return self.reported
        return [file for file in self.reported if not file.test]

    def declare_later(self) -> None:
        """Enter what the files declare, in their order now, once somebody looks for a declaration."""
        self.scope.enter_later(partial(self._declare_all, list(self.listed)))

    def _declare_all(self, files: list[File]) -> None:
        outer = TRACE.begin()
        for file in files:
            self.declare(file)
        for file in files:
            self.declare_functions(file)
        TRACE.end(outer)  # who looks for a declaration notes what it takes of them

    def declare(self, file: File) -> None:
        """Enter what a file declares into the package's scope; types go before methods."""
        for declared in file.facts.types:
            symbol = TypeSymbol(
                self.path,
                declared.name,
                file.names,
                declared.text,
                declared.type_params,
                alias=declared.alias,
            )
            self.scope.types.setdefault(declared.name, symbol)
        for value in file.facts.values:
            if value.name == "_":
                continue
            found = ValueSymbol(
                self.path, value.name, file.names, value.type, const=value.const, file=file, decl=value
            )
            self.scope.values.setdefault(value.name, found)

    def declare_functions(self, file: File) -> None:
        """Enter a file's functions and methods."""
        for decl in file.facts.functions:
            symbol = FuncSymbol(
                self.path,
                decl.name,
                file.names,
                recv=decl.recv,
                type_params=decl.type_params,
                params=decl.params,
                results=decl.results,
                file=file,
                decl=decl,
            )
            self._symbols[file.path, decl.pos] = symbol
            self.scope.add_function(symbol)

    def symbol(self, file: File, decl: FuncDecl) -> FuncSymbol | None:
        """Return the symbol of a declaration in one of the files."""
        if not self._symbols:
            _ = self.scope.functions
        return self._symbols.get((file.path, decl.pos))

    # What rules ask

    def functions(self) -> Iterator[Function]:
        """Yield every declared function of the speaking files, bodies and all: dear, ask by index first."""
        for file in self.speaking:
            for decl in file.facts.functions:
                yield file.function(decl)

    def functions_with(self, *kinds: str) -> Iterator[Function]:
        """Yield the functions that contain a go, defer, for, literal, send or select."""
        for file in self.speaking:
            offsets = [offset for kind in kinds for offset in file.facts.index.kinds.get(kind, ())]
            yield from file.functions_at(offsets)

    def calls(self, *names: str) -> Iterator[Call]:
        """Yield the calls of functions and methods by qualified name, in source order by file.

        A name is import/path.Func or import/path.Type.Method, where Type is the one
        that declares the method.
        """
        return self.calls_in(self.speaking, *names)

    def calls_in(self, files: Iterable[File], *names: str) -> Iterator[Call]:
        """Yield the same in some of the files, whether they speak or not."""
        wanted = _call_names(names)
        for file in files:
            for offset in wanted.offsets(file):
                call = file.call_at(offset)
                if call is not None and call.callee.name in wanted.names:
                    yield call


@lru_cache
def _call_names(names: tuple[str, ...]) -> CallNames:
    return CallNames(names)
