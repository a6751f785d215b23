"""Maps that a goroutine without end uses while methods of their owner do, one of them writing, with no lock.

A client that keeps who waits for an answer in a map, and whose reader takes them out again, is the common
case; another is a poller that goes through what others add. The goroutine uses the map itself, or by
functions that it calls. What else it may come to is left out, and so is what sends or receives: that may
be how the two keep out of each other's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, function_of
from ginlint.go.goroutines import started_by
from ginlint.go.locks.keys import kind_of
from ginlint.go.outlasting import goes_on_and_on
from ginlint.go.ownership.release import root_variable
from ginlint.go.requests import callers_of
from ginlint.go.state.guard import has_said_so, speaks_of_locks, takes_lock
from ginlint.go.state.halflocked import maps_used, sets_up, used_at
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import FuncSymbol, Function
    from ginlint.go.package import Package

MAX_HOPS = 2
MANY = 60  # functions that a goroutine comes to


class Beside(NamedTuple):
    """A map is used at `node` while the goroutine started at `start` does so at `used`, in `worker`.

    `verb` and `meanwhile` are written, read or ranged over; at least one of them is written.
    """

    function: Function
    node: ast.Expr
    verb: str
    starter: Function
    start: ast.GoStmt
    worker: Function
    used: ast.Expr
    meanwhile: str


class _Worker(NamedTuple):
    starter: Function
    start: ast.GoStmt
    body: Function
    function: Function
    used: ast.Expr
    verb: str


def used_beside(package: Package) -> Iterator[Beside]:
    """Yield, for each such map and function, the first place where the function uses it."""
    told: set[tuple[str, Function]] = set()
    for worker, kind in _workers(package):
        if (kind, worker.starter.outermost) in told or _is_locked_somewhere(package, kind):
            continue
        told.add((kind, worker.starter.outermost))
        reached = _reached(worker.body)
        starter, start, body, user, used, meanwhile = worker
        for function, node, verb in _uses(package, kind):
            outer = function.outermost
            around = (starter.outermost, body.outermost)
            if (kind, outer) in told or outer in around or outer.symbol in reached:
                continue
            if "written" in (verb, meanwhile) and _runs_beside(function, made=_makes(starter)):
                told.add((kind, outer))
                yield Beside(function, node, verb, starter, start, user, used, meanwhile)


def _workers(package: Package) -> Iterator[tuple[_Worker, str]]:
    """Yield the goroutines that change a map of a type of the package in a loop without end."""
    for file in package.speaking:
        starts = () if file.test else file.facts.index.kinds.get("go", ())
        for outer in file.functions_at(starts):
            for starter in outer.all():
                for start in ast.nodes_of(starter.body, ast.GoStmt):
                    body = _body(starter, start)
                    if body is not None and not _locks(body, inside=True):
                        for use, kind in _used(body):
                            yield _Worker(starter, start, body, *use), kind


def _body(function: Function, start: ast.GoStmt) -> Function | None:
    """Return what a goroutine runs: a literal, or a method of the package that nothing else calls."""
    call = start.call
    if not isinstance(call, ast.CallExpr):
        return None
    if isinstance(call.fun, ast.FuncLit):
        return call.fun.scope
    body = body_of(function.file.typer.callee(call))
    return body if body is not None and body.file.package is function.file.package else None


class _Using(NamedTuple):
    function: Function
    node: ast.Expr
    verb: str


def _used(body: Function) -> Iterator[tuple[_Using, str]]:
    """Yield the maps of types of the package that a loop without end uses, what it writes first."""
    path = body.file.package.path
    found = []
    for function in _looping(body):
        for node, x, verb in maps_used(function):
            goes_on = _goes_on(body, node) if function is body else _lasts(x)
            if isinstance(x, ast.SelectorExpr) and goes_on:
                kind = kind_of(function, x)
                if kind.startswith(f"{path}.") and kind.removeprefix(path).count(".") > 1:
                    found.append((_Using(function, x, verb), kind))
    yield from sorted(found, key=lambda use: use[0].verb != "written")


def _looping(body: Function, hops: int = 0) -> Iterator[Function]:
    """Yield what a goroutine runs, and the functions of its package that its loops call, with no lock."""
    yield body
    for call in ast.walk(body.body, into_literals=False) if hops < MAX_HOPS else ():
        if not isinstance(call, ast.CallExpr) or isinstance(body.parent_of(call), ast.GoStmt):
            continue
        called = function_of(body.file.typer.callee(call).symbol) if hops or _goes_on(body, call) else None
        if called is not None and called.file.package is body.file.package and not _locks(called):
            yield from _looping(called, hops + 1)


def _goes_on(body: Function, node: ast.Node) -> bool:
    """Tell what a loop without end does."""
    return any(
        loop.stmt is not None and loop.stmt.pos <= node.pos < loop.stmt.end and goes_on_and_on(body, loop)
        for loop in body.graph.loops
    )


def _uses(package: Package, kind: str) -> Iterator[tuple[Function, ast.Expr, str]]:
    """Yield the uses of a map in bodies of functions of its package, not in literals."""
    name = kind.rpartition(".")[2].encode()
    for file in package.speaking:
        if not file.test:
            for outer in file.functions_at(used_at(file.parsed.text, name)):
                for _, x, verb in maps_used(outer):
                    if isinstance(x, ast.SelectorExpr) and kind_of(outer, x) == kind and _lasts(x):
                        yield outer, x, verb


def _lasts(map_: ast.Expr) -> bool:
    """Tell a map of a receiver, or of the package: one of a local variable may be another."""
    root = root_variable(map_)
    return root is None or root.kind == "receiver"


def _is_locked_somewhere(package: Package, kind: str) -> bool:
    return any(_locks(function) or has_said_so(function) for function, *_ in _uses(package, kind))


def _locks(function: Function, *, inside: bool = False) -> bool:
    """Tell a function that takes a lock; with `inside` what stands around a literal does not count."""
    return any(
        takes_lock(inner, node)
        for inner in (function if inside else function.outermost).all()
        for node in ast.nodes_of(inner.body, ast.CallExpr)
    )


def _reached(body: Function) -> set[FuncSymbol]:
    """Return the module's functions that a goroutine may come to."""
    found: set[FuncSymbol] = set()
    pending = [body]
    while pending and len(found) < MANY:
        function = pending.pop()
        for inner in function.all():
            for call in ast.nodes_of(inner.body, ast.CallExpr):
                symbol = inner.file.typer.callee(call).symbol
                called = function_of(symbol) if symbol not in found else None
                if symbol is not None and called is not None:
                    found.add(symbol)
                    pending.append(called)
    return found


def _makes(starter: Function) -> bool:
    """Tell by its name what makes the owner of the goroutine that it starts: nobody has it before."""
    makers = tuple(table("locks")["makers"])
    return starter.outermost.name.rpartition(".")[2].lower().startswith(makers)


def _runs_beside(function: Function, *, made: bool) -> bool:
    """Tell what others call at any time: it neither waits nor locks, nor do those that call it.

    A goroutine that is there as soon as its owner is `made` runs beside what is called at start, too.
    """
    outer = function.outermost
    requests = outer.file.package.project.requests
    if outer.symbol is None or sets_up(function) or speaks_of_locks(function) or _locks(function):
        return False
    if not made and requests.runs_at_start(outer):
        return False
    calls = callers_of(outer)
    if _is_built(outer):
        return False
    hot = requests.heat(function, function.body) is not None
    exported = outer.name.rpartition(".")[2][:1].isupper()
    return (hot or (exported and bool(calls))) and not any(_keeps_out(call.function) for call in calls)


def _is_built(method: Function, depth: int = 0) -> bool:
    """Tell a method of new values only: `next := newTable(); next.fill(); table.Store(next)`."""
    calls = callers_of(method)
    return bool(calls) and depth <= MAX_HOPS and all(_is_on_new(call, depth) for call in calls)


def _is_on_new(call: Call, depth: int) -> bool:
    fun = call.node.fun
    on = fun.x.obj if isinstance(fun, ast.SelectorExpr) and isinstance(fun.x, ast.Ident) else None
    if on is None:
        return False
    if on.kind == "receiver":
        return on is call.function.receiver and _is_built(call.function, depth + 1)
    value = on.definition.value
    match value:
        case ast.CompositeLit() | ast.UnaryExpr("&", ast.CompositeLit()):
            return not on.writes
        case ast.CallExpr():
            makers = tuple(table("locks")["makers"])
            name = call.file.typer.callee(value).name.rpartition(".")[2].lower()
            return name.startswith(makers) and not on.writes
    return False


def _keeps_out(caller: Function) -> bool:
    """Tell a caller that may have a lock, is handed to whoever runs it, or makes what it calls."""
    literal = caller.node is not None and started_by(caller) is None
    return literal or sets_up(caller) or _locks(caller)
