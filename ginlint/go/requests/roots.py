"""All that serves and comes to a place, where `Requests.heat` is content with the nearest."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ginlint.go.requests.heat import MAX_FUNCTIONS, MAX_HOPS
from ginlint.go.requests.registered import is_registered
from ginlint.go.testsupport import for_tests
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names import FuncSymbol, Function
    from ginlint.go.requests.callers import Origin
    from ginlint.go.requests.heat import Requests
    from ginlint.go.syntax import ast


class _Roots(NamedTuple):
    """What serves, by whether that is certain; which of it may be helpers; what is still to be asked."""

    roots: dict[bool, dict[Function, int]]
    helpers: set[Function]
    queue: deque[tuple[FuncSymbol, int, bool]]
    seen: set[FuncSymbol]


def roots(requests: Requests, function: Function, node: ast.Node) -> list[tuple[Function, int]]:
    """Return what serves and comes to the code at `node`, and over how many calls, nearest first.

    A declared function that is not registered, though it looks like a handler, may be a
    helper: it gives way to what calls it. Where some ways are certain, those over methods
    of interfaces are left out.
    """
    origin = None if for_tests(function.file) else requests.origin(function, node)
    if origin is None:
        return []
    found = _Roots({True: {}, False: {}}, set(), deque(), set())
    _take(origin, 0, found, certain=True)
    while found.queue and len(found.seen) < MAX_FUNCTIONS:
        symbol, calls, sure = found.queue.popleft()
        for place in requests.places_of(symbol):
            site = requests.site(symbol, place) if place.distance + calls <= MAX_HOPS else None
            if site is not None and site.origin is not None:
                _take(site.origin, calls, found, certain=sure and site.certain)
    known = found.roots[True] or found.roots[False]
    final = {root: calls for root, calls in known.items() if root not in found.helpers}
    return list((final or known).items())


def _take(origin: Origin, calls: int, found: _Roots, *, certain: bool) -> None:
    """Take a function as a root, or as one whose callers are to be asked, or as both."""
    function = origin.function
    if function is not None and origin.per:
        found.roots[certain].setdefault(function, calls)
        if function.node is not None or _is_known(function):
            return
        found.helpers.add(function)
    if origin.symbol is not None and origin.symbol not in found.seen:
        found.seen.add(origin.symbol)
        found.queue.append((origin.symbol, calls + 1, certain))


def _is_known(function: Function) -> bool:
    decl = function.symbol.decl if function.symbol is not None else None
    return decl is not None and is_registered(function.file.package.project, function.file, decl.pos)
