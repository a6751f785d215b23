"""Resources that are handed to a function which fails before it takes them: their owner has them still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.drains import Drained
from ginlint.go.ownership.effects import Event
from ginlint.go.ownership.errors import is_error, names_defined_by
from ginlint.go.ownership.partly import fails_without
from ginlint.go.ownership.settled import says_failed
from ginlint.go.ownership.sites import Leak, State
from ginlint.go.ownership.through import bodies_of_use
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Variable
    from ginlint.go.ownership.partly import Partly
    from ginlint.go.ownership.sites import Site
    from ginlint.go.ownership.track import Tracker
    from ginlint.go.ownership.uses import Use


class _Handing(NamedTuple):
    """A statement that hands a resource on and says by `error` whether that failed; `way` leads there."""

    statement: ast.AssignStmt
    error: Variable
    way: Partly | None


def lost_by_failing(tracker: Tracker) -> Leak | None:
    """Return how a resource is lost where a function fails that would have taken it."""
    site = tracker.site
    if site.resource.inferred or site.resource.never_only:
        return None  # two assumptions at once
    if tracker.is_settled():
        return None
    for use in uses_of_variable(site.function, site.variable):
        handing = _handing(tracker, use)
        if handing is not None and _ways_to(tracker, handing.statement):
            leak = _lost_after(tracker, handing)
            if leak is not None:
                return leak
        leak = _lost_by_return(tracker, use)
        if leak is not None:
            return leak
    return None


def _lost_by_return(tracker: Tracker, use: Use) -> Leak | None:
    """Return how a resource is lost by `return wrap(conn)`, where wrap returns its failure as it is."""
    site, call = tracker.site, use.call
    if use.kind is not UseKind.ARGUMENT or call is None or use.function is not site.function:
        return None
    around = site.function.parent_of(call)
    if not isinstance(around, ast.ReturnStmt) or around.results != [call]:
        return None
    if tracker.events.get(id(use.node)) is not Event.TRANSFERS:
        return None
    bodies = bodies_of_use(use)
    if len(bodies) != 1 or fails_without(bodies[0], use, site) is None:
        return None
    edges = next(iter(_ways_to(tracker, around)), None)
    return None if edges is None else _leak(site, around, edges, call)


def _leak(site: Site, place: ast.Node, edges: tuple[Edge, ...], fails: ast.Node) -> Leak:
    return Leak(site, "exit", place, edges, Drained.NO, late=False, released=True, lent=True, fails=fails)


def _handing(tracker: Tracker, use: Use) -> _Handing | None:
    """Return how a resource is handed on by a call that may fail before it does anything with it."""
    site, call = tracker.site, use.call
    if use.kind is not UseKind.ARGUMENT or call is None or use.function is not site.function:
        return None
    if tracker.events.get(id(use.node)) is not Event.TRANSFERS or use.callee is None:
        return None
    statement = site.function.parent_of(call)
    if not isinstance(statement, ast.AssignStmt) or statement.rhs != [call] or statement is site.statement:
        return None
    error = next((name.obj for name in reversed(names_defined_by(statement)) if name.obj is not None), None)
    if error is None or not is_error(error) or error.captured:
        return None
    if use.callee.name in table("releases")["left_on_failure"]:
        return _Handing(statement, error, None)
    bodies = bodies_of_use(use)
    way = fails_without(bodies[0], use, site) if len(bodies) == 1 else None
    return _Handing(statement, error, way) if way is not None else None


def _ways_to(tracker: Tracker, statement: ast.Stmt) -> list[tuple[Edge, ...]]:
    """Return the tests on each way to where the resource is handed on, still its function's own."""
    site = tracker.site

    def step(node: ast.Node, state: State) -> State | None:
        return state if node is statement else tracker.step(node, state)

    def stop(node: ast.Node, _state: State) -> bool:
        return node is statement

    start = State(error=True, drained=Drained.NO, guards=tracker.guards)
    ways = site.function.graph.paths_from(
        site.statement, start, step=step, branch=tracker.branch, stop=stop, feasible=True
    )
    return [tuple(edge for edge in way.edges if edge.cond is not None) for way in ways if way.exit is None]


def _lost_after(tracker: Tracker, handing: _Handing) -> Leak | None:
    site = tracker.site

    def branch(edge: Edge, state: State) -> State | None:
        failed = says_failed(edge, handing.error)
        if failed is None or not state.error:
            return state if tracker.branch(edge, state._replace(error=False)) is not None else None
        return state._replace(error=False) if failed else None

    start = State(error=True, drained=Drained.NO)
    graph = site.function.graph
    for path in graph.paths_from(handing.statement, start, step=tracker.step, branch=branch, feasible=True):
        place = path.exit.node if path.exit is not None else None
        if isinstance(place, ast.ReturnStmt) and not path.state.error:
            edges = tuple(edge for edge in path.edges if edge.cond is not None)
            return _leak(site, place, edges, handing.statement)
    return None
