"""Following one resource on every way from where it is acquired: the search for leaks.

A way is left where the resource is released or handed over, or where nothing was
acquired (err != nil, x == nil, !ok). What is left at an exit, at the next round of
a loop or at an assignment that replaces it is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.flow import Edge, evaluated
from ginlint.go.names import CONTEXT, Slice
from ginlint.go.ownership.acquire import ends_process
from ginlint.go.ownership.companions import settled_by
from ginlint.go.ownership.drains import Drained, drains, ends_reading, readers_of
from ginlint.go.ownership.effects import Event
from ginlint.go.ownership.ending import Ending
from ginlint.go.ownership.errors import carried_on, errors_from, is_wrapped
from ginlint.go.ownership.evidence import Evidence, lending_of
from ginlint.go.ownership.flagged import Flags
from ginlint.go.ownership.guards import contradicts, flags_of, guards_of, left_after
from ginlint.go.ownership.lent import Held, given_in_loops, lent_out
from ginlint.go.ownership.models import RECEIVER
from ginlint.go.ownership.owners import ended_with, owners_of
from ginlint.go.ownership.settled import errors_beside, is_impossible, is_within, settled_errors, siblings_of
from ginlint.go.ownership.sites import Leak, Site, State
from ginlint.go.ownership.stopping import is_lost_by_stopping
from ginlint.go.selects import comes_once
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Path
    from ginlint.go.names import Function, Typer


class Tracker:
    """The search for one site."""

    __slots__ = (
        "events", "ending", "evidence", "flags", "given", "guards", "holders", "lent",
        "own_errors", "readers", "releasing", "settled", "siblings", "site",
    )  # fmt: skip

    def __init__(self, site: Site) -> None:
        self.site = site
        self.events, self.holders = settled_by(site.function, site.statement, site.variable, site.resource)
        self.events.update(
            (id(node), Event.RELEASES) for node in ended_with(site.function, site.call, site.variable)
        )
        self.own_errors = carried_on(site.function, errors_beside(site.statement, site.error))
        self.releasing = [
            node for node in _nodes_of(site.function, self.events) if self._event(node) is Event.RELEASES
        ]
        self.guards = guards_of(site.function, site.statement)
        self.settled = settled_errors(site.function, site.statement)
        self.siblings = siblings_of(site.statement, self.holders)
        flags = flags_of(site.function, site.call, self.releasing)
        errors = frozenset(it for error in self.own_errors for it in errors_from(site.function, error))
        beside = self.siblings | owners_of(site)
        lending = lending_of(site.function, self.siblings, self.releasing)
        self.evidence = Evidence(site, self.holders, beside, flags, errors, lending)
        lent = frozenset(
            lent_out(site.function, Held(site.statement, site.variable), self.events, self.releasing)
        )
        self.events = {node: event for node, event in self.events.items() if node not in lent}
        self.lent = bool(lent)
        self.given = given_in_loops(site.function, site.statement, self.events)
        self.ending = Ending(site)
        self.flags = Flags(site, self.siblings, self.holders | self.own_errors)
        self.readers = readers_of(site.function, self.holders) if site.resource.exhausted_by else frozenset()

    def _event(self, node: ast.Node) -> Event:
        return self.events.get(id(node), Event.BORROWS)

    @property
    def is_shared(self) -> bool:
        """Whether something else has the resource too, wherever in the function it gets it."""
        return Event.TRANSFERS in self.events.values()

    def leaks(self) -> Iterator[Leak]:
        """Yield the ways on which the resource is lost, shortest first; one for each place."""
        graph = self.site.function.graph
        if self.is_settled():
            return
        search = graph.paths_from(
            self.site.statement,
            State(error=True, drained=Drained.NO, guards=self.guards),
            step=self.step,
            branch=self.branch,
            stop=self.stop,
            feasible=True,
        )
        for path in search:
            leak = self._leak(path)
            if leak is not None:
                yield leak

    def panics(self) -> Iterator[Leak]:
        """Yield the ways on which something likely to panic runs while the resource is held."""
        graph = self.site.function.graph
        if self.is_settled():
            return

        def stop(node: ast.Node, _state: State) -> bool:
            return node is not self.site.statement and not self._takes(node) and self._may_panic(node)

        start = State(error=True, drained=Drained.NO, guards=self.guards)
        for path in graph.paths_from(
            self.site.statement, start, step=self.step, branch=self.branch, stop=stop
        ):
            if path.exit is None:
                edges = tuple(edge for edge in path.edges if edge.cond is not None)
                yield Leak(
                    self.site, "panic", path.nodes[-1], edges, drained=Drained.NO, late=False, released=True
                )

    def _may_panic(self, node: ast.Node) -> bool:
        """Tell an assertion without ", ok", and an index into a slice."""
        typer = self.site.function.file.typer
        both = node.rhs if isinstance(node, ast.AssignStmt) and len(node.lhs) == len(node.rhs) + 1 else []
        for inner in evaluated(node):
            if isinstance(inner, ast.TypeAssertExpr) and inner.type is not None:
                if inner in both or _is_of_helper(typer, inner.x):
                    continue
                return True
            if not isinstance(inner, ast.IndexExpr) or is_within(self.site.function, inner):
                continue
            if isinstance(typer.program.underlying(typer.type_of(inner.x)), Slice):
                return True
        return False

    def is_settled(self) -> bool:
        """Tell what is released or kept by the statement that acquires it, or cannot be followed."""
        site = self.site
        if site.function.graph.position_of(site.statement) is None or self._released_by_earlier_defer():
            return True
        return isinstance(site.statement, ast.DeclStmt) and self._takes(site.statement)

    def _released_by_earlier_defer(self) -> bool:
        """Tell a deferred literal, armed before the acquisition, that reads the variable when it runs.

        What a method opens in its receiver, any earlier deferred release closes.
        """
        graph = self.site.function.graph
        for node in self.releasing:
            defer = self.site.function.enclosing(node, ast.DeferStmt)
            named = isinstance(node, ast.Ident) and node.obj not in self.holders
            reads_late = named or isinstance(node, ast.FuncLit) or self.site.resource.result == RECEIVER
            if not isinstance(defer, ast.DeferStmt) or not reads_late:
                continue
            if graph.always_before(defer, self.site.statement):
                return True
        return False

    def _leak(self, path: Path[State]) -> Leak | None:
        edges = tuple(edge for edge in path.edges if edge.cond is not None)
        if path.exit is None:
            place = path.nodes[-1]
            if place is self.site.statement and self._wraps(place):
                return None  # the next one is made of it
            again = place is self.site.statement or place.pos <= self.site.variable.pos < place.end
            if again and comes_once(self.site.function, self.site.statement):
                return None
            kind = "iteration" if again else "overwritten"
            return Leak(
                self.site,
                kind,
                place,
                edges,
                path.state.drained,
                late=False,
                released=bool(self.events),
                lent=self.lent,
                closes=bool(self.releasing),
            )
        if path.exit.kind in ("panic", "no-return"):
            return None
        place = path.exit.node or self.site.call
        late = not self.site.in_literal and any(
            self._comes_late(node, path.exit.pos) for node in self.releasing
        )
        if ends_process(self.site.function, path.exit.node):
            return None
        return Leak(
            self.site,
            "exit",
            place,
            edges,
            path.state.drained,
            late=late,
            released=bool(self.events),
            lent=self.lent,
            closes=bool(self.releasing),
            stopped=is_lost_by_stopping(self.site.call, self.site.resource, path.nodes),
        )

    def _comes_late(self, node: ast.Node, leaving: int) -> bool:
        """Tell a release deferred further down in the block that is left, not in a branch of its own."""
        function = self.site.function
        defer = function.enclosing(node, ast.DeferStmt, ast.FuncLit)
        if not isinstance(defer, ast.DeferStmt) or leaving >= node.pos:
            return False
        block = function.enclosing(defer, ast.BlockStmt, ast.CaseClause, ast.CommClause)
        return block is None or block.pos < leaving

    # The search's three questions

    def stop(self, node: ast.Node, _state: State) -> bool:
        """End the way where the resource is replaced, be it by the site itself in the next round."""
        if node is self.site.statement:
            return not self._wraps(node)
        replaced = len(self.holders) == 1 and self._replaces(node) and not self._takes(node)
        return replaced and not self._wraps(node)

    def _wraps(self, node: ast.Node) -> bool:
        """Tell `w = io.MultiWriter(os.Stderr, w)`: what it gets holds what it had."""
        values = node.rhs if isinstance(node, ast.AssignStmt) else []
        return any(
            isinstance(argument, ast.Ident) and argument.obj is self.site.variable
            for value in values
            if isinstance(value, ast.CallExpr)
            for argument in value.args
        )

    def _replaces(self, node: ast.Node) -> bool:
        if isinstance(node, ast.DeclStmt):  # each round of a loop has a variable of its own
            return node.pos <= self.site.variable.pos < node.end
        targets = node.lhs if isinstance(node, ast.AssignStmt) else []
        return any(isinstance(target, ast.Ident) and target.obj is self.site.variable for target in targets)

    def step(self, node: ast.Node, state: State) -> State | None:
        """Settle the way where the resource is released or handed over."""
        if self._takes(node) or self._is_over(node) or id(node) in self.given:
            return None
        if isinstance(node, ast.ReturnStmt) and not node.results and self.site.variable.kind == "result":
            return None
        if self.site.resource.in_context and self._returns_context(node):
            return None
        if self._replaces(node) and (len(self.holders) > 1 or self._wraps(node)):
            return None  # another variable has it still, or its own new value
        targets = node.lhs if isinstance(node, ast.AssignStmt) else []
        if self._sets_error(node, state):
            anew = {target.obj for target in targets if isinstance(target, ast.Ident)}
            state = state._replace(
                error=False, tested=frozenset(it for it in state.tested if it[0] not in anew)
            )
        if state.guards:
            state = state._replace(guards=left_after(node, state.guards))
        drained = drains(self.site.function, node, self.site.resource, self.holders)
        return state._replace(drained=drained) if drained > state.drained else state

    def _sets_error(self, node: ast.Node, state: State) -> bool:
        """Tell an assignment after which an error no longer speaks of the acquisition."""
        targets = node.lhs if isinstance(node, ast.AssignStmt) else []
        if not any(isinstance(target, ast.Ident) and target.obj in self.own_errors for target in targets):
            return False
        kept = isinstance(node, ast.AssignStmt) and is_wrapped(node, self.own_errors)
        return not (kept and state.error)

    def _returns_context(self, node: ast.Node) -> bool:
        """Tell a return of the context that was got with the resource, and has it."""
        results = node.results if isinstance(node, ast.ReturnStmt) else []
        typer = self.site.function.file.typer
        return any(
            isinstance(it, ast.Ident) and it.obj in self.siblings and typer.type_of(it) == CONTEXT
            for it in results
        )

    def _is_over(self, node: ast.Node) -> bool:
        """Tell `<-session.Done()`: after it, the resource has ended by itself."""
        return any(
            isinstance(inner, ast.UnaryExpr)
            and inner.op == "<-"
            and isinstance(inner.x, ast.CallExpr)
            and isinstance(inner.x.fun, ast.SelectorExpr)
            and inner.x.fun.sel in table("releases")["ended_by"]
            and self.evidence.is_value(inner.x.fun.x)
            for inner in evaluated(node)
        )

    def _takes(self, node: ast.Node) -> bool:
        return any(id(inner) in self.events for inner in evaluated(node))

    def branch(self, edge: Edge, state: State) -> State | None:
        """Leave out the ways on which nothing was acquired."""
        cond = edge.cond
        if cond is None:
            return state
        if is_impossible(edge, self.settled, self.site.statement):
            return None
        if state.guards and contradicts(self.site.function, edge, state.guards):
            return None
        if self.ending.is_told(edge) or self.flags.deny(edge):
            return None
        if self._drains(cond):
            return state if edge.truth else state._replace(drained=Drained.READ)
        if self.readers and ends_reading(edge, self.readers):
            state = state._replace(drained=Drained.READ)
        if self._looks_at_size(cond):
            return None
        if self.evidence.nothing_acquired(cond, truth=edge.truth, alive=state.error):
            return None
        return state if state.error else self._with_test(edge, state)

    def _with_test(self, edge: Edge, state: State) -> State | None:
        """Note whether an error is nil, and leave out the ways on which it is and is not."""
        match edge.cond:
            case ast.BinaryExpr("==" | "!=" as op, ast.Ident() as name, ast.Ident("nil")):
                error, is_nil = name.obj, edge.truth == (op == "==")
                if error is None or error not in self.own_errors or error.captured:
                    return state
                if (error, not is_nil) in state.tested:
                    return None
                return state._replace(tested=state.tested | {(error, is_nil)})
        return state

    def _looks_at_size(self, cond: ast.Expr) -> bool:
        """Tell a test by which something that grew too large is kept out of its pool."""
        if not self.site.resource.release_by:
            return False
        names = {
            node.fun.sel if isinstance(node.fun, ast.SelectorExpr) else node.fun.name
            for node in ast.walk(cond)
            if isinstance(node, ast.CallExpr) and isinstance(node.fun, (ast.SelectorExpr, ast.Ident))
        }
        with_zero = (
            isinstance(cond, ast.BinaryExpr) and isinstance(cond.y, ast.BasicLit) and cond.y.value == "0"
        )
        return not with_zero and not names.isdisjoint(table("releases")["sized_by"])

    def _drains(self, cond: ast.Expr) -> bool:
        if isinstance(cond, ast.Ident) and cond.obj is not None and not cond.obj.writes:
            cond = cond.obj.definition.value or cond  # more := rows.Next(); if !more { break }
        match cond:
            case ast.CallExpr(ast.SelectorExpr(ast.Ident() as x, sel, _), _, _):
                return x.obj is self.site.variable and sel in self.site.resource.drained_by
        return False


def _nodes_of(function: Function, kept: dict[int, Event]) -> list[ast.Node]:
    return [node for node in ast.walk(function.body, into_literals=False) if id(node) in kept]


def _is_of_helper(typer: Typer, value: ast.Expr) -> bool:
    """Tell what a function of the module made, or an element of it: who calls that knows what it is."""
    root = value.obj if isinstance(value, ast.Ident) else None
    if root is None or root.writes:
        return False
    definition = root.definition
    made = definition.range_of.x if definition.range_of is not None else definition.value
    if isinstance(made, ast.Ident):
        return _is_of_helper(typer, made)
    return isinstance(made, ast.CallExpr) and body_of(typer.callee(made)) is not None
