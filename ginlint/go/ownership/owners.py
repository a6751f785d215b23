"""Resources that end with what they were opened from: a channel with its connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import deref
from ginlint.go.ownership.release import released_by, root_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.release import Target
    from ginlint.go.ownership.sites import Site


def ends_with_owner(site: Site) -> bool:
    """Tell whether a deferred call closes what a resource was opened from, or what came with that.

    So does the end of a transaction to its rows, those of its statements too (database/sql, Tx.Rollback).
    """
    function = site.function
    root = _opened_from(function, site.call)
    if root is None or root.function is not function:
        return _ends_with_transaction(site)
    owners = set(_origins(function, root)) - {site.variable}
    return any(
        target.variable in owners and target.method in table("releases")["for_good"]
        for target in _released_at_last(function)
    )


def wraps_what_is_deferred(function: Function, call: ast.CallExpr) -> bool:
    """Tell a wrapper that holds nothing but what a defer before it closes: `tls.Client(conn, config)`."""
    if function.file.typer.callee(call).name not in table("releases")["wrappers"]["calls"] or not call.args:
        return False
    inner = root_variable(call.args[0])
    return inner is not None and any(
        target.variable is inner
        for defer in ast.nodes_of(function.body, ast.DeferStmt)
        if defer.pos < call.pos and isinstance(defer.call, ast.CallExpr)
        for target in released_by(function, defer.call)
    )


def _released_at_last(function: Function) -> Iterator[Target]:
    for defer in ast.nodes_of(function.body, ast.DeferStmt):
        if isinstance(defer.call, ast.CallExpr):
            yield from released_by(function, defer.call)


def _ends_with_transaction(site: Site) -> bool:
    function, releases = site.function, table("releases")
    if site.resource.rule not in releases["ended_by_transaction"]:
        return False
    root, typer = _receiver(site.call), function.file.typer
    if root is not None and str(deref(typer.variable_type(root))) not in releases["lending"]:
        prepared = root.definition.value if not root.writes else None
        root = _receiver(prepared) if isinstance(prepared, ast.CallExpr) else None
    if root is None or str(deref(typer.variable_type(root))) not in releases["lending"]:
        return False
    return any(
        target.variable is root and target.method in releases["transactions_end"]
        for target in _released_at_last(function)
    )


def _receiver(call: ast.CallExpr) -> Variable | None:
    return root_variable(call.fun.x) if isinstance(call.fun, ast.SelectorExpr) else None


def ended_with(function: Function, acquisition: ast.CallExpr, variable: Variable) -> Iterator[ast.CallExpr]:
    """Yield the calls, not deferred, that end what a resource was opened from, and the resource with it."""
    root = _opened_from(function, acquisition)
    if root is None or root is variable or root.function is not function:
        return
    for call in ast.nodes_of(function.body, ast.CallExpr):
        if call.pos < acquisition.end or isinstance(function.parent_of(call), ast.DeferStmt):
            continue
        if any(
            it.variable is root and it.method in table("releases")["for_good"]
            for it in released_by(function, call)
        ):
            yield call


def owners_of(site: Site) -> frozenset[Variable]:
    """Return the variable with what a resource was opened from: where it is nil, there is no resource."""
    root = _opened_from(site.function, site.call)
    return frozenset((root,) if root is not None and root is not site.variable else ())


def opened_on(function: Function, call: ast.CallExpr) -> ast.Expr | None:
    """Return what a call opens something on that ends with it: its receiver, or its first argument."""
    releases, name = table("releases"), function.file.typer.callee(call).name
    if name in releases["over_connections"] and call.args:
        return call.args[0]
    of_receiver = name in releases["of_connections"] and isinstance(call.fun, ast.SelectorExpr)
    return call.fun.x if of_receiver and isinstance(call.fun, ast.SelectorExpr) else None


def _opened_from(function: Function, call: ast.CallExpr) -> Variable | None:
    """Return the variable with what a call opens something on."""
    owner = opened_on(function, call)
    return root_variable(owner) if owner is not None else None


def _origins(function: Function, variable: Variable) -> Iterator[Variable]:
    """Yield a variable, what it is an element of, and what was got together with these."""
    found = [variable]
    for loop in ast.nodes_of(function.body, ast.RangeStmt):
        over = root_variable(loop.x)
        names = [it.obj for it in (loop.key, loop.value) if isinstance(it, ast.Ident)]
        if over is not None and variable in names:
            found.append(over)
    yield from found
    for statement in ast.nodes_of(function.body, ast.AssignStmt):
        names = [target.obj for target in statement.lhs if isinstance(target, ast.Ident)]
        if len(statement.rhs) == 1 and any(name in found for name in names):
            yield from (name for name in names if name is not None)
