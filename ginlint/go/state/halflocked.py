"""Maps that are used under a lock in one place, and without it in another.

A function that takes the lock itself cannot have been called with it held, so what it does before, or
after it has given it up, nothing keeps from another goroutine that has the lock. A function that takes no
lock is told of where most others that use the map do, none that calls it does so under a lock, and it runs
while serving, or writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.goroutines import in_goroutine, one_of_many_goroutines, started_by
from ginlint.go.locks.holding import NOTHING, held_at
from ginlint.go.locks.keys import is_beside, kind_of, operation, place_of
from ginlint.go.names import Map, Variable, deref
from ginlint.go.requests import callers_of
from ginlint.go.state.guard import has_said_so, is_guarded, may_hold_lock, speaks_of_locks, takes_lock
from ginlint.go.state.setup import is_named, restores, sets_up
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.locks.holding import Locks
    from ginlint.go.locks.keys import Lock
    from ginlint.go.names import Function
    from ginlint.go.package import Package

ENOUGH = 2  # functions that use a map under its lock
CROWD = 3  # of these, where only one leaves the lock out
TELLING = 3  # letters of a name that says more than `m`, which `mu` begins with
MANY = 40  # functions that lead to one which uses it without
HOPS = 2  # calls from where a goroutine is started to what it does
FAR = 200  # bytes between `range` or `delete` and the name of a map


class HalfLocked(NamedTuple):
    """A map of a package or of a receiver is used at `node` without the `lock` that it has at `locked`.

    `verb` is read, written or ranged over; `field` tells one of a receiver. `other` is the function that
    has the lock, which may be the same one.
    """

    function: Function
    node: ast.Expr
    verb: str
    lock: Lock
    other: Function
    locked: ast.Expr
    field: bool


class Use(NamedTuple):
    """A place where a map is used, and what is held there whichever way it is reached."""

    function: Function
    node: ast.Expr
    verb: str
    kind: str
    always: Locks
    ever: Locks

    @property
    def lock(self) -> Lock | None:
        """The lock beside the map that is held."""
        return next((lock for lock in self.always if is_beside(self.function, lock, self.node)), None)


def half_locked(package: Package) -> Iterator[HalfLocked]:
    """Yield, for each map and function, the first place where the function leaves the lock out."""
    uses = [use for file in package.speaking for outer in locking_functions(file) for use in _uses_in(outer)]
    by_kind: dict[str, list[Use]] = {}
    for use in uses:
        by_kind.setdefault(use.kind, []).append(use)
    holders: dict[str, set[Function]] = {}
    for use in uses:
        if use.lock is not None:
            holders.setdefault(use.lock.kind, set()).add(use.function.outermost)
    for same in by_kind.values():
        if any(use.verb == "written" and use.lock is not None for use in same):
            yield from _within(same)
            yield from _elsewhere(package, same, holders)


def _within(uses: list[Use]) -> Iterator[HalfLocked]:
    """Yield what functions do to one map without the lock that they have elsewhere."""
    told: set[Function] = set()
    written = {use.lock.kind for use in uses if use.verb == "written" and use.lock is not None}
    for use in uses:
        if use.ever or use.function.outermost in told or is_sole_writer(use, uses):
            continue
        for other in uses:
            near = other.function is use.function or _is_left_to_run(use.function, other.function)
            lock = other.lock if near else None
            if lock is None or place_of(use.function, use.node) != place_of(other.function, other.node):
                continue
            if use.verb == "written" or lock.kind in written:
                told.add(use.function.outermost)
                yield _found(use, other, lock)
                break


def _is_left_to_run(literal: Function, starter: Function) -> bool:
    """Tell the body of a goroutine that its starter, which has the lock, does not wait for."""
    start = started_by(literal)
    if start is None or literal.parent is not starter:
        return False
    return not any(
        (isinstance(node, ast.UnaryExpr) and node.op == "<-")
        or isinstance(node, ast.SelectStmt)
        or (isinstance(node, ast.CallExpr) and last_name(node.fun) == "Wait")
        for node in ast.walk(starter.body, into_literals=False)
    )


def is_sole_writer(use: Use, uses: list[Use]) -> bool:
    """Tell a read by the one goroutine that writes the map: its lock is for the others, that only read."""
    outer = use.function.outermost
    writers = {other.function.outermost for other in uses if other.verb == "written"}
    return use.verb != "written" and writers == {outer} and _runs_in_one_goroutine(outer)


def _runs_in_one_goroutine(outer: Function, hops: int = 0) -> bool:
    """Tell a function that one other starts, or calls in what it starts, and that no request comes to."""
    calls = callers_of(outer)
    callers = {call.function.outermost for call in calls}
    requests = outer.file.package.project.requests
    if len(callers) != 1 or outer in callers or hops > HOPS or requests.heat(outer, outer.body) is not None:
        return False
    starts = {call.function for call in calls if _is_in_goroutine(call)}
    if not starts:
        return _runs_in_one_goroutine(callers.pop(), hops + 1)
    return len(starts) == 1 and all(_begins(it) and not one_of_many_goroutines(it) for it in starts)


def _begins(starter: Function) -> bool:
    """Tell what makes or starts its owner, once as a rule: Start, and not Add, which starts one for each."""
    return sets_up(starter) or is_named(starter.outermost, "starts")


def _found(use: Use, other: Use, lock: Lock) -> HalfLocked:
    place = place_of(use.function, use.node)
    field = place is not None and isinstance(place[0], Variable)
    return HalfLocked(use.function, use.node, use.verb, lock, other.function, other.node, field)


def _elsewhere(package: Package, uses: list[Use], holders: dict[str, set[Function]]) -> Iterator[HalfLocked]:
    """Yield what functions that take no lock do to a map that most others have a lock for.

    What requests run is told of one as well, if the lock is named after the map, or there for others, too.
    """
    guarded = {use.function.outermost: use for use in uses if use.lock is not None}
    if all(_registers(use) for use in uses if use.lock is not None and use.verb == "written"):
        return  # all is there before others look
    locks = {use.lock.kind for use in guarded.values() if use.lock is not None}
    if len(locks) != 1 or not uses[0].kind:
        return
    other = next(iter(guarded.values()))
    lock = other.lock
    if lock is None:
        return
    name = _last(uses[0].kind)
    named = len(name) >= TELLING and _last(lock.kind).startswith(name)
    sure = named or len(holders[lock.kind]) >= CROWD
    requests = package.project.requests
    bare = [it for it in _without_lock(package, uses[0].kind, set(guarded)) if not _runs_alone(it.function)]
    without = []
    writers = {use.function.outermost for use in uses if use.verb == "written"}
    kept = len(writers) >= ENOUGH and all(use.lock is not None for use in uses if use.verb == "written")
    kept = kept and not any(use.verb == "written" for use in bare)
    only_one = len(bare) == 1 and len(guarded) >= CROWD and bool(callers_of(bare[0].function.outermost))
    for use in bare:
        locks_next = _comes_to_one(use, guarded)
        hot = requests.heat(use.function, use.node) is not None
        enough = len(guarded) >= ENOUGH or locks_next or (sure and hot)
        if enough and _runs_beside(use, lock, reads=locks_next or only_one):
            without.append((use, hot and (kept or (sure and named))))
    most = len(without) < len(guarded) or len(without) == 1
    yield from (_found(use, other, lock) for use, always in without if most or always)


def _last(kind: str) -> str:
    return kind.rpartition(".")[2].lower()


def _registers(use: Use) -> bool:
    """Tell a function that adds to what others look at once a service runs: no request comes to it."""
    outer = use.function.outermost
    requests = outer.file.package.project.requests
    return is_named(outer, "registers_with") and requests.heat(use.function, use.node) is None


def _comes_to_one(use: Use, guarded: Iterable[Function]) -> bool:
    """Tell a function that calls one that takes the lock of the same value: it cannot have it already."""
    outer, typer = use.function.outermost, use.function.file.typer
    place = place_of(use.function, use.node)
    for call in ast.nodes_of(outer.body, ast.CallExpr):
        symbol = typer.callee(call).symbol
        if symbol is None or not any(other.symbol is symbol for other in guarded):
            continue
        on = place_of(outer, call.fun.x) if isinstance(call.fun, ast.SelectorExpr) else None
        if place is not None and (isinstance(place[0], str) or (on is not None and on[0] is place[0])):
            return True
    return False


def _without_lock(package: Package, kind: str, guarded: set[Function]) -> Iterator[Use]:
    """Yield the first use of a map in each function that has nothing to do with locks.

    Of one that goes through the map to change it that is the write.
    """
    name = kind.rpartition(".")[2].encode()
    for file in package.speaking:
        for outer in file.functions_at(used_at(file.parsed.text, name)):
            if outer in guarded or has_said_so(outer) or any(speaks_of_locks(it) for it in outer.all()):
                continue
            uses = [
                Use(function, x, verb, kind, NOTHING, NOTHING)
                for function in outer.all()
                for _, x, verb in maps_used(function)
                if shared_kind(function, x) == kind
            ]
            written = next((use for use in uses if use.verb == "written"), None)
            if uses:
                yield written if written is not None and uses[0].verb == "ranged over" else uses[0]


def used_at(text: bytes, name: bytes) -> Iterator[int]:
    """Yield the offsets at which a map of this name may be indexed, ranged over or deleted from."""
    for match in re.finditer(
        re.escape(name) + rb"\s*([\[{,])", text
    ):  # begins with the name: it is looked for fast
        before = text[max(0, match.start() - FAR) : match.start()]
        if match[1] == b"[" or (b"range" in before if match[1] == b"{" else b"delete" in before):
            yield match.start()


def _runs_beside(use: Use, lock: Lock, *, reads: bool) -> bool:
    """Tell a function that may run while others have the lock: none that calls it has it, nor starts up."""
    outer = use.function.outermost
    if outer.symbol is None or sets_up(use.function) or is_called_locked(outer, lock, {outer}):
        return False
    requests = outer.file.package.project.requests
    if requests.heat(use.function, use.node) is not None:
        return True
    if restores(outer) or for_tests(outer.file):
        return False
    exported = outer.name.rpartition(".")[2][:1].isupper()
    called = exported or bool(callers_of(outer))
    return (use.verb == "written" or reads) and not requests.runs_at_start(outer) and called


def is_called_locked(outer: Function, lock: Lock, seen: set[Function], *, started: bool = False) -> bool:
    """Tell a function that is called, if only by way of others, where a lock may be held.

    Other packages cannot hold one that they have no name for. With `started`, what is started with the
    lock held counts, too: who has it may wait for that.
    """
    hidden = lock.kind.rpartition(".")[2][:1].islower()
    for call in callers_of(outer):
        caller = call.function.outermost
        if hidden and caller.file.package is not outer.file.package:
            continue
        if (
            is_guarded(call.function, call.node)
            or may_hold_lock(call.function, call.node)
            or runs_under_lock(call.function)
            or len(seen) > MANY
        ):
            return True
        if caller not in seen and (started or not _is_in_goroutine(call)):
            seen.add(caller)
            if is_called_locked(caller, lock, seen, started=started):
                return True
    return False


def runs_under_lock(literal: Function) -> bool:
    """Tell a literal that is handed to a function of the module which takes a lock: it may hold that then."""
    call = literal.parent_of(literal.node) if literal.node is not None else None
    return (
        literal.parent is not None
        and isinstance(call, ast.CallExpr)
        and literal.node in call.args
        and may_lock(literal.parent, call)
    )


def may_lock(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call of a function of the module that takes a lock, or returns a literal which does."""
    called = body_of(function.file.typer.callee(call))
    return called is not None and any(
        takes_lock(inner, node) for inner in called.all() for node in ast.nodes_of(inner.body, ast.CallExpr)
    )


def _is_in_goroutine(call: Call) -> bool:
    """Tell a call that what started it does not wait for, whatever that has locked."""
    return isinstance(call.function.parent_of(call.node), ast.GoStmt) or in_goroutine(call.function)


def locking_functions(file: File) -> list[Function]:
    """Return the functions that take a lock by its own method, by the index."""
    calls = file.facts.index.calls
    names = [name for name, method in table("locks")["methods"].items() if method["verb"] == "take"]
    return file.functions_at(offset for name in names for offset in calls.get(name, ()))


def _uses_in(outer: Function) -> Iterator[Use]:
    for function in outer.all():
        shared = [
            (node, x, verb, kind)
            for node, x, verb in maps_used(function)
            for kind in [shared_kind(function, x)]
            if kind
        ]
        if shared and not locks_in_other_ways(function):
            yield from watched(function, shared)


def _runs_alone(literal: Function) -> bool:
    """Tell a literal that is run once at a time: `once.Do(func() { … })`."""
    call = literal.parent_of(literal.node) if literal.node is not None else None
    names = table("locks")["alone"]
    return isinstance(call, ast.CallExpr) and literal.file.typer.callee(call).name in names


def maps_used(function: Function) -> Iterator[tuple[ast.Node, ast.Expr, str]]:
    """Yield where entries of maps are read or written: the node that does so, the map, and how."""
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.IndexExpr(x, _) if _is_map(function, x):
                yield node, x, "written" if is_target(function, node) else "read"
            case ast.RangeStmt(_, _, _, x, _) if _is_map(function, x):
                yield x, x, "ranged over"
            case ast.CallExpr(ast.Ident("delete" | "clear"), [x, *_], _) if _is_map(function, x):
                yield node, x, "written"


def _is_map(function: Function, expr: ast.Expr) -> bool:
    """Tell a map that no local variable holds."""
    if not isinstance(expr, (ast.Ident, ast.SelectorExpr)) or getattr(expr, "obj", None) is not None:
        return False
    typer = function.file.typer
    return isinstance(typer.program.underlying(deref(typer.type_of(expr))), Map)


def is_target(function: Function, element: ast.Expr) -> bool:
    """Tell what is set, or counted up or down."""
    around = function.parent_of(element)
    if isinstance(around, ast.AssignStmt):
        return element in around.lhs
    return isinstance(around, ast.IncDecStmt)


def watched(function: Function, shared: list[tuple[ast.Node, ast.Expr, str, str]]) -> Iterator[Use]:
    """Yield the uses of maps, or of fields, with the locks that are held there."""
    known = held_at(function, [node for node, *_ in shared])
    for (_, x, verb, kind), held in zip(shared, known, strict=True):
        if held is not None:
            yield Use(function, x, verb, kind, held.always, held.ever)


def shared_kind(function: Function, expr: ast.Expr) -> str:
    """Name a map of a package or of a receiver, that the function does not itself replace."""
    place = place_of(function, expr)
    if place is None:
        return ""
    root, path = place
    if isinstance(root, Variable) and (root.kind != "receiver" or not path):
        return ""
    return "" if _is_replaced(function, function.file.text(expr)) else kind_of(function, expr)


def _is_replaced(function: Function, text: str) -> bool:
    statements: Iterable[ast.Node] = ast.walk(function.body, into_literals=False)
    return any(
        function.file.text(target) == text
        for node in statements
        if isinstance(node, ast.AssignStmt)
        for target in node.lhs
    )


def locks_in_other_ways(function: Function) -> bool:
    """Tell a function that calls what may lock, and is no lock's own method."""
    return any(
        isinstance(node, ast.CallExpr) and operation(function, node) is None and takes_lock(function, node)
        for node in ast.walk(function.body, into_literals=False)
    )
