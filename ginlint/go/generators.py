"""Goroutines that send to whoever called, and do not hear that the caller's context has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.endless import leaves_range
from ginlint.go.forwards import is_bare, is_made_without_room
from ginlint.go.names import CONTEXT, Chan
from ginlint.go.producers import sends
from ginlint.go.receivers import as_asked
from ginlint.go.requests import callers_of, implements, is_subscription
from ginlint.go.syntax import ast
from ginlint.go.testsupport import helps_tests
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package

MAX_RESULTS = 4


class Unheeding(NamedTuple):
    """A goroutine of `function` that sends into a `channel` without room, at `send` in `sender`.

    The function returns the channel, or its callers give it, and receive from it beside an end.
    There may be room where the goroutine gives up other sends.

    `context` is the parameter of the function whose end says that nobody listens any longer.
    `sure` says that somebody is seen to stop listening, or that no caller is seen.
    """

    function: Function
    channel: Variable
    sender: Function
    send: ast.SendStmt
    context: Variable
    sure: bool


def unheeding_generators(package: Package) -> Iterator[Unheeding]:
    """Yield the functions of a package that return such a channel, one send each."""
    for file in package.speaking:
        kinds = file.facts.index.kinds
        if file.test or "go" not in kinds or "send" not in kinds:
            continue
        for decl in file.facts.functions:
            channels = decl.results if "chan" in decl.results else decl.params
            if "chan" in channels and "Context" in decl.params and file.holds(decl, "go"):
                yield from _unheeding(file.function(decl))


def _unheeding(producer: Function) -> Iterator[Unheeding]:
    typer = producer.file.typer
    context = next((it for it in producer.parameters if typer.variable_type(it) == CONTEXT), None)
    if context is None or context.writes:
        return
    for channel in dict.fromkeys((*_returned(producer), *_given(producer))):
        found = list(sends(producer, channel))
        if not all(_is_started(producer, sender) for sender, _ in found):
            continue
        if _has_room(channel) and all(is_bare(sender, send) for sender, send in found):
            continue
        for sender, send in found:
            given = channel.kind == "parameter"
            heeds = given or (_awaits_end(producer, context) and not _is_drained(producer))
            left = producer.symbol is not None and is_subscription(producer.symbol)
            if _is_bare(sender, send) and (heeds or left):
                sure = given or left or _is_sure(producer, found)
                yield Unheeding(producer, channel, sender, send, context, sure)
                break


def _awaits_end(producer: Function, context: Variable) -> bool:
    """Tell a function, with its goroutines, that asks elsewhere for the end of a context."""
    around = (producer.parent_of(use) for use in context.uses)
    return any(isinstance(node, ast.SelectorExpr) and node.sel == "Done" for node in around)


def _returned(producer: Function) -> Iterator[Variable]:
    """Yield the local channels that a function returns."""
    for node in ast.walk(producer.body, into_literals=False):
        for result in node.results if isinstance(node, ast.ReturnStmt) else ():
            variable = result.obj if isinstance(result, ast.Ident) else None
            made = variable.definition.value if variable is not None and not variable.writes else None
            if variable is None or not isinstance(made, ast.CallExpr):
                continue
            callee = producer.file.typer.callee(made)
            if callee.name == "builtin.make" and isinstance(producer.file.typer.type_of(made), Chan):
                yield variable


def _has_room(channel: Variable) -> bool:
    made = channel.definition.value
    return isinstance(made, ast.CallExpr) and len(made.args) != 1


def _given(producer: Function) -> Iterator[Variable]:
    """Yield the parameters for which each caller gives a channel without room, and stops to receive."""
    typer = producer.file.typer
    for index, parameter in enumerate(producer.parameters):
        if parameter.writes or not isinstance(typer.variable_type(parameter), Chan):
            continue
        callers = _callers_of(producer)
        if callers and all(
            index < len(call.node.args) and is_made_without_room(call.function, call.node.args[index])
            for call in callers
        ):
            yield parameter


def _is_started(producer: Function, sender: Function) -> bool:
    call = producer.parent_of(sender.node) if sender.node is not None else None
    return isinstance(call, ast.CallExpr) and isinstance(producer.parent_of(call), ast.GoStmt)


def _is_bare(sender: Function, send: ast.SendStmt) -> bool:
    """Tell a send in a loop that waits for nothing else."""
    return is_bare(sender, send) and sender.graph.loop_around(send) is not None


def _is_sure(producer: Function, found: list[tuple[Function, ast.SendStmt]]) -> bool:
    """Tell whether the goroutine gives up another send, a caller receives itself, or none is known.

    Who only hands the channel on says nothing of whether anybody stops to receive from it.
    """
    callers = _callers_of(producer)
    if not callers or producer.file.package.project.requests.heat(producer, producer.body) is not None:
        return True
    return any(not is_bare(sender, send) for sender, send in found) or any(map(_receives, callers))


def _callers_of(producer: Function) -> list[Call]:
    """Return the calls of a function, and those that an interface's method of its name may make."""
    symbol, found = producer.symbol, callers_of(producer)
    for file, offset in producer.file.package.project.call_sites(symbol.name) if symbol is not None else ():
        call = None if helps_tests(file) else file.call_at(offset)
        if call is None or not call.callee.dynamic or len(call.node.args) != len(producer.parameters):
            continue
        receiver, program = call.callee.receiver, file.names.program
        if symbol is None or receiver is None:
            continue
        if implements(program, symbol, as_asked(program, file.typer.type_of(receiver), call.callee.name)):
            found.append(call)
    return found


def _is_drained(producer: Function) -> bool:
    """Tell a function all of whose callers are known, and receive until there is no more."""
    callers = _callers_of(producer)
    return bool(callers) and all(_drains(call) for call in callers)


def _receives(call: Call) -> bool:
    """Tell a caller that receives from what it gets itself."""
    function = call.function
    results = [call.result(number) for number in range(MAX_RESULTS)]
    uses = [use for variable in results if variable is not None for use in variable.uses]
    around = [function.parent_of(node) for node in (call.node, *uses)]
    return any(
        isinstance(node, ast.RangeStmt) or (isinstance(node, ast.UnaryExpr) and node.op == "<-")
        for node in around
    )


def _drains(call: Call) -> bool:
    function = call.function
    around = function.parent_of(call.node)
    if isinstance(around, ast.RangeStmt):
        return not leaves_range(function, around)
    variable = call.result(0)
    loops = [function.parent_of(use) for use in variable.uses] if variable is not None else []
    return bool(loops) and all(
        isinstance(loop, ast.RangeStmt) and not leaves_range(_around(function, loop), loop) for loop in loops
    )


def _around(function: Function, loop: ast.RangeStmt) -> Function:
    """Return the innermost function around a loop: the caller, or a literal in it."""
    literal = function.enclosing(loop, ast.FuncLit)
    scope = literal.scope if isinstance(literal, ast.FuncLit) else None
    return scope or function
