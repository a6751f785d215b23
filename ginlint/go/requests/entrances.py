"""By which routes, middleware and methods requests come to a place in the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ginlint.go.requests.roots import roots
from ginlint.go.syntax import ast
from ginlint.go.trace import TRACE, question
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.project import Project
    from ginlint.go.requests.routes import Route, Use


class Entrance(NamedTuple):
    """One way in: a route, a middleware, or a function that is known to serve by its shape alone.

    `calls` is the number of calls from there to the code. `node` is the registration, or the
    function. `every` marks middleware that runs for each request.
    """

    calls: int
    kind: str
    name: str
    file: File
    node: ast.Node
    every: bool
    route: Route | None = None
    use: Use | None = None


def entrances(project: Project, file: File, offset: int) -> list[Entrance]:
    """Return the ways by which requests come to the code at `offset`, nearest first; none if it is cold."""
    place = _place(project, file, offset)
    if place is None:
        return []
    found: dict[tuple[str, str, str, int], Entrance] = {}
    for root, calls in roots(project.requests, *place):
        for entrance in _of(project, root, calls):
            found.setdefault((entrance.kind, entrance.name, entrance.file.path, entrance.node.pos), entrance)
    return sorted(found.values(), key=_order)


Told = tuple[str, str, bool, tuple[str, int, int]]  # kind, name, every; path, start and end of the node


def nearest(project: Project, file: File, offset: int, limit: int) -> tuple[list[Told], int]:
    """Return the nearest entrances, one of a name, and how many names there are.

    What runs for every request is among them, however far away.
    """
    decl = file.declaration_at(offset)
    if decl is None:
        found = _nearest(project, file, offset, limit)
        return [(e.kind, e.name, e.every, (e.file.path, e.node.pos, e.node.end)) for e in found[0]], found[1]
    told, count = _nearest_to(project, file.path, *file.key_of(decl), offset - decl.pos, limit)
    return [(kind, name, every, _found(project, *where)) for kind, name, every, where in told], count


def _nearest(project: Project, file: File, offset: int, limit: int) -> tuple[list[Entrance], int]:
    by_name: dict[str, Entrance] = {}
    for entrance in entrances(project, file, offset):
        by_name.setdefault(entrance.name, entrance)
    found = list(by_name.values())
    chosen = found[:limit]
    every = next((entrance for entrance in found[limit:] if entrance.every), None)
    if every is not None and not any(entrance.every for entrance in chosen):
        chosen[-1] = every
    return chosen, len(found)


@question
def _nearest_to(project: Project, path: str, name: str, number: int, inside: int, limit: int) -> Any:
    """Answer for what stands `inside` bytes after the start of a declaration."""
    file = project.file(path)
    decl = file.declaration(name, number) if file is not None else None
    if file is None or decl is None:
        return (), 0
    TRACE.seen.add((file, decl.pos))
    found, count = _nearest(project, file, decl.pos + inside, limit)
    return tuple((e.kind, e.name, e.every, _where(e.file, e.node)) for e in found), count


def _where(file: File, node: ast.Node) -> tuple[str, str, int, int, int]:
    """Return a node's place in words that hold where other declarations move."""
    decl = file.declaration_at(node.pos)
    if decl is None:
        TRACE.seen.add(file)
        return file.path, "", 0, node.pos, node.end
    return file.path, *file.key_of(decl), node.pos - decl.pos, node.end - decl.pos


def _found(project: Project, path: str, name: str, number: int, start: int, end: int) -> tuple[str, int, int]:
    file = project.file(path) if name else None
    decl = file.declaration(name, number) if file is not None else None
    base = decl.pos if decl is not None else 0
    return path, base + start, base + end


def _order(entrance: Entrance) -> tuple[int, bool, str, str, int]:
    return entrance.calls, not entrance.every, entrance.name, entrance.file.path, entrance.node.pos


def _place(project: Project, file: File, offset: int) -> tuple[Function, ast.Node] | None:
    """Return the innermost function around `offset` and the node there, if that may serve at all."""
    decl = file.declaration_at(offset) or file.value_at(offset)
    if decl is None or not project.requests.may_be_hot(file, offset):
        return None
    function = file.owner(decl)
    inner = function
    for literal in function.all():
        if literal.node is not None and literal.node.pos <= offset < literal.node.end:
            inner = literal  # inner ones come later
    node: ast.Node = inner.body
    for candidate in ast.walk(inner.body, into_literals=False):
        if candidate.pos <= offset < candidate.end and candidate.end - candidate.pos <= node.end - node.pos:
            node = candidate
    return inner, node


def _of(project: Project, root: Function, calls: int) -> Iterator[Entrance]:
    """Yield the registrations of what serves; itself where it is not seen to be registered."""
    table = project.requests.routes
    known = False
    for key in _keys(root):
        for route in table.served.get(key, ()):
            kind = "method" if route.kind == "method" else "route"
            yield Entrance(calls, kind, route.name, route.file, route.node, every=False, route=route)
            known = True
        for use in table.used.get(key, ()):
            name = f"middleware {use.middleware.short}"
            yield Entrance(calls, "middleware", name, use.file, use.node, use.every, use=use)
            known = True
        if known:
            return
    node = root.node or root.body
    yield Entrance(
        calls, "handler", f"handler {root.name.removeprefix('glob.')}", root.file, node, every=False
    )


def _keys(root: Function) -> Iterator[tuple[str, int]]:
    """Yield what the table may know a function by: itself, what it stands in, the function that makes it."""
    current: Function | None = root
    while current is not None and current.node is not None:
        yield current.file.path, current.node.pos
        current = current.parent
    symbol = root.outermost.symbol
    if symbol is not None and symbol.decl is not None:
        yield root.file.path, symbol.decl.pos
