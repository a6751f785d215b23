"""Routers and the routes registered with them, as the set-up of a service leaves them."""

from __future__ import annotations

import posixpath
from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.requests.routes.values import GAP, Frame, Value
from ginlint.models import table
from ginlint.record import field, record

if TYPE_CHECKING:
    from ginlint.go.syntax import ast

MAX_MOUNTS = 6
VERBS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "CONNECT", "TRACE", "ANY")


@record(frozen=True, slots=True, eq=False)
class Framework:
    """One entry of models/routes.toml; `chain` are the operations of its routers of one path."""

    name: str
    join: str
    handler: str
    use: str
    operations: dict[str, tuple[str, ...]]
    functions: dict[str, tuple[str, ...]]
    chain: dict[str, tuple[str, ...]]
    new: frozenset[str]
    types: frozenset[str]
    roots: frozenset[str]
    options: frozenset[str]
    default: str


@cache
def frameworks() -> dict[str, Framework]:
    """Return the frameworks by the import paths of their packages."""
    return {path: _framework(entry) for entry in table("routes")["framework"] for path in entry["packages"]}


def _framework(entry: dict[str, Any]) -> Framework:
    def parsed(name: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(value.split()) for key, value in entry.get(name, {}).items()}

    return Framework(
        entry["name"],
        entry["join"],
        entry["handler"],
        entry["use"],
        parsed("operations"),
        parsed("functions"),
        parsed("chain"),
        frozenset(entry["new"]),
        frozenset(entry["types"]),
        frozenset(entry["roots"]),
        frozenset(entry.get("options", ())),
        entry.get("default", ""),
    )


@record(frozen=True, slots=True, eq=False)
class Place:
    """A call, in the frame it was made in."""

    frame: Frame
    node: ast.CallExpr


@record(frozen=True, slots=True, eq=False)
class Applied:
    """A middleware: of a router, from `path` on where the framework goes by paths."""

    value: Value
    place: Place
    path: str = ""


@record(slots=True, eq=False)
class Router:
    """A router or a group of one.

    `path` is the prefix below `parent`, or the `whole` one; a root has no parent until it is
    mounted. `known` is false for a root that was only seen to be handed in. `seen` is the
    number of the parent's middleware that hold for it, None for all. `mounts` are the
    routers that a root was mounted on. `outer` are what is around it, the outermost first.
    A `chain` registers its own path alone.
    """

    framework: Framework
    parent: Router | None = None
    path: str = ""
    known: bool = True
    whole: bool = False
    chain: bool = False
    seen: int | None = None
    used: list[Applied] = field(default_factory=list)
    outer: list[Applied] = field(default_factory=list)
    mounts: list[Router] = field(default_factory=list)
    routes: list[Registered] = field(default_factory=list)

    @property
    def operations(self) -> dict[str, tuple[str, ...]]:
        """What its methods do, by name."""
        return self.framework.chain if self.chain else self.framework.operations

    @property
    def top(self) -> Router:
        """The router that this one is a group of."""
        router = self
        while router.parent is not None:
            router = router.parent
        return router

    def below(self, path: str, middleware: list[Applied]) -> Router:
        """Return a group of this router."""
        return Router(self.framework, self, path, seen=self.now, used=list(middleware))

    @property
    def now(self) -> int | None:
        """The number of middleware that hold for what is registered now; None where later ones do too."""
        use = self.framework.use
        if use == "prefix":
            return len(self.top.used)
        if use == "all" or (use == "root" and self.parent is None):
            return None
        return len(self.used)

    def serves_every_request(self) -> bool:
        """Tell whether what is used here runs for each request of a service."""
        return self.parent is None and not self.mounts and not self.path


@record(slots=True, eq=False)
class Registered:
    """One registration: `handlers` is what it names beside its path, `seen` as for routers.

    `kind` is route, files, fallback or method. `own` is the middleware given with it.
    """

    kind: str
    verbs: tuple[str, ...]
    path: str
    handler: Value
    own: list[Value]
    place: Place
    seen: int | None
    draft: bool = False
    before: int = 0


@record(slots=True, eq=False)
class Draft:
    """A route of gorilla/mux while it is put together."""

    router: Router
    route: Registered


@record(slots=True, eq=False)
class Way:
    """How a request comes to a router: the path so far, and the middleware it passed, the outermost first."""

    path: str
    chain: list[Applied]
    known: bool
    mounted: bool = False


def ways(router: Router, seen: int | None, depth: int = 0) -> list[Way]:
    """Return the ways to what is registered with `router` while `seen` of its middleware were there."""
    framework = router.framework
    by_path = framework.use == "prefix"
    if router.parent is not None:
        own = [] if by_path else router.used if seen is None else router.used[:seen]
        return [
            Way(_path(router, way), [*way.chain, *own], way.known, way.mounted)
            for way in ways(router.parent, seen if by_path else router.seen, depth)
        ]
    used = [*router.outer, *(router.used if seen is None else router.used[:seen])]
    if not router.mounts or depth >= MAX_MOUNTS:
        return [Way(router.path, used, router.known)]
    found = []
    for mount in router.mounts:
        for way in ways(mount, mount.seen if by_path else None, depth + 1):
            path = combined(mount.framework.join, way.path, router.path)
            below = [Applied(a.value, a.place, path.rstrip("/") + a.path) if a.path else a for a in used]
            found.append(Way(path, [*way.chain, *below], way.known, mounted=True))
    return found


def _path(router: Router, above: Way) -> str:
    return router.path if router.whole else combined(router.framework.join, above.path, router.path)


def passes(applied: Applied, path: str) -> bool:
    """Tell whether a request for `path` passes a middleware: only those of some paths say no."""
    prefix = applied.path.rstrip("/*")
    return not prefix or path == prefix or path.startswith(f"{prefix}/")


def combined(how: str, prefix: str, path: str) -> str:
    """Return the path of something registered as `path` below `prefix`."""
    if how == "path":
        if not path:
            return prefix
        whole = posixpath.normpath(f"{prefix}/{path}" if prefix else path)
        whole = f"/{whole.lstrip('/')}" if not whole.startswith(GAP) else whole
        return f"{whole}/" if path.endswith("/") and not whole.endswith("/") else whole
    if how == "slash":
        if not path:
            return prefix
        return f"{prefix.rstrip('/')}/{path.lstrip('/')}" if not path.startswith(GAP) else prefix + path
    if how == "pattern":
        base = prefix.removesuffix("*").rstrip("/")
        return base + path if path.startswith(("/", GAP)) or not base else f"{base}/{path}"
    return prefix + path
