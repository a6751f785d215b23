"""Which types of the module implement its interfaces."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ginlint.go.names import Interface, Named, has_method
from ginlint.go.trace import TRACE

if TYPE_CHECKING:
    from ginlint.go.names import Callee, FuncSymbol, Function
    from ginlint.go.project import Project

_SYMBOLS: WeakKeyDictionary[Project, dict[str, list[FuncSymbol]]] = WeakKeyDictionary()


def implementers(project: Project, interface: Interface, method: str) -> set[tuple[str, str]]:
    """Return the types of the module that have all methods of an interface, by path and name."""
    program = project.program
    return {
        (path, name)
        for path, scope in program.own.items()
        for name, symbol in scope.types.items()
        if method in symbol.methods
        and all(has_method(program, Named(path, name), wanted, like) for wanted, like in interface.methods)
    }


def bodies_of(project: Project, callee: Callee) -> list[Function]:
    """Return what a call of a method of a module's interface may run; nothing if that is not known."""
    return _lowered(symbols_of(project, callee))


def bodies_of_method(project: Project, name: str) -> list[Function]:
    """Return the implementations of an interface's method, given by its qualified name."""
    return _lowered(_symbols_of_method(project, name))


def symbols_of(project: Project, callee: Callee) -> list[FuncSymbol]:
    """Return the declarations of what `bodies_of` gives, for those who look into few of them."""
    if not callee.dynamic or callee.name.count(".") < 2:  # noqa: PLR2004 - a type and a method
        return []
    return _symbols_of_method(project, callee.name)


def _symbols_of_method(project: Project, name: str) -> list[FuncSymbol]:
    known = _SYMBOLS.setdefault(project, {})
    if name not in known:
        known[name] = _find_symbols(project, name)
    TRACE.seen.update((one.file, one.decl.pos) for one in known[name] if one.decl is not None)
    return known[name]


def _find_symbols(project: Project, name: str) -> list[FuncSymbol]:
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
            found.append(symbol)
    return found


def _lowered(symbols: list[FuncSymbol]) -> list[Function]:
    return [one.file.function(one.decl) for one in symbols if one.file is not None and one.decl is not None]
