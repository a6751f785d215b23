"""Clients without a timeout that are kept in fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import without_comments
from ginlint.go.call import function_of
from ginlint.go.importing import files_naming
from ginlint.go.names import Named, deref
from ginlint.go.serving import keys_of
from ginlint.go.state import makings
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Function, Variable
    from ginlint.go.project import Project

MAX_CALLS = 3  # constructors that hand a client on


def is_held_endless(function: Function, receiver: ast.Expr) -> bool:
    """Tell `s.client`, if whoever makes such a struct puts a client there that waits for ever."""
    if not isinstance(receiver, ast.SelectorExpr):
        return False
    owner = deref(function.file.typer.type_of(receiver.x))
    project = function.file.package.project
    return (
        isinstance(owner, Named)
        and owner.path in project.program.own
        and _always_waits(project, owner, receiver.sel)
    )


@question
def _always_waits(project: Project, owner: Named, field: str) -> bool:
    """Tell a field that all who fill it fill with such a client, and that is given no bounds later."""
    assigned = list(_assigned(project, owner, field))
    if not all(_waits(function, value) for function, value in assigned):
        return False
    found = bool(assigned)
    for function, node in makings(project, owner):
        given = keys_of(node).get(field) if isinstance(node, ast.CompositeLit) else None
        if given is None and assigned:
            continue  # set before it is used
        if given is None or not _waits(function, given):
            return False
        found = True
    return found


def _waits(function: Function, value: ast.Expr | None, depth: int = 0) -> bool:
    """Tell a client that waits for ever, or the default one, whoever handed it to the function."""
    client, typer = table("servers")["client"], function.file.typer
    if value is None or depth > MAX_CALLS:
        return False
    if isinstance(value, ast.Ident) and value.obj is not None:
        return is_handed_endless(value.obj, depth)
    default = typer.package_value(value)
    if default is not None:
        known = default.qualified == client["default"]
        return known and not is_set_later(function.file.package.project, default.package, default.name)
    literal = value.x if isinstance(value, ast.UnaryExpr) else value
    if not isinstance(literal, ast.CompositeLit) or str(typer.type_of(literal)) != client["type"]:
        return False
    return is_endless_literal(function.file, literal)


@question
def is_set_later(project: Project, path: str, name: str) -> bool:
    """Tell whether a client's timeout, its transport or the whole client is set outside its declaration.

    The client is the variable `name` of the package at `path`.
    """
    scope = project.program.scope(path)
    value = scope.values[name] if scope is not None else None
    word = name.encode()
    rest = re.escape(word) + rb"(?:\.(?:Timeout|Transport))?\s*=[^=]"
    here, elsewhere = re.compile(rb"\b" + rest), re.compile(rb"\." + rest)
    decl = value.decl if value is not None else None
    return any(
        not (
            value is not None
            and file is value.file
            and decl is not None
            and decl.pos <= match.start() < decl.end
        )
        for package in project.packages
        for file in package.files
        if not file.test and word in file.parsed.text
        for match in (here if package.path == path else elsewhere).finditer(file.parsed.text)
    )


def is_handed_endless(variable: Variable, depth: int = 0) -> bool:
    """Tell a variable that only ever has such a client, and that nobody gives a timeout."""
    function = variable.function
    if not all(_is_only_used(function, use) for use in variable.uses):
        return False
    given: list[tuple[Function, ast.Expr | None]] = []
    if variable.kind == "parameter":
        if _is_handed_on(function):
            return False
        index = function.parameters.index(variable)
        calls = _calls_of(function)
        given.extend((call.function, _argument(function, call.node, index)) for call in calls)
    elif variable.definition.value is not None:
        given.append((function, variable.definition.value))
    for write in variable.writes:
        one = isinstance(write, ast.AssignStmt) and len(write.lhs) == len(write.rhs) == 1
        given.append((function, write.rhs[0] if one and isinstance(write, ast.AssignStmt) else None))
    given = [
        it for it in given if not (isinstance(it[1], ast.Ident) and it[1].name == "nil")
    ]  # then it gets another
    return bool(given) and all(_waits(around, value, depth + 1) for around, value in given)


def _argument(function: Function, call: ast.CallExpr, index: int) -> ast.Expr | None:
    """Return what a call gives as a parameter: one more comes first in `(*api).get(a, client)`."""
    shifted = len(call.args) - len(function.parameters) == 1 and function.receiver is not None
    place = index + 1 if shifted else index
    return call.args[place] if place < len(call.args) else None


def _calls_of(function: Function) -> list[Call]:
    """Return the calls of a function, those by way of an interface, too."""
    symbol, requests = function.symbol, function.file.package.project.requests
    places = requests.places_of(symbol) if symbol is not None else []
    return [place.call for place in places if symbol is not None and requests.site(symbol, place) is not None]


def _is_handed_on(function: Function) -> bool:
    """Tell a function that stands somewhere as a value: nobody knows who calls it."""
    package, name = function.file.package, function.name.rpartition(".")[2]
    value = rb"%b[ \t]*[,)}\]\n;]" % re.escape(name.encode())
    method = function.receiver is not None
    here = re.compile((rb"\." if method else rb"(?<![\w\".])") + value)
    elsewhere = re.compile((rb"\." if method else rb"\b%b\." % package.name.encode()) + value)
    return any(
        (here if file.package is package else elsewhere).search(without_comments(file.text_noted))
        for file in files_naming(package, name)
    )


def _is_only_used(function: Function, use: ast.Expr, depth: int = 0) -> bool:
    """Tell a use of a client that gives it no bounds: it is sent with, put into a struct, set or compared."""
    around = function.outermost.parent_of(use)
    match around:
        case ast.SelectorExpr():
            return isinstance(function.outermost.parent_of(around), ast.CallExpr)
        case ast.KeyValueExpr() | ast.CompositeLit() | ast.ReturnStmt() | ast.BinaryExpr():
            return True
        case ast.AssignStmt([*_, ast.Ident(obj=alias)], _, [_]) if alias is not None and use in around.rhs:
            return depth < MAX_CALLS and all(_is_only_used(function, it, depth + 1) for it in alias.uses)
        case ast.AssignStmt():
            return True
        case ast.CallExpr() if use in around.args and depth < MAX_CALLS:
            taker = function_of(function.file.typer.callee(around).symbol)
            index = around.args.index(use)
            if taker is None or index >= len(taker.parameters):
                return False
            return all(_is_only_used(taker, it, depth + 1) for it in taker.parameters[index].uses)
    return False


def is_endless_literal(file: File, literal: ast.CompositeLit) -> bool:
    """Tell the literal of a client without a timeout, and with no transport but a new one without bounds."""
    given = keys_of(literal)
    if not given.keys().isdisjoint(table("servers")["client"]["timeouts"]):
        return False
    return "Transport" not in given or _never_gives_up(file, given["Transport"])


def _never_gives_up(file: File, transport: ast.Expr | None) -> bool:
    client = table("servers")["client"]
    if isinstance(transport, ast.Ident) and transport.obj is not None:
        made = transport.obj
        if made.writes or len(made.uses) > 1:
            return False  # it may be given bounds
        transport = made.definition.value
    if isinstance(transport, ast.UnaryExpr):
        transport = transport.x
    if not isinstance(transport, ast.CompositeLit) or transport.type is None:
        return False
    if str(file.typer.written(transport.type.text)) != client["transport"]:
        return False
    given = keys_of(transport)
    return all(key not in client["bounds"] or _only_dials(file, value) for key, value in given.items())


def _only_dials(file: File, value: ast.Expr) -> bool:
    """Tell `(&net.Dialer{…}).DialContext`, whose timeout is over once there is a connection."""
    dialer = value.x if isinstance(value, ast.SelectorExpr) else None
    return (
        dialer is not None and str(deref(file.typer.type_of(dialer))) == table("servers")["client"]["dialer"]
    )


def makes_endless(function: Function) -> bool:
    """Tell a function that always returns such a client, made there and then."""
    returned = [node.results for node in ast.nodes_of(function.body, ast.ReturnStmt)]
    return bool(returned) and all(len(results) == 1 and _waits(function, results[0]) for results in returned)


def _assigned(project: Project, owner: Named, field: str) -> Iterator[tuple[Function, ast.Expr | None]]:
    """Yield what such a field is set to, None for what bounds the client in it, or is not plain to see."""
    pattern = re.compile(rb"\.%b\b" % re.escape(field.encode()))
    packages = project.packages if field[0].isupper() else (project.package(owner.path),)
    files = (file for package in packages if package is not None for file in package.files if not file.test)
    for file in files:
        for outer in file.functions_at(found.start() for found in pattern.finditer(file.parsed.text)):
            for function in outer.all():
                yield from _set_in(function, owner, field)


def _set_in(function: Function, owner: Named, field: str) -> Iterator[tuple[Function, ast.Expr | None]]:
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.UnaryExpr("&", part) if _is_field(function, part, owner, field):
                yield function, None
            case ast.AssignStmt():
                yield from _put(function, node, owner, field)
            case ast.SelectorExpr() if _is_field(function, node, owner, field):
                around = function.parent_of(node)
                if isinstance(around, (ast.CallExpr, ast.AssignStmt)) and not _is_only_used(function, node):
                    yield function, None


def _put(
    function: Function, node: ast.AssignStmt, owner: Named, field: str
) -> Iterator[tuple[Function, ast.Expr | None]]:
    for index, target in enumerate(node.lhs):
        parts = [it for it in ast.walk(target) if _is_field(function, it, owner, field)]
        if parts:
            plain = target in parts and len(node.lhs) == len(node.rhs)
            yield function, node.rhs[index] if plain else None


def _is_field(function: Function, part: ast.Node, owner: Named, field: str) -> bool:
    """Tell the field of a type, by whatever embeds it."""
    if not isinstance(part, ast.SelectorExpr) or part.sel != field:
        return False
    typer = function.file.typer
    found = typer.program.select(typer.type_of(part.x), field)
    return found is not None and not found.method and found.owner == owner
