"""Which types of the module implement its interfaces."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ginlint.go.names import Interface, Named

if TYPE_CHECKING:
    from ginlint.go.names import Callee, Function
    from ginlint.go.project import Project

_BODIES: WeakKeyDictionary[Project, dict[str, list[Function]]] = WeakKeyDictionary()


def implementers(project: Project, interface: Interface, method: str) -> set[tuple[str, str]]:
    """Return the types of the module that have all methods of an interface, by path and name."""
    program = project.program
    return {
        (path, name)
        for path, scope in program.own.items()
        for name, symbol in scope.types.items()
        if method in symbol.methods
        and all(program.select(Named(path, name), wanted) is not None for wanted, _ in interface.methods)
    }


def bodies_of(project: Project, callee: Callee) -> list[Function]:
    """Return what a call of a method of a module's interface may run; nothing if that is not known."""
    if not callee.dynamic or callee.name.count(".") < 2:  # noqa: PLR2004 - a type and a method
        return []
    return bodies_of_method(project, callee.name)


def bodies_of_method(project: Project, name: str) -> list[Function]:
    """Return the implementations of an interface's method, given by its qualified name."""
    known = _BODIES.setdefault(project, {})
    if name not in known:
        known[name] = _bodies_of(project, name)
    return known[name]


def _bodies_of(project: Project, name: str) -> list[Function]:
    path, owner, method = name.rsplit(".", 2)
    if path not in project.program.own:
        return []
    shape = project.program.underlying(Named(path, owner))
    if not isinstance(shape, Interface):
        return []
    found = []
    for place, type_name in sorted(implementers(project, shape, method)):
        symbol = project.program.own[place].types[type_name].methods[method]
        if symbol.file is None or symbol.decl is None or symbol.decl.body is None:
            return []
        if not symbol.file.test:
            found.append(symbol.file.function(symbol.decl))
    return found
