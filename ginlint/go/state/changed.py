"""What a method changes that several share, of types that goroutines must not use at once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.ownership.release import root_variable
from ginlint.go.state.globals import GlobalWrite
from ginlint.go.state.shared import SharedWrite, kind_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import ValueSymbol
    from ginlint.go.package import Package


@cache
def _methods() -> tuple[str, ...]:
    types = table("registrations")["changed_by"]["methods"]
    return tuple(f"{type_}.{name}" for type_, names in types.items() for name in names)


def method_writes(package: Package) -> Iterator[GlobalWrite]:
    """Yield the calls of such methods on package variables of the module."""
    for call in package.calls(*_methods()):
        receiver = call.callee.receiver
        value = call.file.typer.package_value(receiver) if receiver is not None else None
        if (
            receiver is not None
            and value is not None
            and value.decl is not None
            and not call.file.test
            and not _has_own_source(value)
        ):
            by = call.file.text(call.node.fun)
            yield GlobalWrite(call.function, call.node, receiver, value, in_map=False, by=by)


def shared_method_writes(package: Package) -> Iterator[SharedWrite]:
    """Yield the calls of such methods on what requests may share: a field, a variable of a factory."""
    for call in package.calls(*_methods()):
        receiver = call.callee.receiver
        variable = root_variable(receiver) if receiver is not None else None
        if receiver is None or variable is None or call.file.test:
            continue
        kind = kind_of(call.function, variable)
        if kind == "captured" or (kind == "field" and not isinstance(receiver, ast.Ident)):
            name = variable.name if kind == "captured" else call.file.text(receiver)
            yield SharedWrite(call.function, call.node, receiver, variable, kind, name, in_map=False)


def _has_own_source(value: ValueSymbol) -> bool:
    """Tell a generator of random numbers over a source of the module's own, which may lock."""
    exprs = value.file.initialisers(value.decl) if value.file is not None and value.decl is not None else []
    made = exprs[value.decl.position] if value.decl is not None and value.decl.position < len(exprs) else None
    source = made.args[0] if isinstance(made, ast.CallExpr) and made.args else None
    if isinstance(source, ast.CallExpr) and value.file is not None:
        name = value.file.typer.callee(source).name
        return name not in table("registrations")["changed_by"]["sources"]
    return source is not None and not isinstance(source, ast.BasicLit)
