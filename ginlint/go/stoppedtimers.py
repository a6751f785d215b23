"""Receives from timers that something stops meanwhile: a timer that is stopped sends nothing, nor closes.

`go func() { <-timer.C; expire() }()` is there for good once `timer.Stop()` was called before it fired
(package time, "Stop does not close the channel").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.goroutines import in_goroutine
from ginlint.go.requests import enclosing_function
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package

MAKER = "time.NewTimer"
CALLING = "time.AfterFunc"


class StoppedTimer(NamedTuple):
    """A goroutine receives at `receive` alone from a timer that is stopped at `stop`, in another function."""

    function: Function
    receive: ast.UnaryExpr
    name: str
    stopper: Function
    stop: ast.CallExpr


def stopped_timers(package: Package) -> Iterator[StoppedTimer]:
    """Yield such receives from the timers that local variables hold."""
    for call in package.calls(MAKER):
        function = call.function
        for timer in function.variables:
            if timer.definition.value is call.node and not timer.writes and not call.file.test:
                yield from _received(function, timer)


def receives_of_nil(call: Call) -> Iterator[ast.UnaryExpr]:
    """Yield the receives, but for those of cases, from the timer that `time.AfterFunc` gave a variable.

    It calls a function and sends nothing: its C is nil (package time, AfterFunc).
    """
    outer = call.function.outermost
    timer = _variable_of(call)
    made = _set_to(timer) if timer is not None else []
    if timer is None or not all(_is_calling(timer.function, value) for value in made):
        return
    if call.node is not made[0] or any(_may_change(outer, use) for use in timer.uses):
        return
    for use in timer.uses:
        channel = outer.parent_of(use)
        receive = outer.parent_of(channel) if isinstance(channel, ast.SelectorExpr) else None
        if not isinstance(channel, ast.SelectorExpr) or channel.sel != "C":
            continue
        inner = enclosing_function(outer, use)
        if isinstance(receive, ast.UnaryExpr) and receive.op == "<-" and _is_alone(inner, receive):
            yield receive


def _may_change(function: Function, use: ast.Ident) -> bool:
    """Tell a use that may put another channel into a timer: `*t = …`, `t.C = …`, `reset(&t)`."""
    around = function.parent_of(use)
    if isinstance(around, ast.UnaryExpr) and around.op == "&":
        return True
    if not isinstance(around, (ast.StarExpr, ast.SelectorExpr)):
        return False
    target = function.parent_of(around)
    return isinstance(target, ast.AssignStmt) and around in target.lhs


def _variable_of(call: Call) -> Variable | None:
    """Return the variable that a call's result is put into, at its declaration or later."""
    for function in call.function.outermost.all():
        for variable in function.variables:
            if call.node in _set_to(variable):
                return variable
    return None


def _set_to(variable: Variable) -> list[ast.Expr | None]:
    """Return what a variable is set to, None for what is not plain to see; a nil of its own is nothing."""
    first = variable.definition
    empty = variable.kind == "local" and first.type is not None and first.value is None
    found: list[ast.Expr | None] = [] if empty else [first.value]
    for write in variable.writes:
        values = write.rhs if isinstance(write, ast.AssignStmt) and len(write.lhs) == len(write.rhs) else ()
        found += (
            [
                value
                for target, value in zip(write.lhs, values, strict=True)
                if isinstance(target, ast.Ident) and target.obj is variable
            ]
            if values and isinstance(write, ast.AssignStmt)
            else [None]
        )
    return found


def _is_calling(function: Function, value: ast.Expr | None) -> bool:
    return isinstance(value, ast.CallExpr) and function.file.typer.callee(value).name == CALLING


def _received(function: Function, timer: Variable) -> Iterator[StoppedTimer]:
    """Yield the first receive in a goroutine of its own, if others stop the timer and none sets it again."""
    stops: list[tuple[Function, ast.CallExpr]] = []
    receives: list[tuple[Function, ast.UnaryExpr]] = []
    for use in timer.uses:
        inner = enclosing_function(function.outermost, use)
        match function.parent_of(use):
            case ast.SelectorExpr(_, "C") as channel:
                receive = function.parent_of(channel)
                if isinstance(receive, ast.UnaryExpr) and receive.op == "<-":
                    receives.append((inner, receive))
            case ast.SelectorExpr(_, "Stop") as method:
                called = function.parent_of(method)
                if isinstance(called, ast.CallExpr):
                    stops.append((inner, called))
            case _:
                return  # handed on, or set again
    for inner, receive in receives:
        others = [
            (stopper, stop)
            for stopper, stop in stops
            if stopper is not inner and not (stopper is function and _waits(function))
        ]
        if others and in_goroutine(inner) and inner is not function and _is_alone(inner, receive):
            yield StoppedTimer(inner, receive, timer.name, *others[0])
            return


def _waits(function: Function) -> bool:
    """Tell a function that waits for others before it stops the timer: for the goroutine, perhaps."""
    return any(
        (isinstance(node, ast.UnaryExpr) and node.op == "<-")
        or isinstance(node, ast.SelectStmt)
        or (isinstance(node, ast.CallExpr) and "wait" in last_name(node.fun).lower())
        for node in ast.walk(function.body, into_literals=False)
    )


def _is_alone(function: Function, receive: ast.UnaryExpr) -> bool:
    """Tell a receive that is no case of a select."""
    clause = function.enclosing(receive, ast.CommClause, ast.FuncLit)
    if not isinstance(clause, ast.CommClause) or clause.comm is None:
        return True
    return not clause.comm.pos <= receive.pos < clause.comm.end
