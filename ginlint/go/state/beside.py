"""Maps that a goroutine without end uses while methods of their owner do, one of them writing, with no lock.

A client that keeps who waits for an answer in a map, and whose reader takes them out again, is the common
case; another is a poller that goes through what others add. The goroutine uses the map itself, or by
functions that it calls. What else it may come to is left out, and so is what sends or receives: that may
be how the two keep out of each other's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.locks.keys import kind_of
from ginlint.go.requests import callers_of
from ginlint.go.state.guard import has_said_so, speaks_of_locks
from ginlint.go.state.halflocked import maps_used, used_at
from ginlint.go.state.setup import sets_up
from ginlint.go.state.workers import body_started, goes_on, keeps_out, lasts, locks, looping, reached_from
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function
    from ginlint.go.package import Package

MAX_HOPS = 2


class Beside(NamedTuple):
    """A map is used at `node` while the goroutine started at `start` does so at `used`, in `worker`.

    `verb` and `meanwhile` are written, read or ranged over; at least one of them is written. `kind` is
    the map's name; it is a slice where `map` is false.
    """

    function: Function
    node: ast.Expr
    verb: str
    starter: Function
    start: ast.GoStmt
    worker: Function
    used: ast.Expr
    meanwhile: str
    kind: str
    map: bool = True


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
        if (kind, worker.starter.outermost) in told or is_locked_somewhere(package, kind):
            continue
        told.add((kind, worker.starter.outermost))
        reached = reached_from(worker.body)
        starter, start, body, user, used, meanwhile = worker
        for function, node, verb in _uses(package, kind):
            outer = function.outermost
            around = (starter.outermost, body.outermost)
            if (kind, outer) in told or outer in around or outer.symbol in reached:
                continue
            if "written" in (verb, meanwhile) and _runs_beside(function, made=_makes(starter)):
                told.add((kind, outer))
                yield Beside(function, node, verb, starter, start, user, used, meanwhile, kind)


def _workers(package: Package) -> Iterator[tuple[_Worker, str]]:
    """Yield the goroutines that change a map of a type of the package in a loop without end."""
    for file in package.speaking:
        starts = () if file.test else file.facts.index.kinds.get("go", ())
        for outer in file.functions_at(starts):
            for starter in outer.all():
                for start in ast.nodes_of(starter.body, ast.GoStmt):
                    body = body_started(starter, start)
                    if body is not None and not locks(body, inside=True):
                        for use, kind in _used(body):
                            yield _Worker(starter, start, body, *use), kind


class _Using(NamedTuple):
    function: Function
    node: ast.Expr
    verb: str


def _used(body: Function) -> Iterator[tuple[_Using, str]]:
    """Yield the maps of types of the package that a loop without end uses, what it writes first."""
    path = body.file.package.path
    found = []
    for function in looping(body):
        for node, x, verb in maps_used(function):
            again = goes_on(body, node) if function is body else lasts(x)
            if isinstance(x, ast.SelectorExpr) and again:
                kind = kind_of(function, x)
                if kind.startswith(f"{path}.") and kind.removeprefix(path).count(".") > 1:
                    found.append((_Using(function, x, verb), kind))
    yield from sorted(found, key=lambda use: use[0].verb != "written")


def _uses(package: Package, kind: str) -> Iterator[tuple[Function, ast.Expr, str]]:
    """Yield the uses of a map in bodies of functions of its package, not in literals."""
    name = kind.rpartition(".")[2].encode()
    for file in package.speaking:
        if not file.test:
            for outer in file.functions_at(used_at(file.parsed.text, name)):
                for _, x, verb in maps_used(outer):
                    if isinstance(x, ast.SelectorExpr) and kind_of(outer, x) == kind and lasts(x):
                        yield outer, x, verb


def is_locked_somewhere(package: Package, kind: str) -> bool:
    """Tell a map that a function which takes a lock uses, or one whose caller holds it by its name."""
    return any(locks(function) or has_said_so(function) for function, *_ in _uses(package, kind))


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
    if outer.symbol is None or sets_up(function) or speaks_of_locks(function) or locks(function):
        return False
    if not made and requests.runs_at_start(outer):
        return False
    calls = callers_of(outer)
    if _is_built(outer):
        return False
    hot = requests.heat(function, function.body) is not None
    exported = outer.name.rpartition(".")[2][:1].isupper()
    return (hot or (exported and bool(calls))) and not any(keeps_out(call.function) for call in calls)


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
