"""Package variables that goroutines in the background set again and again while requests read them.

A refresher is the common case: a token, a list of prices or of rules that a loop started with the service
fetches every hour. Maps are told of where entries are set, other variables where what they hold has more
than one word: who reads such a one meanwhile may get half of the old value and half of the new.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from ginlint.go.call import last_name
from ginlint.go.goroutines import started_by
from ginlint.go.importing import files_naming
from ginlint.go.namegraph import name_graph
from ginlint.go.names import Basic, Interface, Slice, Struct
from ginlint.go.outlasting import goes_on_and_on
from ginlint.go.requests import callers_of
from ginlint.go.state.globals import global_writes, is_meant_to_race
from ginlint.go.state.guard import is_guarded, speaks_of_locks
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.go.trace import question
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function, ValueSymbol
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.state.globals import GlobalWrite

Read: TypeAlias = "tuple[Function, ast.Ident | ast.SelectorExpr]"

MAX_HOPS = 3  # calls from what a goroutine runs to the write
STARTED = re.compile(rb"\bgo\s+(?:[\w.]+\.)?(\w+)\s*\(")


class Refreshed(NamedTuple):
    """A write in the background, and where a request reads the variable.

    `others` are the writes of more such variables in the same function.
    """

    write: GlobalWrite
    reader: Function
    read: ast.Ident | ast.SelectorExpr
    others: tuple[GlobalWrite, ...]


def refreshed(package: Package) -> Iterator[Refreshed]:
    """Yield, for each function that writes such variables, the first of them."""
    found: dict[tuple[Function, bool], list[tuple[GlobalWrite, Read]]] = {}
    told: set[tuple[str, Function]] = set()
    for write in global_writes(package, _may_run_in_background):
        outer, variable = write.function.outermost, write.variable
        if (variable.qualified, outer) in told or not (
            write.in_map or has_more_words(write.function, write.target)
        ):
            continue
        if not _goes_on_in_background(write.function, write.node) or not _is_cold(write.function, write.node):
            continue
        if is_guarded(write.function, write.node):
            continue
        told.add((variable.qualified, outer))
        if not is_meant_to_race(write.function, write.node):
            reads = _reads_of_requests(package, variable)
            read = next((read for read in reads if read[0].outermost is not outer), None)
            if read is not None:
                found.setdefault((outer, write.in_map), []).append((write, read))
    for (first, read), *others in found.values():
        yield Refreshed(first, *read, tuple(write for write, _ in others))


def has_more_words(function: Function, target: ast.Expr) -> bool:
    """Tell what is set in more than one step: a text, a slice, a struct, an interface."""
    typer = function.file.typer
    shape = typer.program.underlying(typer.type_of(target))
    return isinstance(shape, (Slice, Struct, Interface)) or (
        isinstance(shape, Basic) and shape.name == "string"
    )


def _may_run_in_background(file: File, offset: int) -> bool:
    decl = file.declaration_at(offset)
    if decl is None or file.test:
        return False
    return file.holds(decl, "go") or decl.name in _named_in_background(file.package.project)


@question
def _named_in_background(project: Project) -> frozenset[str]:
    """Return the names of what goroutines may come to, by names alone."""
    started = {
        name.decode()
        for package in project.packages
        for file in package.files
        if not file.test and file.facts.index.kinds.get("go")
        for name in STARTED.findall(file.text_noted)
    }
    within = {
        name
        for package in project.packages
        for file in package.files
        if not file.test
        for start in file.facts.index.kinds.get("go", ())
        if (decl := file.declaration_at(start)) is not None
        for name in name_graph(project).within.get(file, {}).get(decl.pos, ())
    }
    return frozenset(name_graph(project).distances(started | within, MAX_HOPS))


def _goes_on_in_background(function: Function, node: ast.Node, hops: int = 0, *, again: bool = False) -> bool:
    """Tell what only goroutines run that no request starts, again and again."""
    if function.node is not None:
        start = started_by(function)
        if start is None or function.parent is None:
            return False
        return (again or _goes_round(function, node)) and _is_cold(function.parent, start)
    calls = callers_of(function) if hops <= MAX_HOPS else []
    if not calls:
        return False
    again = again or _goes_round(function, node)
    return all(
        again and _is_cold(call.function, call.node)
        if isinstance(call.function.parent_of(call.node), ast.GoStmt)
        else _goes_on_in_background(call.function, call.node, hops + 1, again=again)
        for call in calls
    )


def _goes_round(function: Function, node: ast.Node) -> bool:
    """Tell what stands in a loop that is there to stay, as one over a ticker or with a sleep."""
    loop = function.graph.loop_at(node)
    while loop is not None and not goes_on_and_on(function, loop):
        loop = loop.parent
    return loop is not None


def _is_cold(function: Function, node: ast.Node) -> bool:
    return function.file.package.project.requests.heat(function, node) is None


def _reads_of_requests(package: Package, variable: ValueSymbol) -> Iterator[Read]:
    """Yield where code that requests run uses a variable, in functions that have nothing to do with locks."""
    word = re.compile(rb"\b%b\b" % re.escape(variable.name.encode()))
    requests = package.project.requests
    for file in files_naming(package, variable.name):
        if for_tests(file):
            continue
        offsets = [found.start() for found in word.finditer(file.parsed.text)]
        for outer in file.functions_at(it for it in offsets if requests.may_be_hot(file, it)):
            inner = outer.all()
            if not any(map(speaks_of_locks, inner)):
                yield from (read for function in inner for read in _reads_in(function, variable))


def _reads_in(function: Function, variable: ValueSymbol) -> Iterator[Read]:
    for node in ast.walk(function.body, into_literals=False):
        if not isinstance(node, (ast.Ident, ast.SelectorExpr)):
            continue
        if function.file.typer.package_value(node) is not variable or _is_cold(function, node):
            continue
        around = function.parent_of(node)
        if not (isinstance(around, ast.CallExpr) and last_name(around.fun) == "len"):  # which no write ends
            yield function, node
