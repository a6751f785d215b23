"""Linking: all files of a run as packages that know of each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ginlint.go.constraints import evaluate, file_constraint, is_ignored, parse, platform_tags
from ginlint.go.file import File
from ginlint.go.locks import Locks
from ginlint.go.names import FileNames, Program
from ginlint.go.ownership import Ledger, acquirers
from ginlint.go.package import Package
from ginlint.go.requests import Requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ginlint.go.names import PackageScope
    from ginlint.go.ownership import Resource
    from ginlint.go.syntax import ParsedFile

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
        self.packages: list[Package] = []
        self.requests = Requests(self)
        self.locks = Locks(self)
        self.own_resources: dict[str, Resource] = {}  # what the settings say of the project's own functions
        self._acquirers: dict[str, Resource] | None = None
        self._ledgers: dict[Package, Ledger] = {}
        self._callers: dict[str, list[File]] | None = None

    @classmethod
    def around(cls, program: Program) -> Project:
        """Return a project of packages that only `program` refers to: there is nothing to find in them."""
        project = cls()
        project.program = program
        return project

    def add(self, directory: Directory) -> None:
        """Add a directory's packages; `link` must follow before anything is asked."""
        for (found, name), files in _packages(directory).items():
            # Modules of one path, copies of each other say, share no names: each has its own scope.
            path = f"{found} ({len(self.packages)})" if found in self.program.own else found
            package = Package(path, name, self)
            self.packages.append(package)
            self.program.own.setdefault(path, package.scope)
            for source in files:
                names = FileNames(self.program, path, source.parsed.facts.imports)
                file = File(source.path, source.parsed, package, names, source.version)
                package.files.append(file)
                if source.speak:
                    package.reported.append(file)

    @property
    def acquirers(self) -> dict[str, Resource]:
        """Everything that acquires a resource, by qualified name, the module's own functions too."""
        if self._acquirers is None:
            self._acquirers = acquirers(self)
        return self._acquirers

    def ledger(self, package: Package) -> Ledger:
        """Return what is acquired in a package, and what becomes of it."""
        found = self._ledgers.get(package)
        if found is None:
            found = self._ledgers[package] = Ledger(package)
        return found

    def link(self) -> None:
        """Enter all declarations; files built on linux/amd64 win where names clash."""
        for package in self.packages:
            for file in package.files:
                file.names.resolve()
                package.declare(file)
            for file in package.files:
                package.declare_functions(file)
        for package in self.packages:
            package.files.sort(key=lambda file: file.path)
            package.reported.sort(key=lambda file: file.path)

    def call_sites(self, name: str) -> list[tuple[File, int]]:
        """Return where something of this last name is called, anywhere: file and offset of the name."""
        if self._callers is None:
            self._callers = {}
            for package in self.packages:
                for file in package.files:
                    for called in file.facts.index.calls:
                        self._callers.setdefault(called, []).append(file)
        files = self._callers.get(name, ())
        return [(file, offset) for file in files for offset in file.facts.index.calls[name]]

    def prepare(self) -> None:
        """Find out now what every package asks for, before processes are forked that would each do so."""
        self.call_sites("")
        self._acquirers = self.acquirers


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
