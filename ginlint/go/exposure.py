"""What a service shows: profiles served to anybody."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ginlint.go.call import Call
from ginlint.go.ownership import UseKind
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.uses import uses_of_variable
from ginlint.go.profiles import has_profiles, is_aside_of_program, uses_default_mux
from ginlint.go.serving import (
    Listener,
    handler_of,
    is_aside,
    is_local,
    server_literals,
    serving_calls,
)
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package

INDEX = re.compile(rb"\.Index\b")
MUX = re.compile(rb"\.DefaultServeMux\b")


class Exposed(NamedTuple):
    """A place where profiles are served; `certainty` is high, medium or low."""

    function: Function
    node: ast.Expr
    address: str
    certainty: str


def exposed_profiles(package: Package) -> Iterator[Exposed]:
    """Yield the listeners, or else the registrations, by which profiles can be read from outside."""
    for listener in chain(serving_calls(package), server_literals(package)):
        if (
            listener.default_mux
            and not is_local(listener)
            and _serves(listener)
            and has_profiles(package, of_program=not is_aside_of_program(listener))
        ):
            yield Exposed(listener.function, listener.node, listener.address, _certainty(listener))
    if _listens_locally(package):
        return
    told: set[tuple[Function, str]] = set()  # a guard mends all routes that a function gives to one router
    for call, router in _profile_routes(package):
        place = (call.function, call.file.text(router) if router is not None else "")
        if place not in told and not _is_guarded(call, router):
            told.add(place)
            low = _depends_on_setting(call) or is_aside(call.file)
            yield Exposed(call.function, call.node, "", "low" if low else "medium")


def _certainty(listener: Listener) -> str:
    """Return how sure it is that others reach a listener; who asks for it and says where may not let them."""
    if is_aside(listener.function.file):
        return "low"
    if listener.address:
        return "high"
    return "low" if _is_asked_for(listener) else "medium"


def _is_asked_for(listener: Listener) -> bool:
    """Tell a listener in a branch that something other than an error decides on."""
    function = listener.function
    inner: ast.Node = listener.node
    around = function.parent_of(inner)
    while around is not None:
        chosen = isinstance(around, ast.IfStmt) and inner in (around.body, around.orelse)
        if isinstance(around, ast.CaseClause) or (chosen and not function.in_error_branch(inner)):
            return True
        inner, around = around, function.parent_of(around)
    return False


def serves_profiles_only(listener: Listener) -> bool:
    """Tell a server whose mux gets, as far as its function or the module shows, nothing but profiles."""
    function, project = listener.function, listener.function.file.package.project
    if listener.default_mux:
        if _is_said_to_profile(listener):
            return True
        wanted = table("servers")["pprof"]["package"]
        files = function.file.package.files
        return any(s.path == wanted for f in files for s in f.facts.imports) and not uses_default_mux(project)
    handler = handler_of(listener)
    root = root_variable(handler) if isinstance(handler, ast.Ident) else None
    if root is None or root.function.outermost is not function.outermost:
        return False
    routes = [
        function.file.text(use.call).lower()
        for use in uses_of_variable(function.outermost, root)
        if use.call is not None and use.kind is UseKind.METHOD
    ]
    return any("pprof" in text for text in routes) and all(
        any(word in text for word in table("servers")["pprof"]["words"]) for text in routes
    )


def _is_said_to_profile(listener: Listener) -> bool:
    """Tell by the function's name, or by what stands around it in a branch of its own, what it is for."""
    function = listener.function
    around = function.outermost.enclosing(listener.node, ast.IfStmt, ast.FuncLit)
    while isinstance(around, ast.FuncLit):
        around = function.outermost.enclosing(around, ast.IfStmt, ast.FuncLit)
    said = function.file.text(around) if around is not None else function.outermost.name
    return "pprof" in said.lower()


def _profile_routes(package: Package) -> Iterator[tuple[Call, ast.Expr | None]]:
    """Yield the calls that register the profiles with a router of other things too, and this router."""
    models = table("servers")["pprof"]
    for call in package.calls(*models["registers"]):
        own = call.callee.symbol is not None and call.callee.symbol.package == call.file.package.path
        if not own and not call.file.facts.constraint:
            yield call, call.node.args[0] if call.node.args else None
    for made in package.calls(*models["makes"]):
        around = made.function.enclosing(made.node, ast.CallExpr)
        if isinstance(around, ast.CallExpr):
            yield from _route(Call(around, made.function))
    if has_profiles(package, of_program=False):
        for file in package.speaking:
            yield from _default_muxes(file)
    paths = {name.rpartition(".")[0] for name in models["index"]}
    for file in package.speaking:
        if not file.facts.constraint and not paths.isdisjoint(spec.path for spec in file.facts.imports):
            yield from _indexes(file)


def _default_muxes(file: File) -> Iterator[tuple[Call, ast.Expr | None]]:
    """Yield where a file hands the default mux to another router: `r.Mount("/", http.DefaultServeMux)`."""
    offsets = [match.start() for match in MUX.finditer(file.parsed.text)] if not file.facts.constraint else []
    for outer in file.functions_at(offsets):
        for function in outer.all():
            for node in ast.nodes_of(function.body, ast.SelectorExpr):
                value = file.typer.package_value(node) if node.sel == "DefaultServeMux" else None
                named = value is not None and value.qualified == table("servers")["pprof"]["mux"]
                call = _registering(function, node) if named else None
                if call is not None:
                    yield from _route(call)


def _indexes(file: File) -> Iterator[tuple[Call, ast.Expr | None]]:
    """Yield the registrations of pprof.Index in a file."""
    wanted = table("servers")["pprof"]["index"]
    for outer in file.functions_at(match.start() for match in INDEX.finditer(file.parsed.text)):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                if isinstance(node, ast.SelectorExpr) and node.sel == "Index":
                    symbol = file.typer.function_named(node)
                    call = _registering(function, node)
                    if symbol is not None and symbol.qualified in wanted and call is not None:
                        yield from _route(call)


def _registering(function: Function, node: ast.Expr) -> Call | None:
    """Return the call that registers a handler, which may be wrapped first."""
    routes = table("servers")["pprof"]["routes"]
    around: ast.Node | None = function.enclosing(node, ast.CallExpr, ast.FuncLit)
    while isinstance(around, ast.CallExpr):
        call = Call(around, function)
        named = isinstance(around.fun, ast.SelectorExpr) and around.fun.sel in routes
        if named and call.callee.kind != "conversion":
            return call
        around = function.enclosing(around, ast.CallExpr, ast.FuncLit)
    return None


def _route(call: Call) -> Iterator[tuple[Call, ast.Expr | None]]:
    """Yield a registration with its router, if this is not one for nothing else, nor the default mux."""
    fun = call.node.fun
    router = fun.x if isinstance(fun, ast.SelectorExpr) else None
    while isinstance(router, ast.CallExpr) and isinstance(router.fun, ast.SelectorExpr):
        router = router.fun.x  # router.PathPrefix("/debug").Handler(h)
    if router is None or call.callee.name.startswith("net/http.Handle"):
        return
    if not _is_for_profiles_only(call, router):
        yield call, router


def _is_for_profiles_only(call: Call, router: ast.Expr) -> bool:
    """Tell a router that gets, as far as this function shows, routes for debugging only."""
    root = root_variable(router)
    if root is None:
        return True
    routes = table("servers")["pprof"]["routes"]
    file = call.file
    others = [
        node
        for node in ast.walk(call.function.outermost.body)
        if isinstance(node, ast.CallExpr)
        and node is not call.node
        and isinstance(node.fun, ast.SelectorExpr)
        and node.fun.sel in (*routes, "POST", "Post", "PUT", "Put")
        and root_variable(node.fun.x) is root
        and not any(
            word in file.text(node).lower() for word in ("pprof", "debug", "profil", "metrics", "health")
        )
    ]
    return not others


def _serves(listener: Listener) -> bool:
    """Tell a server literal with an address, or a call that listens."""
    return isinstance(listener.node, ast.CallExpr) or bool(listener.address)


def _listens_locally(package: Package) -> bool:
    listeners = list(chain(serving_calls(package), server_literals(package)))
    return bool(listeners) and all(is_local(listener) for listener in listeners)


def _is_guarded(call: Call, router: ast.Expr | None) -> bool:
    """Tell a call or router, or middleware before, of which the names speak of authentication."""
    guards = table("servers")["pprof"]["guards"]
    file = call.file
    names = file.text(call.node).lower() + call.function.outermost.name.lower()
    root = router.name if isinstance(router, ast.Ident) else ""
    for node in ast.walk(call.function.body):
        if (
            isinstance(node, ast.CallExpr)
            and node.pos < call.node.pos
            and isinstance(node.fun, ast.SelectorExpr)
        ):
            text = file.text(node)
            if node.fun.sel in ("Use", "Group") and (root in text or node.fun.sel == "Group"):
                names += text.lower()
    if any(guard in names for guard in guards):
        return True
    passed = " ".join(_passed_before(call)).lower()
    return any(guard in passed for guard in guards)


def _passed_before(call: Call) -> Iterator[str]:
    """Yield the names of the middlewares, wherever they are installed, that a route comes after."""
    for route in call.file.package.project.requests.routes.routes:
        if route.node is call.node:
            yield from (passed.name for passed in route.chain)


def _depends_on_setting(call: Call) -> bool:
    around = call.function.enclosing(call.node, ast.IfStmt, ast.CaseClause)
    return around is not None
