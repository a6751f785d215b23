"""Functions of the module that hand out what they acquire: their callers must give it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.go.callsite import CallNames
from ginlint.go.ownership.models import RECEIVER, Resource, resources
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.names import Function
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

MAX_ROUNDS = 4


def acquirers(project: Project) -> dict[str, Resource]:
    """Map the qualified names of everything that acquires to what it acquires, the module's own functions too."""
    known = dict(resources())
    fresh = known
    for _ in range(MAX_ROUNDS):
        found: dict[str, Resource] = {}
        wanted = CallNames(fresh)
        for name in sorted({qualified.rpartition(".")[2] for qualified in fresh}):
            for file, offset in project.call_sites(name):
                decl = file.declaration_at(offset)
                if file.test or decl is None or not _may_hand_out(decl):
                    continue
                if not wanted.may_be_at(file, offset, name):
                    continue
                call = file.calls(decl).get(offset)
                if call is None or call.callee.name not in fresh:
                    continue
                handed = _handed_out(call, fresh[call.callee.name])
                if handed is not None and handed[0] not in known:
                    found[handed[0]] = handed[1]
        if not found:
            break
        known.update(found)
        fresh = found
    return known


def _may_hand_out(decl: FuncDecl) -> bool:
    """Tell results that are more than an error or plain values, by their text."""
    return any(mark in decl.results for mark in ("*", ".", "func"))


def _handed_out(call: Call, resource: Resource) -> tuple[str, Resource] | None:
    """Return the function that a call stands in, if it returns what the call acquires."""
    function = call.function
    symbol = function.symbol
    if symbol is None or resource.result == RECEIVER:
        return None
    place = _returned_at(function, call.node, resource)
    if place is None or place >= len(symbol.results):
        return None
    return symbol.qualified, replace(resource, result=place)


def _returned_at(function: Function, node: ast.CallExpr, resource: Resource) -> int | None:
    around = function.parent_of(node)
    if isinstance(around, ast.ReturnStmt):
        return resource.result if len(around.results) == 1 else around.results.index(node)
    if not isinstance(around, ast.AssignStmt) or around.rhs != [node] or resource.result >= len(around.lhs):
        return None
    target = around.lhs[resource.result]
    if not isinstance(target, ast.Ident) or target.obj is None or target.obj.function is not function:
        return None
    if target.obj.kind == "result":
        return function.results.index(target.obj)
    return _returned_variable(function, target)


def _returned_variable(function: Function, target: ast.Ident) -> int | None:
    """Return where a variable is returned; None if the function keeps what it holds as well."""
    assert target.obj is not None  # checked by the caller
    kept = (UseKind.STORED, UseKind.SENT, UseKind.GOROUTINE)
    if any(use.kind in kept for use in uses_of_variable(function, target.obj)):
        return None
    for ident in target.obj.uses:
        around = function.parent_of(ident)
        if isinstance(around, ast.ReturnStmt) and ident in around.results:
            return around.results.index(ident)
    return None
