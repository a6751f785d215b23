"""Releases that are deferred for an error, or a panic, that a way out does not bring with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.ownership.acquire import ends_process
from ginlint.go.ownership.drains import Drained
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.partly import is_own_test
from ginlint.go.ownership.settled import says_failed, says_none
from ginlint.go.ownership.sites import Leak, State
from ginlint.go.ownership.track import Tracker
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable


class _Way(NamedTuple):
    """What is known on a way: of the resource, and whether there is an error."""

    state: State
    failed: bool | None


def lost_unset(tracker: Tracker) -> Leak | None:
    """Return how a resource is lost whose release is deferred `if err != nil`, where err is nil.

    That is so at `return errors.New(…)`, and where another err hides the one that is asked; a named
    result is what is returned. What waits for `r := recover(); r != nil` ends nothing at a return.
    """
    site = tracker.site
    if site.function.graph.position_of(site.statement) is None:
        return None
    for node in tracker.releasing:
        defer = site.function.enclosing(node, ast.DeferStmt)
        literal = node.scope if isinstance(node, ast.FuncLit) else None
        if literal is None or not isinstance(defer, ast.DeferStmt):
            continue
        error = _asked(tracker, literal)
        if error is not None and _is_only_set_here(error, literal):
            return _way_beside(tracker, node, error)
        if error is None and _waits_for_panic(tracker, literal):
            return _way_beside(tracker, node, None)
    return None


def _waits_for_panic(tracker: Tracker, literal: Function) -> bool:
    """Tell a literal that releases nothing where nothing has panicked."""
    calls = ast.nodes_of(literal.body, ast.CallExpr)
    if not any(isinstance(call.fun, ast.Ident) and call.fun.name == "recover" for call in calls):
        return False
    inner = Tracker(tracker.site._replace(function=literal, statement=literal.body))
    released = []

    def step(node: ast.Node, state: State) -> State | None:
        then = inner.step(node, state)
        if then is None:
            released.append(node)
        return then

    def branch(edge: Edge, state: State) -> State | None:
        return None if _says_panic(edge) is True else inner.branch(edge, state)

    start = State(error=False, drained=Drained.NO)
    ways = list(literal.graph.paths_from(None, start, step=step, branch=branch))
    return bool(ways) and not released


def _says_panic(edge: Edge) -> bool | None:
    """Tell a branch that is taken only after a panic, or only without one."""
    match edge.cond:
        case ast.BinaryExpr("!=" | "==" as op, asked, ast.Ident("nil")):
            value = asked
            if isinstance(asked, ast.Ident) and asked.obj is not None and not asked.obj.writes:
                value = asked.obj.definition.value or asked
            if isinstance(value, ast.CallExpr) and last_name(value.fun) == "recover":
                return edge.truth is (op == "!=")
    return None


def _asked(tracker: Tracker, literal: Function) -> Variable | None:
    """Return the error of the function around without which a literal releases nothing."""
    inner = Tracker(tracker.site._replace(function=literal, statement=literal.body))
    start = State(error=False, drained=Drained.NO)
    for path in literal.graph.paths_from(None, start, step=inner.step, branch=inner.branch):
        if path.exit is None or path.exit.kind not in ("return", "end") or path.state.drained:
            continue
        tests = [it for it in path.edges if it.cond is not None and not is_own_test(literal, inner, it.cond)]
        error = says_none(tests[0]) if len(tests) == 1 else None
        if error is not None and error.function is tracker.site.function:
            return error
    return None


def _is_only_set_here(error: Variable, literal: Function) -> bool:
    """Tell an error that is no result, and that no other literal and no callee sets."""
    function = error.function
    if error.kind != "local" or not is_error(error):
        return False
    own = (function.node, literal.node)
    if any(function.enclosing(write, ast.FuncLit) not in own for write in error.writes):
        return False
    return not any(
        isinstance(around := function.outermost.parent_of(use), ast.UnaryExpr) and around.op == "&"
        for use in error.uses
    )


def _way_beside(tracker: Tracker, node: ast.Node, error: Variable | None) -> Leak | None:
    """Return the way to a return that leaves the error nil at which a deferred release looks, or any return.

    It comes past the defer: one that did not would be told of without the error.
    """
    site = tracker.site
    without = Tracker(site)
    del without.events[id(node)]

    def step(at: ast.Node, way: _Way) -> _Way | None:
        state = without.step(at, way.state)
        if state is None:
            return None
        writes = error.writes if error is not None else ()
        failed = None if any(at.pos <= write.pos < at.end for write in writes) else way.failed
        return _Way(state, failed)

    def branch(edge: Edge, way: _Way) -> _Way | None:
        state = without.branch(edge, way.state)
        failed = says_failed(edge, error) if error is not None else None
        if state is None or (failed is not None and way.failed not in (None, failed)):
            return None
        return way._replace(state=state, failed=way.failed if failed is None else failed)

    def stop(at: ast.Node, way: _Way) -> bool:
        return without.stop(at, way.state)

    known = False if error is None or error in without.settled else None
    start = _Way(State(error=True, drained=Drained.NO, guards=without.guards), known)
    for path in site.function.graph.paths_from(
        site.statement, start, step=step, branch=branch, stop=stop, feasible=True
    ):
        leaving = path.exit
        if (
            leaving is None
            or leaving.kind not in ("return", "end")
            or ends_process(site.function, leaving.node)
        ):
            continue
        if path.state.failed is False and not path.state.state.drained:
            edges = tuple(edge for edge in path.edges if edge.cond is not None)
            place = leaving.node or site.call
            kind = "unset" if error is not None else "calm"
            return Leak(site, kind, place, edges, Drained.NO, late=False, released=True, closes=True)
    return None
