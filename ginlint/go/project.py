"""Linking: all files of a run as packages that know of each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ginlint.go.constraints import evaluate, file_constraint, is_ignored, parse, platform_tags
from ginlint.go.endings import ending_functions
from ginlint.go.file import File
from ginlint.go.locks import Locks
from ginlint.go.names import FileNames, Program
from ginlint.go.ownership import Ledger, acquirers
from ginlint.go.package import Package
from ginlint.go.requests import Requests
from ginlint.go.trace import TRACE, remembered
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from ginlint.go.names import FuncSymbol, PackageScope
    from ginlint.go.ownership import Resource
    from ginlint.go.syntax import ParsedFile
    from ginlint.go.trace import Asked, Kept

HOME = platform_tags("linux", "amd64") | {"cgo", "gc"}


class SourceFile(NamedTuple):
    """A file to link: `name` is its base name, `speak` whether findings in it are wanted."""

    path: str
    name: str
    parsed: ParsedFile
    version: tuple[int, int]
    speak: bool


class Directory(NamedTuple):
    """A directory of files that share an import path."""

    import_path: str
    files: list[SourceFile]


class Project:
    """The packages of a run, linked: the root of all that rules can ask."""

    def __init__(
        self,
        providers: tuple[Callable[[str, Program], PackageScope | None], ...] = (),
        namers: tuple[Callable[[str], str | None], ...] = (),
    ) -> None:
        self.program = Program(providers, namers)
        self.linked: list[Package] = []
        self.requests = Requests(self)
        self.locks = Locks(self)
        self.own_resources: dict[str, Resource] = {}  # what the settings say of the project's own functions
        self.answers: dict[Asked, Kept[Any]] = {}
        self.kept: dict[Hashable, Kept[Any]] = {}
        self._by_path: dict[str, Package] | None = None
        self._files: dict[str, File] | None = None
        self._callers: dict[str, list[File]] | None = None
        self._finds_endings = False
        self._call_sites: dict[str, Sequence[tuple[File, int]]] = {}

    @classmethod
    def around(cls, program: Program) -> Project:
        """Return a project of packages that only `program` refers to: there is nothing to find in them."""
        project = cls()
        project.program = program
        return project

    @property
    def packages(self) -> list[Package]:
        """All packages; whoever goes through them depends on all that is in them."""
        TRACE.seen.add(self)
        return self.linked

    def package(self, path: str) -> Package | None:
        """Return the package at `path`."""
        if self._by_path is None:
            self._by_path = {package.path: package for package in self.linked}
        return self._by_path.get(path)

    def place_of(self, symbol: FuncSymbol) -> tuple[str, str, int] | None:
        """Return a declared function's file, name and number among those of its name there."""
        if symbol.file is None or symbol.decl is None:
            return None
        return symbol.file.path, *symbol.file.key_of(symbol.decl)

    def symbol_at(self, path: str, name: str, number: int) -> FuncSymbol | None:
        """Return the function whose place this is."""
        file = self.file(path)
        decl = file.declaration(name, number) if file is not None else None
        if file is None or decl is None:
            return None
        TRACE.seen.add(file.package)
        return file.package.symbol(file, decl)

    def file(self, path: str) -> File | None:
        """Return the file that reports call `path`."""
        if self._files is None:
            self._files = {file.path: file for package in self.linked for file in package.listed}
        return self._files.get(path)

    def add(self, directory: Directory) -> None:
        """Add a directory's packages; `link` must follow before anything is asked."""
        for (found, name), files in _packages(directory).items():
            # Modules of one path, copies of each other say, share no names: each has its own scope.
            path = f"{found} ({len(self.linked)})" if found in self.program.own else found
            package = Package(path, name, self)
            self.linked.append(package)
            self.program.own.setdefault(path, package.scope)
            for source in files:
                names = FileNames(self.program, path, source.parsed.facts.imports)
                file = File(source.path, source.parsed, package, names, source.version)
                package.listed.append(file)
                if source.speak:
                    package.reported.append(file)

    @property
    def endings(self) -> frozenset[str]:
        """The functions that never return, by qualified name; none while they are being found."""
        if self._finds_endings:
            return frozenset()
        self._finds_endings = True
        try:
            found: frozenset[str] = ending_functions(self)
        finally:
            self._finds_endings = False
        return found

    @property
    def acquirers(self) -> dict[str, Resource]:
        """Everything that acquires a resource, by qualified name, the module's own functions too."""
        return acquirers(self)

    def ledger(self, package: Package) -> Ledger:
        """Return what is acquired in a package, and what becomes of it."""
        ledger: Ledger = remembered(self.kept, ("ledger", package), lambda: Ledger(package))
        return ledger

    def link(self) -> None:
        """Give imports and declarations their names; files built on linux/amd64 win where these clash."""
        for package in self.linked:
            for file in package.listed:
                file.names.resolve()
            package.declare_later()
            package.listed.sort(key=lambda file: file.path)
            package.reported.sort(key=lambda file: file.path)

    def call_sites(self, name: str) -> Sequence[tuple[File, int]]:
        """Return where something of this last name is called, anywhere: file and offset of the name."""
        TRACE.seen.add(("calls", name))
        if self._callers is None:
            self._callers = {}
            for package in self.linked:
                for file in package.listed:
                    for called in file.index.calls:
                        self._callers.setdefault(called, []).append(file)
        found = self._call_sites.get(name)
        if found is None:
            files = self._callers.get(name, ())
            found = [(file, offset) for file in files for offset in file.index.calls[name]]
            self._call_sites[name] = found
        return found

    def prepare(self) -> None:
        """Find out now what every package asks for, before processes are forked that would each do so."""
        self.call_sites("")
        acquirers(self)
        _ = self.requests.reach


def _packages(directory: Directory) -> dict[tuple[str, str], list[SourceFile]]:
    """Group a directory's files by package; files that nobody can build are left out."""
    counts: Counter[str] = Counter()
    kept: list[tuple[bool, SourceFile]] = []
    for source in directory.files:
        constraint = source.parsed.facts.constraint
        expr = parse(constraint) if constraint else ()
        if expr and is_ignored(expr):
            continue
        kept.append((not evaluate(file_constraint(source.name, expr), _holds), source))
        counts[source.parsed.facts.package] += 0 if source.name.endswith("_test.go") else 1
    main = max(counts, key=lambda name: (counts[name], name != "documentation", name)) if counts else ""
    groups: dict[tuple[str, str], list[SourceFile]] = {}
    for _, source in sorted(kept, key=lambda item: (item[0], item[1].path)):
        name = source.parsed.facts.package
        path = directory.import_path if name == main else f"{directory.import_path}_test"
        if name != main and not name.endswith("_test"):
            path = f"{directory.import_path} ({name})"
        groups.setdefault((path, name), []).append(source)
    return groups


def _holds(tag: str) -> bool:
    return tag in HOME or tag.startswith("go1.")


def link(
    directories: Iterable[Directory],
    providers: tuple[Callable[[str, Program], PackageScope | None], ...] = (),
    namers: tuple[Callable[[str], str | None], ...] = (),
) -> Project:
    """Return the linked project of `directories`; `providers` and `namers` are Program's."""
    project = Project(providers, namers)
    for directory in directories:
        project.add(directory)
    project.link()
    return project
