"""Whether a call of an interface's method may reach a declared one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ginlint.go.names import Interface, Named, has_method
from ginlint.go.testsupport import helps_tests
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Func, FuncSymbol, Program
    from ginlint.go.project import Project

MAX_DEPTH = 8  # of interfaces in interfaces
_METHODS: WeakKeyDictionary[Project, dict[str, list[FuncSymbol]]] = WeakKeyDictionary()


def implements(program: Program, symbol: FuncSymbol, called: str) -> bool:
    """Tell whether the receiver of `symbol` has all methods of the interface whose method is called.

    `called` is the method as `receivers.as_asked` names it.
    """
    if not symbol.recv_type:
        return False
    receiver = Named(symbol.package, symbol.recv_type)
    interface = _named(called.rpartition(".")[0])
    shape = program.underlying(interface) if interface is not None else None
    if not isinstance(shape, Interface) or isinstance(program.underlying(receiver), Interface):
        return False
    methods = _methods_of(program, shape)
    return bool(methods) and _has_all(program, receiver, methods)


def _has_all(program: Program, receiver: Named, methods: dict[str, Func]) -> bool:
    return all(has_method(program, receiver, name, like) for name, like in methods.items())


@question
def is_done_by_one(project: Project, called: str) -> bool:
    """Tell whether a single type has the methods of the module's interface whose method is called.

    Who implements an interface for tests alone does not count.
    """
    program, (owner, _, method) = project.program, called.rpartition(".")
    interface = _named(owner)
    if interface is None or interface.path not in program.own:
        return False
    shape = program.underlying(interface)
    methods = _methods_of(program, shape) if isinstance(shape, Interface) else {}
    found = 0
    for symbol in _declared(project).get(method, ()) if methods else ():
        receiver = Named(symbol.package, symbol.recv_type)
        if _has_all(program, receiver, methods):
            found += not _is_double(symbol)
    return found == 1


def _declared(project: Project) -> dict[str, list[FuncSymbol]]:
    """Map the names of methods to those of the module: looked through once, for all questions of a run."""
    if project not in _METHODS:
        known: dict[str, list[FuncSymbol]] = {}
        for scope in project.program.own.values():
            for declared in scope.types.values():
                for name, symbol in declared.methods.items():
                    known.setdefault(name, []).append(symbol)
        _METHODS[project] = known
    return _METHODS[project]


def _is_double(symbol: FuncSymbol) -> bool:
    words = f"{symbol.package.rpartition('/')[2]}.{symbol.recv_type}".lower()
    return (symbol.file is not None and helps_tests(symbol.file)) or any(
        word in words for word in table("locks")["doubles"]
    )


def _methods_of(program: Program, interface: Interface, depth: int = 0) -> dict[str, Func]:
    """Return the methods of an interface and of those it embeds; none if one of these is not known."""
    found = dict(interface.methods)
    for embedded in interface.embeds:
        shape = program.underlying(embedded)
        known = isinstance(shape, Interface) and depth < MAX_DEPTH
        inner = _methods_of(program, shape, depth + 1) if known else {}  # type: ignore[arg-type] # an interface
        if not inner:
            return {}
        found |= inner
    return found


def _named(name: str) -> Named | None:
    path, _, type_name = name.rpartition(".")
    return Named(path, type_name) if path else None
