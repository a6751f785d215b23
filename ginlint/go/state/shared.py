"""State that all requests share without being a package variable.

Variables of a factory, which the handler that it returns captures, and fields of
a value whose methods are handlers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ginlint.go.names import Map, Pointer, deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.requests import serves
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package


@dataclass(frozen=True, slots=True)
class SharedWrite:
    """A statement or call in code that serves requests, which writes what all of them share.

    `kind` is captured (a variable of the factory around) or field (of the receiver).
    `name` is the variable, or the field as written.
    """

    function: Function
    node: ast.Node
    target: ast.Expr
    variable: Variable
    kind: str
    name: str
    in_map: bool


def shared_writes(package: Package) -> Iterator[SharedWrite]:
    """Yield the writes of shared state in the handlers of a package."""
    for file in package.speaking:
        for decl in file.facts.functions:
            if not _may_write(file.facts.index.writes, decl.pos, decl.end, file.facts.index.calls):
                continue
            for function in file.function(decl).all():
                server = _serving(function)
                if server is not None:
                    yield from _writes(function, server)


def _may_write(writes: dict[str, list[int]], start: int, end: int, calls: dict[str, list[int]]) -> bool:
    """Tell by the index whether a function writes anything at all."""
    places = [*writes.values(), calls.get("delete", ()), calls.get("clear", ())]
    return any(start <= offset < end for offsets in places for offset in offsets)


def _serving(function: Function) -> Function | None:
    """Return the function at or around this one that serves a request."""
    current: Function | None = function
    while current is not None:
        if serves(current) is not None:
            return current
        current = current.parent
    return None


def _writes(function: Function, server: Function) -> Iterator[SharedWrite]:
    for node in ast.walk(function.body, into_literals=False):
        for target in _targets(function, node):
            found = _shared(function, server, node, target)
            if found is not None:
                yield found


def _targets(function: Function, node: ast.Node) -> list[ast.Expr]:
    match node:
        case ast.AssignStmt(lhs, op, _) if op != ":=":
            return lhs
        case ast.IncDecStmt(x, _):
            return [x]
        case ast.CallExpr(ast.Ident("delete" | "clear"), [x, *_], _):
            return [x] if function.file.typer.callee(node).kind == "builtin" else []
    return []


def _shared(function: Function, server: Function, node: ast.Node, target: ast.Expr) -> SharedWrite | None:
    variable = root_variable(target)
    if variable is None:
        return None
    in_map = isinstance(node, ast.CallExpr) or _is_entry(function, target)
    if _is_above(variable.function, server):
        return SharedWrite(function, node, target, variable, "captured", variable.name, in_map)
    typer = function.file.typer
    is_receiver = variable.kind == "receiver" and variable.function is server
    if (
        is_receiver
        and isinstance(typer.variable_type(variable), Pointer)
        and isinstance(target, (ast.SelectorExpr, ast.IndexExpr))
    ):
        return SharedWrite(function, node, target, variable, "field", function.file.text(target), in_map)
    return None


def _is_entry(function: Function, target: ast.Expr) -> bool:
    if not isinstance(target, ast.IndexExpr):
        return False
    typer = function.file.typer
    return isinstance(typer.program.underlying(deref(typer.type_of(target.x))), Map)


def _is_above(owner: Function, server: Function) -> bool:
    """Tell whether `owner` is a function around `server`, none of which serves: a factory."""
    current = server.parent
    while current is not None:
        if serves(current) is not None:
            return False
        if current is owner:
            return True
        current = current.parent
    return False
