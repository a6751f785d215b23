"""Hot and cold: whether code runs per request, per message or per connection.

Asked for a place, the search goes backwards: is the function around it a
handler, is it called by one, and so on. Only functions that may call what is
asked about are ever looked at, so the cost follows the questions.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ginlint.go.callsite import may_be
from ginlint.go.goroutines import in_goroutine
from ginlint.go.receivers import as_asked, method_at
from ginlint.go.requests.callers import Origin, Place, Site, told_by_text
from ginlint.go.requests.commands import runs_a_command
from ginlint.go.requests.handed import is_handed
from ginlint.go.requests.implements import implements, is_done_by_one
from ginlint.go.requests.loops import Rounds, receives
from ginlint.go.requests.reach import FAR, Reach
from ginlint.go.requests.registered import is_registered
from ginlint.go.requests.routes import RouteTable, Sites
from ginlint.go.requests.shapes import serves, serves_once
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.go.trace import TRACE, Kept, kept, question, remembered
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Function, Variable
    from ginlint.go.project import Project

MAX_HOPS = 8
MAX_DYNAMIC_HOPS = 5  # calls, some through interfaces, that a request is still likely to make
MAX_FUNCTIONS = 400


class Heat:
    """Why code is hot.

    `per` is request, message or connection. `calls` lead from the function that
    serves, `root`, down to the one asked about, in that order; empty where it
    serves itself. `certain` is false if one of them goes through an interface.
    """

    __slots__ = ("_places", "_root", "certain", "per")

    def __init__(self, per: str, root: Function, places: tuple[Place, ...], *, certain: bool) -> None:
        self.per = per
        self.certain = certain
        self._root = root
        self._places = places

    @property
    def root(self) -> Function:
        """The function that serves."""
        self._root.note()
        return self._root

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls from the root down."""
        return tuple(place.call for place in self._places)

    def over(self, place: Place, *, certain: bool) -> Heat:
        """Return why what is called at `place` is hot, if this is why the code there is."""
        return Heat(self.per, self._root, (*self._places, place), certain=self.certain and certain)

    @property
    def is_far_fetched(self) -> bool:
        """Whether the way leads over interfaces and many calls: it may be none that a request takes."""
        return not self.certain and len(self._places) > MAX_DYNAMIC_HOPS


class Requests:
    """Hotness of the functions of one project; answers are kept."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[FuncSymbol, Kept[Heat | None]] = {}
        self._sure: dict[FuncSymbol, Kept[Heat | None]] = {}
        self._places: dict[FuncSymbol, Kept[list[Place]]] = {}
        self._resolved: dict[tuple[FuncSymbol, File, int], Kept[Site | None]] = {}
        self._reach: Reach | None = None
        self._registrations: Sites | None = None
        self._routes: dict[str, Kept[RouteTable]] = {}
        frameworks = table("frameworks")
        self._once = frozenset(frameworks["once"]["calls"])
        self._rounds: dict[str, Kept[Rounds]] = {}

    def heat(self, function: Function, node: ast.Node) -> Heat | None:
        """Return why the code at `node` in `function`, its innermost one, is hot; None if it may be cold."""
        symbol, heat = self._start(function, node)
        place = self._project.place_of(symbol) if symbol is not None else None
        if symbol is None:
            return heat
        return _heat_of(self._project, *place) if place is not None else self.heat_of(symbol)

    def sure_heat(self, function: Function, node: ast.Node) -> Heat | None:
        """Return why code is hot if no way to it leads through an interface: that takes less to find out."""
        symbol, heat = self._start(function, node)
        if symbol is None:
            return heat
        return remembered(self._sure, symbol, lambda: self._search(symbol, sure_only=True))

    def _start(self, function: Function, node: ast.Node) -> tuple[FuncSymbol | None, Heat | None]:
        """Return the declared function whose callers decide, else why the code is hot by itself."""
        origin = self.origin(function, node) if not for_tests(function.file) else None
        if origin is None:
            return None, None
        if origin.function is not None and origin.per:
            return None, Heat(origin.per, origin.function, (), certain=True)
        return origin.symbol, None

    def heat_of(self, symbol: FuncSymbol) -> Heat | None:
        """Return why a declared function is hot; what it takes to know is noted."""
        return remembered(self._known, symbol, lambda: self._search(symbol))

    def heats(self, function: Function, node: ast.Node) -> Iterator[Heat]:
        """Yield why the code at `node` is hot, the nearest way first, then over each call of its function."""
        heat = self.heat(function, node)
        symbol = function.outermost.symbol
        if heat is None:
            return
        yield heat
        for place, certain, origin in self._sites(symbol) if symbol is not None and heat.calls else ():
            if origin is None:
                continue
            if origin.function is not None and origin.per:
                yield Heat(origin.per, origin.function, (place,), certain=certain)
            above = self.heat_of(origin.symbol) if origin.symbol is not None and not origin.per else None
            if above is not None:
                yield above.over(place, certain=certain)

    def origin(self, function: Function, node: ast.Node) -> Origin | None:
        """Look at the functions around a place, inner ones first; None if the code runs at most once."""
        place: ast.Node = node
        while True:
            per = serves(function) or self._round(function, place) or self._registered(function)
            if per is not None:
                return None if serves_once(function) else Origin(per, function, function.symbol)
            if function.parent is None:
                break
            if self._runs_once(function) or self._only_called_once(function):
                return None
            called = self._called_literal(function)
            if called is not None:
                return called
            assert function.node is not None  # noqa: S101 - a function with a parent is a literal
            place, function = function.node, function.parent
        if function.symbol is None or function.name in ("main", "init"):
            return None
        return Origin("", function, function.symbol)

    @property
    def reach(self) -> Reach:
        """What names tell of what serves."""
        if self._reach is None:
            self._reach = kept(
                lambda: Reach(self._project, receives(self._project), MAX_HOPS, self.sites)
            ).value
        return self._reach

    @property
    def sites(self) -> Sites:
        """Where routes may be registered."""
        if self._registrations is None:
            self._registrations = kept(lambda: Sites(self._project)).value
        return self._registrations

    @property
    def routes(self) -> RouteTable:
        """All routes of the project, found when somebody asks."""
        return remembered(self._routes, "routes", self._find_routes)

    def _find_routes(self) -> RouteTable:
        _sites_told(self._project)
        return RouteTable(self._project, self.sites)

    def _registered(self, function: Function) -> str | None:
        """Return "request" for what is registered as a handler, whatever its parameters are."""
        file, node = function.file, function.node
        if node is not None:
            TRACE.seen.add(file if file in self.sites.offsets else ("routed", file))
            asked = any(start <= node.pos and node.end <= end for start, end in self.sites.spans(file))
            pos = node.pos
        else:
            decl = function.symbol.decl if function.symbol is not None else None
            asked = decl is not None and self.reach.may_be_registered(file, decl.pos)
            pos = decl.pos if decl is not None else -1
        if is_handed(self._project, file, pos):
            return "request"
        return "request" if asked and is_registered(self._project, file, pos) else None

    def may_be_hot(self, file: File, offset: int) -> bool:
        """Tell whether code of a declaration around `offset` may be hot, before its body is looked at."""
        if for_tests(file):
            return False
        decl = file.declaration_at(offset)
        return decl is None or self.reach.distance(file, decl) <= MAX_HOPS

    def may_serve(self, file: File, offset: int) -> bool:
        """Tell whether the declaration around `offset`, or a literal in it, may serve."""
        decl = file.declaration_at(offset)
        return decl is None or self.reach.serves(file, decl)

    def _search(self, start: FuncSymbol, *, sure_only: bool = False) -> Heat | None:
        """Go back from a declared function over its callers, nearest first."""
        queue: deque[tuple[FuncSymbol, tuple[Place, ...], bool]] = deque([(start, (), True)])
        seen = {start}
        weak: Heat | None = None
        cut = False
        while queue and len(seen) < MAX_FUNCTIONS:
            symbol, path, sure = queue.popleft()
            if weak is not None and not sure:
                continue  # it could only lead to more of what is not certain
            if len(path) >= MAX_HOPS:
                cut = True
                continue
            hot = self._served_by_caller(symbol, path, sure)
            if hot is not None and hot.certain:
                return hot
            weak = weak or (hot if not sure_only else None)
            for place in self.places_of(symbol):
                if place.distance + len(path) >= MAX_HOPS:
                    cut = cut or place.distance < FAR
                    continue
                site = self.site(symbol, place)
                if site is None or site.origin is None or site.origin.per:
                    continue
                caller = site.origin.symbol
                if caller is not None and caller not in seen and (site.certain or not sure_only):
                    seen.add(caller)
                    queue.append((caller, (place, *path), sure and site.certain))
        if weak is None and not queue and not cut and not sure_only:
            cold: Kept[Heat | None] = Kept(None, TRACE.seen)
            for symbol in seen:
                self._known.setdefault(symbol, cold)  # nothing that leads here is hot
        return weak

    def _served_by_caller(self, symbol: FuncSymbol, path: tuple[Place, ...], sure: bool) -> Heat | None:
        """Return the first certain heat of what calls a function directly, else the first.

        Only bodies in which something may serve are looked at: often no other need be.
        """
        weak: Heat | None = None
        for place in self.places_of(symbol):
            site = self.site(symbol, place) if place.distance == 0 else None
            origin = site.origin if site is not None else None
            if site is not None and origin is not None and origin.function is not None and origin.per:
                found = Heat(origin.per, origin.function, (place, *path), certain=sure and site.certain)
                if found.certain:
                    return found
                weak = weak or found
        return weak

    def runs_at_start(self, function: Function) -> bool:
        """Tell whether main, an init or a command may run a function before anything is served."""
        start = function.outermost.symbol
        queue = deque([(start, 0)] if start is not None else [])
        seen = {start}
        while queue:
            symbol, hops = queue.popleft()
            for place, certain, origin in self._sites(symbol):
                if not certain or (origin is not None and origin.per) or _in_background(place.call):
                    continue
                caller = place.call.function.outermost
                if caller.name in ("main", "init") or runs_a_command(caller):
                    return True
                if caller.symbol not in seen and caller.symbol is not None and hops < MAX_HOPS:
                    seen.add(caller.symbol)
                    queue.append((caller.symbol, hops + 1))
        return False

    def _sites(self, symbol: FuncSymbol) -> Iterator[Site]:
        """Yield the calls that reach a declared function."""
        for place in self.places_of(symbol):
            site = self.site(symbol, place)
            if site is not None:
                yield site

    def places_of(self, symbol: FuncSymbol) -> list[Place]:
        """Return where a declared function may be called, by names and text."""
        return remembered(self._places, symbol, lambda: self._find_places(symbol))

    def _find_places(self, symbol: FuncSymbol) -> list[Place]:
        return [
            Place(file, offset, decl, self.reach.distance(file, decl))
            for file, offset in self._project.call_sites(symbol.name)
            if not for_tests(file)
            and (decl := file.declaration_at(offset)) is not None
            and _may_reach(file, offset, symbol)
        ]

    def site(self, symbol: FuncSymbol, place: Place) -> Site | None:
        """Return the call at a place, None if it reaches something else."""
        key = (symbol, place.file, place.offset)
        return remembered(self._resolved, key, lambda: self._resolve(symbol, place))

    def _resolve(self, symbol: FuncSymbol, place: Place) -> Site | None:
        told = told_by_text(symbol, place)
        if told is not None:
            return told.site
        call = place.file.calls(place.decl).get(place.offset)
        if call is None:
            return None
        certain = call.callee.symbol is symbol
        if not certain:
            if not call.callee.dynamic or call.callee.receiver is None:
                return None
            program = self._project.program
            asked = as_asked(program, call.file.typer.type_of(call.callee.receiver), call.callee.name)
            if not implements(program, symbol, asked):
                return None
            certain = is_done_by_one(self._project, asked)
        return Site(place, certain, self.origin(call.function, call.node))

    def _round(self, function: Function, node: ast.Node) -> str | None:
        """Return what each round of a loop around `node` serves."""
        rounds = remembered(self._rounds, "rounds", lambda: Rounds(self._project))
        return rounds.around(function, node)

    def _runs_once(self, literal: Function) -> bool:
        """Tell a literal that is handed to sync.Once.Do and the like."""
        assert literal.node is not None  # noqa: S101 - literals have one
        around = literal.parent_of(literal.node)
        return isinstance(around, ast.CallExpr) and literal.file.typer.callee(around).name in self._once

    def _only_called_once(self, literal: Function) -> bool:
        """Tell a literal kept in a local variable that only literals which run once call."""
        kept = _kept_in(literal)
        if kept is None or not kept.uses:
            return False
        callers = [enclosing_function(literal.outermost, use) for use in kept.uses]
        return all(caller.node is not None and self._runs_once(caller) for caller in callers)

    def _called_literal(self, literal: Function) -> Origin | None:
        """Follow a literal kept in a local variable to where the variable is called."""
        kept = _kept_in(literal)
        for use in kept.uses if kept is not None else ():
            caller = enclosing_function(literal.outermost, use)
            if caller is literal or caller is literal.parent:
                continue
            if isinstance(literal.parent_of(use), ast.CallExpr) and serves(caller):
                return Origin(serves(caller) or "", caller, caller.symbol)
        return None


def _may_reach(file: File, offset: int, symbol: FuncSymbol) -> bool:
    """Tell whether the call whose callee's last name is at `offset` may reach a declared function."""
    if not may_be(file, offset, (symbol.package,), method=bool(symbol.recv)):
        return False
    method = method_at(file, offset, symbol.name) if symbol.recv else None
    return method is None or method.dynamic or method.name == symbol.qualified


def _warmth(heat: Heat | None) -> tuple[str, bool] | None:
    """Return what whoever asks for heat gets without looking into functions."""
    return (heat.per, heat.certain) if heat is not None else None


@question
def _sites_told(project: Project) -> object:
    """Return where routes may be registered in words that do not change where other code moves."""
    TRACE.seen.add(project)
    return kept(project.requests.sites.told).value


@question(told=_warmth)
def _heat_of(project: Project, path: str, name: str, number: int) -> Heat | None:
    symbol = project.symbol_at(path, name, number)
    return project.requests.heat_of(symbol) if symbol is not None else None


def _in_background(call: Call) -> bool:
    """Tell a call that a goroutine makes, when it gets to it."""
    return isinstance(call.function.parent_of(call.node), ast.GoStmt) or in_goroutine(call.function)


def _kept_in(literal: Function) -> Variable | None:
    """Return the local variable that a literal is assigned to."""
    around = literal.parent_of(literal.node) if literal.node is not None else None
    if not isinstance(around, ast.AssignStmt) or len(around.lhs) != len(around.rhs):
        return None
    assert literal.node is not None  # noqa: S101 - it has something around it
    target = around.lhs[around.rhs.index(literal.node)]
    return target.obj if isinstance(target, ast.Ident) else None


def enclosing_function(outermost: Function, node: ast.Node) -> Function:
    """Return the innermost function that `node` stands in."""
    literal = outermost.enclosing(node, ast.FuncLit)
    return literal.scope if isinstance(literal, ast.FuncLit) and literal.scope is not None else outermost
