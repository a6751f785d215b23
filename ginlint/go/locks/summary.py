"""What a function does to the locks of its caller, and whether it waits for something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.go.locks import elements
from ginlint.go.locks.keys import RECEIVER, Lock, lock_of, place_of
from ginlint.go.names import Func
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ginlint.go.names import Callee, FuncSymbol, Function, Variable


class Place(NamedTuple):
    """A node that something happens at, and in which function."""

    function: Function
    node: ast.Node


class Held(NamedTuple):
    """A lock that is held: taken at `site`, by a helper if `helped`."""

    lock: Lock
    mode: str
    site: ast.Node
    helped: bool


@record(frozen=True, slots=True)
class Action:
    """What a place in a function does to a lock, or that it waits.

    `verb` is take, try, release, forget (whoever runs there may release it), touch (take,
    whatever happens later), retake (whoever runs there may take it) or wait. `chain` leads
    into the callees that do it. `without` are the locks that are given up before. `what`
    says what is waited for, `on` is the expression that it is asked of, `stores` whether
    something is kept there.
    """

    verb: str
    lock: Lock | None = None
    mode: str = "write"
    chain: tuple[Place, ...] = ()
    without: frozenset[Lock] = frozenset()
    what: str = ""
    on: ast.Expr | None = None
    serialised: bool = False
    stores: bool = False


@record(frozen=True, slots=True)
class Summary:
    """What holds after a call: `holds` and `gives_up` on every way, `may_give_up` on some.

    `touches` are the locks taken at any time, each once, `waits` the first thing that is
    waited for, if any.
    """

    holds: frozenset[tuple[Lock, str]] = frozenset()
    gives_up: frozenset[Lock] = frozenset()
    may_give_up: frozenset[Lock] = frozenset()
    touches: tuple[Action, ...] = ()
    waits: tuple[Action, ...] = ()


NOTHING = Summary()


def summarised(
    outcomes: Iterable[tuple[frozenset[tuple[Lock, str]], frozenset[Lock]]],
    touches: tuple[Action, ...],
    waits: tuple[Action, ...],
) -> Summary:
    """Return the summary of a function from the outcomes of its paths: what is held and what was given up."""
    ends = list(outcomes)
    if not ends:
        return Summary(touches=touches, waits=waits)
    holds = frozenset.intersection(*(held for held, _ in ends))
    gives_up = frozenset.intersection(*(owed for _, owed in ends))
    may = frozenset[Lock]().union(*(owed for _, owed in ends))
    return Summary(holds, gives_up, may, touches, waits)


def for_callers(function: Function, summary: Summary) -> Summary:
    """Name the locks of a declared function by where its caller finds them; its own are left out."""
    roots: dict[Variable | str | int, int] = {
        variable: n for n, variable in enumerate(function.parameters) if not variable.writes
    }
    if function.receiver is not None and not function.receiver.writes:
        roots[function.receiver] = RECEIVER
    return _renamed(summary, lambda lock: _outside(lock, roots))


def _outside(lock: Lock, roots: dict[Variable | str | int, int]) -> Lock | None:
    number = lock.root if isinstance(lock.root, str) else roots.get(lock.root)
    if number is None or not lock.chosen:
        return None if number is None else replace(lock, root=number)
    places = {str(variable.pos): n for variable, n in roots.items() if not isinstance(variable, str | int)}
    path = elements.for_callers(lock.path, places)
    return None if path is None else replace(lock, root=number, path=path)


def at_call(summary: Summary, function: Function, call: ast.CallExpr, callee: Callee) -> Summary:
    """Name the locks of a summary as the function that makes `call` sees them."""
    symbol = callee.symbol
    receiver = callee.receiver
    inner: tuple[str, ...] = ()
    if receiver is not None and symbol is not None and isinstance(call.fun, ast.SelectorExpr):
        found = function.file.typer.program.select(function.file.typer.type_of(receiver), call.fun.sel)
        inner = found.through if found is not None else ()

    def handed(number: int) -> ast.Expr | None:
        if number == RECEIVER:
            return receiver
        return call.args[number] if number < len(call.args) else None

    def here(lock: Lock) -> Lock | None:
        chosen = _chosen_at(function, lock, handed) if lock.chosen else lock
        if chosen is None or isinstance(lock.root, str):
            return chosen
        expr = handed(lock.root) if isinstance(lock.root, int) else None
        place = place_of(function, expr) if expr is not None else None
        if place is None or expr is None:
            return None
        return _below(function, expr, place, inner if lock.root == RECEIVER else (), chosen)

    return _renamed(summary, here)


def _chosen_at(function: Function, lock: Lock, handed: Callable[[int], ast.Expr | None]) -> Lock | None:
    """Return the element that a call chooses by what it hands over; None if that may change."""
    chosen: list[Variable] = []

    def given(number: int) -> str | None:
        expr = handed(number)
        if expr is None or not elements.is_settled(function, expr):
            return None
        names = (node for node in ast.walk(expr) if isinstance(node, ast.Ident))
        chosen.extend(name.obj for name in names if name.obj is not None)
        return elements.settled(function, expr)

    path = elements.at_call(lock.path, given)
    return None if path is None else replace(lock, path=path, chosen=tuple(chosen))


def at_literal(summary: Summary, literal: Function, function: Function, call: ast.CallExpr) -> Summary:
    """Name the locks that a literal reaches by its parameters as the function that calls it sees them."""
    args = dict(zip(literal.parameters, call.args, strict=False))
    if not args:
        return summary

    def here(lock: Lock) -> Lock | None:
        arg = args.get(lock.root) if not isinstance(lock.root, (str, int)) else None
        if arg is None:
            return lock
        place = place_of(function, arg)
        return _below(function, arg, place, (), lock) if place is not None else None

    return _renamed(summary, here)


def _below(
    function: Function,
    expr: ast.Expr,
    place: tuple[Variable | str, tuple[str, ...]],
    inner: tuple[str, ...],
    lock: Lock,
) -> Lock:
    base = function.file.text(expr).removeprefix("&")
    kind = lock.kind or (getattr(lock_of(function, expr), "kind", "") if not lock.path else "")
    text = base + elements.plain(tuple(name for name in lock.path if name not in ("Mutex", "RWMutex")))
    return Lock(place[0], (*place[1], *inner, *lock.path), text, kind, lock.chosen)


def _renamed(summary: Summary, rename: Callable[[Lock], Lock | None]) -> Summary:
    def each(locks: Iterable[Lock]) -> frozenset[Lock]:
        return frozenset(new for lock in locks if (new := rename(lock)) is not None)

    holds = frozenset((new, mode) for lock, mode in summary.holds if (new := rename(lock)) is not None)
    touches = tuple(
        replace(action, lock=rename(action.lock) or _somewhere(action.lock), without=each(action.without))
        for action in summary.touches
        if action.lock is not None and (rename(action.lock) is not None or action.lock.kind)
    )
    waits = tuple(replace(action, without=each(action.without)) for action in summary.waits)
    return Summary(holds, each(summary.gives_up), each(summary.may_give_up), touches, waits)


def _somewhere(lock: Lock) -> Lock:
    """Return a lock of which only the kind is known: it is no lock that is named here."""
    return replace(lock, root=f"?{lock.kind}", path=())


def returns_function(symbol: FuncSymbol) -> bool:
    """Tell a function that hands something back to be called: to give up what it took."""
    return any(isinstance(result.type, Func) or "func" in str(result.type) for result in symbol.results)
