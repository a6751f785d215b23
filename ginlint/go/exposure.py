"""What a service shows or waits for: profiles served to anybody, clients without a timeout."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ginlint.go.names import Named
from ginlint.go.ownership import UseKind, uses_of
from ginlint.go.serving import Listener, keys_of, server_literals, serving_calls
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function
    from ginlint.go.package import Package


@dataclass(frozen=True, slots=True)
class Exposed:
    """A place where profiles are served; `certainty` is high, medium or low."""

    function: Function
    node: ast.Expr
    address: str
    certainty: str


def exposed_profiles(package: Package) -> Iterator[Exposed]:
    """Yield the listeners, or else the registrations, by which profiles can be read from outside."""
    if _imports_profiles(package):
        for listener in chain(serving_calls(package), server_literals(package)):
            if listener.default_mux and not listener.is_loopback and _serves(listener):
                certainty = "high" if listener.address else "medium"
                yield Exposed(listener.function, listener.node, listener.address, certainty)
    pprof = table("servers")["pprof"]
    for call in package.calls(*pprof["registers"]):
        if not _is_guarded(call) and not _listens_locally(package):
            yield Exposed(call.function, call.node, "", "low" if _depends_on_setting(call) else "medium")


def _imports_profiles(package: Package) -> bool:
    wanted = table("servers")["pprof"]["package"]
    return any(
        spec.path == wanted
        for file in package.files
        if not file.test and not file.facts.constraint
        for spec in file.facts.imports
    )


def _serves(listener: Listener) -> bool:
    """Tell a server literal with an address, or a call that listens."""
    return isinstance(listener.node, ast.CallExpr) or bool(listener.address)


def _listens_locally(package: Package) -> bool:
    listeners = list(chain(serving_calls(package), server_literals(package)))
    return bool(listeners) and all(listener.is_loopback for listener in listeners)


def _is_guarded(call: Call) -> bool:
    """Tell a router whose name, or whose middleware before this call, speaks of authentication."""
    guards = table("servers")["pprof"]["guards"]
    file = call.file
    router = call.node.args[0] if call.node.args else None
    names = file.text(router).lower() if router is not None else ""
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
    return any(guard in names for guard in guards)


def _depends_on_setting(call: Call) -> bool:
    around = call.function.enclosing(call.node, ast.IfStmt, ast.CaseClause)
    return around is not None


def clients_without_timeout(package: Package) -> Iterator[tuple[Function, ast.Expr, str]]:
    """Yield the calls of the default client, and the clients made without a timeout, with what they are."""
    client = table("servers")["client"]
    for call in package.calls(*client["calls"]):
        yield call.function, call.node, f"`{call.file.text(call.node.fun)}`"
    path, _, name = client["type"].rpartition(".")
    for file in package.speaking:
        for outer in file.functions_at(file.facts.index.types.get(name, [])):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    if isinstance(node, ast.CompositeLit) and _waits(function, node, Named(path, name)):
                        yield function, node, "a client made here"


def _waits(function: Function, literal: ast.CompositeLit, client: Named) -> bool:
    """Tell a client with neither timeout nor transport that sends requests made without a context."""
    if literal.type is None or function.file.typer.type_of(literal) != client:
        return False
    if not keys_of(literal).keys().isdisjoint(table("servers")["client"]["timeouts"]):
        return False
    text = function.outermost.file.text(function.outermost.body)
    if "WithContext" in text or "Timeout" in text:
        return False
    return all(use.kind in (UseKind.METHOD, UseKind.READ) for use in uses_of(function, literal))
