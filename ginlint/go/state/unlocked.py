"""Fields that one method sets under a lock of their owner, and that another uses without while serving.

Maps are for `halflocked` to tell of. Whoever sets the field must do so when others may have it already:
not where the owner is made, started or ended, nor only the first time. A function that takes the lock
itself has not been called with it held; of one that takes none no caller may have it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.goroutines import started_by
from ginlint.go.locks.keys import kind_of
from ginlint.go.names import UNKNOWN, Basic, Chan, Func, Map, Named, deref
from ginlint.go.requests import callers_of
from ginlint.go.state.guard import has_said_so, is_guarded, speaks_of_locks
from ginlint.go.state.halflocked import (
    Use,
    is_called_locked,
    is_sole_writer,
    is_target,
    locking_functions,
    locks_in_other_ways,
    may_lock,
    watched,
)
from ginlint.go.state.lazy import sets_only_if_unset
from ginlint.go.state.registry import are_made_per_request
from ginlint.go.state.setup import ends, is_named, sets_up
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.locks.keys import Lock
    from ginlint.go.names import Function
    from ginlint.go.package import Package


class Unlocked(NamedTuple):
    """A field is used at each of `uses`, one of a function, without the `lock` that it is set under.

    `plain` says that what it holds is one number or flag.
    """

    uses: tuple[Use, ...]
    lock: Lock
    write: Use
    plain: bool


def unlocked_fields(package: Package) -> Iterator[Unlocked]:
    """Yield each such field of the types of a package."""
    by_kind: dict[str, list[Use]] = {}
    for file in package.speaking:
        if not file.test and not for_tests(file):
            for outer in _setting(file):
                for use in _uses_in(outer, written_only=True):
                    by_kind.setdefault(use.kind, []).append(use)
    for kind, writes in by_kind.items():
        write = next((it for it in writes if it.lock is not None and _goes_on(it)), None)
        if write is not None and write.lock is not None and all(it.ever for it in writes):
            found = _without(package, kind, write, write.lock)
            if found is not None:
                yield found


def _setting(file: File) -> list[Function]:
    """Return the functions that take a lock by its own method and set a field of their receiver."""
    found = []
    for outer in locking_functions(file):
        name = outer.receiver.name if outer.receiver is not None else ""
        body = outer.body
        if any(body.pos <= offset < body.end for offset in file.facts.index.writes.get(name, ())):
            found.append(outer)
    return found


def _goes_on(write: Use) -> bool:
    """Tell what sets a field while others may have it: again, not at start, and somebody calls it."""
    outer, target = write.function.outermost, write.node
    if not isinstance(target, ast.SelectorExpr) or sets_only_if_unset(write.function, target, target.sel):
        return False
    requests = outer.file.package.project.requests
    if requests.heat(write.function, target) is not None:
        return not ends(outer)
    if sets_up(write.function) or is_named(outer, "begins"):
        return False
    return bool(callers_of(outer)) and not requests.runs_at_start(outer)


def _without(package: Package, kind: str, write: Use, lock: Lock) -> Unlocked | None:
    uses = list(_uses_of(package, kind))
    guarded = {it.function.outermost for it in uses if it.lock is not None}
    bare: dict[Function, Use] = {}
    for use in uses:
        if not use.ever and _runs_beside(use, uses, lock, guarded, write.function.outermost):
            bare.setdefault(use.function.outermost, use)
    if not bare or len(bare.keys() - guarded) > len(guarded):
        return None
    first = next(iter(bare.values()))
    typer = first.function.file.typer
    owner = deref(typer.type_of(first.node.x)) if isinstance(first.node, ast.SelectorExpr) else None
    if not isinstance(owner, Named) or are_made_per_request(package.project, owner):
        return None
    return Unlocked(tuple(bare.values()), lock, write, not _may_tear(first))


def _may_tear(use: Use) -> bool:
    """Tell what is more than a number or a flag, as far as is known."""
    typer = use.function.file.typer
    shape = typer.program.underlying(typer.type_of(use.node))
    return shape.name == "string" if isinstance(shape, Basic) else shape is not UNKNOWN


def _runs_beside(use: Use, uses: list[Use], lock: Lock, guarded: set[Function], writer: Function) -> bool:
    """Tell what requests run while others have the lock."""
    function, outer = use.function, use.function.outermost
    requests = outer.file.package.project.requests
    if sets_up(function) or has_said_so(outer) or is_sole_writer(use, uses):
        return False
    heat = requests.heat(function, use.node)
    if heat is None or heat.per != "request" or is_guarded(function, use.node):
        return False
    if _is_wrapped_in_lock(outer):
        return False
    if _is_of_copy(outer) or _is_started_locked(function) or _comes_after(outer, writer) or _asks_first(use):
        return False
    if function is not outer and started_by(function) is None and speaks_of_locks(outer):
        return False  # who calls the literal may have the lock by then
    return outer in guarded or not is_called_locked(outer, lock, {outer}, started=True)


def _is_wrapped_in_lock(outer: Function) -> bool:
    """Tell a method that is handed, as a value, to what takes a lock: `mux.Handle("/", s.locked(s.list))`."""
    name = outer.name.rpartition(".")[2]
    named = _naming(name)
    for file in outer.file.package.files:
        for user in file.functions_at(match.start() for match in named.finditer(file.parsed.text)):
            for function in user.all():
                for call in ast.nodes_of(function.body, ast.CallExpr):
                    given = any(isinstance(arg, ast.SelectorExpr) and arg.sel == name for arg in call.args)
                    if given and may_lock(function, call):
                        return True
    return False


def _is_of_copy(outer: Function) -> bool:
    """Tell a method of a value: it has a copy, which may have been made under the lock."""
    return outer.symbol is None or not outer.symbol.recv.startswith("*")


def _asks_first(use: Use) -> bool:
    """Tell a use before which an atomic is asked: `if !s.ready.Load() { return }`."""
    asking = table("locks")["asking"]
    calls = ast.nodes_of(use.function.body, ast.CallExpr)
    return any(call.pos < use.node.pos and last_name(call.fun) in asking for call in calls)


def _is_started_locked(function: Function) -> bool:
    """Tell a goroutine whose starter has a lock as it starts it, and may wait for it."""
    start = started_by(function) if function.node is not None else None
    return start is not None and function.parent is not None and is_guarded(function.parent, start)


def _comes_after(outer: Function, writer: Function) -> bool:
    """Tell a function that has the field set first, or that all who call it let do so: `ensureLoaded`."""
    if outer is writer:
        return False
    callers = [call.function.outermost for call in callers_of(outer)]
    return _calls(outer, writer) or (bool(callers) and all(_calls(caller, writer) for caller in callers))


def _calls(function: Function, other: Function) -> bool:
    return function is not other and any(call.function.outermost is function for call in callers_of(other))


def _uses_of(package: Package, kind: str) -> Iterator[Use]:
    """Yield the uses of a field in its package, but for functions that lock in ways which are not seen."""
    named = _naming(kind.rpartition(".")[2])
    for file in package.speaking:
        if file.test or for_tests(file):
            continue
        for outer in file.functions_at(match.start() for match in named.finditer(file.parsed.text)):
            yield from (use for use in _uses_in(outer) if use.kind == kind)


@cache
def _naming(field: str) -> re.Pattern[bytes]:
    return re.compile(rb"\.%b\b" % re.escape(field.encode()))


def _uses_in(outer: Function, *, written_only: bool = False) -> Iterator[Use]:
    for function in outer.all():
        found = [
            (node, verb, kind)
            for node, verb in _fields(function)
            if (verb == "written" or not written_only) and (kind := kind_of(function, node))
        ]
        if found and not locks_in_other_ways(function):
            yield from watched(function, [(node, node, verb, kind) for node, verb, kind in found])


def _fields(function: Function) -> Iterator[tuple[ast.SelectorExpr, str]]:
    """Yield the fields of the receiver that a function reads or sets: no maps, channels or functions."""
    typer = function.file.typer
    for node in ast.walk(function.body, into_literals=False):
        if not isinstance(node, ast.SelectorExpr) or not isinstance(node.x, ast.Ident):
            continue
        base = node.x
        if base.obj is None or base.obj.kind != "receiver":
            continue
        found = typer.program.select(typer.type_of(base), node.sel)
        if found is None or found.method:
            continue
        shape = typer.program.underlying(deref(found.type))
        if not isinstance(shape, (Map, Chan, Func)):
            yield node, "written" if is_target(function, node) else "read"
