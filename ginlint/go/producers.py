"""Loops over the channel of a function that goes on sending into it when the loop is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.endless import leaves_range
from ginlint.go.names import CONTEXT, Chan
from ginlint.go.syntax import ast
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project

AROUND = (ast.CommClause, ast.IfStmt, ast.RangeStmt, ast.FuncLit)
NEVER = ("context.Background", "context.TODO")


class Abandoned(NamedTuple):
    """A range in `function` that can be left before the producer is done.

    `call` calls the producer, whose goroutine sends at `send` in `sender`. `context` is
    what it is given to end by, as written; "" if nothing ends it.
    """

    function: Function
    loop: ast.RangeStmt
    call: ast.CallExpr
    sender: Function
    send: ast.SendStmt
    context: str


def abandoned_producers(package: Package) -> Iterator[Abandoned]:
    """Yield the loops that can be left while a goroutine sends to them that only an outer context ends."""
    givers = _givers(package.project)
    for file in package.speaking:
        calls = file.facts.index.calls
        names = () if file.test else givers & calls.keys()
        for outer in file.functions_at(offset for name in names for offset in calls[name]):
            for function in outer.all():
                for loop in function.graph.extents:
                    found = _abandoned(function, loop) if isinstance(loop, ast.RangeStmt) else None
                    if found is not None:
                        yield found


@question
def _givers(project: Project) -> frozenset[str]:
    """Return the names of the functions of a project that give a channel and start goroutines."""
    TRACE.seen.add(SIGNATURES)
    return frozenset(
        decl.name
        for package in project.packages
        for file in package.files
        if not file.test and "go" in file.facts.index.kinds
        for decl in file.facts.functions
        if "chan" in decl.results and file.holds(decl, "go")
    )


def _abandoned(function: Function, loop: ast.RangeStmt) -> Abandoned | None:
    call = _made_by(loop.x)
    if call is None or not isinstance(function.file.typer.type_of(call), Chan):
        return None
    if not leaves_range(function, loop) or not _leaves_early(function, loop):
        return None
    producer = body_of(function.file.typer.callee(call))
    if producer is None:
        return None
    channel = _returned_channel(producer)
    found = list(sends(producer, channel)) if channel is not None else []
    ends = [_ended_by(send_function, send) for send_function, send in found]
    contexts = {end for end in ends if end is not None}
    if not found or None in ends or len(contexts) != 1:
        return None
    context = contexts.pop()
    argument = _argument(producer, call, context)
    if argument is None or not _lasts(function, argument):
        return None
    sender, send = found[-1]
    return Abandoned(function, loop, call, sender, send, function.file.text(argument))


def _leaves_early(function: Function, loop: ast.RangeStmt) -> bool:
    """Tell a loop with a return or break that does not wait for the end of a context."""
    for node in ast.walk(loop.body, into_literals=False):
        leaves = isinstance(node, ast.ReturnStmt) or (
            isinstance(node, ast.BranchStmt)
            and node.tok == "break"
            and (node.label is not None or function.graph.loop_around(node) is loop)
        )
        if leaves and not _waits_for_the_end(function, function.enclosing(node, *AROUND)):
            return True
    return False


def _waits_for_the_end(function: Function, around: ast.Node | None) -> bool:
    """Tell a case for a context's end, and a test of what a call with a context gave."""
    match around:
        case ast.CommClause():
            return _context_of(around) is not None
        case ast.IfStmt(ast.AssignStmt(_, _, [ast.CallExpr() as call])):
            first = next(iter(call.args), None)
            return first is not None and function.file.typer.type_of(first) == CONTEXT
    return False


def _made_by(over: ast.Expr) -> ast.CallExpr | None:
    """Return the call that gives what is ranged over, and that nobody else has."""
    if (
        isinstance(over, ast.Ident)
        and over.obj is not None
        and not over.obj.writes
        and len(over.obj.uses) == 1
    ):
        over = over.obj.definition.value or over
    return over if isinstance(over, ast.CallExpr) else None


def _returned_channel(producer: Function) -> Variable | None:
    """Return the local channel without room that a function returns."""
    for node in ast.walk(producer.body, into_literals=False):
        if (
            isinstance(node, ast.ReturnStmt)
            and len(node.results) == 1
            and isinstance(node.results[0], ast.Ident)
        ):
            variable = node.results[0].obj
            value = variable.definition.value if variable is not None and not variable.writes else None
            if isinstance(value, ast.CallExpr) and len(value.args) == 1:
                callee = producer.file.typer.callee(value)
                return variable if callee.name == "builtin.make" else None
    return None


def sends(producer: Function, channel: Variable) -> Iterator[tuple[Function, ast.SendStmt]]:
    """Yield the sends to a channel in the goroutines of a function; nothing if others have it too."""
    found = []
    for use in channel.uses:
        around = producer.parent_of(use)
        if isinstance(around, ast.SendStmt) and around.chan is use:
            literal = producer.enclosing(around, ast.FuncLit)
            if not isinstance(literal, ast.FuncLit) or literal.scope is None:
                return
            found.append((literal.scope, around))
        elif (
            not isinstance(around, ast.ReturnStmt) and not _closes(around) and not _only_sends(producer, use)
        ):
            return
    yield from found


def _only_sends(producer: Function, given: ast.Ident) -> bool:
    """Tell what a function of the module gets as a channel to send into alone."""
    call = producer.parent_of(given)
    symbol = producer.file.typer.callee(call).symbol if isinstance(call, ast.CallExpr) else None
    if not isinstance(call, ast.CallExpr) or symbol is None or symbol.file is None or symbol.decl is None:
        return False
    params = symbol.file.function(symbol.decl).type.params if symbol.decl.body is not None else []
    index = call.args.index(given) if given in call.args else len(params)
    return index < len(params) and params[index].type.text.startswith("chan<-")


def _closes(call: ast.Node | None) -> bool:
    return isinstance(call, ast.CallExpr) and isinstance(call.fun, ast.Ident) and call.fun.name == "close"


def _ended_by(function: Function, send: ast.SendStmt) -> Variable | None:
    """Return the context whose end is the one other case of the select that a send stands in."""
    clause = function.parent_of(send)
    select = function.parent_of(clause) if isinstance(clause, ast.CommClause) else None
    if not isinstance(select, ast.SelectStmt) or len(select.clauses) != 2:  # noqa: PLR2004 - it and the send
        return None
    if isinstance(clause, ast.CommClause) and clause.comm is not send:
        return None
    return _context_of(next(one for one in select.clauses if one is not clause))


def _context_of(clause: ast.CommClause) -> Variable | None:
    """Return the context whose end a case of a select waits for."""
    match clause.comm:
        case ast.ExprStmt(
            ast.UnaryExpr("<-", ast.CallExpr(ast.SelectorExpr(ast.Ident() as x, "Done", _), [], _))
        ):
            return x.obj
    return None


def _argument(producer: Function, call: ast.CallExpr, context: Variable) -> ast.Expr | None:
    """Return what a producer is given as the context that ends it."""
    if context not in producer.parameters or context.writes:
        return None
    index = producer.parameters.index(context)
    return call.args[index] if index < len(call.args) else None


def _lasts(function: Function, argument: ast.Expr) -> bool:
    """Tell a context that the function does not end when it is left."""
    if isinstance(argument, ast.CallExpr):
        return function.file.typer.callee(argument).name in NEVER
    if not isinstance(argument, ast.Ident) or argument.obj is None or argument.obj.writes:
        return False
    if argument.obj.kind != "parameter":
        return False
    heat = function.file.package.project.requests.heat(function, function.body)
    return heat is None or not heat.certain  # the end of a request ends its context
