"""Helpers that give back what they are handed, but not on every way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ginlint.go.call import last_name
from ginlint.go.flow import evaluated
from ginlint.go.ownership.acquire import ends_process
from ginlint.go.ownership.drains import Drained
from ginlint.go.ownership.effects import Event
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.settled import says_failed, says_none
from ginlint.go.ownership.sites import Leak, Site, State
from ginlint.go.ownership.through import bodies_of_use
from ginlint.go.ownership.track import Tracker
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge, Exit, Path
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.models import Resource
    from ginlint.go.ownership.uses import Use
    from ginlint.go.package import Package


class Partly(NamedTuple):
    """A way on which `helper` loses what `site` acquires and hands to it as `parameter`.

    `call` hands it over, `place` is the return, None for the end of the body, to which `edges`
    lead. A helper may be a literal that is started or deferred; `parameter` is captured then.
    """

    site: Site
    call: ast.CallExpr
    helper: Function
    parameter: Variable
    place: ast.ReturnStmt | None
    edges: tuple[Edge, ...]


def partly_released(tracker: Tracker) -> Iterator[Partly]:
    """Yield the helpers that a resource is handed to for good and that lose it on some way."""
    site = tracker.site
    for use in uses_of_variable(site.function, site.variable):
        call = use.call
        if use.kind is not UseKind.ARGUMENT or call is None or use.function is not site.function:
            continue
        if tracker.events.get(id(use.node)) is not Event.RELEASES or _is_settled_after(tracker, use):
            continue
        if not site.function.graph.comes_to(site.statement, call, ()):
            continue  # it is handed over on other ways, before it owes anything
        bodies = bodies_of_use(use)
        if len(bodies) == 1:
            way = _open_way(bodies[0], use, site, releases=True)
            yield from () if way is None else (way,)


def lost_by_started(tracker: Tracker) -> Iterator[Partly]:
    """Yield the functions that a goroutine runs with a resource of its own, and that lose it on some way."""
    site = tracker.site
    for use in uses_of_variable(site.function, site.variable):
        started = site.function.parent_of(use.call) if use.call is not None else None
        if use.kind is not UseKind.GOROUTINE or not isinstance(started, ast.GoStmt):
            continue
        if tracker.events.get(id(use.node)) is not Event.RELEASES or _is_released_beside(tracker, started):
            continue
        for body in bodies_of_use(use):
            way = _way_in_started(body, use, site)
            if way is not None:
                yield way


def _is_released_beside(tracker: Tracker, started: ast.GoStmt) -> bool:
    """Tell whether who starts the goroutine, or somebody else who is handed it, may release it as well."""
    site, function = tracker.site, tracker.site.function
    if any(function.enclosing(node, ast.DeferStmt) is not None for node in tracker.releasing):
        return True
    within = {id(node) for node in ast.walk(started)}
    others = {node for node, event in tracker.events.items() if event is not Event.BORROWS} - within

    def step(node: ast.Node, state: bool) -> bool:
        return state or any(id(inner) in others for inner in evaluated(node))

    def stop(node: ast.Node, _state: bool) -> bool:
        return node is started or node is site.statement

    before = function.graph.paths_from(site.statement, False, step=step, stop=stop)
    after = function.graph.paths_from(started, False, step=step, stop=stop)
    return any(way.state and way.nodes[-1] is started for way in before) or any(way.state for way in after)


def _way_in_started(body: Function, use: Use, site: Site) -> Partly | None:
    """Return the way on which a function that nobody waits for neither releases nor hands on what it has."""
    if use.index >= len(body.parameters) or use.call is None or body.parameters[use.index].writes:
        return None
    parameter = body.parameters[use.index]
    tracker = Tracker(Site(body, site.call, body.body, site.resource, parameter, None))
    if not tracker.releasing or any(_awaits_end(node, tracker) for node in ast.walk(body.body)):
        return None
    start = State(error=False, drained=Drained.NO)
    for path in body.graph.paths_from(None, start, step=tracker.step, branch=tracker.branch, feasible=True):
        if path.exit is None or path.exit.kind not in ("return", "end") or path.state.drained:
            continue
        edges = tuple(edge for edge in path.edges if edge.cond is not None)
        if not any(_asks_parameter(edge.cond) for edge in edges if edge.cond is not None):
            place = path.exit.node if isinstance(path.exit.node, ast.ReturnStmt) else None
            return Partly(site, use.call, body, parameter, place, edges)
    return None


def partly_read(tracker: Tracker) -> Leak | None:
    """Return how a resource is lost that a helper is lent, which reads it to its end if nothing fails."""
    site = tracker.site
    for use in uses_of_variable(site.function, site.variable) if site.resource.drained_by else ():
        call = use.call
        if use.kind is not UseKind.ARGUMENT or call is None or use.function is not site.function:
            continue
        bodies = bodies_of_use(use)
        if len(bodies) != 1 or set(tracker.events) != {id(use.node)} or tracker.releasing:
            continue
        if site.function.graph.loop_at(call) is not None:
            continue  # the loop may come to the end whatever fails
        way = _open_way(bodies[0], use, site, releases=False)
        if way is not None:
            return Leak(site, "exit", call, (), Drained.NO, late=False, released=False, helper=way)
    return None


def left_to_literal(tracker: Tracker) -> Iterator[Partly]:
    """Yield the literal, started or deferred, that alone releases a resource, but on some ways only."""
    function = tracker.site.function
    if tracker.site.variable.kind == "result":
        return  # who called the function has it
    places = [node for node in ast.walk(function.body, into_literals=False) if id(node) in tracker.events]
    literal = places[0] if len(places) == 1 else None
    call = function.parent_of(literal) if isinstance(literal, ast.FuncLit) else None
    if not isinstance(literal, ast.FuncLit) or literal.scope is None or tracker.site.resource.drained_by:
        return
    if not isinstance(call, ast.CallExpr) or call.fun is not literal or literal not in tracker.releasing:
        return
    around = function.parent_of(call)
    if isinstance(around, (ast.GoStmt, ast.DeferStmt)):
        way = _way_in(literal.scope, call, tracker, deferred=isinstance(around, ast.DeferStmt))
        yield from () if way is None else (way,)


def _way_in(literal: Function, call: ast.CallExpr, tracker: Tracker, *, deferred: bool) -> Partly | None:
    """Return the way through a literal on which it neither releases a resource nor hands it on."""
    site = tracker.site
    if any(_awaits_end(node, tracker) for node in ast.walk(literal.body)):
        return None
    inner = Tracker(site._replace(function=literal, statement=literal.body))
    start = State(error=not deferred, drained=Drained.NO)
    for path in literal.graph.paths_from(None, start, step=inner.step, branch=inner.branch):
        if path.exit is None or path.exit.kind not in ("return", "end") or path.state.drained:
            continue
        edges = tuple(edge for edge in path.edges if edge.cond is not None)
        tests = [
            edge for edge in edges if edge.cond is not None and not is_own_test(literal, inner, edge.cond)
        ]
        lost = _is_lost_last(literal, edges) if deferred else not tests
        if lost:
            place = path.exit.node if isinstance(path.exit.node, ast.ReturnStmt) else None
            return Partly(site, call, literal, site.variable, place, edges)
    return None


def _is_lost_last(literal: Function, edges: tuple[Edge, ...]) -> bool:
    """Tell a way through a deferred literal on which there is no error, or one of its own alone.

    `defer func() { if err := f.Sync(); err != nil { return }; f.Close() }()` keeps what is not on the disk.
    """
    if len(edges) == 1 and says_none(edges[0]) is not None:
        return True
    return bool(edges) and all(_finds_failure(literal, edge) for edge in edges)


def _finds_failure(literal: Function, edge: Edge) -> bool:
    """Tell a test by which a literal finds an error that it has got itself."""
    asked = ast.walk(edge.cond) if edge.cond is not None else ()
    names = (node.obj for node in asked if isinstance(node, ast.Ident))
    errors = (error for error in names if error is not None and is_error(error))
    return any(error.function is literal and says_failed(edge, error) is True for error in errors)


def _awaits_end(node: ast.Node, tracker: Tracker) -> bool:
    """Tell a wait for the end of a context, of which cancel is not needed then, or of the resource itself."""
    match node:
        case ast.CallExpr(ast.SelectorExpr(x, "Done", _), _, _):
            holder = isinstance(x, ast.Ident) and x.obj in tracker.holders
            return holder or tracker.site.resource.is_function
    return False


def is_own_test(literal: Function, inner: Tracker, cond: ast.Expr) -> bool:
    """Tell a test of what the literal itself found out, or of the resource: nobody else told it."""
    return all(
        node.obj is None or node.obj in inner.holders or node.obj.function is literal
        for node in ast.walk(cond)
        if isinstance(node, ast.Ident)
    )


class Half(NamedTuple):
    """A `parameter` that `function` puts back into its pool on several ways, first at `put`, and loses.

    `leaving` ends that one, to which `edges` lead.
    """

    function: Function
    parameter: Variable
    resource: Resource
    put: ast.CallExpr
    leaving: Exit
    edges: tuple[Edge, ...]


def halves(package: Package, resource: Resource) -> Iterator[Half]:
    """Yield the parameters that are put back in several places, but not on every way."""
    puts: dict[Variable, list[ast.CallExpr]] = {}
    for call in package.calls(*resource.release_by):
        value = call.node.args[0] if call.node.args else None
        variable = value.obj if isinstance(value, ast.Ident) else None
        if variable is None or variable.function is not call.function or variable.kind != "parameter":
            continue
        if not variable.writes and call.function.enclosing(call.node, ast.DeferStmt) is None:
            puts.setdefault(variable, []).append(call.node)
    for variable, calls in puts.items():
        way = _way_without(variable.function, variable, resource, calls) if len(calls) > 1 else None
        if way is not None:
            yield way


def _way_without(
    function: Function, variable: Variable, resource: Resource, puts: list[ast.CallExpr]
) -> Half | None:
    tracker = Tracker(Site(function, puts[0], function.body, resource, variable, None))
    start = State(error=True, drained=Drained.NO)
    for path in function.graph.paths_from(
        None, start, step=tracker.step, branch=tracker.branch, feasible=True
    ):
        edges = tuple(edge for edge in path.edges if edge.cond is not None)
        if path.exit is None or path.exit.kind not in ("return", "end"):
            continue
        if not any(_asks_parameter(edge.cond) for edge in edges if edge.cond is not None):
            return Half(function, variable, resource, puts[0], path.exit, edges)
    return None


def _is_settled_after(tracker: Tracker, use: Use) -> bool:
    """Tell whether the caller itself releases the resource once the call has returned."""
    function = tracker.site.function
    releasing = [node for node in tracker.releasing if node is not use.node]
    if any(function.enclosing(node, ast.DeferStmt) is not None for node in releasing):
        return True
    others = {id(node) for node in releasing}
    start = next((n for n in function.graph.nodes() if any(i is use.node for i in evaluated(n))), None)
    if start is None or isinstance(start, (ast.DeferStmt, ast.GoStmt)):
        return True

    def stop(node: ast.Node, _state: bool) -> bool:
        return node is not start and any(id(inner) in others for inner in evaluated(node))

    ways = function.graph.paths_from(start, True, step=lambda _, state: state, stop=stop)
    return any(way.exit is None for way in ways)


def _open_way(helper: Function, use: Use, site: Site, *, releases: bool) -> Partly | None:
    """Return the way on which a helper fails without giving back what it otherwise does, or reads through."""
    if use.index >= len(helper.parameters) or use.call is None:
        return None
    parameter = helper.parameters[use.index]
    tracker = Tracker(Site(helper, site.call, helper.body, site.resource, parameter, None))
    released = any(tracker.events.get(id(node)) is Event.RELEASES for node in tracker.releasing)
    if not released if releases else tracker.events:
        return None
    return _failing_way(tracker, use, site, told=False)


def fails_without(helper: Function, use: Use, site: Site) -> Partly | None:
    """Return the way on which a helper fails before it does anything with what it would otherwise take."""
    if use.index >= len(helper.parameters) or use.call is None:
        return None
    parameter = helper.parameters[use.index]
    if parameter.definition.variadic or parameter.writes:
        return None
    tracker = Tracker(Site(helper, site.call, helper.body, site.resource, parameter, None))
    return _failing_way(tracker, use, site, told=True)


def _failing_way(tracker: Tracker, use: Use, site: Site, *, told: bool) -> Partly | None:
    """Return a way on which a helper fails and leaves a resource as it was; `told`: whoever made it do so."""
    helper, start = tracker.site.function, State(error=True, drained=Drained.NO)
    for path in helper.graph.paths_from(None, start, step=tracker.step, branch=tracker.branch, feasible=True):
        place = path.exit.node if path.exit is not None else None
        if (
            isinstance(place, ast.ReturnStmt)
            and not path.state.drained
            and _is_lost(helper, path, place, told=told)
        ):
            edges = tuple(edge for edge in path.edges if edge.cond is not None)
            return Partly(site, use.call or site.call, helper, tracker.site.variable, place, edges)
    return None


def _is_lost(helper: Function, path: Path[State], place: ast.ReturnStmt, *, told: bool) -> bool:
    """Tell a way that ends in a failure, which no caller told the helper of unless `told`."""
    asked = any(_asks_parameter(edge.cond) for edge in path.edges if edge.cond is not None)
    if ends_process(helper, place) or (_is_doubtful(helper, place) if told else asked):
        return False
    last = place.results[-1] if place.results else None
    failing = helper.type.results and "err" in helper.type.results[-1].type.text.lower()
    return bool(failing) and last is not None and not (isinstance(last, ast.Ident) and last.name == "nil")


def _is_doubtful(helper: Function, place: ast.ReturnStmt) -> bool:
    """Tell a return that may give no error: `return register(conn)`."""
    last = place.results[-1] if place.results else None
    if helper.in_error_branch(place) or isinstance(last, (ast.UnaryExpr, ast.CompositeLit)):
        return False
    name = last_name(last.fun if isinstance(last, ast.CallExpr) else last).lower() if last is not None else ""
    constant = isinstance(last, ast.SelectorExpr) or (isinstance(last, ast.Ident) and last.obj is None)
    made = isinstance(last, ast.CallExpr) and any(word in name for word in table("releases")["makes_errors"])
    return not (made or (constant and name.startswith("err")))


def _asks_parameter(cond: ast.Expr) -> bool:
    """Tell a test of what the caller has said: of an error or a flag that is a parameter."""
    return any(
        isinstance(node, ast.Ident) and node.obj is not None and node.obj.kind == "parameter"
        for node in ([cond.x, cond.y] if isinstance(cond, ast.BinaryExpr) else [cond])
    )
