"""Which functions may call which, told by names alone: what is not here, no type could add."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ginlint.go.trace import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.file import File
    from ginlint.go.package import Package
    from ginlint.go.project import Project


class NameGraph:
    """Which names are called in functions of which name; `calls` maps the latter to the former.

    `within` has the same for the offsets of each file's declarations. Tests are left out.
    """

    __slots__ = ("calls", "within")

    def __init__(self, packages: Iterable[Package]) -> None:
        self.calls: dict[str, set[str]] = {}
        self.within: dict[File, dict[int, set[str]]] = {}
        for package in packages:
            for file in package.files:
                if not file.test:
                    self._enter(file)

    def _enter(self, file: File) -> None:
        found = self.within[file] = called_in(file)
        for decl in file.facts.functions:
            if decl.pos in found:
                self.calls.setdefault(decl.name, set()).update(found[decl.pos])

    def distances(self, first: Iterable[str], limit: int) -> dict[str, int]:
        """Return in how many calls, up to `limit`, a name is reached from those in `first`, which count 1."""
        found = dict.fromkeys(first, 1)
        front = list(found)
        for distance in range(2, limit + 1):
            front = [name for caller in front for name in self.calls.get(caller, ()) if name not in found]
            found.update(dict.fromkeys(front, distance))
            front = list(dict.fromkeys(front))
        return found


def name_graph(project: Project) -> NameGraph:
    """Return the graph of all packages, made once."""
    graph: NameGraph = remembered(project.kept, "names", lambda: NameGraph(project.packages))
    return graph


def called_in(file: File) -> dict[int, set[str]]:
    """Return the names that each declaration of a file calls, by the offset of the declaration."""
    functions = file.facts.functions
    starts = [decl.pos for decl in functions]
    found: dict[int, set[str]] = {}
    for name, offsets in file.facts.index.calls.items():
        end = -1
        for offset in offsets:
            number = bisect_right(starts, offset) - 1 if offset >= end else -1
            if number >= 0 and offset < functions[number].end:
                end = functions[number].end
                found.setdefault(starts[number], set()).add(name)
    return found
