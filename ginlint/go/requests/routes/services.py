"""Routes that come in tables: those of go-zero, and the methods of gRPC services."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import name_offset
from ginlint.go.names import Interface, Named
from ginlint.go.requests.routes.routers import Applied, Place, Registered, Router
from ginlint.go.requests.routes.state import State
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
    as_router,
    flat,
    text,
)

if TYPE_CHECKING:
    from ginlint.go.syntax import ast


CONNECT = re.compile(r"New\w+Handler")


class Services(State):
    """Registration of many routes by one call."""

    def visit(self, place: Place) -> None:
        """Remember that a site was come to."""
        self.visited.add((place.frame.file, name_offset(place.node.fun)))

    # Tables of go-zero

    def tables(self, router: Router, _: list[str], args: list[Value], place: Place) -> Value:
        """Register the tables that AddRoutes is given."""
        prefix = ""
        own: list[Value] = []
        for option in args[1:]:
            if isinstance(option, Made) and isinstance(option.by, External) and option.args:
                name = option.by.name.rpartition(".")[2]
                if name == "WithPrefix":
                    prefix = text(option.args[0])
                elif name.startswith("WithJwt"):
                    own.append(option)
        group = self.add_group(router.below(prefix, [Applied(value, place) for value in own]))
        for middleware, entry in _entries(args[0] if args else None, []):
            verb, path = text(entry.fields.get("Method")), text(entry.fields.get("Path"))
            handler = entry.fields.get("Handler")
            self.register(group, Registered("route", (verb,), path, handler, middleware, place, group.now))
        return router

    # Services of gRPC

    def service(self, name: str, args: list[Value], node: ast.CallExpr, frame: Frame) -> bool:
        """Register a service by the generated function of a package that is not part of the module."""
        last = name.rpartition(".")[2]
        if len(args) != 2 or not last.startswith("Register") or not last.endswith("Server"):  # noqa: PLR2004
            return False
        router = as_router(args[0])
        if router is None or router.framework.name != "gRPC":
            type_ = self.canonical(frame.file.typer.type_of(node.args[0]))
            router = self.unknown_router(type_)
            if router is None or router.framework.name != "gRPC":
                return False
            self.assign(node.args[0], router, frame)
        service = last.removeprefix("Register").removesuffix("Server")
        place = Place(frame, node)
        self.visit(place)
        package = name.rpartition(".")[0]
        methods = self._interface(package, f"{service}Server") or self._methods_of(args[1]) or ["*"]
        for method in methods:
            self._rpc(router, f"/{GAP}.{service}/{method}", args[1], method, place)
        return True

    def described_service(self, router: Router, _: list[str], args: list[Value], place: Place) -> Value:
        """Register the methods that a description of a service lists."""
        description, server = (*args, None, None)[:2]
        if not isinstance(description, Obj):
            return router
        name = text(description.fields.get("ServiceName"))
        for key, field in (("Methods", "MethodName"), ("Streams", "StreamName")):
            listed = description.fields.get(key)
            for entry in listed.values if isinstance(listed, Items) else ():
                if isinstance(entry, Obj):
                    method = text(entry.fields.get(field))
                    self._rpc(router, f"/{name}/{method}", server, method, self.site or place)
        return router

    @staticmethod
    def is_connect(package: str, name: str) -> bool:
        """Tell the generated function that makes the handler of a connect service, by its name."""
        return package.endswith("connect") and CONNECT.fullmatch(name) is not None

    def connect(self, package: str, name: str, given: Value, args: list[Value]) -> Value:
        """Return what the generated function of a connect service gives: a path and a handler of methods."""
        if not self.is_connect(package, name) or not args:
            return given
        service = name.removeprefix("New").removesuffix("Handler")
        known = given.values[0] if isinstance(given, Several) else None
        path = known if isinstance(known, str) else f"/{GAP}.{service}/"
        methods = self._interface(package, f"{service}Handler") or self._methods_of(args[0]) or ["*"]
        return Several((path, Methods(path, methods, args[0])))

    def connect_methods(self, router: Router, methods: Methods, place: Place) -> None:
        """Register the methods of a connect service."""
        for name in methods.names:
            self._rpc(router, f"{methods.path}{name}", methods.server, name, place)

    def _rpc(self, router: Router, path: str, server: Value, method: str, place: Place) -> None:
        handler: Value = External(method)
        if isinstance(server, (Obj, Made)):
            type_ = server.type if isinstance(server, Obj) else self._result_type(server)
            symbol = self.method(type_, method) if type_ is not None else None
            if symbol is not None and symbol.decl is not None:
                handler = Closure(symbol, receiver=server)
        self.register(router, Registered("method", ("",), path, handler, [], place, router.now))

    def _result_type(self, made: Made) -> Named | None:
        type_ = made.function.file.typer.type_of(made.node)
        base = self.canonical(type_)
        return base if isinstance(base, Named) else None

    def _interface(self, package: str, name: str) -> list[str]:
        shape = self.project.program.underlying(Named(package, name))
        if not isinstance(shape, Interface):
            return []
        return [method for method, _ in shape.methods if method[0].isupper()]

    def _methods_of(self, server: Value) -> list[str]:
        type_ = server.type if isinstance(server, Obj) else None
        if isinstance(server, Made):
            type_ = self._result_type(server)
        symbol = self.project.program.type_symbol(self.canonical(type_)) if type_ is not None else None
        return sorted(
            name
            for name, method in (symbol.methods.items() if symbol is not None else ())
            if name[0].isupper() and method.params and "error" in method.results_text
        )


def _entries(value: Value, around: list[Value]) -> list[tuple[list[Value], Obj]]:
    """Return the routes of a table of go-zero, each with the middleware of the calls around it."""
    match value:
        case Obj():
            return [(around, value)]
        case Items(values):
            return [entry for item in values for entry in _entries(item, around)]
        case Made(External(name), args) if name.rpartition(".")[2].startswith("WithMiddleware") and args:
            inner = [*around, *flat(args[:1])]
            return [entry for item in args[1:] for entry in _entries(item, inner)]
    return []
