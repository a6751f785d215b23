"""Implementations of a method that leave open what the others close for their callers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ginlint.go.names import Interface
from ginlint.go.ownership.events import Event, effect_on
from ginlint.go.ownership.implementers import bodies_of_method
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.trace import SIGNATURES, TRACE, remembered
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.models import Resource
    from ginlint.go.package import Package
    from ginlint.go.project import Project

MANY = 3  # implementations that use it, of which more than half must agree


class Unlike(NamedTuple):
    """A method that only uses `parameter`, a `resource`; `other` implements the same and closes it."""

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
        if effect_on(function, index, resource) is not Event.BORROWS:
            continue
        other = _closing(function, index, resource)
        if other is not None:
            yield Unlike(function, parameter, resource, other)


def _is_read(parameter: Variable, resource: Resource) -> bool:
    """Tell a parameter of which the part is used that has to be closed, resp.Body, or that is handed on."""
    parts = {path[0] for path in resource.release if len(path) > 1}
    uses = uses_of_variable(parameter.function, parameter)
    return any(not parts or use.kind is UseKind.ARGUMENT or use.member in parts for use in uses)


def _closing(function: Function, index: int, resource: Resource) -> Function | None:
    """Return an implementation that closes its argument, if more than half of all do."""
    project = function.file.package.project
    name = function.name.rpartition(".")[2]
    for interface in _interfaces(project).get(name, ()):
        bodies = bodies_of_method(project, f"{interface}.{name}")
        using = [body for body in bodies if _is_read(body.parameters[index], resource)]
        if len(using) < MANY or function not in using:
            continue
        closing = [body for body in using if effect_on(body, index, resource) is Event.RELEASES]
        if len(closing) > len(using) // 2:
            return closing[0]
    return None


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
