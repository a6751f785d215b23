"""Loops of which each round serves a connection or a message."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.callsite import CallNames
from ginlint.go.file import Names
from ginlint.go.requests.commands import is_client
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.project import Project


@cache
def _known() -> dict[str, str]:
    loops = table("frameworks")["loops"]
    return {name: per for per in ("connection", "message") for name in loops[per]}


@cache
def _queues() -> CallNames:
    return CallNames(table("frameworks")["loops"]["queues"])


@question
def receives(project: Project) -> dict[str, str]:
    """Map the calls that give a connection or a message to what that is, own functions among them.

    Those take one from a queue and give it to their caller.
    """
    own = {
        name: "message"
        for package in project.packages
        for file in package.files
        if not file.test
        for name in _own_receives(file)
    }
    return own | _known()


def _own_receives(file: File) -> Iterator[str]:
    for offset in _queues().offsets(file):
        decl, call = file.declaration_at(offset), file.call_at(offset)
        symbol = file.package.symbol(file, decl) if decl is not None else None
        if call is None or symbol is None or call.callee.name not in _queues().names:
            continue
        gives = any(str(result.type) != "error" for result in symbol.results)
        if gives and call.function.parent is None and call.function.graph.loop_at(call.node) is None:
            yield symbol.qualified


class Rounds:
    """Tells the loops of a project that serve something in each round."""

    __slots__ = ("_last", "_names", "calls")

    def __init__(self, project: Project) -> None:
        self.calls = receives(project)
        self._last = frozenset(name.rpartition(".")[2] for name in self.calls)
        self._names = Names(self._last)

    def around(self, function: Function, node: ast.Node) -> str | None:
        """Return what each round of an accept or receive loop around `node` serves."""
        if not function.file.called(self._names):
            return None
        loop = function.enclosing(node, ast.ForStmt, ast.FuncLit)
        while isinstance(loop, ast.ForStmt):
            for inner in _run_in(loop.body):
                per = (
                    self.calls.get(function.file.typer.callee(inner).name) if self._is_named(inner) else None
                )
                if per is not None and not is_client(function, function.file.typer.callee(inner).name):
                    return per
            loop = function.enclosing(loop, ast.ForStmt, ast.FuncLit)
        return None

    def _is_named(self, call: ast.CallExpr) -> bool:
        return last_name(call.fun) in self._last


def _run_in(body: ast.Node) -> Iterator[ast.CallExpr]:
    """Yield the calls of a body, and those of the literals that it calls at once."""
    for node in ast.walk(body, into_literals=False):
        if isinstance(node, ast.CallExpr):
            yield node
            if isinstance(node.fun, ast.FuncLit):
                yield from _run_in(node.fun.body)
