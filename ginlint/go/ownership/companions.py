"""Functions that are handed out beside a resource and give it back: tx, commit, rollback, err := begin()."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.go.names import Func
from ginlint.go.ownership.effects import Event
from ginlint.go.ownership.events import events, events_in_field
from ginlint.go.ownership.inside import Inside
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.models import Resource


def settled_by(
    function: Function, statement: ast.Node | None, variable: Variable, resource: Resource
) -> tuple[dict[int, Event], frozenset[Variable]]:
    """Return what `events` does, and what is done to the resource by what `statement` got beside it."""
    within = _place(statement, variable, resource)
    if within is not None:
        outside = replace(resource, field="", release=tuple(path[1:] for path in resource.release))
        return events_in_field(within, function, outside), frozenset((variable,))
    found, holders = events(function, variable, resource)
    for index in {*resource.companions, *_functions_beside(statement, variable)}:
        beside = _target(statement, index)
        if beside is not None and beside is not variable:
            called = replace(resource, result=index, release=(("()",),), companions=())
            for node, event in events(function, beside, called)[0].items():
                found[node] = max(found.get(node, event), event)
    for index in resource.served_by:
        served = _target(statement, index)
        if served is not None:
            found.update((id(use), Event.TRANSFERS) for use in served.uses)
    return found, holders


def _place(statement: ast.Node | None, variable: Variable, resource: Resource) -> Inside | None:
    """Return the field that a statement puts the resource in, if it does."""
    targets = statement.lhs if resource.field and isinstance(statement, ast.AssignStmt) else []
    names = (it.x for it in targets if isinstance(it, ast.SelectorExpr) and it.sel == resource.field)
    name = next((it for it in names if isinstance(it, ast.Ident) and it.obj is variable), None)
    return Inside(variable, resource.field, name) if name is not None else None


def _functions_beside(statement: ast.Node | None, variable: Variable) -> Iterator[int]:
    """Yield which results beside a resource are functions that end it, by their names: cancel, cleanup."""
    words = (*table("releases")["words"], *table("releases")["ending_words"])
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) and len(statement.rhs) == 1 else []
    for index, target in enumerate(targets):
        beside = target.obj if isinstance(target, ast.Ident) else None
        if beside is None or beside is variable or not any(word in beside.name.lower() for word in words):
            continue
        typer = beside.function.file.typer
        type_ = typer.program.underlying(typer.variable_type(beside))
        if isinstance(type_, Func) and not type_.params and not type_.results:
            yield index


def is_held_beside(targets: list[ast.Expr], resource: Resource) -> bool:
    """Tell whether a call's results are taken so that one of them gives the resource back."""
    names = (targets[index] for index in resource.companions if index < len(targets))
    return any(not isinstance(name, ast.Ident) or name.name != "_" for name in names)


def companions(
    function: Function, statement: ast.Node | None, variable: Variable, resource: Resource
) -> tuple[int, ...]:
    """Return which results of a function give back what it hands out in `variable`, if they are called."""
    found, _ = settled_by(function, statement, variable, resource)
    releasing = {node for node, event in found.items() if event is Event.RELEASES}
    results = _results_of(function) if releasing else ()
    return tuple(sorted({index for index, value in results if _gives_back(value, releasing)}))


def _results_of(function: Function) -> Iterator[tuple[int, ast.Expr]]:
    """Yield what a function returns, and what it puts into its named results."""
    for leaving in ast.nodes_of(function.body, ast.ReturnStmt):
        yield from enumerate(leaving.results)
    for put in ast.nodes_of(function.body, ast.AssignStmt):
        for target, value in zip(put.lhs, put.rhs, strict=False):
            if isinstance(target, ast.Ident) and target.obj in function.results:
                yield function.results.index(target.obj), value


def _gives_back(value: ast.Expr, releasing: set[int]) -> bool:
    """Tell a function that releases: a literal, a variable that holds one, a method that is not called."""
    match value:
        case ast.FuncLit() | ast.Ident():
            return id(value) in releasing
        case ast.SelectorExpr(x, _, _):
            return id(x) in releasing
    return False


def _target(statement: ast.Node | None, index: int) -> Variable | None:
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) else []
    target = targets[index] if index < len(targets) else None
    return target.obj if isinstance(target, ast.Ident) else None
