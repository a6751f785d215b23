"""Where a declared function is called, told without lowering the caller where its text is enough."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ginlint.go.receivers import function_at, method_at
from ginlint.go.requests.implements import implements, is_done_by_one
from ginlint.go.syntax import MAX_BODY
from ginlint.go.trace import TRACE
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Function
    from ginlint.go.syntax import FuncDecl


class Origin(NamedTuple):
    """The function that a place belongs to.

    It serves, and `per` says what; or `per` is "" and it is the declared `symbol`
    whose callers are to be asked.
    """

    per: str
    function: Function | None
    symbol: FuncSymbol | None


class Place(NamedTuple):
    """Where a call may reach some function: `decl` is around it, `distance` calls away from what serves."""

    file: File
    offset: int
    decl: FuncDecl
    distance: int

    @property
    def call(self) -> Call:
        """The call, for which the body around it is lowered."""
        return self.file.calls(self.decl)[self.offset]


class Site(NamedTuple):
    """A place at which a function is called, whether that is certain, and what the place belongs to."""

    place: Place
    certain: bool
    origin: Origin | None


class Told(NamedTuple):
    """What the text tells: the call of a function, None if something else is called."""

    site: Site | None


def told_by_text(symbol: FuncSymbol, place: Place) -> Told | None:
    """Return what the text alone tells of the call at a place; None if the body must tell.

    It tells most in a body that does not serve and holds no literal before the place: there
    `Requests.origin` would find nothing but the declaration.
    """
    file, decl = place.file, place.decl
    TRACE.seen.add((file, decl.pos))
    literals = file.index.kinds.get("literal", [])
    first = bisect_left(literals, decl.pos)
    within = first < len(literals) and literals[first] < place.offset
    if not place.distance or within or decl.end - decl.pos > MAX_BODY or file.facts.errors:
        return None
    reached = _reached(symbol, place)
    if reached is None or not (reached.is_it or reached.maybe):
        return Told(None) if reached is not None else None
    caller = file.package.symbol(file, decl)
    starts = decl.name in ("main", "init") and not decl.recv
    origin = Origin("", None, caller) if caller is not None and not starts else None
    return Told(Site(place, reached.is_it, origin))


class _Reached(NamedTuple):
    is_it: bool
    maybe: bool = False


def _reached(symbol: FuncSymbol, place: Place) -> _Reached | None:
    """Return whether the call reaches `symbol`, or may as a method of an interface; None if that is open."""
    file = place.file
    if not symbol.recv:
        function = function_at(file, place.decl, place.offset, symbol.name)
        return _Reached(function is symbol) if function is not None else None
    method = method_at(file, place.offset, symbol.name)
    if method is None:
        return None
    if method.dynamic:
        maybe = implements(file.names.program, symbol, method.asked)
        return _Reached(maybe and is_done_by_one(file.package.project, method.asked), maybe)
    scope = file.names.program.own.get(symbol.package)
    declared = scope.types.get(symbol.recv_type) if scope is not None else None
    found = declared.methods.get(symbol.name) if declared is not None else None
    return _Reached(method.name == symbol.qualified and found is symbol)
