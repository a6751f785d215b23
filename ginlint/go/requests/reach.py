"""Which functions code that serves may come to, by names and text alone.

A no is certain, a yes is not: whoever asks for more has bodies lowered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.callsite import CallNames, import_before
from ginlint.go.namegraph import called_in, name_graph
from ginlint.go.names.symbols import receiver_name
from ginlint.go.requests.contexts import own_contexts, own_contexts_at, served_by_type
from ginlint.go.requests.controllers import is_named_by_verb, is_plain_action
from ginlint.go.requests.foreign import used_as_contexts
from ginlint.go.requests.generated import methods_of_services
from ginlint.go.requests.handed import handed
from ginlint.go.trace import TRACE
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.file import File
    from ginlint.go.namegraph import NameGraph
    from ginlint.go.project import Project
    from ginlint.go.requests.routes import Sites
    from ginlint.go.syntax import FuncDecl

FAR = 1 << 30


class Reach:
    """How many calls lie between what serves and a declared function, at the least."""

    __slots__ = ("_distances", "_handed", "_serving", "odd")

    def __init__(self, project: Project, loops: Iterable[str], limit: int, sites: Sites) -> None:
        shapes = _Shapes(project, loops)
        self._serving: dict[File, set[int]] = {}
        self._handed: dict[File, set[int]] = {}
        graph = name_graph(project)
        first: set[str] = set()
        for package in project.packages:
            for file in package.files:
                found = set() if file.test else {decl.pos for decl in shapes.served_in(file)}
                if found:
                    self._serving[file] = found
                    first |= _called_from(graph, file, found)
        self.odd = sites.odd_handlers(self.serves)
        for path, name, number, _ in handed(project):
            holder = project.file(path)
            decl = holder.declaration(name, number) if holder is not None else None
            if holder is not None and decl is not None:
                self._handed.setdefault(holder, set()).add(decl.pos)
        for file, starts in (*self.odd.items(), *self._handed.items()):
            first |= _called_from(graph, file, starts)
        self._distances = graph.distances(first, limit)

    def serves(self, file: File, decl: FuncDecl) -> bool:
        """Tell whether a declaration, or a literal in it, may serve by its shape."""
        TRACE.seen.add(("serves", file, decl.pos))
        return decl.pos in self._serving.get(file, ())

    def may_be_registered(self, file: File, pos: int) -> bool:
        """Tell whether a declaration may be handed to a router, though it does not look like a handler."""
        TRACE.seen.add(("serves", file, pos))
        return pos in self.odd.get(file, ())

    def distance(self, file: File, decl: FuncDecl) -> int:
        """Return how many calls away from what serves a declaration is at the least; 0 if it may itself."""
        TRACE.seen.add(("far", decl.name))
        serves = self.serves(file, decl) or self.may_be_registered(file, decl.pos)
        serves = serves or decl.pos in self._handed.get(file, ())
        return 0 if serves else self._distances.get(decl.name, FAR)

    def serves_at(self, file: File, pos: int) -> tuple[bool, bool]:
        """Tell whether the declaration that starts at `pos` may serve, and whether it may be registered."""
        return pos in self._serving.get(file, ()), pos in self.odd.get(file, ())

    def far(self, name: str) -> int:
        """Return the distance of declarations of this name that do not serve themselves."""
        return self._distances.get(name, FAR)


def _called_from(graph: NameGraph, file: File, starts: Iterable[int]) -> set[str]:
    within = graph.within[file] if file in graph.within else called_in(file)
    return set[str]().union(*(within.get(start, ()) for start in starts))


class _Shapes:
    """What a function that serves looks like in the source."""

    __slots__ = ("actions", "aliases", "generated", "holders", "loops", "methods", "packages", "types")

    def __init__(self, project: Project, loops: Iterable[str]) -> None:
        self.packages: dict[str, set[str]] = {}
        responders = table("frameworks")["responders"]["results"]
        for name in (*served_by_type(), *own_contexts(project), *used_as_contexts(project), *responders):
            path, _, last = name.lstrip("*").rpartition(".")
            self.packages.setdefault(last, set()).add(path)
        self.loops = CallNames(loops)
        declared = [d for package in project.packages for file in package.files for d in file.facts.types]
        self.aliases = {decl.name for decl in declared if decl.alias}
        self.types = self.packages.keys() | self.aliases
        models = table("frameworks")
        marks = (*models["grpc"]["embedded_prefixes"], models["graphql"]["mark"])
        self.methods = any(mark in decl.text for decl in declared for mark in marks)
        self.generated = methods_of_services(project).keys()
        controllers = models["controllers"]
        self.actions = any(controllers["mark"] in decl.text for decl in declared)
        field = re.compile(rf"\b{controllers['by_verb']['field']}\s+\*?[\w.]*Context\b")
        self.holders = frozenset(decl.name for decl in declared if field.search(decl.text))

    def served_in(self, file: File) -> Iterator[FuncDecl]:
        """Yield the declarations of a file that may serve; some more than once."""
        types = file.facts.index.types
        offsets = [
            o for name in self.types & types.keys() for o in types[name] if self._may_serve(file, name, o)
        ]
        offsets += [*self.loops.offsets(file), *own_contexts_at(file)]
        for offset in offsets:
            decl = file.declaration_at(offset)
            if decl is not None:
                yield decl
        if self.methods or self.generated:
            for decl in file.facts.functions:
                if not self.methods and decl.name not in self.generated:
                    continue
                if decl.recv and ".Context" in decl.params and "error" in decl.results:
                    yield decl
        if self.actions:
            yield from filter(is_plain_action, file.facts.functions)
        for decl in file.facts.functions if self.holders else ():
            if receiver_name(decl.recv) in self.holders and is_named_by_verb(decl.name):
                yield decl

    def _may_serve(self, file: File, name: str, offset: int) -> bool:
        """Tell a type that exists only while something is served, by the import before its name."""
        path = import_before(file, offset)
        known = self.packages.get(name, ())
        return path is None or path in known or (name in self.aliases and path != "context")
