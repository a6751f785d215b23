"""Goroutines that only wait to cancel a context which nobody uses any longer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.detached import is_of_request
from ginlint.go.ownership.errors import is_error
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package


class Lingering(NamedTuple):
    """A context made by `call` that only a goroutine cancels, at the end of `wait`, for things outside."""

    call: Call
    cancel: Variable
    wait: ast.Stmt


def lingering_cancels(package: Package) -> Iterator[Lingering]:
    """Yield the contexts that only serve calls which answer, and that a goroutine cancels some day.

    It waits for what the function cannot bring about, so it is there for longer than the calls.
    """
    for call in package.calls("context.WithCancel", "context.WithCancelCause"):
        context, cancel = call.result(0), call.result(1)
        if call.file.test or context is None or cancel is None or cancel.writes:
            continue
        literal = _only_canceller(call.function, cancel)
        wait = _outer_wait(literal, context) if literal is not None else None
        if literal is not None and wait is not None and _only_answers(call, context, literal):
            yield Lingering(call, cancel, wait)


def ends_with_parent(function: Function, call: ast.CallExpr) -> bool:
    """Tell a context, made once, of one that a defer of the same function cancels: it ends with that."""
    parent = call.args[0] if call.args else None
    if not isinstance(parent, ast.Ident) or parent.obj is None or parent.obj.writes:
        return False
    made, statement = parent.obj.definition.value, function.parent_of(call)
    if (
        statement is None
        or parent.obj.function is not function
        or function.graph.loop_around(call) is not None
    ):
        return False
    return any(
        variable.definition.value is made
        and variable.definition.index == 1
        and any(_is_deferred_before(function, use, statement) for use in variable.uses)
        for variable in function.variables
        if made is not None
    )


def _is_deferred_before(function: Function, use: ast.Ident, then: ast.Node) -> bool:
    around = function.parent_of(use)
    defer = function.parent_of(around) if isinstance(around, ast.CallExpr) and around.fun is use else None
    return isinstance(defer, ast.DeferStmt) and function.graph.always_before(defer, then)


def _only_canceller(function: Function, cancel: Variable) -> Function | None:
    """Return the goroutine that calls a cancel function, if nobody else has it."""
    around = {function.enclosing(use, ast.FuncLit) for use in cancel.uses}
    literal = around.pop() if len(around) == 1 else None
    if not isinstance(literal, ast.FuncLit) or literal.scope is None:
        return None
    call = function.parent_of(literal)
    called = all(_is_called(literal.scope, use) for use in cancel.uses)
    started = isinstance(call, ast.CallExpr) and isinstance(function.parent_of(call), ast.GoStmt)
    return literal.scope if called and started else None


def _is_called(function: Function, use: ast.Ident) -> bool:
    call = function.parent_of(use)
    return isinstance(call, ast.CallExpr) and call.fun is use


def _outer_wait(literal: Function, context: Variable) -> ast.Stmt | None:
    """Return what a goroutine begins with: a wait for channels of others and the end of contexts alone."""
    first = next((it for it in literal.body.stmts if not isinstance(it, ast.DeferStmt)), None)
    waits = [clause.comm for clause in first.clauses] if isinstance(first, ast.SelectStmt) else [first]
    channels = [_received(wait) for wait in waits]
    outer = channels and all(it is not None and _is_of_others(literal, it, context) for it in channels)
    return first if outer and isinstance(first, ast.Stmt) else None


def _received(stmt: ast.Node | None) -> ast.Expr | None:
    match stmt:
        case ast.ExprStmt(ast.UnaryExpr("<-", x)) | ast.AssignStmt(_, _, [ast.UnaryExpr("<-", x)]):
            return x
    return None


def _is_of_others(literal: Function, channel: ast.Expr, context: Variable) -> bool:
    """Tell a parameter, a field and the end of a context; what is made here may be closed here.

    The context of a request that is served here ends when the handler returns.
    """
    match channel:
        case ast.Ident():
            return channel.obj is not None and channel.obj.kind == "parameter"
        case ast.CallExpr(ast.SelectorExpr(ast.Ident() as x, "Done")):
            return x.obj is context or (x.obj is not None and x.obj.kind == "parameter")
        case ast.CallExpr(ast.SelectorExpr(of, "Done")):
            return not is_of_request(literal, of)
        case ast.SelectorExpr(_, sel):
            return sel != "C"  # a timer or ticker comes soon
    return False


def _only_answers(call: Call, context: Variable, literal: Function) -> bool:
    """Tell a context that is only given to calls, all of which give something back that is no error alone."""
    others = [use for use in context.uses if use.pos >= call.node.end and not _is_within(use, literal)]
    return bool(others) and all(_is_for_answer(call.function, use) for use in others)


@cache
def _living() -> re.Pattern[str]:
    """Return how types are written that go on with a context: pointers, functions, channels and more."""
    ends = "|".join(table("contexts")["living"])
    return re.compile(rf"\*|\bfunc\b|\bchan\b|\bany\b|interface|(?:{ends})\b")


def _is_within(use: ast.Node, literal: Function) -> bool:
    return literal.node is not None and literal.node.pos <= use.pos < literal.node.end


def _is_for_answer(function: Function, use: ast.Ident) -> bool:
    call = function.parent_of(use)
    if not isinstance(call, ast.CallExpr) or use not in call.args:
        return False
    if last_name(call.fun).lower().startswith(tuple(table("contexts")["lasting"])):
        return False
    around = function.parent_of(call)
    if isinstance(around, ast.AssignStmt):
        answers = [it.obj for it in around.lhs if isinstance(it, ast.Ident) and it.obj is not None]
        return len(around.lhs) > 1 and around.rhs == [call] and all(_is_plain(function, it) for it in answers)
    if not isinstance(around, ast.ReturnStmt) or around.results != [call]:
        return False
    types = [field.type.text for field in function.type.results if field.type.text != "error"]
    return bool(types) and not any(_living().search(text) for text in types)


def _is_plain(function: Function, answer: Variable) -> bool:
    """Tell an error, and what nobody asks for anything: a stream would, and goes on with the context."""
    if is_error(answer):
        return True
    return answer.function is function and all(
        not isinstance(function.parent_of(use), ast.SelectorExpr)
        and function.enclosing(use, ast.FuncLit) is None
        for use in answer.uses
    )


def has_started_work(function: Function, made: ast.CallExpr, until: ast.Node) -> bool:
    """Tell whether a goroutine that is written before `until` has the context that a call makes."""
    statement = function.parent_of(made)
    target = statement.lhs[0] if isinstance(statement, ast.AssignStmt) and statement.lhs else None
    context = target.obj if isinstance(target, ast.Ident) else None
    return context is not None and any(
        use.pos < until.pos and function.enclosing(use, ast.GoStmt) is not None for use in context.uses
    )
