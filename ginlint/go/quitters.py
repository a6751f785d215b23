"""Channels all of whose receivers may have returned, as on an error, while somebody goes on sending.

Workers that range over a channel and return at the first error are the common case: once the last of them
has, nobody takes what is sent, and a send with no other way to go waits for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.constant import integer
from ginlint.go.endless import leaves_range
from ginlint.go.goroutines import start_of
from ginlint.go.names import Chan
from ginlint.go.requests import enclosing_function
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function, Typer, Variable
    from ginlint.go.package import Package


class Quitters(NamedTuple):
    """A `send` of `function`, in a loop, to a channel over which only `loops` range: each may be left.

    `ended` says that it has another way to go, which no receiver opens as it leaves: a context from outside.
    """

    function: Function
    send: ast.SendStmt
    channel: Variable
    loops: tuple[tuple[Function, ast.RangeStmt], ...]
    ended: bool


def quitting_receivers(package: Package) -> Iterator[Quitters]:
    """Yield the sends that nobody may be left to receive, one for each channel."""
    for file in package.speaking:
        for outer in file.functions_at(_candidates(file)):
            for function in outer.all():
                for variable in function.variables:
                    found = _of(function, variable) if _is_narrow(variable) else None
                    if found is not None:
                        yield found


def _candidates(file: File) -> Iterator[int]:
    """Yield the offsets of the sends of functions that have literals and loops, by the index."""
    for offset in file.facts.index.kinds.get("send", ()):
        decl = file.declaration_at(offset)
        if decl is not None and file.holds(decl, "literal") and file.holds(decl, "for"):
            yield offset


def _is_narrow(variable: Variable) -> bool:
    """Tell a local channel that is made with no room, or with room for a few."""
    value = variable.definition.value
    if variable.writes or not isinstance(value, ast.CallExpr) or not value.args:
        return False
    typer = variable.function.file.typer
    made = typer.callee(value).name == "builtin.make"
    if not made or not isinstance(typer.program.underlying(typer.variable_type(variable)), Chan):
        return False
    return len(value.args) == 1 or _is_few(value.args[1], typer)


def _is_few(room: ast.Expr, typer: Typer) -> bool:
    """Tell a small number, or one that a variable or a field holds: how many workers there are, not items."""
    known = integer(room, typer)
    if known is not None:
        return bool(known <= table("goroutines")["narrow"]["room"])
    if isinstance(room, ast.Ident) and room.obj is not None:
        value = room.obj.definition.value
        return value is None or isinstance(value, (ast.BasicLit, ast.SelectorExpr))
    return isinstance(room, (ast.Ident, ast.SelectorExpr))


def _of(function: Function, channel: Variable) -> Quitters | None:
    loops: list[tuple[Function, ast.RangeStmt]] = []
    sends: list[tuple[Function, ast.SendStmt]] = []
    for use in channel.uses:
        inner = enclosing_function(function.outermost, use)
        around = inner.parent_of(use)
        match around:
            case ast.RangeStmt() if around.x is use:
                loops.append((inner, around))
            case ast.SendStmt() if around.chan is use:
                sends.append((inner, around))
            case ast.CallExpr(ast.Ident("close"), _, _):
                pass
            case _:
                return None  # others have it, or receive in another way
    if not loops or not sends or not all(_quits(inner, loop) for inner, loop in loops):
        return None
    for inner, send in sends:
        way, loop = _other_way(inner, send), inner.graph.loop_around(send)
        if loop is None or way == ANY or _receives(inner, loops) or _has_room(channel, inner, loop):
            continue
        beside = [range_.pos for receiver, range_ in loops if receiver.parent is inner]
        if beside and send.pos < min(beside):
            continue  # all is sent before anybody receives
        return Quitters(inner, send, channel, tuple(loops), ended=way == OUTSIDE)
    return None


def _quits(inner: Function, loop: ast.RangeStmt) -> bool:
    """Tell a goroutine that may leave its loop while the channel is open, and says so to nobody."""
    start = start_of(inner) if inner.node is not None else None
    return (
        start is not None
        and start.by == "goroutine"
        and leaves_range(inner, loop)
        and any(_leaves(inner, loop, node) for node in ast.walk(loop.body, into_literals=False))
        and not _ends_others(inner)
    )


def _leaves(inner: Function, loop: ast.RangeStmt, node: ast.Node) -> bool:
    """Tell a return or a break of the loop, not for the end of a context, of which senders may know."""
    match node:
        case ast.ReturnStmt():
            pass
        case ast.BranchStmt("break", label) if label is not None or inner.graph.loop_around(node) is loop:
            pass
        case _:
            return False
    around = inner.enclosing(node, ast.CommClause, ast.FuncLit)
    return not isinstance(around, ast.CommClause)


def _ends_others(inner: Function) -> bool:
    """Tell a goroutine that says that it leaves, by a cancel, a close or a send, or that panics."""
    words = table("goroutines")["narrow"]["says"]
    for node in ast.walk(inner.body):
        match node:
            case ast.SendStmt():
                return True
            case ast.CallExpr(ast.Ident(name) | ast.SelectorExpr(_, name), _, _):
                if any(word in name.lower() for word in words):
                    return True
    return False


def _receives(inner: Function, loops: list[tuple[Function, ast.RangeStmt]]) -> bool:
    return any(inner is it for it, _ in loops)


def _has_room(channel: Variable, inner: Function, loop: ast.ForStmt | ast.RangeStmt) -> bool:
    """Tell a channel with room for all rounds of a loop: as many as its bound says, or its list has."""
    made = channel.definition.value
    room = made.args[1] if isinstance(made, ast.CallExpr) and len(made.args) > 1 else None
    if room is None:
        return False
    typer = inner.file.typer
    match loop:
        case ast.ForStmt(_, ast.BinaryExpr(_, _, bound)):
            pass
        case ast.RangeStmt(_, _, _, bound, _):
            pass
        case _:
            return False
    if isinstance(bound, ast.CompositeLit):
        known = integer(room, typer)
        return known is not None and len(bound.elts) <= known
    if inner.file.text(bound) == channel.function.file.text(room):
        return True
    rounds, known = integer(bound, typer), integer(room, typer)
    return rounds is not None and known is not None and rounds <= known


# What a send waits for beside its receivers.
NOTHING, OUTSIDE, ANY = range(3)


def _other_way(inner: Function, send: ast.SendStmt) -> int:
    """Return what else the select of a send waits for: nothing, a context from outside, or anything."""
    clause = inner.parent_of(send)
    select = inner.parent_of(clause) if isinstance(clause, ast.CommClause) else None
    if not isinstance(select, ast.SelectStmt) or not isinstance(clause, ast.CommClause):
        return NOTHING
    others = [one for one in select.clauses if one is not clause]
    if clause.comm is not send:
        return NOTHING
    return OUTSIDE if others and all(_is_outside(one) for one in others) else ANY


def _is_outside(clause: ast.CommClause) -> bool:
    """Tell `case <-ctx.Done()` with a parameter that is not set anew: no group of the function ends it."""
    match clause.comm:
        case ast.ExprStmt(
            ast.UnaryExpr("<-", ast.CallExpr(ast.SelectorExpr(ast.Ident() as x, "Done", _), [], _))
        ):
            return x.obj is not None and x.obj.kind == "parameter" and not x.obj.writes
    return False
