"""What the methods of routers do: register, group, use, mount."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.requests.routes.routers import Applied, Draft, Framework, Place, Registered, Router
from ginlint.go.requests.routes.services import Services
from ginlint.go.requests.routes.values import (
    GAP,
    Closure,
    External,
    Frame,
    Items,
    Made,
    Methods,
    Obj,
    Several,
    Value,
    Wrapped,
    as_router,
    flat,
    text,
    unwrapped,
)
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable

STRIPPERS = "net/http.StripPrefix"


NAME = re.compile(r"[\w.]+")
MAX_NAME = 60


class Operations(Services):
    """The operations of models/routes.toml."""

    def options(self, router: Router, args: list[Value], place: Place) -> None:
        """Take the middleware from the options that a router is made with."""
        for value in flat(args):
            if isinstance(value, Made) and isinstance(value.by, External):
                package, _, name = value.by.name.rpartition(".")
                if name in router.framework.options and package:
                    self.use(router, flat(value.args), place)

    def default(self, framework: Framework) -> Router:
        """Return the router that a package's functions register with."""
        if framework.name not in self.defaults:
            self.defaults[framework.name] = self.new_router(framework)
        return self.defaults[framework.name]

    def operate(self, router: Router, operation: tuple[str, ...], node: ast.CallExpr, frame: Frame) -> Value:
        """Do what a method of a router does, and return what it gives."""
        kind, *roles = operation
        place = Place(frame, node)
        self.visit(place)
        args = [self._named(arg, frame) for arg in node.args]
        if len(args) == 1 and isinstance(args[0], Several):
            args = list(args[0].values)
        if node.ellipsis and args and args[-1] is not None and not isinstance(args[-1], Items):
            args[-1] = Made(args[-1], [], frame.function, node)
        return DOES[kind](self, router, roles, args, place)

    def _named(self, arg: ast.Expr, frame: Frame) -> Value:
        """Return the value of an argument, its own text if nothing is known of it."""
        value = self.evaluate(arg, frame)
        named = arg.fun if isinstance(arg, ast.CallExpr) else arg
        written = frame.file.text(named) if value is None and named.end - named.pos < MAX_NAME else ""
        return External(written) if NAME.fullmatch(written) else value

    def _add(self, router: Router, route: Registered) -> None:
        self.visit(route.place)
        self.register(router, route)

    # Routes

    def files(self, router: Router, roles: list[str], args: list[Value], place: Place) -> Value:
        """Register what serves files."""
        at = text(args[0]) if args else GAP
        at = at if roles[0] == "one" else f"{at.rstrip('/')}/*"
        self._add(router, Registered("files", ("GET",), at, External("files"), [], place, router.now))
        return router

    def fallback(self, router: Router, roles: list[str], args: list[Value], place: Place) -> Value:
        """Register what answers where nothing matches."""
        *own, handler = flat(args[int(roles[1]) :]) or [None]
        self._add(router, Registered("fallback", (roles[0],), "", handler, own, place, router.now))
        return router

    def route(self, router: Router, roles: list[str], args: list[Value], place: Place) -> Value:
        """Register a route."""
        verb, path, handlers = roles
        given = "" if path == "-" else text(args[int(path)]) if int(path) < len(args) else GAP
        verbs: tuple[str, ...] = (verb,)
        if verb.startswith("@"):
            named = args[int(verb[1:])] if int(verb[1:]) < len(args) else None
            verbs = tuple(text(value) for value in flat([named])) or (GAP,)
        elif verb == "-":
            method, blank, rest = given.partition(" ")
            verbs, given = ((method,), rest.strip()) if blank and method.isupper() else (("ANY",), given)
        own, handler = self._split(router.framework, flat(args[int(handlers) :]))
        around, inside = unwrapped(handler)
        if isinstance(inside, Methods):
            group = self.add_group(router.below("", [Applied(value, place) for value in (*own, *around)]))
            self.connect_methods(group, inside, place)
            return router
        mounted = self._mounted_handler(handler)
        if mounted is not None:
            self._mount_at(router, handler, mounted, place)
            return router
        self._add(router, Registered("route", verbs, given, handler, own, place, router.now))
        return router

    @staticmethod
    def _split(framework: Framework, values: list[Value]) -> tuple[list[Value], Value]:
        if not values:
            return [], None
        if framework.handler == "first":
            return values[1:], values[0]
        return values[:-1], values[-1]

    def _mounted_handler(self, handler: Value) -> Router | None:
        """Return the router that answers below a path, whatever is around it."""
        while isinstance(handler, (Wrapped, Made)):
            if isinstance(handler, Made):
                stripped = isinstance(handler.by, External) and handler.by.name == STRIPPERS
                handler = handler.args[-1] if stripped and handler.args else None
            else:
                handler = handler.inner
        return as_router(handler) if isinstance(handler, (Router, Obj)) else None

    def _mount_at(self, router: Router, handler: Value, inner: Router, place: Place) -> None:
        """Mount a router that net/http hands all below a path: its paths are whole unless stripped."""
        stripped = ""
        around: list[Value] = []
        while isinstance(handler, (Wrapped, Made)):
            if isinstance(handler, Made):
                stripped = text(handler.args[0]) if handler.args else ""
                handler = handler.args[-1]
            else:
                around.append(handler.by)
                handler = handler.inner
        for applied in list(inner.top.outer):
            made = applied.value
            if isinstance(made, Made) and isinstance(made.by, External) and made.by.name == STRIPPERS:
                inner.top.outer.remove(applied)
                stripped = text(made.args[0]) if made.args else stripped
        if inner.top is not router.top:
            mount = router.below(stripped.rstrip("/"), [Applied(value, place) for value in around])
            mount.whole = True
            inner.top.mounts.append(mount)

    # Groups

    def group(self, router: Router, roles: list[str], args: list[Value], place: Place) -> Value:
        """Make a group."""
        *prefix, middleware = roles
        path = text(args[int(prefix[0])]) if prefix and prefix[0] != "-" and args else ""
        given = flat(args[int(middleware) :])
        if router.framework.use == "prefix":
            group = self.add_group(router.below(path, []))
            self._use_at(group, "", given, place)
            return group
        return self.add_group(router.below(path, [Applied(value, place) for value in given]))

    def chain(self, router: Router, roles: list[str], args: list[Value], _: Place) -> Value:
        """Make a router that registers its own path alone."""
        chain = self.add_group(router.below(text(args[int(roles[0])]) if args else GAP, []))
        chain.chain = True
        return chain

    def nest(self, router: Router, roles: list[str], args: list[Value], place: Place) -> Value:
        """Make a group and run through the function that fills it."""
        *prefix, function = roles
        if prefix and len(args) == 1 and router.framework.chain:
            return self.chain(router, prefix, args, place)
        path = text(args[int(prefix[0])]) if prefix and args else ""
        group = self.add_group(router.below(path, []))
        body = args[int(function)] if int(function) < len(args) else None
        if isinstance(body, (Closure, Made)):
            self.apply(body, [group], place.node, place.frame)
        return group

    def mount_argument(self, router: Router, _: list[str], args: list[Value], place: Place) -> Value:
        """Mount a router, or a handler of all paths below one."""
        self._mount(router, text(args[0]) if args else GAP, args[1] if len(args) > 1 else None, place)
        return router

    def _mount(self, router: Router, path: str, value: Value, place: Place) -> None:
        inner = self._mounted_handler(value)
        if inner is None:
            at = f"{path.rstrip('/')}/*"
            self._add(router, Registered("route", ("ANY",), at, value, [], place, router.now))
            return
        around: list[Applied] = []
        while isinstance(value, Wrapped):
            around.append(Applied(value.by, place))
            value = value.inner
        if inner.top is not router.top:
            mount = router.below(path, around)
            mount.seen = router.now
            inner.top.mounts.append(mount)

    # Middleware

    def use_arguments(self, router: Router, _: list[str], args: list[Value], place: Place) -> Value:
        """Use middleware."""
        self.use(router, flat(args), place)
        return router

    def use(self, router: Router, values: list[Value], place: Place) -> None:
        router.used += [Applied(value, place) for value in values]
        self.handlers += values

    def use_prefix(self, router: Router, _: list[str], args: list[Value], place: Place) -> Value:
        """Use middleware for paths; an app among it is mounted."""
        values = flat(args)
        paths = [value for value in values if isinstance(value, str)] or [""]
        rest = [value for value in values if not isinstance(value, str)]
        for path in paths:
            for value in rest:
                if as_router(value) is not None:
                    self._mount(router, path, value, place)
                else:
                    self._use_at(router, path, [value], place)
        return router

    def _use_at(self, router: Router, path: str, values: list[Value], place: Place) -> None:
        """Use middleware for all paths below one, in the order of registration."""
        whole = self._below(router, path)
        router.top.used += [Applied(value, place, whole) for value in values]
        self.handlers += values

    @staticmethod
    def _below(router: Router, path: str) -> str:
        parts = [path]
        here = router
        while here.parent is not None:
            parts.append(here.path)
            here = here.parent
        whole = "/".join(part.strip("/") for part in reversed(parts) if part.strip("/"))
        return f"/{whole}" if whole else ""

    # Routes of several calls

    def draft(self, router: Router, roles: list[str], args: list[Value], place: Place) -> Value:
        """Begin a route of several calls."""
        path, handler = roles
        fun = place.node.fun
        name = fun.sel if isinstance(fun, ast.SelectorExpr) else ""
        at = text(args[int(path)]) if path != "-" and args else ""
        verbs = tuple(text(value) for value in flat(args)) if name == "Methods" else ()
        made = args[int(handler)] if handler != "-" and int(handler) < len(args) else None
        route = Registered("route", verbs, at, made, [], place, router.now, draft=handler == "-")
        if name == "PathPrefix":
            route.kind = "prefix"
        self.register(router, route)
        return Draft(router, route)

    def operate_draft(self, draft: Draft, name: str, node: ast.CallExpr, frame: Frame) -> Value:
        """Do what a method of a route of gorilla/mux does."""
        args = [self.evaluate(arg, frame) for arg in node.args]
        route = draft.route
        if name in ("Handler", "HandlerFunc") and args:
            inner = self._mounted_handler(args[0])
            if inner is not None:
                self._mount_at(draft.router, args[0], inner, route.place)
                return draft
            route.handler, route.draft = args[0], False
            self.handlers.append(args[0])
        elif name == "Methods":
            route.verbs = tuple(text(value) for value in flat(args))
        elif name in ("Path", "PathPrefix") and args:
            route.path += text(args[0])
            route.kind = "prefix" if name == "PathPrefix" else "route"
        elif name == "Subrouter":
            return self.add_group(draft.router.below(route.path, []))
        elif name == "GetHandler":
            return route.handler
        self.visit(Place(frame, node))
        return draft


# What the first word of an operation does.
DOES: dict[str, Callable[[Operations, Router, list[str], list[Value], Place], Value]] = {
    "route": Operations.route,
    "files": Operations.files,
    "fallback": Operations.fallback,
    "group": Operations.group,
    "with": Operations.group,
    "chain": Operations.chain,
    "nest": Operations.nest,
    "inline": Operations.nest,
    "mount": Operations.mount_argument,
    "use": Operations.use_arguments,
    "use-prefix": Operations.use_prefix,
    "draft": Operations.draft,
    "routes": Operations.tables,
    "service": Operations.described_service,
    "self": lambda _, router, __, ___, ____: router,
}
