"""Clients that keep connections, goroutines or files, made for every request and left behind."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import function_of, last_name
from ginlint.go.callsite import CallNames
from ginlint.go.clientfate import Kind, verdict
from ginlint.go.file import Names
from ginlint.go.state import is_kept_for_others
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.requests import Heat

CLONE = Names(("Clone",))
MAX_ROUNDS = 3
MAX_HELPERS = 2


class Client(NamedTuple):
    """A client made at `node` in hot code and neither closed nor kept."""

    function: Function
    node: ast.Expr
    kind: Kind
    heat: Heat


def clients_per_request(package: Package) -> Iterator[Client]:
    """Yield the clients that hot code of a package makes, uses and forgets."""
    requests = package.project.requests
    for function, node, kind in _made_in(package):
        if verdict(function, node, kind) == "forgotten":
            ways = requests.heats(function, node)
            heat = next((way for way in ways if not is_kept_for_others(function, node, way)), None)
            if heat is not None:
                yield Client(function, node, kind, heat)


def is_client_per_request(function: Function, call: ast.CallExpr) -> bool:
    """Tell an acquisition that client-per-request reports, so that no other rule has to."""
    project = function.file.package.project
    kind = _makers(project).get(function.file.typer.callee(call).name)
    return (
        kind is not None
        and verdict(function, call, kind) == "forgotten"
        and project.requests.heat(function, call) is not None
    )


def _made_in(package: Package) -> Iterator[tuple[Function, ast.Expr, Kind]]:
    known = _makers(package.project)
    for call in package.calls(*known):
        if not call.file.test:
            yield call.function, call.node, known[call.callee.name]
    for file in package.speaking:
        if not file.test:
            yield from _literals(file)


@cache
def _literal_names() -> Names:
    model = table("clients")
    types = (model["transport"]["type"], *(entry["type"] for entry in model["literal"]))
    return Names(name.rpartition(".")[2] for name in types)


def _literals(file: File) -> Iterator[tuple[Function, ast.Expr, Kind]]:
    """Yield the literals and copies of what keeps something open."""
    kinds = {entry["type"]: Kind(entry["what"], entry["cost"]) for entry in table("clients")["literal"]}
    transport = table("clients")["transport"]
    offsets = file.typed(_literal_names())
    offsets += file.called(CLONE) if "net/http" in {s.path for s in file.names.imports} else []
    for outer in file.functions_at(offsets):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                if isinstance(node, ast.CompositeLit) and node.type is not None and "." in node.type.text:
                    name = str(file.typer.written(node.type.text))
                    kind = _transport(node) if name == transport["type"] else kinds.get(name)
                    if kind is not None:
                        around = function.parent_of(node)
                        yield function, around if isinstance(around, ast.UnaryExpr) else node, kind
                elif isinstance(node, ast.CallExpr) and file.typer.callee(node).name == transport["clone"]:
                    yield (
                        function,
                        node,
                        Kind(transport["what"], transport["cost"], bounded=True, transport=True),
                    )


def _transport(literal: ast.CompositeLit) -> Kind | None:
    """Return the kind of a transport by its fields, None if it keeps no connections."""
    model = table("clients")["transport"]
    bounded = False
    for element in literal.elts:
        match element:
            case ast.KeyValueExpr(ast.Ident("DisableKeepAlives"), value):
                if not (isinstance(value, ast.Ident) and value.name == "false"):
                    return None
            case ast.KeyValueExpr(ast.Ident("IdleConnTimeout"), _):
                bounded = True
    return Kind(model["what"], model["cost"], bounded, transport=True)


# Functions of the module that make one for their callers


@question
def _makers(project: Project) -> dict[str, Kind]:
    known = {
        name: Kind(
            entry["what"],
            entry["cost"],
            shares=entry.get("shares", ""),
            settings=tuple(entry.get("settings", ())),
        )
        for entry in table("clients")["client"]
        for name in entry["makes"]
    }
    fresh: dict[str, Kind] = {}
    for package in project.linked:
        for file in package.listed:
            if not file.test:
                for function, node, kind in _literals(file):
                    for name, own in _maker(function, node, kind).items():
                        fresh[name] = own.and_also(fresh.get(name))
    known.update(fresh)
    wanted = dict(known)
    for _ in range(MAX_ROUNDS):
        found: dict[str, Kind] = {}
        for function, call, kind in _calls(project, wanted):
            for name, own in _maker(function, call, kind).items():
                before = known.get(name)
                either = own.and_also(found.get(name, before))
                if before is None or (either.bounded, either.seldom) != (before.bounded, before.seldom):
                    found[name] = either
        if not found:
            break
        known.update(found)
        wanted = found
    return known


def _calls(project: Project, wanted: dict[str, Kind]) -> Iterator[tuple[Function, ast.CallExpr, Kind]]:
    names = CallNames(wanted)
    for name in sorted({qualified.rpartition(".")[2] for qualified in wanted}):
        for file, offset in project.call_sites(name):
            decl = file.declaration_at(offset)
            if file.test or decl is None or not _may_hand_out(decl.results):
                continue
            if not names.may_be_at(file, offset, name):
                continue
            call = file.calls(decl).get(offset)
            if call is not None and call.callee.name in wanted:
                yield call.function, call.node, wanted[call.callee.name]


def _may_hand_out(results: str) -> bool:
    return "*" in results or "." in results


def _is_plain(node: ast.Expr) -> bool:
    return isinstance(node, ast.UnaryExpr) and isinstance(node.x, ast.CompositeLit) and not node.x.elts


def _asserts_default(node: ast.TypeAssertExpr) -> bool:
    """Tell `http.DefaultTransport.(*http.Transport)`."""
    return isinstance(node.x, ast.SelectorExpr) and node.x.sel == "DefaultTransport"


def _maker(function: Function, node: ast.Expr, kind: Kind) -> dict[str, Kind]:
    """Return the function around `node` with its kind, if it returns what is made there."""
    symbol = function.symbol
    if symbol is None or verdict(function, node, kind) != "returned" or is_kept_for_others(function, node):
        return {}
    if _is_plain(node) and any(map(_asserts_default, ast.nodes_of(function.body, ast.TypeAssertExpr))):
        return {}  # for the case that the default were something else
    needs, seldom = _needed(function, node), kind.seldom or (kind.transport and _goes_bare(function))
    own = kind._replace(maker=function.name, shares="", needs=needs, seldom=seldom)
    return {symbol.qualified: own}


def _goes_bare(function: Function) -> bool:
    """Tell a function that also returns a client with no transport: http.Client{Timeout: …}."""
    holders = table("clients")["transport"]["holders"]
    for stmt in ast.nodes_of(function.body, ast.ReturnStmt):
        value = stmt.results[0] if stmt.results else None
        literal = value.x if isinstance(value, ast.UnaryExpr) else value
        if (
            isinstance(literal, ast.CompositeLit)
            and str(function.file.typer.type_of(literal)) in holders
            and "Transport" not in function.file.text(literal)
        ):
            return True
    return False


def _needed(function: Function, node: ast.Expr) -> str:
    """Return the option in `if !opts.Own { return … }` before the place where a client is made."""
    for stmt in function.body.stmts:
        match stmt:
            case ast.IfStmt(
                None, ast.UnaryExpr("!", ast.SelectorExpr(ast.Ident() as x, name, _)), body, None
            ):
                if stmt.end <= node.pos and x.obj in function.parameters:
                    return name if function.graph.always_leaves(body) else ""
    return ""


def answers_head(function: Function, call: ast.CallExpr, depth: int = 0) -> bool:
    """Tell a request for HEAD, made here or by a helper that is told so: what it gives has no body."""
    heads, text = table("clients")["head"], function.file.text
    if any(text(arg) in heads or _asks_for_head(function, arg) for arg in call.args):
        return True
    named = "head" in last_name(call.fun).lower() and depth < MAX_HELPERS
    helper = function_of(function.file.typer.callee(call).symbol) if named else None
    match helper.body.stmts if helper is not None else []:
        case [ast.ReturnStmt([ast.CallExpr() as sent])] if helper is not None:
            return answers_head(helper, sent, depth + 1)
    return False


def _asks_for_head(function: Function, request: ast.Expr) -> bool:
    """Tell the variable of a request that was made with the method HEAD."""
    models, typer, text = table("clients"), function.file.typer, function.file.text
    variable = request.obj if isinstance(request, ast.Ident) else None
    match variable.definition.value if variable is not None else None:
        case ast.CallExpr(_, args) as made if typer.callee(made).name in models["requests"]:
            return any(text(arg) in models["head"] for arg in args[:2])
        case ast.UnaryExpr("&", ast.CompositeLit(_, elements)):
            return any(
                isinstance(it, ast.KeyValueExpr)
                and text(it.key) == "Method"
                and text(it.value) in models["head"]
                for it in elements
            )
    return False
