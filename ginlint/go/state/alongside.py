"""Maps and slices that a loop without end uses beside a goroutine which its function started, with no lock.

A dispatcher that keeps what is running in a map, and starts a goroutine for each tick that goes through
it, is the common case. Both are there at once for sure, so it does not matter who else calls what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import function_of, last_name
from ginlint.go.goroutines import started_by
from ginlint.go.locks.keys import kind_of
from ginlint.go.names import Slice
from ginlint.go.ownership.release import root_variable
from ginlint.go.state.beside import Beside, is_locked_somewhere
from ginlint.go.state.guard import is_guarded
from ginlint.go.state.halflocked import is_target, maps_used
from ginlint.go.state.workers import body_started, goes_on, lasts, locks
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package

MAX_HOPS = 3


class _Using(NamedTuple):
    function: Function
    node: ast.Expr
    verb: str
    kind: str
    map: bool


def used_alongside(package: Package) -> Iterator[Beside]:
    """Yield, for each such field and function that goes on, the first place where it uses that."""
    told: set[tuple[str, Function]] = set()
    for file in package.speaking:
        starts = () if file.test else file.facts.index.kinds.get("go", ())
        for outer in file.functions_at(starts):
            for starter in outer.all():
                for start in ast.nodes_of(starter.body, ast.GoStmt):
                    for found in _of(starter, start):
                        key = (found.kind, outer)
                        if key not in told and not is_locked_somewhere(package, found.kind):
                            told.add(key)
                            yield found


def _of(starter: Function, start: ast.GoStmt) -> Iterator[Beside]:
    body = body_started(starter, start)
    if body is None or not _is_on_same(starter, start, body) or _waits_for_all(starter):
        return
    inside = list(_used(body, 0, frozenset()))
    kinds = {it.kind for it in inside}
    outside = [it for it in _used_after(starter, start) if it.kind in kinds] if kinds else []
    for use in sorted(outside, key=lambda it: it.verb != "written"):
        for other in inside:
            if other.kind == use.kind and "written" in (use.verb, other.verb):
                here, there = (use.function, use.node, use.verb), (other.function, other.node, other.verb)
                yield Beside(*here, starter, start, *there, use.kind, use.map)
                break


def _is_on_same(starter: Function, start: ast.GoStmt, body: Function) -> bool:
    """Tell a goroutine that has the same receiver: a literal, or a method called on it."""
    if body.node is not None:
        return True
    fun = start.call.fun if isinstance(start.call, ast.CallExpr) else None
    root = root_variable(fun.x) if isinstance(fun, ast.SelectorExpr) else None
    return root is not None and root is starter.outermost.receiver


def _waits_for_all(starter: Function) -> bool:
    return any(
        isinstance(node, ast.CallExpr) and last_name(node.fun).lower().startswith("wait")
        for node in ast.walk(starter.body, into_literals=False)
    )


def _used_after(starter: Function, start: ast.GoStmt) -> Iterator[_Using]:
    """Yield what the loops without end use that the goroutine's start is in, or comes before.

    A lock that only the goroutine has, or a flag that keeps out another of its kind, guards nothing here.
    """

    def goes_beside(node: ast.Node) -> bool:
        comes = goes_on(starter, node) and starter.graph.comes_to(start, node, ())
        return comes and not is_guarded(starter, node)

    yield from (use for use in _direct(starter) if goes_beside(use.node))
    for call in ast.walk(starter.body, into_literals=False):
        if not isinstance(call, ast.CallExpr) or not goes_beside(call):
            continue
        if not isinstance(starter.parent_of(call), (ast.GoStmt, ast.DeferStmt)):
            for function in _run_by(starter, call):
                yield from (use for use in _used(function, 0, frozenset()) if not _is_guarded(use))


def _is_guarded(use: _Using) -> bool:
    return is_guarded(use.function, use.node)


def _run_by(starter: Function, call: ast.CallExpr) -> Iterator[Function]:
    """Yield the method of the receiver that is called, and the literals that are handed to what is."""
    called = _called(starter, call)
    if called is not None:
        yield called
    for arg in call.args:
        if isinstance(arg, ast.FuncLit) and arg.scope is not None and started_by(arg.scope) is None:
            yield arg.scope


def _called(function: Function, call: ast.CallExpr) -> Function | None:
    """Return the method of its own receiver that a function calls, if it takes no lock."""
    root = root_variable(call.fun)
    if root is None or root.kind != "receiver":
        return None
    called = function_of(function.file.typer.callee(call).symbol)
    if called is None or called.file.package is not function.file.package or locks(called):
        return None
    return called


def _used(function: Function, hops: int, seen: frozenset[Function]) -> Iterator[_Using]:
    """Yield what a function uses, or the methods of its receiver that it calls."""
    yield from _direct(function)
    for call in ast.walk(function.body, into_literals=False) if hops < MAX_HOPS else ():
        if isinstance(call, ast.CallExpr) and not isinstance(function.parent_of(call), ast.GoStmt):
            called = _called(function, call)
            if called is not None and called not in seen:
                yield from _used(called, hops + 1, seen | {function})


def _direct(function: Function) -> Iterator[_Using]:
    path = function.file.package.path
    maps = ((x, verb, True) for _, x, verb in maps_used(function))
    slices = ((x, verb, False) for x, verb in _slices_used(function))
    for x, verb, is_map in (*maps, *slices):
        if isinstance(x, ast.SelectorExpr) and lasts(x):
            kind = kind_of(function, x)
            if kind.startswith(f"{path}.") and kind.removeprefix(path).count(".") > 1:
                yield _Using(function, x, verb, kind, is_map)


def _slices_used(function: Function) -> Iterator[tuple[ast.Expr, str]]:
    """Yield the fields that hold slices, and whether they are set."""
    typer = function.file.typer
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.SelectorExpr) and isinstance(
            typer.program.underlying(typer.type_of(node)), Slice
        ):
            yield node, "written" if is_target(function, node) else "read"
