"""From what is known of locks to findings: the judgement and wording that lock rules share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Location, Step
from ginlint.go.channels import blocked_in
from ginlint.go.locks import (
    deferred_unlock,
    gives_up_beside,
    is_left_to_goroutine,
    is_only_locked,
    word_list,
    words_of,
)
from ginlint.go.names import Variable
from ginlint.go.ownership import ends_process
from ginlint.go.panics import panic_ends_process
from ginlint.go.syntax import ast
from ginlint.mending import fix_of
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.finding import Fix
    from ginlint.go import Function, Package
    from ginlint.go.flow import Edge
    from ginlint.go.locks import Event, Held, Kept, Place, Walk

KEEPS = re.compile(rb"//[^\n]*(?:\bnot\b|n't\b|\bnever\b|\bwithout\b)[^\n]*unlock", re.IGNORECASE)
SUFFICES = re.compile(rb"//[^\n]*\br(?:ead[ -]?)?lock\b[^\n]*\b(?:enough|suffic)", re.IGNORECASE)
ENDS = {
    "return": "the function returns here, with `{}` still locked",
    "end": "the function ends here, with `{}` still locked",
    "panic": "this panics, with `{}` still locked",
    "round": "the next round begins here, with `{}` of this one still locked",
}


class KeptLock(NamedTuple):
    """A lock that a function takes and does not give up on every way, and how sure that is."""

    walk: Walk
    kept: Kept
    confidence: Confidence


def kept_locks(package: Package) -> Iterator[KeptLock]:
    """Yield the locks that are not given up on every way, once for each place where one is taken."""
    for walk in package.project.locks.walks(package):
        if _is_for_that(walk.function):
            continue
        odd = {event.held.lock for event in walk.events.values() if event.kind in ("mismatch", "rearmed")}
        retaken = {e.held for e in walk.events.values() if e.kind == "twice" and not e.action.chain}
        worst: dict[tuple[ast.Node, str], KeptLock] = {}
        for kept in walk.kept:
            if kept.held.lock in odd or kept.held in retaken:
                continue
            confidence = _confidence(package, walk, kept)
            key = (kept.held.site, kept.held.lock.text)
            if confidence is not None and (key not in worst or confidence > worst[key].confidence):
                worst[key] = KeptLock(walk, kept, confidence)
        yield from worst.values()


def _is_for_that(function: Function) -> bool:
    """Tell a function that may return with a lock held: it is called so, or hands back how to unlock."""
    name = function.outermost.name.rpartition(".")[2]
    if words_of(name) & word_list("returns_held"):
        return True
    return any("func" in field.type.text or "Unlock" in field.type.text for field in function.type.results)


def _confidence(package: Package, walk: Walk, kept: Kept) -> Confidence | None:
    """Return how sure it is that a lock is forgotten; None for silence."""
    lock = kept.held.lock
    if lock not in walk.released and not is_left_to_goroutine(walk.function, lock):
        return _of_never_released(package, walk, kept)
    known = package.project.locks.known(package)
    if kept.partly or lock.kind in known.given_up_quietly:
        return Confidence.LOW
    if kept.exit_kind == "panic":
        if panic_ends_process(walk.function):
            return None
        heat = package.project.requests.heat(walk.function, kept.held.site)
        own = heat is not None and not heat.calls  # a helper panics over what its callers never do
        return Confidence.MEDIUM if own else Confidence.LOW
    return Confidence.HIGH


def _of_never_released(package: Package, walk: Walk, kept: Kept) -> Confidence | None:
    """Judge a lock that its function never gives up: by design, unless nobody else does either."""
    lock = kept.held.lock
    if not lock.path and isinstance(lock.root, Variable):
        known = is_only_locked(lock.root)
    else:
        known = lock.kind != ""
    if not known:
        return None
    if kept.held.helped or _says_so(walk.function):
        return Confidence.LOW
    moves = isinstance(lock.root, Variable) and lock.root.kind in ("local", "range")
    if moves and lock.kind and lock.kind in {other.kind for other in walk.released}:
        return None  # the same one by another name, as on a walk along a list
    if _may_end_process(walk.function) or gives_up_beside(walk.function, lock):
        return None
    if lock.kind and package.project.locks.is_given_up(lock.kind):
        return None
    doubt = kept.exit_kind == "panic" or _gives_up_another(walk)
    return Confidence.LOW if doubt else Confidence.MEDIUM


def _gives_up_another(walk: Walk) -> bool:
    """Tell a function that gives up a lock that it has not taken: perhaps the same one by another name."""
    return any(owed for _, owed in walk.outcomes)


def is_said_to_suffice(function: Function) -> bool:
    """Tell a function with a comment on why a lock for reading is enough."""
    return SUFFICES.search(function.file.parsed.text, function.body.pos, function.body.end) is not None


def _says_so(function: Function) -> bool:
    """Tell a function with a comment that it does not unlock something: it is held on purpose."""
    text = function.file.parsed.text
    return KEEPS.search(text, function.body.pos, function.body.end) is not None


def _may_end_process(function: Function) -> bool:
    """Tell a function that ends the process somewhere: none shall come before that."""
    return any(ends_process(function, node) for node in function.graph.nodes())


def kept_steps(found: KeptLock) -> tuple[Step, ...]:
    """Return the way from where a lock is taken to where it is forgotten."""
    function, kept = found.walk.function, found.kept
    return (
        taken_step(function, kept.held),
        *branch_steps(function, kept.edges, kept.held.site),
        Step(_end(function, kept.place), ENDS[kept.exit_kind].format(kept.held.lock.text)),
    )


def unlock_fix(found: KeptLock) -> Fix | None:
    """Return the fix that defers giving up a lock, None where that may change too much."""
    mending = deferred_unlock(found.walk, found.kept)
    if mending is None:
        return None
    return fix_of(mending, found.walk.function.file.path, f"`{mending.text}` in place of the plain calls")


def waiters(found: KeptLock) -> tuple[Step, ...]:
    """Return the places that are seen to wait for ever for a lock that is kept."""
    function, site = found.walk.function, found.kept.held.site
    return tuple(
        Step(Location.of(blocked.function.file, blocked.at), "this waits for it for ever")
        for blocked in blocked_in(function.file.package)
        if blocked.kind == "lock"
        and any(
            event.kind == "locked" and event.function is function and event.at.pos == site.pos
            for event in blocked.events
        )
    )


def taken_step(function: Function, held: Held) -> Step:
    """Return the step that takes a lock."""
    how = "locked for reading" if held.mode == "read" else "locked"
    return Step(Location.of(function.file, held.site), f"`{held.lock.text}` is {how} here")


def branch_steps(function: Function, edges: Iterable[Edge], site: ast.Node) -> Iterator[Step]:
    """Yield the branches that a path takes once a lock is held."""
    graph = function.graph
    start = graph.block_of(site)
    for edge in edges:
        if edge.cond is None or (start is not None and edge.target <= start and edge.source != start):
            continue
        if edge.cond.pos > site.pos or (start is not None and edge.source >= start):
            yield Step(Location.of(function.file, edge.cond), f"this is {str(edge.truth).lower()}")


def event_steps(walk: Walk, event: Event, text: str) -> tuple[Step, ...]:
    """Return the way from where a lock is taken to an event, which `text` describes.

    The branches to a lock that is unlocked again are left out: to find them takes a search for each.
    """
    edges = walk.edges_to(event) if event.kind != "again" else ()
    return (
        taken_step(walk.function, event.held),
        *branch_steps(walk.function, edges, event.held.site),
        Step(Location.of(walk.function.file, at_node(event)), text),
    )


def at_node(event: Event) -> ast.Node:
    """Return where an event is reported: the call that leads to it, else its statement."""
    return event.action.chain[0].node if event.action.chain else event.node


def chain_steps(chain: tuple[Place, ...], text: str) -> tuple[Step, ...]:
    """Return what callees do on the way, `text` for the last of them."""
    inner = chain[1:]
    found = []
    for number, place in enumerate(inner):
        last = number == len(inner) - 1
        says = text if last else f"`{place.function.name}` calls this"
        found.append(Step(Location.of(place.function.file, place.node), says))
    return tuple(found)


def _end(function: Function, place: ast.Node | None) -> Location:
    if place is None:
        return Location(function.file.path, max(function.body.end - 1, 0), function.body.end)
    if isinstance(place, ast.RangeStmt):
        return Location(function.file.path, place.pos, place.x.end)
    return Location.of(function.file, place)
