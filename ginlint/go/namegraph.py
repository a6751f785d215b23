"""Which functions may call which, told by names alone: what is not here, no type could add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.trace import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.file import File
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl


class NameGraph:
    """Which names are called in functions of which name; `calls` maps the latter to the former.

    Tests are left out.
    """

    __slots__ = ("calls",)

    def __init__(self, packages: Iterable[Package]) -> None:
        self.calls: dict[str, set[str]] = {}
        for package in packages:
            for file in package.files:
                if not file.test:
                    for decl, name in called_in(file):
                        self.calls.setdefault(decl.name, set()).add(name)

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


def called_in(file: File) -> Iterator[tuple[FuncDecl, str]]:
    """Yield the declarations of a file with the names that each calls, in no order."""
    for name, offsets in file.facts.index.calls.items():
        end = -1
        for offset in offsets:
            if offset >= end:
                decl = file.declaration_at(offset)
                if decl is not None:
                    end = decl.end
                    yield decl, name
