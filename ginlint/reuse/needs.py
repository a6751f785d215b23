"""What an outcome or an answer rests on, in words that hold for other runs too."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from ginlint.finding import Location
from ginlint.go import File, Package
from ginlint.go.project import Project
from ginlint.go.trace import SIGNATURES, Asked, all_of
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

NAME = re.compile(rb"[\w\x80-\xff]+")
Key = tuple[str, int]  # of a declaration in its file


class Needs(NamedTuple):
    """What was read of files, by their paths, and of packages, and what was asked.

    `bodies` are declarations that were looked into, `files` those whose whole text
    counts, `calls` names all calls of which were looked at (types after a dot), `packages` those whose
    declarations were. `everything` and `signatures` are about the whole run.
    """

    bodies: dict[str, tuple[Key, ...]]
    files: frozenset[str]
    calls: frozenset[str]
    packages: frozenset[str]
    questions: frozenset[tuple[str, tuple[Hashable, ...]]]
    everything: bool
    signatures: bool


def needs_of(seen: Iterable[Hashable], project: Project, own: Package | None = None) -> Needs:
    """Return what `seen` comes to; of `own`, whose files all count anyway, nothing is told.

    What lies outside of the run is left out too: that is looked after as a whole.
    """
    gathered = _Gathered(project, own)
    for item in all_of(seen):
        gathered.add(item)
    return gathered.needs()


class _Gathered:
    def __init__(self, project: Project, own: Package | None) -> None:
        self.project = project
        self.own = own
        self.bodies: dict[str, set[Key]] = {}
        self.files: set[str] = set()
        self.calls: set[str] = set()
        self.packages: set[str] = set()
        self.questions: set[tuple[str, tuple[Hashable, ...]]] = set()
        self.everything = self.signatures = False

    def add(self, item: Hashable) -> None:
        if type(item) is tuple:  # by far the most; patterns take three times as long
            first, *about = item
            if type(first) is str:
                self._add_look(first, about)
            elif isinstance(first, File) and self._counts(first.package):
                self.bodies.setdefault(first.path, set()).add(first.key_at(about[0]))
            return
        match item:
            case Asked(question, arguments):
                self.questions.add((question, arguments))
            case File() if self._counts(item.package):
                self.files.add(item.path)
            case Package() if self._counts(item):
                self.packages.add(item.path)
            case Project() if item is self.project:
                self.everything = True
            case str() if item == SIGNATURES:
                self.signatures = True

    def _add_look(self, kind: str, about: list[Any]) -> None:
        """Add a look at what is too small to be a question."""
        first = about[0]
        if kind == "calls":
            self.calls.add(first)
        elif kind == "types":
            self.calls.add(f".{first}")
        elif kind in ("far", "locks"):
            self.questions.add((kind, (first,)))
        elif kind == "method":
            if self._counts(first.package):
                self._add_method(first, about[1])
        elif kind == "routed":
            self.questions.add((kind, (first.path,)))
        elif kind == "serves":
            self.questions.add((kind, (first.path, *first.key_at(about[1]))))

    def _add_method(self, file: File, offset: int) -> None:
        decl = file.declaration_at(offset)
        name = NAME.match(file.text_noted, offset)
        if decl is None or name is None:
            self.files.add(file.path)
        else:
            last = name.group().decode("utf-8", "replace")
            self.questions.add(("method", (file.path, *file.key_of(decl), last)))

    def _counts(self, package: Package) -> bool:
        return package is not self.own and package.project is self.project

    def needs(self) -> Needs:
        return Needs(
            {path: tuple(sorted(keys)) for path, keys in self.bodies.items()},
            frozenset(self.files),
            frozenset(self.calls),
            frozenset(self.packages),
            frozenset(self.questions),
            self.everything,
            self.signatures,
        )


def paths_in(value: object) -> Iterator[str]:
    """Yield the paths of all locations in findings."""
    if isinstance(value, Location):
        yield value.path
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from paths_in(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from paths_in(getattr(value, field.name))
