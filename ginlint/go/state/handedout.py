"""Maps that leave the lock that guards them: the map itself is returned, or used on once that is given up.

Whoever has it reads it while others, under the lock, write its entries: a copy would have been needed.
Maps of maps are followed one step in: what `inner := m[key]` gives is written by `m[key][name] = value`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.locks.holding import held_at
from ginlint.go.locks.keys import is_beside
from ginlint.go.names import Map, Variable, deref
from ginlint.go.requests import callers_of
from ginlint.go.state.guard import speaks_of_locks
from ginlint.go.state.halflocked import (
    is_target,
    locking_functions,
    locks_in_other_ways,
    shared_kind,
)
from ginlint.go.state.setup import sets_up
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.locks.keys import Lock
    from ginlint.go.names import Callee, Function
    from ginlint.go.package import Package


class HandedOut(NamedTuple):
    """A map is taken at `taken` under `lock`, used at `used` without it, and written at `written` with it.

    `used` is in the same function or, where it is `returned`, in a caller. `field` tells one of a receiver.
    """

    function: Function
    taken: ast.Expr
    lock: Lock
    user: Function
    used: ast.Expr
    verb: str
    writer: Function
    written: ast.Expr
    returned: bool
    field: bool


class _Place(NamedTuple):
    """A map by its kind, and the field or package variable that it is, or is an entry of."""

    kind: str
    base: ast.Expr


class _Seen(NamedTuple):
    """A map that is taken or written somewhere under the lock beside it."""

    function: Function
    node: ast.Expr
    place: _Place
    lock: Lock
    user: Variable | None = None


def handed_out(package: Package) -> Iterator[HandedOut]:
    """Yield each map and function that lets it out of its lock, at the first place where it is used."""
    functions = [
        function for file in package.speaking for outer in locking_functions(file) for function in outer.all()
    ]
    taken = [seen for function in functions for seen in _under_lock(function, _taken(function))]
    written: dict[str, list[_Seen]] = {}
    for function in functions if taken else ():
        for write in _under_lock(function, _written(function)):
            written.setdefault(write.place.kind, []).append(write)
    for taking in taken:
        writes = [
            write
            for write in written.get(taking.place.kind, ())
            if write.lock.kind == taking.lock.kind and _runs_while_serving(write.function, write.node)
        ]
        found = _first_use(taking, writes[0]) if writes else None
        if found is not None:
            yield found


def _under_lock(
    function: Function, places: Iterable[tuple[ast.Expr, _Place, Variable | None]]
) -> Iterator[_Seen]:
    listed = list(places)
    if not listed or locks_in_other_ways(function):
        return
    for (node, place, user), held in zip(
        listed, held_at(function, [node for node, *_ in listed]), strict=True
    ):
        locks = held.always if held is not None else ()
        lock = next((lock for lock in locks if is_beside(function, lock, place.base)), None)
        if lock is not None:
            yield _Seen(function, node, place, lock, user)


def _written(function: Function) -> Iterator[tuple[ast.Expr, _Place, Variable | None]]:
    """Yield where entries are set or removed."""
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.IndexExpr(x, _) if is_target(function, node):
                written = x
            case ast.CallExpr(ast.Ident("delete" | "clear"), [x, *_], _):
                written = x
            case _:
                continue
        place = _place(function, written)
        if place is not None:
            yield node, place, None


def _taken(function: Function) -> Iterator[tuple[ast.Expr, _Place, Variable | None]]:
    """Yield the maps that are returned, or given to a local variable that keeps them."""
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.ReturnStmt(results):
                for value in results:
                    place = (
                        _place(function, value)
                        if not isinstance(value, ast.Ident) or value.obj is None
                        else None
                    )
                    if place is not None:
                        yield value, place, None
            case ast.AssignStmt([ast.Ident() as name, *rest], ":=", [value]) if len(rest) <= 1:
                place = _place(function, value)
                if place is None or name.obj is None or name.obj.writes or _is_removed(function, value):
                    continue
                yield value, place, name.obj


def _is_removed(function: Function, entry: ast.Expr) -> bool:
    """Tell an entry that the function also takes out of its map: nobody else finds what it held then."""
    if not isinstance(entry, ast.IndexExpr):
        return False
    text = function.file.text
    place = [text(entry.x), *map(text, entry.indices)]
    return any(
        isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.Ident)
        and node.fun.name == "delete"
        and [text(arg) for arg in node.args] == place
        for node in ast.walk(function.body, into_literals=False)
    )


def _place(function: Function, expr: ast.Expr) -> _Place | None:
    """Return which map of a receiver or package an expression is, or one that is an entry of such a map."""
    if not _is_map(function, expr):
        return None
    match expr:
        case ast.Ident() if expr.obj is not None:
            value = expr.obj.definition.value
            alias = expr.obj.kind == "local" and not expr.obj.writes and expr.obj.definition.index <= 0
            return _place(function, value) if alias and value is not None else None
        case ast.Ident() | ast.SelectorExpr():
            kind = shared_kind(function, expr)
            return _Place(kind, expr) if kind else None
        case ast.IndexExpr(x, [_]):
            around = _place(function, x)
            return _Place(f"{around.kind}[]", around.base) if around is not None else None
    return None


def _is_map(function: Function, expr: ast.Expr) -> bool:
    typer = function.file.typer
    return isinstance(typer.program.underlying(deref(typer.type_of(expr))), Map)


def _first_use(taking: _Seen, write: _Seen) -> HandedOut | None:
    """Return where a map that is taken under a lock is used without."""
    uses = _used_here(taking) if taking.user is not None else None
    returned = taking.user is None
    if uses is None or any(isinstance(around, ast.ReturnStmt) for around in _around(taking)):
        returned, uses = True, _used_by_callers(taking)
    for user, node, verb in uses:
        return HandedOut(
            taking.function, taking.node, taking.lock, user, node, verb, write.function, write.node, returned,
            bool(taking.function.receiver is not None and _is_of_receiver(taking)),
        )  # fmt: skip
    return None


def _is_of_receiver(taking: _Seen) -> bool:
    return isinstance(taking.lock.root, Variable)


def _around(taking: _Seen) -> Iterator[ast.Node | None]:
    if taking.user is not None:
        yield from (taking.function.parent_of(use) for use in taking.user.uses)


def _used_here(taking: _Seen) -> Iterator[tuple[Function, ast.Expr, str]]:
    """Yield where a local variable that holds a map is used after the lock has been given up."""
    function, variable = taking.function, taking.user
    assert variable is not None  # noqa: S101 - asked of those that have one
    uses = [
        (use, verb)
        for use in variable.uses
        for verb in [_use(function, use)]
        if verb and not _is_captured(function, use)
    ]
    for (use, verb), held in zip(uses, held_at(function, [use for use, _ in uses]), strict=True):
        if held is not None and not held.ever:
            yield function, use, verb


def _is_captured(function: Function, use: ast.Ident) -> bool:
    return function.enclosing(use, ast.FuncLit) is not function.node


def _use(function: Function, map_: ast.Expr) -> str:
    """Return how a map is used where it stands; "" if that is not known to touch its entries."""
    around = function.parent_of(map_)
    match around:
        case ast.RangeStmt(_, _, _, x, _) if x is map_:
            return "ranged over"
        case ast.IndexExpr(x, _) if x is map_:
            return "written" if is_target(function, around) else "read"
        case ast.CallExpr(_, args, _) if map_ in args:
            return "gone through" if _is_of_others(function.file.typer.callee(around)) else ""
    return ""


def _is_of_others(callee: Callee) -> bool:
    """Tell a function that the module does not declare itself, such as maps.Clone and json.Marshal."""
    if callee.kind not in ("function", "method") or not callee.name:
        return False
    return callee.symbol is None or callee.symbol.decl is None


def _used_by_callers(taking: _Seen) -> Iterator[tuple[Function, ast.Expr, str]]:
    """Yield where the result of a function is used by those that call it, and have no lock themselves."""
    outer = taking.function.outermost
    if taking.function is not outer or outer.symbol is None:
        return
    for call in callers_of(outer):
        caller = call.function
        if any(speaks_of_locks(it) for it in caller.outermost.all()) or not _runs_while_serving(
            caller, call.node
        ):
            continue
        verb = _use(caller, call.node)
        if verb:
            yield caller, call.node, verb
            continue
        match caller.parent_of(call.node):
            case ast.AssignStmt([ast.Ident() as name, *_], ":=", [_]) if (
                name.obj is not None and not name.obj.writes
            ):
                for use in name.obj.uses:
                    verb = _use(caller, use)
                    if verb:
                        yield caller, use, verb


def _runs_while_serving(function: Function, node: ast.Node) -> bool:
    """Tell what requests run, or others who are seen to call it, and not only at the start or end."""
    requests = function.file.package.project.requests
    if requests.heat(function, node) is not None:
        return True
    outer = function.outermost
    if sets_up(function) or outer.name.rpartition(".")[2].lower().startswith(_registering()):
        return False
    return bool(callers_of(outer)) and not requests.runs_at_start(outer)


@cache
def _registering() -> tuple[str, ...]:
    return tuple(table("locks")["words"]["registers_with"])
