"""What running through the set-up of a service knows while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import UNKNOWN, FuncSymbol, Named, Type, deref
from ginlint.go.requests.routes.routers import Draft, Framework, Place, Registered, Router, frameworks
from ginlint.go.requests.routes.values import GAP, Frame, Value, holds

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.project import Project
    from ginlint.go.requests.routes.sites import Sites
    from ginlint.go.requests.routes.values import Closure
    from ginlint.go.syntax import ast

MAX_STEPS = 20_000  # statements that one main function may take
MAX_TOTAL = 200_000
ROUTING = (Router, Draft)


class State:
    """What is known of variables of packages and fields of types, and what was registered so far."""

    def __init__(self, project: Project, sites: Sites) -> None:
        self.project = project
        self.sites = sites
        self.globals: dict[str, Value] = {}
        self.slots: dict[tuple[str, str], Value] = {}
        self.routers: list[Router] = []
        self.visited: set[tuple[File, int]] = set()
        self.literals: list[Closure] = []
        self.defaults: dict[str, Router] = {}
        self.handlers: list[Value] = []
        self.receivers: dict[str, Value] = {}
        self.stack: list[Function] = []
        self.results: dict[tuple[object, ...], Value] = {}
        self.worth: dict[Function, bool] = {}
        self.ran_literals: set[Function] = set()
        self.ran: set[tuple[File, int]] = set()
        self.site: Place | None = None  # the call of a generated function that registers a service
        self.steps = self.total = 0

    def begin(self) -> None:
        """Start with a function that nothing else is known to call: it has routers of its own."""
        self.results.clear()
        self.stack.clear()
        self.total += self.steps
        self.steps = 0 if self.total < MAX_TOTAL else MAX_STEPS

    # What the parts of the machine ask each other for

    def evaluate(self, expr: ast.Expr | None, frame: Frame, expected: Type = UNKNOWN) -> Value:
        """Return the value of an expression; what it registers is registered."""
        raise NotImplementedError

    def call(self, node: ast.CallExpr, frame: Frame) -> Value:
        """Run through a call."""
        raise NotImplementedError

    def apply(self, function: Value, args: list[Value], node: ast.CallExpr, frame: Frame) -> Value:
        """Run through a call of a function that is a value."""
        raise NotImplementedError

    def body(self, block: ast.BlockStmt, frame: Frame) -> None:
        """Run through the body of a function."""
        raise NotImplementedError

    def assign(self, target: ast.Expr, value: Value, frame: Frame) -> None:
        """Give a variable, field or element a value."""
        raise NotImplementedError

    def zero(self, type_: Type) -> Value:
        """Return the value of a variable that is only declared."""
        raise NotImplementedError

    # Routers

    def new_router(self, framework: Framework, path: str = "") -> Router:
        """Return a new root."""
        router = Router(framework, path=path)
        self.routers.append(router)
        return router

    def add_group(self, router: Router) -> Router:
        """Keep a group of a router, to be asked for its routes in the end."""
        self.routers.append(router)
        return router

    def unknown_router(self, type_: Type) -> Router | None:
        """Return a router for a value that is not known but of a router's type."""
        framework, is_root = router_type(self.canonical(type_))
        if framework is None:
            return None
        router = self.new_router(framework, "" if is_root else GAP)
        router.known = False
        return router

    def canonical(self, type_: Type) -> Type:
        """Return the type without pointers and aliases."""
        return self.project.program.canonical(deref(self.project.program.canonical(type_)))

    def register(self, router: Router, route: Registered) -> None:
        """Keep a registration."""
        router.routes.append(route)
        self.handlers += [route.handler, *route.own]

    # Fields

    def store(self, owner: Type, name: str, value: Value) -> None:
        """Keep what a field of a type was seen to hold, for values of it that are not known."""
        base = self.canonical(owner)
        if isinstance(base, Named) and holds(value, ROUTING):
            self.slots[str(base), name] = value

    def stored(self, owner: Type, name: str) -> Value:
        """Return what a field of a type was seen to hold."""
        base = self.canonical(owner) if self.slots else None
        return self.slots.get((str(base), name)) if isinstance(base, Named) else None

    def method(self, owner: Type, name: str) -> FuncSymbol | None:
        """Return a method of a type that is declared in the project or known otherwise."""
        found = self.project.program.select(owner, name)
        return found.symbol if found is not None and found.method else None


def router_type(type_: Type) -> tuple[Framework | None, bool]:
    """Return the framework that a type is a router of, and whether it is a root there."""
    if not isinstance(type_, Named):
        return None, False
    framework = frameworks().get(type_.path)
    if framework is None or type_.name not in framework.types:
        return None, False
    return framework, type_.name in framework.roots
