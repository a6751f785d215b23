"""Whether a call of an interface's method may reach a declared one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Interface, Named

if TYPE_CHECKING:
    from ginlint.go.names import FuncSymbol, Program

MAX_DEPTH = 8  # of interfaces in interfaces


def implements(program: Program, symbol: FuncSymbol, called: str) -> bool:
    """Tell whether the receiver of `symbol` has all methods of the interface whose method is called."""
    if not symbol.recv_type:
        return False
    receiver = Named(symbol.package, symbol.recv_type)
    interface = _named(called.rpartition(".")[0])
    shape = program.underlying(interface) if interface is not None else None
    if not isinstance(shape, Interface) or isinstance(program.underlying(receiver), Interface):
        return False
    methods = _methods_of(program, shape)
    return bool(methods) and all(program.select(receiver, name) is not None for name in methods)


def _methods_of(program: Program, interface: Interface, depth: int = 0) -> set[str]:
    """Return the methods of an interface and of those it embeds; empty if one of these is not known."""
    found = {name for name, _ in interface.methods}
    for embedded in interface.embeds:
        shape = program.underlying(embedded)
        known = isinstance(shape, Interface) and depth < MAX_DEPTH
        inner = _methods_of(program, shape, depth + 1) if known else set()  # type: ignore[arg-type] # an interface
        if not inner:
            return set()
        found |= inner
    return found


def _named(name: str) -> Named | None:
    path, _, type_name = name.rpartition(".")
    return Named(path, type_name) if path else None
