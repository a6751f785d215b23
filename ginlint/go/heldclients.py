"""Clients without a timeout that are kept in fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.names import Named, deref
from ginlint.go.serving import keys_of
from ginlint.go.state import makings
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.project import Project


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
    """Tell a field that each literal of its struct fills with such a client, and that nobody sets later."""
    found = False
    for function, node in makings(project, owner):
        given = keys_of(node).get(field) if isinstance(node, ast.CompositeLit) else None
        if given is None or not _waits(function, given):
            return False
        found = True
    return found and not _is_set(project, owner, field)


def _waits(function: Function, value: ast.Expr) -> bool:
    """Tell a client that waits for ever, or the default one."""
    client, typer = table("servers")["client"], function.file.typer
    if isinstance(value, ast.Ident) and value.obj is not None and not value.obj.writes:
        if len(value.obj.uses) > 1:
            return False  # it may be given a timeout
        value = value.obj.definition.value or value
    default = typer.package_value(value)
    if default is not None:
        return bool(default.qualified == client["default"])
    literal = value.x if isinstance(value, ast.UnaryExpr) else value
    if not isinstance(literal, ast.CompositeLit) or str(typer.type_of(literal)) != client["type"]:
        return False
    return is_endless_literal(function.file, literal)


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


def _is_set(project: Project, owner: Named, field: str) -> bool:
    """Tell whether such a field, or what bounds the client in it, is set anywhere."""
    pattern = re.compile(rb"\.%b(?:\.(?:Timeout|Transport))?\s*=[^=]" % re.escape(field.encode()))
    packages = project.packages if field[0].isupper() else (project.package(owner.path),)
    return any(
        _sets(function, owner, field)
        for package in packages
        if package is not None
        for file in package.files
        if not file.test
        for outer in file.functions_at(found.start() for found in pattern.finditer(file.parsed.text))
        for function in outer.all()
    )


def _sets(function: Function, owner: Named, field: str) -> bool:
    return any(
        isinstance(part, ast.SelectorExpr)
        and part.sel == field
        and deref(function.file.typer.type_of(part.x)) == owner
        for node in ast.nodes_of(function.body, ast.AssignStmt)
        for target in node.lhs
        for part in ast.walk(target)
    )
