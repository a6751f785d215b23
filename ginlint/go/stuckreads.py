"""Loops that go on with every error of what they read, also with one that is there for good.

`part, err := form.NextPart(); if err == io.EOF { break }; if err != nil { continue }` ends for a form that
is whole. What is cut off, or not a form at all, fails again each time: the loop never waits and never ends.
The same holds for streams of gRPC and WebSockets whose connection is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.flow import evaluated, is_endless
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.settled import says_failed
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.flow import Edge, LoopStmt
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package


class StuckRead(NamedTuple):
    """The `loop` comes back to `call` whatever error that has returned; `back` is on the way."""

    call: Call
    loop: LoopStmt
    back: ast.Node


def stuck_reads(package: Package) -> Iterator[StuckRead]:
    """Yield the reads in loops without end that nothing but certain errors leaves."""
    sticky = table("goroutines")["sticky"]
    calls = [*package.calls(*sticky["calls"]), *_on_streams(package)]
    for call in calls:
        loop = call.function.graph.loop_around(call.node)
        if call.file.test or loop is None or not is_endless(loop):
            continue
        back = _comes_back(call, loop)
        if back is not None:
            yield StuckRead(call, loop, back)


def _on_streams(package: Package) -> Iterator[Call]:
    """Yield the reads from streams of gRPC, whose generated types have a method by which they are known."""
    streams = table("goroutines")["sticky"]["streams"]
    for file in package.speaking:
        for offset in file.facts.index.calls.get(streams["method"], ()):
            call = file.call_at(offset)
            fun = call.node.fun if call is not None else None
            if call is None or not isinstance(fun, ast.SelectorExpr):
                continue
            typer = file.typer
            if typer.program.select(typer.type_of(fun.x), streams["known_by"]) is not None:
                yield call


def _comes_back(call: Call, loop: LoopStmt) -> ast.Node | None:
    """Return what the error leads to on the way back to the call, if every way leads back."""
    function = call.function
    statement = function.parent_of(call.node)
    last = statement.lhs[-1] if isinstance(statement, ast.AssignStmt) else None
    error = last.obj if isinstance(last, ast.Ident) else None
    root = root_variable(call.node.fun)
    if error is None or not is_error(error) or root is None or loop.pos <= root.pos < loop.end:
        return None
    if not isinstance(statement, ast.AssignStmt) or function.graph.position_of(statement) is None:
        return None
    reading = call.node.fun.x if isinstance(call.node.fun, ast.SelectorExpr) else call.node.fun
    text = function.file.text(reading)
    changes = False

    def step(node: ast.Node, state: bool) -> bool | None:
        nonlocal changes
        changes = changes or _may_change(function, node, error, text)
        return None if changes else state

    def branch(edge: Edge, state: bool) -> bool | None:
        return state if _may_be_so(edge, error) else None

    ways = function.graph.paths_from(
        statement, True, step=step, branch=branch, stop=lambda node, _: node is statement
    )
    back: ast.Node | None = None
    for way in ways:
        if way.exit is not None:
            return None
        asked = [edge.cond for edge in way.edges if edge.cond is not None and says_failed(edge, error)]
        back = asked[0] if asked and back is None else back
    return None if changes else back


def _may_be_so(edge: Edge, error: Variable) -> bool:
    """Tell a way that an error may take which is none of those that are asked for."""
    if edge.cond is None:
        return True
    failed = says_failed(edge, error)
    if failed is not None:
        return failed
    if not _asks(edge.cond, error):
        return True
    unlike = isinstance(edge.cond, ast.BinaryExpr) and edge.cond.op == "!="
    return edge.truth is unlike


def _asks(cond: ast.Expr, error: Variable) -> bool:
    """Tell a test of an error, or of what was made from it: `ok` of an assertion."""
    for node in ast.walk(cond):
        if not isinstance(node, ast.Ident) or node.obj is None:
            continue
        if node.obj is error:
            return True
        value = node.obj.definition.value
        if value is not None and any(isinstance(it, ast.Ident) and it.obj is error for it in ast.walk(value)):
            return True
    return False


def _may_change(function: Function, node: ast.Node, error: Variable, reading: str) -> bool:
    """Tell what sets the error or what is read from anew, or lets others do so."""
    text = function.file.text
    for part in evaluated(node):
        match part:
            case ast.AssignStmt(lhs, _, _):
                for target in lhs:
                    if isinstance(target, ast.Ident) and target.obj is error:
                        return True
                    if f"{reading}.".startswith(f"{text(target)}."):
                        return True
            case ast.CallExpr(fun, args, _):
                if any(text(arg).lstrip("&") == reading for arg in args):
                    return True
                owner = text(fun.x) if isinstance(fun, ast.SelectorExpr) else ""
                if owner and reading.startswith(f"{owner}.") and _may_set(function, part, reading):
                    return True
    return False


def _may_set(function: Function, call: ast.CallExpr, reading: str) -> bool:
    """Tell a method of the owner of what is read, but for one that does not name it."""
    body = body_of(function.file.typer.callee(call))
    field = reading.rpartition(".")[2]
    return body is None or any(
        isinstance(node, ast.SelectorExpr) and node.sel == field for node in ast.walk(body.body)
    )
