"""What a function returns beside an error: callers look at the error first, and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.ownership.acquire import tests_after
from ginlint.go.ownership.drains import Drained
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.sites import Leak, State
from ginlint.go.ownership.track import Tracker
from ginlint.go.requests import callers_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Collection

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable

MAX_CALLS = 3


class _Unreturned(Tracker):
    """A search for which some returns hand nothing over."""

    __slots__ = ("returns",)

    def __init__(self, tracker: Tracker, returns: list[ast.ReturnStmt]) -> None:
        super().__init__(tracker.site)
        self.returns = returns

    def step(self, node: ast.Node, state: State) -> State | None:
        return state if node in self.returns else super().step(node, state)


def lost_beside_error(tracker: Tracker) -> Leak | None:
    """Return how a resource is lost that a function returns with an error, where all its callers drop it."""
    site = tracker.site
    function = site.function
    if function.symbol is None or function.parent is not None or site.resource.drained_by:
        return None
    if _is_deferred_for(function, tracker.holders, function.body.end):
        return None
    returns = [it for it in ast.nodes_of(function.body, ast.ReturnStmt) if _is_beside_error(tracker, it)]
    if not returns or not _is_dropped(function, _place_among(tracker, returns)):
        return None
    search = _Unreturned(tracker, returns)
    start = State(error=True, drained=Drained.NO, guards=search.guards)
    for path in function.graph.paths_from(
        site.statement, start, step=search.step, branch=search.branch, stop=search.stop, feasible=True
    ):
        if path.exit is not None and path.exit.node in returns and not path.state.drained:
            edges = tuple(edge for edge in path.edges if edge.cond is not None)
            return Leak(
                site, "beside", path.exit.node, edges, Drained.NO, late=False, released=True, closes=True
            )
    return None


def _is_deferred_for(function: Function, variables: Collection[Variable], until: int) -> bool:
    """Tell a deferred call, before a place, that names one of these: it may release that for an error."""
    return any(
        isinstance(node, ast.Ident) and node.obj in variables
        for defer in ast.nodes_of(function.body, ast.DeferStmt)
        if defer.pos < until
        for node in ast.walk(defer)
    )


def _is_beside_error(tracker: Tracker, stmt: ast.ReturnStmt) -> bool:
    """Tell `return file, err` after an error, and `return file, errors.New(…)`."""
    function = tracker.site.function
    if stmt.pos < tracker.site.statement.pos:
        return False
    failed = _is_after_error(function, stmt)
    if not stmt.results:
        return tracker.site.variable.kind == "result" and failed
    *others, last = stmt.results
    if not any(isinstance(it, ast.Ident) and it.obj in tracker.holders for it in others):
        return False
    makes = isinstance(last, ast.CallExpr) and last_name(last.fun) in table("releases")["new_errors"]
    return makes or (failed and not (isinstance(last, ast.Ident) and last.name == "nil"))


def _is_after_error(function: Function, stmt: ast.ReturnStmt) -> bool:
    """Tell what stands in `if err != nil { … }`, and under no other condition in there."""
    around = function.enclosing(stmt, ast.IfStmt, ast.FuncLit)
    if not isinstance(around, ast.IfStmt) or not around.body.pos <= stmt.pos < around.body.end:
        return False
    match around.cond:
        case ast.BinaryExpr("!=", ast.Ident() as asked, ast.Ident("nil")):
            return asked.obj is not None and is_error(asked.obj)
    return False


def _place_among(tracker: Tracker, returns: list[ast.ReturnStmt]) -> int:
    """Return the number of the result that holds the resource."""
    function = tracker.site.function
    if tracker.site.variable in function.results:
        return function.results.index(tracker.site.variable)
    named = next(it for it in returns if it.results)
    return next(
        number
        for number, it in enumerate(named.results)
        if isinstance(it, ast.Ident) and it.obj in tracker.holders
    )


def _is_dropped(function: Function, index: int, depth: int = 0) -> bool:
    """Tell whether all callers in the module leave at the error, without a look at what comes with it."""
    calls = callers_of(function)
    return bool(calls) and depth < MAX_CALLS and all(_drops(call, index, depth) for call in calls)


def _drops(call: Call, index: int, depth: int) -> bool:
    function = call.function
    around = function.parent_of(call.node)
    if isinstance(around, ast.ReturnStmt) and len(around.results) == 1 and function.parent is None:
        return _is_dropped(function, index, depth + 1)
    targets = around.lhs if isinstance(around, ast.AssignStmt) and len(around.rhs) == 1 else []
    if index >= len(targets) - 1:
        return False
    value, error = targets[index], targets[-1]
    if not isinstance(value, ast.Ident) or not isinstance(error, ast.Ident) or error.obj is None:
        return False
    if value.name != "_":
        own = value.obj is not None and value.obj.kind == "local" and value.obj.function is function
        if not own or value.obj is None or _is_deferred_for(function, (value.obj,), call.node.pos):
            return False
    return any(_leaves_without(function, test, value, error) for test in tests_after(function, call.node))


def _leaves_without(function: Function, test: ast.IfStmt, value: ast.Ident, error: ast.Ident) -> bool:
    """Tell `if err != nil { return err }`, in which nobody looks at the value."""
    match test.cond:
        case ast.BinaryExpr("!=", ast.Ident() as asked, ast.Ident("nil")) if asked.obj is error.obj:
            pass
        case _:
            return False
    looks = value.obj is not None and any(
        isinstance(node, ast.Ident) and node.obj is value.obj for node in ast.walk(test.body)
    )
    last = test.body.stmts[-1] if test.body.stmts else None
    return not looks and isinstance(last, ast.ReturnStmt) and function.graph.always_leaves(test.body)
