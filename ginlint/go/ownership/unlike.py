"""Implementations of a method that leave open, on some way, what the others close for their callers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.names import Interface
from ginlint.go.ownership.drains import Drained
from ginlint.go.ownership.effects import Event, effect_on
from ginlint.go.ownership.implementers import bodies_of_method
from ginlint.go.ownership.sites import Site, State
from ginlint.go.ownership.through import bodies_of_use
from ginlint.go.ownership.track import Tracker
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.trace import SIGNATURES, TRACE, remembered
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.models import Resource
    from ginlint.go.ownership.uses import Use
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.syntax import ast

MANY = 3  # implementations that use it, of which more than half must agree
MAX_HANDED = 3  # helpers, each of which hands it to the next


class Unlike(NamedTuple):
    """A function that only uses `parameter`, a `resource`; `other` implements the same method and closes it.

    It is a method that most implementations are unlike, or what such a method leaves it to on some way.
    """

    function: Function
    parameter: Variable
    resource: Resource
    other: Function


def unlike_others(package: Package, known: Mapping[str, Resource]) -> Iterator[Unlike]:
    """Yield the methods of a package that leave open what most implementations of their interface close."""
    spellings = [text for text in table("guesses")["spellings"] if text != "io.ReadCloser"]
    for file in package.speaking:
        if file.test:
            continue
        for decl in file.facts.functions:
            if decl.recv and decl.body is not None and any(text in decl.params for text in spellings):
                yield from _unlike(file.function(decl), known)


def _unlike(function: Function, known: Mapping[str, Resource]) -> Iterator[Unlike]:
    results = table("guesses")["results"]
    typer = function.file.typer
    for index, parameter in enumerate(function.parameters):
        resource = known.get(results.get(str(typer.variable_type(parameter)), ""))
        if resource is None or not _is_read(parameter, resource):
            continue
        effect = effect_on(function, index, resource)
        other = _closing(function, index, resource) if effect is not Event.TRANSFERS else None
        if other is None:
            continue
        if effect is Event.BORROWS:
            yield Unlike(function, parameter, resource, other)
        else:
            for left in _left_to(function, parameter, resource):
                yield Unlike(left.function, left, resource, other)


def _left_to(function: Function, parameter: Variable, resource: Resource) -> Iterator[Variable]:
    """Yield the parameters of helpers that a method leaves a resource to, which use it and no more."""
    lent = list(_lent(function, parameter, resource))
    if not lent:
        return
    tracker = Tracker(Site(function, lent[0].call, function.body, resource, parameter, None))
    takers = {id(it.argument): it.taken for it in lent}
    found: set[Variable] = set()

    def step(node: ast.Node, way: _Way) -> _Way | None:
        state = tracker.step(node, way.state)
        taken = next((takers[id(inner)] for inner in evaluated(node) if id(inner) in takers), way.taken)
        return _Way(state, taken) if state is not None else None

    def branch(edge: Edge, way: _Way) -> _Way | None:
        state = tracker.branch(edge, way.state)
        return way._replace(state=state) if state is not None else None

    start = _Way(State(error=True, drained=Drained.NO), None)
    for path in function.graph.paths_from(None, start, step=step, branch=branch):
        left = path.state.taken
        if left is None or left in found or path.exit is None or path.state.state.drained:
            continue
        if path.exit.kind in ("return", "end"):
            found.add(left)
            yield left


class _Way(NamedTuple):
    """What is known on a way through a method, and the helper's parameter that it was lent to as, last."""

    state: State
    taken: Variable | None


class _Lent(NamedTuple):
    """An argument of a call, and the parameter that takes it."""

    call: ast.CallExpr
    argument: ast.Expr
    taken: Variable


def _lent(function: Function, parameter: Variable, resource: Resource) -> Iterator[_Lent]:
    """Yield where a parameter is handed to a function of the same package that only reads it."""
    for use in uses_of_variable(function, parameter):
        body = _taker(use)
        if body is None or body.file.package is not function.file.package or use.function is not function:
            continue
        taken = body.parameters[use.index]
        if use.call is None or not _is_read(taken, resource):
            continue
        if effect_on(body, use.index, resource) is Event.BORROWS:
            yield _Lent(use.call, use.node, taken)


def _taker(use: Use) -> Function | None:
    """Return the function of the module that is handed a value as one of its parameters."""
    bodies = bodies_of_use(use) if use.kind is UseKind.ARGUMENT and not use.is_spread else []
    body = bodies[0] if len(bodies) == 1 and use.index < len(bodies[0].parameters) else None
    return body if body is not None and not body.parameters[use.index].definition.variadic else None


def _is_read(parameter: Variable, resource: Resource, depth: int = 0) -> bool:
    """Tell a parameter of which the part is used that has to be closed, resp.Body, or that others use so."""
    parts = {path[0] for path in resource.release if len(path) > 1}
    for use in uses_of_variable(parameter.function, parameter):
        if not parts or use.member in parts:
            return True
        if use.kind is UseKind.ARGUMENT:
            body = _taker(use)
            if (
                body is None
                or depth >= MAX_HANDED
                or _is_read(body.parameters[use.index], resource, depth + 1)
            ):
                return True
    return False


def _closing(function: Function, index: int, resource: Resource) -> Function | None:
    """Return an implementation that closes its argument, if more than half of all do."""
    project = function.file.package.project
    name = function.name.rpartition(".")[2]
    for interface in _interfaces(project).get(name, ()):
        key = ("implementations", interface, name, index, resource)
        work = partial(_using, project, f"{interface}.{name}", index, resource)
        using: list[Function] = remembered(project.kept, key, work)
        if len(using) < MANY or function not in using:
            continue
        closing = [body for body in using if effect_on(body, index, resource) is Event.RELEASES]
        if len(closing) > len(using) // 2:
            return closing[0]
    return None


def _using(project: Project, method: str, index: int, resource: Resource) -> list[Function]:
    """Return the implementations of a method of an interface that use what has to be closed."""
    bodies = bodies_of_method(project, method)
    named = [body for body in bodies if index < len(body.parameters)]
    return [body for body in named if _is_read(body.parameters[index], resource)]


def _interfaces(project: Project) -> dict[str, list[str]]:
    """Map the names of methods to the interfaces of a project that have one which takes something."""
    return remembered(project.kept, ("interfaces",), lambda: _by_method(project))


def _by_method(project: Project) -> dict[str, list[str]]:
    TRACE.seen.add(SIGNATURES)
    found: dict[str, list[str]] = {}
    for path, scope in project.program.own.items():
        for symbol in scope.types.values():
            shape = symbol.written if "interface" in symbol.text[:9] else None
            for method, signature in shape.methods if isinstance(shape, Interface) else ():
                if signature.params:
                    found.setdefault(method, []).append(f"{path}.{symbol.name}")
    return found
