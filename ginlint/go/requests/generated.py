"""Methods of gRPC services, told by the interfaces that are generated for these.

Servers written before 2020 embed nothing that is generated; some embed the interface itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Interface, Named
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
            shape = symbol.written if f"Register{name}" in scope.functions else None
            for method, _ in shape.methods if isinstance(shape, Interface) else ():
                found.setdefault(method, []).append(f"{path}.{name}")
    return found


def is_of_service(symbol: FuncSymbol) -> bool:
    """Tell a method that is declared like one of a generated interface."""
    project = symbol.file.package.project if symbol.file is not None else None
    for interface in methods_of_services(project).get(symbol.name, ()) if project is not None else ():
        path, _, name = interface.rpartition(".")
        shape = project.program.underlying(Named(path, name)) if project is not None else None
        for method, signature in shape.methods if isinstance(shape, Interface) else ():
            params = tuple(parameter.type for parameter in symbol.params)
            results = tuple(result.type for result in symbol.results)
            if method == symbol.name and signature.params == params and signature.results == results:
                return True
    return False
