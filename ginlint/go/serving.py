"""Where a service listens, at which address, and how long it waits for its clients."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.addresses import address_of
from ginlint.go.call import last_name
from ginlint.go.names import Named
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.uses import UseKind, uses_of
from ginlint.go.syntax import ast
from ginlint.go.testsupport import is_built_on_demand, words_in
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package

UNIX = re.compile(r"(?i:unix)|UDS|(?<![A-Za-z])uds")
SOCKET = re.compile(r"(?i)(?<!web)(?<!web_)sock(?:et)?_?(?:path|file|addr)")
SET_LATER = re.compile(rb"\.(?:ReadHeaderTimeout|ReadTimeout)\s*=[^=]")
SET_ON_ENGINE = re.compile(rb"\b(?:TLS)?Server\.(?:ReadHeaderTimeout|ReadTimeout)\s*=[^=]")
SET_IN_CONFIG = re.compile(rb"\bReadTimeout\s*:")


class Listener(NamedTuple):
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
def serving_models() -> dict[str, dict[str, Any]]:
    """Return what is known of the calls that listen, by name."""
    return {name: entry for entry in table("servers")["serve"] for name in entry["calls"]}


def serving_calls(package: Package) -> Iterator[Listener]:
    """Yield the calls that listen without a server of one's own: http.ListenAndServe, engine.Run, …"""
    known = serving_models()
    for call in package.calls(*known):
        entry = known[call.callee.name]
        args = call.node.args
        address = args[entry["address"]] if 0 <= entry["address"] < len(args) else None
        handler = args[entry["handler"]] if 0 <= entry["handler"] < len(args) else None
        text = address_of(call.function, address)
        default = handler is not None and is_default_mux(call.function, handler)
        yield Listener(call.function, call.node, text, default)


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
    handler = fields.get("Handler") or _set_later(function, literal, "Handler")
    text = address_of(function, address)
    return Listener(function, literal, text, handler is None or is_default_mux(function, handler))


def _set_later(function: Function, literal: ast.CompositeLit, field: str) -> ast.Expr | None:
    """Return what a field of a server that a variable holds is set to, in its function or a literal there."""
    variable = _variable_of(function, literal)
    for ident in variable.uses if variable is not None else ():
        around = function.outermost.parent_of(ident)
        statement = function.outermost.parent_of(around) if around is not None else None
        match around, statement:
            case ast.SelectorExpr(_, sel, _), ast.AssignStmt(lhs, "=", rhs) if (
                sel == field and around in lhs and len(lhs) == len(rhs)
            ):
                return rhs[lhs.index(around)]
    return None


def _variable_of(function: Function, literal: ast.CompositeLit) -> Variable | None:
    around = function.parent_of(literal)
    if isinstance(around, ast.UnaryExpr):
        around = function.parent_of(around)
    target = around.lhs[0] if isinstance(around, ast.AssignStmt) and len(around.rhs) == 1 else None
    return target.obj if isinstance(target, ast.Ident) else None


def handler_of(listener: Listener) -> ast.Expr | None:
    """Return what a listener is given to serve, None for nothing or for a framework's own engine."""
    node = listener.node
    if isinstance(node, ast.CompositeLit):
        return keys_of(node).get("Handler")
    if not isinstance(node, ast.CallExpr):
        return None
    index = serving_models()[listener.function.file.typer.callee(node).name]["handler"]
    return node.args[index] if 0 <= index < len(node.args) else None


def keys_of(literal: ast.CompositeLit) -> dict[str, ast.Expr]:
    """Return the fields that a struct literal sets by name."""
    return {
        element.key.name: element.value
        for element in literal.elts
        if isinstance(element, ast.KeyValueExpr) and isinstance(element.key, ast.Ident)
    }


def has_timeout(listener: Listener) -> bool:
    """Tell whether the time to read a request is bounded.

    In the literal, anywhere in the package, or on an engine's own server in an imported one.
    """
    node = listener.node
    package = listener.function.file.package
    if isinstance(node, ast.CompositeLit):
        timeouts = table("servers")["server"]["timeouts"]
        positional = bool(node.elts) and not isinstance(node.elts[0], ast.KeyValueExpr)
        if positional or not keys_of(node).keys().isdisjoint(timeouts):
            return True
    if any(SET_LATER.search(file.parsed.text) for file in package.files):
        return True
    if isinstance(node, ast.CompositeLit) and _is_configured(listener.function, node):
        return True
    if not isinstance(node, ast.CallExpr):
        return False
    name = listener.function.file.typer.callee(node).name
    pattern = SET_IN_CONFIG if "/fiber" in name else SET_ON_ENGINE if "/echo" in name else None
    return pattern is not None and any(
        pattern.search(file.parsed.text) for other in _in_reach(package) for file in other.files
    )


def _is_configured(function: Function, server: ast.CompositeLit) -> bool:
    """Tell a server that is given to function values, which may set anything: `opt(server)`."""
    around = function.parent_of(server)
    made = around if isinstance(around, ast.UnaryExpr) else server
    return any(
        use.kind is UseKind.ARGUMENT and use.callee is not None and use.callee.kind == "value"
        for use in uses_of(function, made)
    )


def _in_reach(package: Package) -> Iterator[Package]:
    """Yield a package and those of the project that it imports."""
    imported = {spec.path for file in package.files for spec in file.facts.imports}
    return (other for other in package.project.linked if other is package or other.path in imported)


def is_local(listener: Listener) -> bool:
    """Tell a server of which clients are on this machine or in this process: loopback, a unix socket, a pipe.

    Names are believed: what stands in one block with the word unix is a unix socket's.
    """
    if listener.is_loopback or "unix" in listener.address:
        return True
    function, node = listener.function, listener.node
    if (
        isinstance(node, ast.CallExpr)
        and function.file.typer.callee(node).name in table("servers")["on_listener"]["calls"]
    ):
        return _is_inner(function, node.args[0]) if node.args else True
    if isinstance(node, ast.CompositeLit) and (
        _serves_inner(function, node) or _field_serves_inner(function, node)
    ):
        return True
    if _is_held_beside_socket(function, node):
        return True
    block = function.enclosing(node, ast.BlockStmt, ast.CaseClause)
    text = function.file.text(block if block is not None and block is not function.outermost.body else node)
    return "unix" in text.lower()


def _is_held_beside_socket(function: Function, server: ast.Expr) -> bool:
    """Tell `&Server{path: socketPath, http: &http.Server{…}}`, which listens there later."""
    outer = function.enclosing(server, ast.CompositeLit, ast.FuncLit)
    return (
        isinstance(server, ast.CompositeLit)
        and isinstance(outer, ast.CompositeLit)
        and SOCKET.search(function.file.text(outer)) is not None
    )


def _serves_inner(function: Function, server: ast.CompositeLit) -> bool:
    """Tell a server that is given what only this machine reaches, where the function around it opens that."""
    around = function.parent_of(server)
    made = around if isinstance(around, ast.UnaryExpr) else server
    for use in uses_of(function, made):
        listener = use.call.args[0] if use.call is not None and use.call.args else None
        if use.kind is UseKind.METHOD and use.member.startswith("Serve") and isinstance(listener, ast.Ident):
            value = listener.obj.definition.value if listener.obj is not None else None
            if value is not None and _listens_here(function, value):
                return True
    return False


def _field_serves_inner(function: Function, server: ast.CompositeLit) -> bool:
    """Tell a server in a field that all of its package serves on such listeners: `s.http.Serve(l)`."""
    around = function.parent_of(server)
    made = around if isinstance(around, ast.UnaryExpr) else server
    fields = {
        use.target.sel
        for use in uses_of(function, made)
        if use.kind is UseKind.STORED and isinstance(use.target, ast.SelectorExpr)
    }
    served = [
        _gives_here(call)
        for call in function.file.package.calls(*table("servers")["begins"]["calls"])
        if isinstance(call.node.fun, ast.SelectorExpr)
        and isinstance(call.node.fun.x, ast.SelectorExpr)
        and call.node.fun.x.sel in fields
    ]
    return bool(served) and all(served)


def _gives_here(call: Call) -> bool:
    listener = call.node.args[0] if call.node.args else None
    value = listener.obj.definition.value if isinstance(listener, ast.Ident) and listener.obj else None
    return value is not None and _listens_here(call.function, value)


def _listens_here(function: Function, value: ast.Expr) -> bool:
    """Tell by its words what opens a unix socket, and by its address what listens on loopback."""
    known = table("servers")["on_listener"]
    if UNIX.search(function.file.text(value)):
        return True
    match value:
        case ast.CallExpr(_, [*_, address]) if function.file.typer.callee(value).name in known["listens"]:
            return address_of(function, address).startswith(tuple(table("servers")["loopback"]["hosts"]))
    return False


def _is_inner(function: Function, listener: ast.Expr) -> bool:
    """Tell a listener that is not one of the network: made by something that is not known to listen there."""
    value: ast.Expr | None = listener
    while isinstance(value, ast.Ident) and value.obj is not None and value.obj.kind != "parameter":
        value = value.obj.definition.value
    if not isinstance(value, ast.CallExpr):
        return False
    listens = table("servers")["on_listener"]["listens"]
    return _listens_here(function, value) or function.file.typer.callee(value).name not in listens


def is_aside(file: File) -> bool:
    """Tell by its path or its tags what is an example, or there for tests, debugging or documentation."""
    if is_built_on_demand(file):
        return True
    *folders, name = file.path.lower().split("/")
    aside = table("servers")["aside"]
    named = name.startswith(tuple(aside["files"])) or name.endswith(tuple(aside["file_ends"]))
    return named or any(
        folder in aside["folders"] or not words_in(folder).isdisjoint(aside["words"]) for folder in folders
    )


def is_wrapper(listener: Listener) -> bool:
    """Tell a framework's own call, and one that passes on the parameters of a function named alike."""
    node, function = listener.node, listener.function
    if not isinstance(node, ast.CallExpr) or function.parent is not None or not node.args:
        return False
    callee = function.file.typer.callee(node)
    if callee.symbol is not None and callee.symbol.package == function.file.package.path:
        return True
    name = last_name(node.fun)
    given = [root_variable(arg) for arg in node.args]
    return function.outermost.name.rpartition(".")[2].startswith(name) and all(
        variable is not None and variable.kind == "parameter" for variable in given
    )


def is_default_mux(function: Function, handler: ast.Expr) -> bool:
    """Tell nil, and the default mux by name."""
    if isinstance(handler, ast.Ident) and handler.name == "nil" and handler.obj is None:
        return True
    value = function.file.typer.package_value(handler)
    return value is not None and value.qualified == table("servers")["pprof"]["mux"]
