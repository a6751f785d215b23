"""Functions of the module that hand out what they acquire: their callers must give it back."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.callsite import CallNames
from ginlint.go.names import Func, Interface, Named
from ginlint.go.ownership.agreed import agreed
from ginlint.go.ownership.attempts import attempt_around
from ginlint.go.ownership.companions import companions
from ginlint.go.ownership.implementers import implementers
from ginlint.go.ownership.kept import is_kept
from ginlint.go.ownership.ledger import outer
from ginlint.go.ownership.models import RECEIVER, Resource, resources
from ginlint.go.ownership.owed import owed_by_type
from ginlint.go.ownership.parts import is_followed
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.running import running
from ginlint.go.ownership.unsure import depends_on_caller, may_be_released
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.go.ownership.wrapped import owner_handed_out, releasing_methods, return_of
from ginlint.go.syntax import ast
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.names import Function, Type, Variable
    from ginlint.go.project import Project
    from ginlint.go.syntax import FuncDecl

MAX_ROUNDS = 4

COMMENT = re.compile(r"/\*.*?\*/|//.*")
WORD = re.compile(r"\w+")
PLAIN = frozenset(
    "err error ok string bool byte rune any map int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 "
    "uintptr float32 float64 complex64 complex128".split()
)


def _own(known: dict[str, Resource]) -> dict[str, Resource]:
    """Return what only this module has of what acquires."""
    return {name: resource for name, resource in known.items() if name not in resources()}


def _with_own(project: Project, own: dict[str, Resource]) -> dict[str, Resource]:
    return resources() | project.own_resources | own


@question(told=_own, again=_with_own)
def acquirers(project: Project) -> dict[str, Resource]:
    """Map the names of all that acquires to what it acquires, the module's own functions too."""
    known = resources() | running(project) | project.own_resources
    fresh = known
    while fresh:
        _hand_on(project, known, fresh)
        fresh = {name: it for name, it in _through_interfaces(project, known).items() if name not in known}
        known.update(fresh)
    return known | agreed(project, known)  # who hands that on may have agreed on other ways with its callers


def _hand_on(project: Project, known: dict[str, Resource], fresh: dict[str, Resource]) -> None:
    """Add the functions of the module that hand out what those of `fresh` acquire, and their callers."""
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
                resource = fresh.get(call.callee.name) if call is not None else None
                if call is None or resource is None:
                    continue
                if resource.followed_by and is_followed(call, resource.followed_by):
                    continue
                handed = _handed_out(call, resource)
                if handed is not None and handed[0] not in known:
                    found[handed[0]] = handed[1]
        if not found:
            break
        known.update(found)
        fresh = found


def _through_interfaces(project: Project, known: dict[str, Resource]) -> dict[str, Resource]:
    """Return the methods of the module's interfaces that acquire.

    Those are declared like http.Client.Do or sql.DB.Query, as a service does to be able to
    test, or implemented by types of the module that hand something out.
    """
    found: dict[str, Resource] = {}
    makers = _makers(project, known)
    TRACE.seen.add(SIGNATURES)
    for path, scope in project.program.own.items():
        for symbol in scope.types.values():
            shape = symbol.written if "interface" in symbol.text[:9] else None
            if not isinstance(shape, Interface):
                continue
            for method, signature in shape.methods:
                resource = (
                    known.get(_declared_like(project, method, signature))
                    or _implemented(project, shape, method, makers.get(method, {}))
                    or owed_by_type(project, shape, method, signature, known)
                )
                if resource is not None and _can_be_released(project, signature, resource):
                    found[f"{path}.{symbol.name}.{method}"] = resource
    return found


def _makers(project: Project, known: dict[str, Resource]) -> dict[str, dict[tuple[str, str], Resource]]:
    """Map names of methods to the types of the module that have one which acquires."""
    found: dict[str, dict[tuple[str, str], Resource]] = {}
    for name, resource in known.items():
        if name.count(".") < 2:  # noqa: PLR2004 - a type and a method
            continue
        path, owner, method = name.rsplit(".", 2)
        if path in project.program.own:
            found.setdefault(method, {})[path, owner] = resource
    return found


def _implemented(
    project: Project, shape: Interface, method: str, makers: dict[tuple[str, str], Resource]
) -> Resource | None:
    """Return what the implementations of an interface's method in the module hand out, if one does.

    If they differ, it is what most of them do; of what costs but an allocation, all must tell the same.
    """
    every = implementers(project, shape, method) if makers else set()
    able = makers.keys() & every
    if not able:
        return None
    kinds = [makers[maker].what for maker in able]
    resource = makers[min(able, key=lambda maker: (-kinds.count(makers[maker].what), maker))]
    told_by_all = resource.rule in table("releases")["told_by_every_implementation"]
    return None if told_by_all and any(_ships(project, one, method) for one in every - able) else resource


def _ships(project: Project, implementer: tuple[str, str], method: str) -> bool:
    """Tell an implementation that is not only there for tests."""
    path, name = implementer
    file = project.program.own[path].types[name].methods[method].file
    return file is None or not file.test


def _can_be_released(project: Project, signature: Type, resource: Resource) -> bool:
    """Tell whether the type of a result has a way to give it back."""
    results = signature.results if isinstance(signature, Func) else ()
    if resource.is_function or not resource.release or resource.result >= len(results):
        return bool(results)
    result = results[resource.result]
    return any(project.program.select(result, path[0]) is not None for path in resource.release)


def _declared_like(project: Project, method: str, signature: Type) -> str:
    """Return the method outside the module that an interface's method is declared like, or ""."""
    for name in _alike().get(method, ()):
        path, owner, _ = name.rsplit(".", 2)
        selection = project.program.select(Named(path, owner), method)
        if selection is not None and selection.type == signature:
            return name
    return ""


@cache
def _alike() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in table("releases")["alike"]:
        found.setdefault(name.rpartition(".")[2], []).append(name)
    return found


def _may_hand_out(decl: FuncDecl) -> bool:
    """Tell results that are more than an error or plain values, by their text."""
    return not PLAIN.issuperset(WORD.findall(COMMENT.sub("", decl.results)))


def _handed_out(call: Call, resource: Resource) -> tuple[str, Resource] | None:
    """Return the function that a call stands in, if it returns what the call acquires."""
    function = call.function
    symbol = function.symbol
    if symbol is None:
        return _handed_out_after(call, resource)
    if resource.result == RECEIVER:
        place = _receiver_returned(function, call.node, resource)
        return (symbol.qualified, replace(resource, result=place)) if place is not None else None
    place = _returned_at(function, call.node, resource)
    if place is not None and place < len(symbol.results):
        return symbol.qualified, replace(
            resource, result=place, companions=_beside(function, call.node, resource)
        )
    part = _part_returned(function, call.node, resource)
    if part is not None and part.result < len(symbol.results):
        return symbol.qualified, part
    return owner_handed_out(call, resource, symbol)


def _handed_out_after(call: Call, resource: Resource) -> tuple[str, Resource] | None:
    """Return the function around a literal, if it returns what that gets: `retry(func() error { … })`."""
    literal, owner = call.function, call.function.parent
    value, around = outer(literal, call.node)
    symbol = owner.symbol if owner is not None else None
    if owner is None or symbol is None or not isinstance(around, ast.AssignStmt) or around.rhs != [value]:
        return None
    target = around.lhs[resource.result] if 0 <= resource.result < len(around.lhs) else None
    if not isinstance(target, ast.Ident) or target.obj is None or target.obj.function is not owner:
        return None
    attempt = attempt_around(literal, owner)
    if attempt is None or target.obj.kind != "local" or _is_deferred(literal, target.obj, resource):
        return None
    place = _returned_variable(owner, target, attempt.statement, resource)
    if place is None or place >= len(symbol.results):
        return None
    return symbol.qualified, replace(resource, result=place)


def _is_deferred(literal: Function, variable: Variable, resource: Resource) -> bool:
    """Tell a literal that defers the release of what it puts out: what it hands on is done with."""
    names = {path[-1] for path in resource.release}
    return any(
        isinstance(call, ast.CallExpr)
        and last_name(call.fun) in names
        and root_variable(call.fun) is variable
        for defer in ast.nodes_of(literal.body, ast.DeferStmt)
        for call in ast.walk(defer)
    )


def _beside(function: Function, node: ast.CallExpr, resource: Resource) -> tuple[int, ...]:
    """Return which other results of a function that hands out a resource give it back."""
    value, around = outer(function, node)
    if isinstance(around, ast.ReturnStmt):
        return resource.companions if around.results == [value] else ()
    target = around.lhs[resource.result] if isinstance(around, ast.AssignStmt) else None
    if not isinstance(target, ast.Ident) or target.obj is None:
        return ()
    return companions(function, around, target.obj, resource)


def _part_returned(function: Function, node: ast.CallExpr, resource: Resource) -> Resource | None:
    """Return what a function hands out that returns what is to close: resp.Body, or a struct with it."""
    value, around = outer(function, node)
    if not isinstance(around, ast.AssignStmt) or around.rhs != [value] or resource.result >= len(around.lhs):
        return None
    target = around.lhs[resource.result]
    variable = target.obj if isinstance(target, ast.Ident) else None
    if variable is None or variable.function is not function or _is_replaced(function, variable, resource):
        return None
    uses = list(uses_of_variable(function, variable))
    if is_kept(uses, resource):
        return None
    handed: list[tuple[Resource, ast.ReturnStmt]] = []
    for use in uses:
        part = function.parent_of(use.node) if use.kind is UseKind.READ and use.member else None
        deeper = tuple(path[1:] for path in resource.release if len(path) > 1 and path[0] == use.member)
        if not deeper or not isinstance(part, ast.SelectorExpr):
            continue
        held = replace(resource, release=deeper)
        for inner in uses_of(function, part):
            if is_kept([inner], held):
                return None
            found = _handed_out_as(function, inner, held)
            handed += [found] if found is not None else []
    if not handed or may_be_released(function, variable, around, handed[0][1], resource):
        return None
    return handed[0][0]


def _handed_out_as(function: Function, use: Use, part: Resource) -> tuple[Resource, ast.ReturnStmt] | None:
    """Return what leaves the function by a use of a part, and where: the part itself, or a struct with it."""
    around = function.parent_of(use.node)
    if use.function is not function:
        return None
    if use.kind is UseKind.RETURNED and isinstance(around, ast.ReturnStmt):
        return replace(part, result=around.results.index(use.node)), around
    key = around.key if isinstance(around, ast.KeyValueExpr) else None
    if use.kind is not UseKind.COMPOSITE or use.around is None or not isinstance(key, ast.Ident):
        return None
    owner, returned = function.file.typer.type_of(use.around), return_of(function, use.around)
    if returned is None or not isinstance(owner, Named) or releasing_methods(function, owner):
        return None
    release = tuple((key.name, *path) for path in part.release)
    return replace(part, result=returned[1], release=release), returned[0]


def _returned_at(function: Function, node: ast.CallExpr, resource: Resource) -> int | None:
    value, around = outer(function, node)
    if isinstance(around, ast.ReturnStmt):
        return resource.result if len(around.results) == 1 else around.results.index(value)
    if not isinstance(around, ast.AssignStmt) or around.rhs != [value] or resource.result >= len(around.lhs):
        return None
    target = around.lhs[resource.result]
    if not isinstance(target, ast.Ident) or target.obj is None or target.obj.function is not function:
        return None
    if target.obj.kind == "result":
        if _is_closed_first(function, target.obj, around, resource):
            return None
        if is_kept(uses_of_variable(function, target.obj), resource):
            return None
        unsure = depends_on_caller(function, target.obj, resource)
        return None if unsure else function.results.index(target.obj)
    return _returned_variable(function, target, around, resource)


def _receiver_returned(function: Function, node: ast.CallExpr, resource: Resource) -> int | None:
    """Return where a function returns a local value of which a method has acquired something: s.Begin()."""
    receiver = node.fun.x if isinstance(node.fun, ast.SelectorExpr) else None
    if not isinstance(receiver, ast.Ident) or receiver.obj is None or receiver.obj.kind != "local":
        return None
    if receiver.obj.function is not function or receiver.obj.writes:
        return None
    return _returned_variable(function, receiver, function.parent_of(node) or node, resource)


def _is_closed_first(function: Function, result: Variable, statement: ast.Node, resource: Resource) -> bool:
    """Tell whether a function that does not fail releases what a named result holds, as a defer does."""
    return any(
        may_be_released(function, result, statement, leaving, resource)
        for leaving in ast.nodes_of(function.body, ast.ReturnStmt)
        if not function.in_error_branch(leaving) and _gives(leaving, result)
    )


def _gives(leaving: ast.ReturnStmt, result: Variable) -> bool:
    return not leaving.results or any(
        isinstance(it, ast.Ident) and it.obj is result for it in leaving.results
    )


def _returned_variable(
    function: Function, target: ast.Ident, statement: ast.Node, resource: Resource
) -> int | None:
    """Return where a variable is returned; None if the function releases or keeps what it holds.

    A parameter may be what the caller has already: `if conn == nil { conn, err = dial() }; return conn`.
    """
    if target.obj is None or (target.obj.kind == "parameter" and _is_in_branch(function, statement)):
        return None
    if is_kept(uses_of_variable(function, target.obj), resource):
        return None
    if _is_replaced(function, target.obj, resource) or depends_on_caller(function, target.obj, resource):
        return None
    leaving = _returns_of(function, target.obj)
    if any(may_be_released(function, target.obj, statement, it, resource) for it, _ in leaving):
        return None
    return leaving[0][1] if leaving else None


def _is_in_branch(function: Function, statement: ast.Node) -> bool:
    around = function.enclosing(statement, ast.IfStmt, ast.CaseClause, ast.FuncLit)
    return isinstance(around, ast.CaseClause) or (
        isinstance(around, ast.IfStmt) and around.body.pos <= statement.pos
    )


def _returns_of(function: Function, variable: Variable) -> list[tuple[ast.ReturnStmt, int]]:
    """Return where a variable is returned, and as which result; of failures only if there is nothing else."""
    found = [
        (around, around.results.index(ident))
        for ident in variable.uses
        if isinstance(around := function.parent_of(ident), ast.ReturnStmt) and ident in around.results
    ]
    return [it for it in found if not _fails(function, it[0])] or found


def _fails(function: Function, leaving: ast.ReturnStmt) -> bool:
    """Tell a return where an error was found, or that makes one."""
    made = isinstance(leaving.results[-1], (ast.CallExpr, ast.UnaryExpr, ast.CompositeLit))
    results = function.type.results
    return function.in_error_branch(leaving) or (made and bool(results) and results[-1].type.text == "error")


def _is_replaced(function: Function, variable: Variable, resource: Resource) -> bool:
    """Tell `resp.Body = io.NopCloser(buf)`: what is handed out then holds nothing."""
    fields = {path[0] for path in resource.release if len(path) > 1}
    return any(
        isinstance(target, ast.SelectorExpr)
        and target.sel in fields
        and isinstance(target.x, ast.Ident)
        and target.x.obj is variable
        for node in (ast.nodes_of(function.body, ast.AssignStmt) if fields else ())
        for target in node.lhs
    )
