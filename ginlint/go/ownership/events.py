"""Where in a function something is done to a resource, itself, in a wrapper or in a struct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.goroutines import one_of_many_goroutines
from ginlint.go.ownership.borrow import (
    hides,
    is_closable_part,
    reads_through,
    wrapping_literal,
)
from ginlint.go.ownership.effects import Event, classify
from ginlint.go.ownership.inside import inside
from ginlint.go.ownership.models import Resource
from ginlint.go.ownership.places import places_of
from ginlint.go.ownership.takenback import is_taken_back
from ginlint.go.ownership.uses import HANDED_OVER, Use, UseKind, trail_of, uses_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.inside import Inside
    from ginlint.go.syntax import ast


WRAPPED = Resource(rule="", what="", cost="", result=0, release=())


def events(
    function: Function, variable: Variable, resource: Resource
) -> tuple[dict[int, Event], frozenset[Variable]]:
    """Map the identities of nodes in a function to what they do to the resource in `variable`.

    Also returns all variables that hold it at some time.

    A use inside a function literal counts at the outermost literal within
    `function`: releasing or handing over there settles the duty where the literal
    stands, deferred, started or kept.
    """
    found: dict[int, Event] = {}
    uses, holders = trail_of(function, variable)
    owners: set[Variable] = set()
    for use in uses:
        within = inside(use) if resource.release and not resource.is_function else None
        if within is not None:
            owners.add(within.owner)
        made = _events_of(use, resource) if within is None else _events_inside(within, resource)
        _enter(found, function, made)
    return found, holders | owners


def _enter(found: dict[int, Event], function: Function, made: Iterable[tuple[Use, Event]]) -> None:
    """Enter what uses do where `function` runs them; the most at one place counts."""
    for taken, event in made:
        if event is Event.BORROWS or is_taken_back(taken):
            continue
        for node in places_of(function, taken):
            found[id(node)] = max(found.get(id(node), event), event)


def events_in_field(within: Inside, function: Function, resource: Resource) -> dict[int, Event]:
    """Map nodes to what they do to a resource that was put into a field where it was acquired."""
    found: dict[int, Event] = {}
    _enter(found, function, _events_inside(within, resource))
    return found


def _events_inside(within: Inside, resource: Resource) -> Iterator[tuple[Use, Event]]:
    """Yield what the uses of a struct do to the resource in it."""
    for use, inner in within.uses():
        event = Event.TRANSFERS if inner is None else classify(inner, resource, resource.release, depth=1)
        yield use, event


def _events_of(use: Use, resource: Resource) -> Iterator[tuple[Use, Event]]:
    """Yield what a use does; one that wraps the resource does what becomes of the wrapper, where it does."""
    wrapper: ast.Expr | None = None
    if resource.chained and use.kind is UseKind.METHOD and use.call is not None:
        yield from _chained(use, use.call, resource)
    if use.kind is UseKind.ARGUMENT and use.call and reads_through(use, 0):
        wrapper = use.call
    elif use.kind is UseKind.COMPOSITE:
        wrapper = wrapping_literal(use)
    if wrapper is not None:
        for inner in uses_of(use.function, wrapper):
            within = inside(inner)
            if within is not None:
                yield from _events_inside(within, WRAPPED)
            elif inner.kind in HANDED_OVER:
                lost = hides(use) and (inner.kind is UseKind.SENT or _is_one_of_many(use))
                yield inner, Event.BORROWS if lost else Event.TRANSFERS
            elif inner.kind is UseKind.READ and is_closable_part(inner):
                yield inner, Event.TRANSFERS
            elif inner.kind is UseKind.ARGUMENT:
                yield inner, classify(inner, WRAPPED, (), depth=1)
        return
    yield use, classify(use, resource, resource.release, depth=0)


def _chained(use: Use, call: ast.CallExpr, resource: Resource) -> Iterator[tuple[Use, Event]]:
    """Yield the releases of what methods of the resource give: `dt := tx.Delete(x); dt.Rollback()`.

    Each call is followed once: `tx = tx.Where(x)` leads back to where it came from.
    """
    methods = {path[0] for path in resource.release if len(path) == 1}
    followed, waiting = {id(call)}, [call]
    while waiting:
        for inner in uses_of(use.function, waiting.pop()):
            if inner.kind is not UseKind.METHOD:
                continue
            if inner.member in methods:
                yield inner, Event.RELEASES
            elif inner.call is not None and id(inner.call) not in followed:
                followed.add(id(inner.call))
                waiting.append(inner.call)


def _is_one_of_many(use: Use) -> bool:
    """Tell what each round of a loop wraps: none of them lasts as long as the service does."""
    return use.function.graph.loop_at(use.node) is not None or one_of_many_goroutines(use.function)


def all_events(function: Function, value: ast.Expr, resource: Resource) -> Iterator[Event]:
    """Yield what happens to a resource that no variable holds: `os.Open(p)` as an operand."""
    for use in uses_of(function, value):
        yield classify(use, resource, resource.release, depth=0)
