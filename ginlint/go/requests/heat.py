"""Hot and cold: whether code runs per request, per message or per connection.

Asked for a place, the search goes backwards: is the function around it a
handler, is it called by one, and so on. Only functions that may call what is
asked about are ever looked at, so the cost follows the questions.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ginlint.go.names import Interface, Named
from ginlint.go.requests.shapes import serves
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Callee, FuncSymbol, Function
    from ginlint.go.project import Project

MAX_HOPS = 8
MAX_FUNCTIONS = 400


@dataclass(frozen=True, slots=True)
class Heat:
    """Why code is hot.

    `per` is request, message or connection. `calls` lead from the function that
    serves, `root`, down to the one asked about, in that order; empty where it
    serves itself. `certain` is false if one of them goes through an interface.
    """

    per: str
    root: Function
    calls: tuple[Call, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class _Reached:
    """A function on the way back, with the calls that lead from it."""

    function: Function
    node: ast.Node
    calls: tuple[Call, ...]
    certain: bool


class Requests:
    """Hotness of the functions of one project; answers are kept."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[FuncSymbol, Heat | None] = {}
        frameworks = table("frameworks")
        self._once = frozenset(frameworks["once"]["calls"])
        self._loops: dict[str, str] = {
            name: per for per, names in frameworks["loops"].items() for name in names
        }

    def heat(self, function: Function, node: ast.Node) -> Heat | None:
        """Return why the code at `node` in `function` (the innermost one) is hot, None if it may not be."""
        if function.file.test:
            return None
        found, outermost = self._here(_Reached(function, node, (), certain=True))
        if found is not None or outermost is None:
            return found
        symbol = outermost.function.symbol
        if symbol is None:
            return None
        if symbol not in self._known:
            self._known[symbol] = None
            self._known[symbol] = self._search(outermost.function)
        return self._known[symbol]

    def _here(self, place: _Reached) -> tuple[Heat | None, _Reached | None]:
        """Look at the functions around a place, inner ones first.

        Returns the heat if one of them serves, else the declared function whose
        callers are to be asked, None if the code runs at most once.
        """
        function: Function = place.function
        node: ast.Node = place.node
        while True:
            per = serves(function) or self._loop(function, node)
            if per is not None:
                return Heat(per, function, place.calls, place.certain), None
            if function.parent is None:
                break
            if self._runs_once(function):
                return None, None
            called = self._called_literal(function, place)
            if called is not None:
                return called, None
            assert function.node is not None  # noqa: S101 - a function with a parent is a literal
            node, function = function.node, function.parent
        if function.symbol is None or function.name in ("main", "init"):
            return None, None
        return None, _Reached(function, node, place.calls, place.certain)

    def _search(self, start: Function) -> Heat | None:
        """Go back from a declared function over its callers, nearest first."""
        queue = deque([_Reached(start, start.body, (), certain=True)])
        seen = {start.symbol}
        weak: Heat | None = None
        while queue and len(seen) < MAX_FUNCTIONS:
            reached = queue.popleft()
            if len(reached.calls) >= MAX_HOPS:
                continue
            for call, certain in self._callers(reached.function):
                place = _Reached(
                    call.function, call.node, (call, *reached.calls), reached.certain and certain
                )
                found, outermost = self._here(place)
                if found is not None and found.certain:
                    return found
                weak = weak or found
                if outermost is not None and outermost.function.symbol not in seen:
                    seen.add(outermost.function.symbol)
                    queue.append(outermost)
        return weak

    def _callers(self, function: Function) -> Iterator[tuple[Call, bool]]:
        """Yield the calls that reach a declared function, and whether that is certain."""
        symbol = function.symbol
        assert symbol is not None  # noqa: S101 - only declared functions are asked about
        for file, offset in self._project.call_sites(symbol.name):
            if file.test:
                continue
            call = call_at(file, offset)
            if call is None:
                continue
            if call.callee.symbol is symbol:
                yield call, True
            elif call.callee.dynamic and self._implements(symbol, call.callee):
                yield call, False

    def _implements(self, symbol: FuncSymbol, callee: Callee) -> bool:
        """Tell whether the receiver of `symbol` has all methods of the interface that is called."""
        if not symbol.recv_type:
            return False
        program = self._project.program
        receiver = Named(symbol.package, symbol.recv_type)
        interface = _named(callee.name.rpartition(".")[0])
        shape = program.underlying(interface) if interface is not None else None
        if not isinstance(shape, Interface) or isinstance(program.underlying(receiver), Interface):
            return False
        return all(program.select(receiver, name) is not None for name, _ in shape.methods)

    def _loop(self, function: Function, node: ast.Node) -> str | None:
        """Return what each round of an accept or receive loop around `node` serves."""
        loop = function.enclosing(node, ast.ForStmt, ast.FuncLit)
        while isinstance(loop, ast.ForStmt):
            for inner in ast.walk(loop.body, into_literals=False):
                if isinstance(inner, ast.CallExpr):
                    per = self._loops.get(function.file.typer.callee(inner).name)
                    if per is not None:
                        return per
            loop = function.enclosing(loop, ast.ForStmt, ast.FuncLit)
        return None

    def _runs_once(self, literal: Function) -> bool:
        """Tell a literal that is handed to sync.Once.Do and the like."""
        assert literal.node is not None  # noqa: S101 - literals have one
        around = literal.parent_of(literal.node)
        return isinstance(around, ast.CallExpr) and literal.file.typer.callee(around).name in self._once

    def _called_literal(self, literal: Function, place: _Reached) -> Heat | None:
        """Follow a literal kept in a local variable to where the variable is called."""
        assert literal.node is not None  # noqa: S101 - literals have one
        around = literal.parent_of(literal.node)
        if not isinstance(around, ast.AssignStmt) or len(around.lhs) != len(around.rhs):
            return None
        target = around.lhs[around.rhs.index(literal.node)]
        if not isinstance(target, ast.Ident) or target.obj is None:
            return None
        for use in target.obj.uses:
            caller = enclosing_function(literal.outermost, use)
            if caller is literal or caller is literal.parent:
                continue
            if isinstance(literal.parent_of(use), ast.CallExpr) and serves(caller):
                return Heat(serves(caller) or "", caller, place.calls, place.certain)
        return None


def _named(name: str) -> Named | None:
    path, _, type_name = name.rpartition(".")
    return Named(path, type_name) if path else None


def enclosing_function(outermost: Function, node: ast.Node) -> Function:
    """Return the innermost function that `node` stands in."""
    literal = outermost.enclosing(node, ast.FuncLit)
    return literal.scope if isinstance(literal, ast.FuncLit) and literal.scope is not None else outermost


def call_at(file: File, offset: int) -> Call | None:
    """Return the call whose callee's last name stands at `offset`."""
    decl = file.declaration_at(offset)
    return file.calls(decl).get(offset) if decl is not None else None
