"""What waits for something outside the program, or for another goroutine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.flow import is_endless
from ginlint.go.locks.summary import Action
from ginlint.go.names import Chan, deref
from ginlint.go.syntax import ast
from ginlint.go.timers import nanoseconds
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names import Function

CHANNEL = "a channel"
SLEEP = "a sleep"
GROUP = "a WaitGroup"
ROUNDS = 1000  # that a loop is taken to wait for


class Wait(NamedTuple):
    """What a call waits for; the rest as in the table."""

    what: str
    serialised: bool
    stores: bool


@cache
def _calls() -> dict[str, Wait]:
    return {name: _wait(entry) for entry in table("blocking")["blocking"] for name in entry["calls"]}


@cache
def _types() -> dict[str, Wait]:
    return {name: _wait(entry) for entry in table("blocking")["blocking"] for name in entry.get("types", ())}


def _wait(entry: dict[str, Any]) -> Wait:
    return Wait(entry["what"], entry.get("serialised", False), entry.get("stores", False))


@cache
def waiting_names() -> frozenset[str]:
    """Return the last names of the calls that wait."""
    return frozenset(name.rpartition(".")[2] for name in _calls())


def waiting(function: Function, node: ast.Node) -> Action | None:
    """Return what is waited for at a call, or at a statement that sends, receives or selects."""
    match node:
        case ast.CallExpr():
            return _call(function, node)
        case ast.SelectStmt(clauses):
            ready = any(clause.comm is None for clause in clauses)
            return None if ready or not clauses else Action("wait", what=CHANNEL)
        case ast.SendStmt(chan, _):
            return _channel(function, node, chan)
        case ast.RangeStmt():
            type_ = function.file.typer.program.underlying(function.file.typer.type_of(node.x))
            return Action("wait", what=CHANNEL, on=node.x) if isinstance(type_, Chan) else None
        case ast.ExprStmt(ast.UnaryExpr("<-", x)) | ast.AssignStmt(_, _, [ast.UnaryExpr("<-", x)]):
            return _channel(function, node, x)
    return None


def _call(function: Function, call: ast.CallExpr) -> Action | None:
    typer = function.file.typer
    callee = typer.callee(call)
    found = _calls().get(callee.name)
    if found is None and callee.kind == "value":
        found = _types().get(str(typer.type_of(call.fun)))
    if found is None or _is_quick(function, found, call):
        return None
    return Action(
        "wait", what=found.what, on=callee.receiver, serialised=found.serialised, stores=found.stores
    )


def _is_quick(function: Function, found: Wait, call: ast.CallExpr) -> bool:
    """Tell what hardly waits: a connection on the same machine, a pause that is short or set by somebody."""
    quick = table("blocking")["quick"]
    if found.what == SLEEP:
        length = call.args[0] if call.args else None
        return length is not None and (
            _is_short(function, length, quick["pause"]) or _only_sleeps(function, call)
        )
    return found.what == quick["what"] and any(
        isinstance(arg, ast.BasicLit) and arg.value.strip('"`').startswith(tuple(quick["networks"]))
        for arg in call.args[:2]
    )


def _only_sleeps(function: Function, call: ast.CallExpr) -> bool:
    """Tell the end of a process: `for { time.Sleep(d) }` waits until somebody else ends it."""
    loop = function.graph.loop_around(call)
    return isinstance(loop, ast.ForStmt) and is_endless(loop) and len(loop.body.stmts) == 1


def _is_short(function: Function, pause: ast.Expr, limit: int) -> bool:
    typer = function.file.typer
    if isinstance(pause, ast.SelectorExpr) and typer.package_value(pause) is None:
        return typer.package_of(pause.x) != "time"
    length = nanoseconds(pause, typer)
    if length is None:
        return False
    return length < (limit if function.graph.loop_around(pause) is None else limit // ROUNDS)


def _channel(function: Function, node: ast.Node, channel: ast.Expr) -> Action | None:
    if isinstance(function.parent_of(node), ast.CommClause) or _has_room(channel):
        return None
    if _ticks(function, channel):
        return Action("wait", what=SLEEP)
    type_ = function.file.typer.program.underlying(function.file.typer.type_of(channel))
    return Action("wait", what=CHANNEL, on=channel) if isinstance(type_, Chan) else None


def _ticks(function: Function, channel: ast.Expr) -> bool:
    """Tell what time.After gives, and the channel of a timer or ticker."""
    typer = function.file.typer
    if isinstance(channel, ast.CallExpr):
        return typer.callee(channel).name in ("time.After", "time.Tick")
    if not isinstance(channel, ast.SelectorExpr) or channel.sel != "C":
        return False
    return str(deref(typer.type_of(channel.x))) in table("timers")["types"]


def _has_room(channel: ast.Expr) -> bool:
    """Tell a local channel that is made with a capacity."""
    if not isinstance(channel, ast.Ident) or channel.obj is None:
        return False
    value = channel.obj.definition.value
    return isinstance(value, ast.CallExpr) and len(value.args) > 1
