"""The route table of a run: every registration that could be found, with its path and middleware."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ginlint.go.requests.routes.calls import Calls
from ginlint.go.requests.routes.expressions import Expressions
from ginlint.go.requests.routes.handlers import Handler, handler_of
from ginlint.go.requests.routes.routers import Registered, Router, Way, combined, passes, ways
from ginlint.go.requests.routes.sites import Sites
from ginlint.go.requests.routes.statements import Statements
from ginlint.go.requests.routes.values import GAP, Closure, Frame, unwrapped
from ginlint.go.trace import kept
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.file import File
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl, ast

MAX_INIT = 4000  # bytes


class Machine(Expressions, Statements, Calls):
    """Runs through the set-up of the services of a project in thought."""


@record(frozen=True, slots=True)
class Route:
    """One row of the table.

    `kind` is route, files, fallback (NoRoute and the like) or method (of an RPC service). `verb` is
    a method, "ANY", or "" for RPC. `{?}` in `path` is a part that is not known. `chain` is the
    middleware, the outermost first. `node` is the registration.
    """

    kind: str
    framework: str
    verb: str
    path: str
    chain: tuple[Handler, ...]
    handler: Handler
    file: File
    node: ast.Node

    @property
    def name(self) -> str:
        """The verb and the path."""
        return f"{self.verb} {self.path}".strip()


@record(frozen=True, slots=True)
class Use:
    """A middleware where it is put to use; `every` if it runs for each request of a service."""

    middleware: Handler
    file: File
    node: ast.Node
    every: bool


Key = tuple[str, int]


class RouteTable:
    """All routes, sorted by path, verb and place, and who serves what.

    `served` and `used` are by the path of a file and the start of a declaration or literal in it:
    a handler or middleware, or the function that makes it.
    """

    def __init__(self, project: Project, sites: Sites | None = None) -> None:
        self._machine = Machine(project, sites or Sites(project))
        kept(self._machine.sites.go_back)  # whoever asks has what they tell
        _explore(self._machine)
        self.routes = sorted(set(self._rows()), key=_order)
        self.served: dict[Key, list[Route]] = {}
        self.used: dict[Key, list[Use]] = {}
        for route in self.routes:
            if route.handler.file is not None:
                self.served.setdefault((route.handler.file.path, route.handler.start), []).append(route)
        for use in self._distinct_uses():
            if use.middleware.file is not None:
                self.used.setdefault((use.middleware.file.path, use.middleware.start), []).append(use)

    def _distinct_uses(self) -> Iterable[Use]:
        """Return each use once; of every request only where no other way to it says less."""
        found: dict[tuple[Handler, File, int], Use] = {}
        for use in self._uses():
            key = (use.middleware, use.file, use.node.pos)
            if key not in found or not use.every:
                found[key] = use
        return found.values()

    def _uses(self) -> Iterator[Use]:
        machine = self._machine
        for router in machine.routers:
            for applied in (*router.outer, *router.used):
                every = router.serves_every_request() and not applied.path
                place = applied.place
                yield Use(handler_of(applied.value, machine), place.frame.file, place.node, every)
            for route in router.routes:
                around, _ = unwrapped(route.handler)
                for value in (*route.own, *around):
                    place = route.place
                    yield Use(handler_of(value, machine), place.frame.file, place.node, every=False)

    def _rows(self) -> Iterator[Route]:
        """Yield the rows; those of a call come from where most is known of its router."""
        rows: list[tuple[int, Route]] = []
        for router in self._machine.routers:
            for route in router.routes:
                if not route.draft:
                    rows += self._row(router, route)
        best: dict[tuple[File, int], int] = {}
        for known, row in rows:
            place = (row.file, row.node.pos)
            best[place] = max(known, best.get(place, 0))
        for known, row in rows:
            if known == best[row.file, row.node.pos]:
                yield row

    def _row(self, router: Router, route: Registered) -> Iterator[tuple[int, Route]]:
        """Yield a row for each way to a registration, with how much is known of the way."""
        machine = self._machine
        around, inner = unwrapped(route.handler)
        own = [*route.own, *around]
        for way in ways(router, route.seen):
            path = combined(router.framework.join, way.path, route.path)
            passed = [applied.value for applied in way.chain if passes(applied, path)]
            chain = tuple(handler_of(value, machine) for value in (*passed, *own))
            handler = handler_of(inner, machine)
            if route.kind == "prefix":
                path = f"{path.rstrip('/')}/*"
            if route.kind != "method" and not path.startswith(("/", "{?}", "*")) and "/" not in path:
                path = f"/{path}"
            for verb in route.verbs or ("ANY",):
                row = Route(
                    "route" if route.kind == "prefix" else route.kind,
                    router.framework.name,
                    verb,
                    path,
                    chain,
                    handler,
                    route.place.frame.file,
                    route.place.node,
                )
                yield _knowledge(way, path), row

    def missed(self) -> list[tuple[File, int]]:
        """Return the sites that were not come to."""
        machine = self._machine
        return [
            (file, offset)
            for file, offsets in machine.sites.offsets.items()
            for offset in offsets
            if (file, offset) not in machine.visited
        ]


def _knowledge(way: Way, path: str) -> int:
    """Return how much is known of a way; what is mounted serves nothing where it is not."""
    return 2 + way.mounted if way.known else int(not path.startswith(GAP))


def _order(route: Route) -> tuple[str, str, str, int]:
    return route.path, route.verb, route.file.path, route.node.pos


def _explore(machine: Machine) -> None:
    """Run through main functions, then what no other function leads to, then what was still not come to."""
    leading = kept(lambda: list(_leading(machine))).value  # which they are, the sites tell
    mains = [item for item in leading if item[1].name == "main" and item[0].package.name == "main"]
    rest = [item for item in leading if not machine.sites.is_called(*item) and item not in mains]
    for file, decl in _inits(machine):
        _run(machine, file, decl)
    for file, decl in (*mains, *rest):
        if (file, decl.pos) not in machine.ran:
            _run(machine, file, decl)
            _literals(machine)
    tried: set[tuple[File, int]] = set()
    for file, offsets in machine.sites.offsets.items():
        for offset in offsets:
            if (file, offset) not in machine.visited:
                _come_to(machine, file, offset, tried)
    _literals(machine)


def _inits(machine: Machine) -> Iterator[tuple[File, FuncDecl]]:
    """Yield the init functions of packages that register: they may fill the lists that main goes through."""
    packages = {file.package for file, _ in kept(lambda: list(_leading(machine))).value}
    for package in machine.project.linked:
        if package in packages:
            for file in package.files:
                for decl in file.declarations if not file.test else ():
                    if decl.name == "init" and not decl.recv and decl.end - decl.pos < MAX_INIT:
                        yield file, decl


def _leading(machine: Machine) -> Iterator[tuple[File, FuncDecl]]:
    for package in machine.project.packages:
        for file in package.files:
            if not file.test:
                for decl in file.facts.functions:
                    if decl.body is not None and machine.sites.leads(file, decl):
                        yield file, decl


def _run(machine: Machine, file: File, decl: FuncDecl) -> None:
    symbol = file.package.symbol(file, decl)
    if symbol is not None:
        _interpret(machine, Closure(symbol))


def _interpret(machine: Machine, function: Closure) -> None:
    """Run through a function that nothing else is known to call."""
    machine.begin()
    with suppress(RecursionError):  # the rest of what it would register is come to by itself
        machine.interpret(function, [])


def _come_to(machine: Machine, file: File, offset: int, tried: set[tuple[File, int]]) -> None:
    """Run through the function around a site, unless that has been `tried` for another of its sites."""
    decl = file.declaration_at(offset)
    if decl is not None:
        if (file, decl.pos) not in tried:
            tried.add((file, decl.pos))
            _run(machine, file, decl)
        return
    value = file.value_at(offset)
    if value is not None:
        function = file.value_function(value)
        for literal in function.literals:
            if literal.node is not None and literal.node.pos <= offset < literal.node.end:
                _interpret(machine, Closure(literal=literal, frame=Frame(function)))


def _literals(machine: Machine) -> None:
    """Run through function literals that may register something, where nobody is seen to call them."""
    for closure in machine.literals:  # grows while they run
        literal = closure.literal
        if literal is None or literal in machine.ran_literals or machine.serves(closure, known=False):
            continue
        if machine.has_sites(literal):
            _interpret(machine, closure)
