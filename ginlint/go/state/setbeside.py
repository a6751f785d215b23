"""Fields that a goroutine without end sets again and again while requests read them, with no lock.

The state of a connection, a list of what is known or the last error that a watcher keeps up to date are
the common case. Only fields of more than one word are looked at: who reads such a one meanwhile may get
half of the old value and half of the new.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.importing import files_naming
from ginlint.go.locks.keys import kind_of
from ginlint.go.requests import callers_of
from ginlint.go.state.guard import has_said_so, is_guarded, speaks_of_locks
from ginlint.go.state.refreshed import has_more_words
from ginlint.go.state.workers import body_started, goes_on, keeps_out, lasts, locks, looping, reached_from
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import FuncSymbol, Function
    from ginlint.go.package import Package

MANY_CALLERS = 12


class SetBeside(NamedTuple):
    """A field is set at `target` by a goroutine, started at `start`, and read by a request at `read`."""

    starter: Function
    start: ast.GoStmt
    writer: Function
    target: ast.SelectorExpr
    reader: Function
    read: ast.SelectorExpr


class _Worker(NamedTuple):
    starter: Function
    start: ast.GoStmt
    body: Function


def set_beside(package: Package) -> Iterator[SetBeside]:
    """Yield, for each such field of types of a package, the first place where it is set."""
    told: set[str] = set()
    for worker in _workers(package):
        written = [it for it in _fields_set(worker.body) if it[2] not in told]
        reached = reached_from(worker.body) if written else set()
        around = {worker.starter.outermost, worker.body.outermost}
        for writer, target, kind in written:
            if kind in told:
                continue
            read = next(_reads(package, kind, around, reached), None)
            if read is not None:
                told.add(kind)
                yield SetBeside(worker.starter, worker.start, writer, target, *read)


def _workers(package: Package) -> Iterator[_Worker]:
    """Yield the goroutines that no request starts, with what they run."""
    requests = package.project.requests
    for file in package.speaking:
        starts = () if for_tests(file) else file.facts.index.kinds.get("go", ())
        for outer in file.functions_at(starts):
            for starter in outer.all():
                for start in ast.nodes_of(starter.body, ast.GoStmt):
                    body = body_started(starter, start)
                    if body is not None and requests.heat(starter, start) is None:
                        yield _Worker(starter, start, body)


def _fields_set(body: Function) -> Iterator[tuple[Function, ast.SelectorExpr, str]]:
    """Yield the fields of types of the package that a loop without end sets, with their names."""
    path = body.file.package.path
    for function in looping(body):
        for node in ast.nodes_of(function.body, ast.AssignStmt):
            again = goes_on(body, node) and body.graph.comes_to(node, node, ()) if function is body else True
            if node.op != "=" or not again:
                continue
            for target in node.lhs:
                if not isinstance(target, ast.SelectorExpr) or not lasts(target):
                    continue
                kind = kind_of(function, target)
                own = kind.startswith(f"{path}.") and kind.removeprefix(path).count(".") > 1
                if own and has_more_words(function, target) and not is_guarded(function, target):
                    yield function, target, kind


def _reads(
    package: Package, kind: str, around: set[Function], reached: set[FuncSymbol]
) -> Iterator[tuple[Function, ast.SelectorExpr]]:
    """Yield where requests read a field, in functions that have nothing to do with locks."""
    name = kind.rpartition(".")[2]
    word = re.compile(rb"\.%b\b" % re.escape(name.encode()))
    requests = package.project.requests
    for file in files_naming(package, name):
        if for_tests(file):
            continue
        offsets = [found.start() for found in word.finditer(file.parsed.text)]
        for outer in file.functions_at(it for it in offsets if requests.may_be_hot(file, it)):
            apart = outer not in around and outer.symbol not in reached and not _waits_its_turn(outer)
            if apart and not _is_called_locked(outer, {outer}):
                for function in outer.all():
                    yield from _reads_in(function, kind, name)


def _reads_in(function: Function, kind: str, name: str) -> Iterator[tuple[Function, ast.SelectorExpr]]:
    requests = function.file.package.project.requests
    for node in ast.nodes_of(function.body, ast.SelectorExpr):
        if node.sel != name or not lasts(node) or kind_of(function, node) != kind:
            continue
        parent = function.parent_of(node)
        written = isinstance(parent, ast.AssignStmt) and node in parent.lhs
        sized = isinstance(parent, ast.CallExpr) and last_name(parent.fun) == "len"
        if written or sized or requests.heat(function, node) is None:
            continue
        yield function, node


def _waits_its_turn(outer: Function) -> bool:
    """Tell a function that has to do with locks, or asks first whether it may: `if c.ready.Load()`."""
    asking = table("locks")["asking"]
    return (
        has_said_so(outer)
        or locks(outer)
        or any(map(speaks_of_locks, outer.all()))
        or any(
            last_name(node.fun) in asking
            for inner in outer.all()
            for node in ast.nodes_of(inner.body, ast.CallExpr)
        )
    )


def _is_called_locked(outer: Function, seen: set[Function]) -> bool:
    """Tell a function that is called, by way of others too, by what keeps others out or sets up."""
    for call in callers_of(outer):
        caller = call.function.outermost
        if keeps_out(call.function) or len(seen) > MANY_CALLERS:
            return True
        if caller not in seen:
            seen.add(caller)
            if _is_called_locked(caller, seen):
                return True
    return False
