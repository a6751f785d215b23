"""Methods of gRPC services, told by the interfaces that are generated for these.

Servers written before 2020 embed nothing that is generated; some embed the interface itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Interface, Named, has_method
from ginlint.go.trace import SIGNATURES, TRACE, question

if TYPE_CHECKING:
    from ginlint.go.names import FuncSymbol
    from ginlint.go.project import Project

SUFFIX = "Server"


@question
def methods_of_services(project: Project) -> dict[str, list[str]]:
    """Map the names of methods to the module's generated interfaces that have them, by qualified name."""
    TRACE.seen.add(SIGNATURES)
    found: dict[str, list[str]] = {}
    for path, scope in sorted(project.program.own.items()):
        for name, symbol in sorted(scope.types.items()):
            if not name.endswith(SUFFIX) or "interface" not in symbol.text[:9]:
                continue
            shape = symbol.written if _is_registered(scope.functions.get(f"Register{name}")) else None
            for method, _ in shape.methods if isinstance(shape, Interface) else ():
                found.setdefault(method, []).append(f"{path}.{name}")
    return found


def _is_registered(register: FuncSymbol | None) -> bool:
    """Tell the function that puts a service into a server of gRPC."""
    given = str(register.params[0].type) if register is not None and register.params else ""
    return "/grpc." in given


def is_of_service(symbol: FuncSymbol) -> bool:
    """Tell a method that is declared like one of a generated interface, by a type that has them all."""
    project = symbol.file.package.project if symbol.file is not None else None
    if project is None or symbol.name not in methods_of_services(project):
        return False
    return any(_has_all(project, symbol, name) for name in methods_of_services(project)[symbol.name])


def _has_all(project: Project, symbol: FuncSymbol, interface: str) -> bool:
    path, _, name = interface.rpartition(".")
    shape = project.program.underlying(Named(path, name))
    methods = shape.methods if isinstance(shape, Interface) else ()
    owner = Named(symbol.package, symbol.recv_type)
    if not all(has_method(project.program, owner, method, signature) for method, signature in methods):
        return False
    return any(
        method == symbol.name
        and signature.params == tuple(parameter.type for parameter in symbol.params)
        and signature.results == tuple(result.type for result in symbol.results)
        for method, signature in methods
    )
