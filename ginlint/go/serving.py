"""Where a service listens, at which address, and how long it waits for its clients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.names import Named
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package

SET_LATER = re.compile(rb"\.(?:ReadHeaderTimeout|ReadTimeout)\s*=[^=]")
SET_IN_CONFIG = re.compile(rb"\bReadTimeout\s*:")
MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Listener:
    """A call that serves, or a server literal.

    `address` is as far as it is known: "" if it is not, else a prefix such as
    ":8080" or "localhost:". `default_mux` says that the default mux answers.
    """

    function: Function
    node: ast.Expr
    address: str
    default_mux: bool

    @property
    def is_loopback(self) -> bool:
        """Whether only programs on the same machine can reach it."""
        return self.address.startswith(tuple(table("servers")["loopback"]["hosts"]))


@cache
def _serving() -> dict[str, dict[str, Any]]:
    return {name: entry for entry in table("servers")["serve"] for name in entry["calls"]}


def serving_calls(package: Package) -> Iterator[Listener]:
    """Yield the calls that listen without a server of one's own: http.ListenAndServe, engine.Run, …"""
    known = _serving()
    for call in package.calls(*known):
        entry = known[call.callee.name]
        args = call.node.args
        address = args[entry["address"]] if 0 <= entry["address"] < len(args) else None
        handler = args[entry["handler"]] if 0 <= entry["handler"] < len(args) else None
        text = text_of(call.function, address) if address is not None else ""
        yield Listener(call.function, call.node, text, handler is not None and is_nil(handler))


def server_literals(package: Package) -> Iterator[Listener]:
    """Yield the literals http.Server{…}, in functions and in package-level declarations."""
    path, _, name = table("servers")["server"]["type"].rpartition(".")
    for file in package.speaking:
        offsets = file.facts.index.types.get(name, [])
        for outer in [*file.functions_at(offsets), *_declarations(file, offsets)]:
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    is_server = isinstance(node, ast.CompositeLit) and node.type is not None
                    if is_server and file.typer.type_of(node) == Named(path, name):  # type: ignore[arg-type]
                        yield _server(function, node)  # type: ignore[arg-type] # a composite literal


def _declarations(file: File, offsets: list[int]) -> Iterator[Function]:
    for value in file.facts.values:
        if value.position == 0 and any(value.pos <= offset < value.end for offset in offsets):
            yield file.value_function(value)


def _server(function: Function, literal: ast.CompositeLit) -> Listener:
    fields = keys_of(literal)
    address = fields.get("Addr")
    handler = fields.get("Handler")
    text = text_of(function, address) if address is not None else ""
    return Listener(function, literal, text, handler is None or is_nil(handler))


def keys_of(literal: ast.CompositeLit) -> dict[str, ast.Expr]:
    """Return the fields that a struct literal sets by name."""
    return {
        element.key.name: element.value
        for element in literal.elts
        if isinstance(element, ast.KeyValueExpr) and isinstance(element.key, ast.Ident)
    }


def has_timeout(listener: Listener) -> bool:
    """Tell whether reading a request is bounded in time, in the literal or anywhere in the package."""
    literal = listener.node
    timeouts = table("servers")["server"]["timeouts"]
    if isinstance(literal, ast.CompositeLit):
        if not keys_of(literal).keys().isdisjoint(timeouts):
            return True
        positional = bool(literal.elts) and not isinstance(literal.elts[0], ast.KeyValueExpr)
        if positional:
            return True
    files = listener.function.file.package.files
    if any(SET_LATER.search(file.parsed.text) for file in files):
        return True
    fiber = (
        "fiber" in listener.function.file.typer.callee(literal).name
        if isinstance(literal, ast.CallExpr)
        else False
    )
    return fiber and any(SET_IN_CONFIG.search(file.parsed.text) for file in files)


def is_nil(expr: ast.Expr) -> bool:
    """Tell the predeclared nil."""
    return isinstance(expr, ast.Ident) and expr.name == "nil" and expr.obj is None


def text_of(function: Function, expr: ast.Expr, depth: int = 0) -> str:
    """Return the beginning of a string as far as it is constant, "" if nothing is known."""
    typer = function.file.typer
    match expr:
        case ast.BasicLit("STRING", written):
            return written.strip('"`')
        case ast.BinaryExpr("+", x, _):
            return text_of(function, x, depth + 1)
        case ast.CallExpr(_, [first, *rest], _) if typer.callee(expr).name == "fmt.Sprintf":
            text = text_of(function, first, depth + 1).partition("%")[0]
            return text or (text_of(function, rest[0], depth + 1) if rest else "")
        case ast.Ident() if expr.obj is not None and depth < MAX_DEPTH:
            definition = expr.obj.definition
            single = not expr.obj.writes and definition.value is not None and definition.index < 0
            return (
                text_of(function, definition.value, depth + 1)
                if single and definition.value is not None
                else ""
            )
    value = typer.package_value(expr)
    if value is None or not value.const or value.file is None or value.decl is None:
        return ""
    exprs = value.file.initialisers(value.decl)
    position = value.decl.position
    return text_of(value.file.value_function(value.decl), exprs[position]) if position < len(exprs) else ""
