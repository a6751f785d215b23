"""Pools that are copied: each copy has its own values from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.pools.states import POOL
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package


class Copy(NamedTuple):
    """The value of a pool, `node`, that `function` copies."""

    function: Function
    node: ast.Ident


def pools_copied(package: Package) -> Iterator[Copy]:
    """Yield where functions that declare a sync.Pool copy it."""
    for file in package.speaking:
        offsets = file.facts.index.types.get("Pool", [])
        if file.test or not offsets or "sync" not in {spec.path for spec in file.names.imports}:
            continue
        for outer in file.functions_at(offsets):
            for function in outer.all():
                yield from (Copy(function, ident) for ident in _copied_in(function))


def _copied_in(function: Function) -> Iterator[ast.Ident]:
    typer = function.file.typer
    for variable in function.variables:
        if typer.variable_type(variable) == POOL:
            yield from (ident for ident in variable.uses if _is_copied(function, ident))


def _is_copied(function: Function, ident: ast.Ident) -> bool:
    match function.parent_of(ident):
        case ast.AssignStmt(lhs, _, rhs):
            return ident in rhs and not all(isinstance(x, ast.Ident) and x.name == "_" for x in lhs)
        case ast.KeyValueExpr(_, value):
            return value is ident
        case ast.CallExpr(fun, _, _):
            return fun is not ident
        case ast.ValueSpec() | ast.CompositeLit() | ast.ReturnStmt():
            return True
    return False
