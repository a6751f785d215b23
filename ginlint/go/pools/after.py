"""Uses of a value that has gone back to its pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.goroutines import is_awaited, starts_around
from ginlint.go.names import Slice
from ginlint.go.ownership.release import root_variable
from ginlint.go.pools.aliases import Leaving, Memory, memory_of
from ginlint.go.pools.flags import agrees, assigned, flags_after
from ginlint.go.pools.puts import Put, puts
from ginlint.go.requests.heat import enclosing_function
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge
    from ginlint.go.names import Variable
    from ginlint.go.package import Package
    from ginlint.go.pools.flags import Flags


class AfterPut(NamedTuple):
    """A use at `node` of what `put` has given back, or of its memory.

    `by` is used, again (it is put back a second time), returned, stored, sent or
    goroutine.
    """

    put: Put
    node: ast.Node
    by: str


class _Way(NamedTuple):
    """The names of what was put back that still mean it, and what flags were set to since."""

    names: frozenset[Variable]
    flags: Flags


def used_after_put(package: Package) -> Iterator[AfterPut]:
    """Yield a use for each value that is used after it went back to its pool, one a place."""
    given = list(puts(package))
    seen: set[int] = set()
    for put in given:
        others = [other for other in given if other.variable is put.variable and other is not put]
        for found in _after(put, others):
            if id(found.node) not in seen:
                seen.add(id(found.node))
                yield found


def _after(put: Put, others: list[Put]) -> Iterator[AfterPut]:
    if put.scope.graph.position_of(put.statement) is None:
        return
    memory = memory_of(put.scope, put.variable)
    if put.deferred:
        yield from _left_at_end(put, memory)
        yield from _put_twice(put, others)
        return
    if _is_unused(put):
        return
    found = _used(put, memory, others)
    if found is not None:
        yield found
    else:
        yield from _in_goroutine(put, memory)


def _is_unused(put: Put) -> bool:
    """Tell a slice that is put back where getting it has failed: there is nothing in it to be used."""
    typer = put.scope.file.typer
    type_ = typer.program.underlying(typer.variable_type(put.variable))
    return isinstance(type_, Slice) and put.scope.in_error_branch(put.statement)


def _used(put: Put, memory: Memory, others: list[Put]) -> AfterPut | None:
    """Return the first use on a way from the Put on, up to a new value for the variable."""
    again = {id(other.call) for other in others}

    def stop(node: ast.Node, state: _Way) -> bool:
        return next(_uses(put, node, state.names), None) is not None

    def step(node: ast.Node, state: _Way) -> _Way | None:
        names = state.names - _replaced(node, state.names)
        return _Way(names, flags_after(node, state.flags)) if names else None

    def branch(edge: Edge, state: _Way) -> _Way | None:
        return None if _finds_error(put, edge) or not agrees(edge, state.flags) else state

    names = frozenset(name for name in memory.names if _still_means(put, name, memory.names))
    start = _Way(names, frozenset())
    for way in put.scope.graph.paths_from(put.statement, start, step=step, branch=branch, stop=stop):
        if way.exit is None:
            last = next(step for step in reversed(way.steps) if isinstance(step, ast.Node))
            use = next(_uses(put, last, way.state.names))
            call = put.scope.parent_of(use)
            return AfterPut(put, use, "again" if id(call) in again | {id(put.call)} else "used")
    return None


def _still_means(put: Put, name: Variable, names: frozenset[Variable]) -> bool:
    """Tell a name that has the value at the Put: it was given that since the variable of the Put got it.

    What a loop kept of an earlier round is another value.
    """
    graph = put.scope.graph
    given = [node for node in graph.nodes() if any(_is_name(it, name) for it in assigned(node))]
    if name is put.variable or not given:
        return True
    given = [node for node in given if _may_give(put, node, name, names)]

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if _gives_up(put, node) else state

    ways = (
        way
        for node in given
        for way in graph.paths_from(node, True, step=step, stop=lambda at, _: at is put.statement)
    )
    return any(way.exit is None for way in ways)


def _may_give(put: Put, node: ast.Node, name: Variable, memory: frozenset[Variable]) -> bool:
    """Tell whether a statement may give `name` what the variable of the Put has after it.

    `a, b = b[:0], a` gives b what a had, `b := other()` and `b = append(b, x)` give it nothing of a.
    """
    if not isinstance(node, ast.AssignStmt) or len(node.lhs) != len(node.rhs):
        return True
    value = next(value for target, value in zip(node.lhs, node.rhs, strict=True) if _is_name(target, name))
    names = {it.obj for it in ast.walk(value) if isinstance(it, ast.Ident)} & (memory - {name})
    return not _gives_up(put, node) if put.variable in names else bool(names)


def _is_name(target: ast.Expr, variable: Variable) -> bool:
    return isinstance(target, ast.Ident) and target.obj is variable


def _finds_error(put: Put, edge: Edge) -> bool:
    """Tell `err != nil` where only ways that do not come by the Put set it: `var err error` is nil there."""
    match edge.cond:
        case ast.BinaryExpr("!=" | "==" as op, ast.Ident() as x, ast.Ident("nil")) if (
            x.obj is not None and x.obj.kind == "local" and edge.truth == (op == "!=")
        ):
            return x.obj.definition.value is None and not any(_may_meet(put, write) for write in x.obj.writes)
    return False


def _may_meet(put: Put, write: ast.Node) -> bool:
    """Tell a write that may run on a way that comes by the Put, before or after."""
    graph = put.scope.graph
    if graph.position_of(write) is None:
        return True
    return put.statement in graph.after(write) or write in graph.after(put.statement)


def _uses(put: Put, node: ast.Node, names: frozenset[Variable]) -> Iterator[ast.Ident]:
    """Yield what a node does with the memory; giving the names new values is nothing."""
    if isinstance(node, ast.DeferStmt):
        return
    targets = assigned(node)
    for inner in evaluated(node):
        parts = ast.walk(inner.body) if isinstance(inner, ast.FuncLit) else (inner,)
        for part in parts:
            if not isinstance(part, ast.Ident) or part.obj not in names or part in targets:
                continue
            if not _is_harmless(put, part):
                yield part


def _is_harmless(put: Put, ident: ast.Ident) -> bool:
    """Tell a comparison with nil, and the length of a slice's own header."""
    around = put.scope.parent_of(ident)
    match around:
        case ast.BinaryExpr("==" | "!=", _, ast.Ident("nil")):
            return True
        case ast.CallExpr(ast.Ident("len" | "cap"), _, _):
            typer = put.scope.file.typer
            return isinstance(typer.program.underlying(typer.type_of(ident)), Slice)
    return False


def _replaced(node: ast.Node, names: frozenset[Variable]) -> frozenset[Variable]:
    if isinstance(node, ast.TypeSwitchStmt):
        return frozenset(name for name in names if name.definition.value is node.x)
    targets = (target.obj for target in assigned(node) if isinstance(target, ast.Ident))
    return frozenset(target for target in targets if target is not None and target in names)


def _left_at_end(put: Put, memory: Memory) -> Iterator[AfterPut]:
    """Yield what a deferred Put takes away from whoever got it: a result, a field, a channel."""
    reached = {
        id(way.exit.node)
        for way in put.scope.graph.paths_from(
            put.statement, True, step=lambda node, state: None if _gives_up(put, node) else state
        )
        if way.exit is not None
    }
    for leaving in memory.leaves:
        if enclosing_function(put.scope.outermost, leaving.node) is not put.scope:
            continue
        if leaving.by == "returned" and id(leaving.around) in reached:
            yield AfterPut(put, leaving.node, "returned")
        elif leaving.by != "returned" and _outlives(put, leaving):
            yield AfterPut(put, leaving.node, leaving.by)
    yield from _in_goroutine(put, memory)


def _gives_up(put: Put, node: ast.Node) -> bool:
    """Tell an assignment after which the variable holds something else."""
    return any(_is_name(target, put.variable) for target in assigned(node))


def _outlives(put: Put, leaving: Leaving) -> bool:
    """Tell a place that is not the function's own."""
    if leaving.target is None or leaving.by == "sent" or _taken_back(put, leaving):
        return False
    typer = put.scope.file.typer
    if not isinstance(typer.program.underlying(typer.type_of(leaving.node)), Slice):
        return False  # something that holds the memory: it may let go of it
    root = root_variable(leaving.target)
    if root is None:
        base = leaving.target
        while isinstance(base, (ast.SelectorExpr, ast.IndexExpr, ast.StarExpr)):
            if put.scope.file.typer.package_value(base) is not None:
                return True
            base = base.x
        return put.scope.file.typer.package_value(base) is not None
    return root is not put.variable and root.kind in ("receiver", "parameter")


def _taken_back(put: Put, leaving: Leaving) -> bool:
    """Tell a place that is set again, or reset, in the same function."""
    text = put.scope.file.text
    kept = text(leaving.target) if leaving.target is not None else ""
    for node in ast.walk(put.scope.body):
        match node:
            case ast.AssignStmt(lhs, _, _) if node is not leaving.around and kept in map(text, lhs):
                return True
            case ast.CallExpr(ast.SelectorExpr(x, "Reset", _), _, _) if f"{kept}.".startswith(f"{text(x)}."):
                return True
    return False


def _put_twice(put: Put, others: list[Put]) -> Iterator[AfterPut]:
    """Yield the explicit Puts that a deferred one repeats."""
    for other in others:
        if other.deferred or other.scope is not put.scope:
            continue

        def stop(node: ast.Node, _state: bool, target: ast.Stmt = other.statement) -> bool:
            return node is target

        def step(node: ast.Node, state: bool) -> bool | None:
            return None if _gives_up(put, node) else state

        ways = put.scope.graph.paths_from(put.statement, True, step=step, stop=stop)
        if any(way.exit is None for way in ways) and not _given_up_after(other):
            yield AfterPut(put, other.call, "again")


def _given_up_after(put: Put) -> bool:
    """Tell a Put after which the variable always gets another value before the function ends."""
    ways = put.scope.graph.paths_from(
        put.statement, True, step=lambda node, state: None if _gives_up(put, node) else state
    )
    return not any(way.exit is not None for way in ways)


def _in_goroutine(put: Put, memory: Memory) -> Iterator[AfterPut]:
    """Yield a use in a goroutine that may still run when the value goes back."""
    for name in memory.names:
        for ident in name.uses:
            function = enclosing_function(put.scope.outermost, ident)
            if function is put.function or function is put.scope:
                continue
            starts = [start for start in starts_around(function, put.scope) if not is_awaited(start)]
            if not starts or put.scope.graph.position_of(starts[-1].node) is None:
                continue
            if put.deferred or _leads_to(put, starts[-1].node):
                yield AfterPut(put, ident, "goroutine")
                return


def _leads_to(put: Put, start: ast.Node) -> bool:
    ways = put.scope.graph.paths_from(
        start, True, step=lambda _node, state: state, stop=lambda node, _state: node is put.statement
    )
    return any(way.exit is None for way in ways)
