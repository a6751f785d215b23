"""Goroutines and loops that listen for the end and, for as long as they hand something on, do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.endless import is_end_channel
from ginlint.go.goroutines import start_of
from ginlint.go.names import Chan, deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.requests import callers_of
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package


MAX_HANDED = 2  # calls from where a channel is sent to up to where it is made


class Deaf(NamedTuple):
    """A send in the case of a select, in a loop or goroutine, whose other case `end` leaves when it is time.

    Nobody receives from the channel any longer either, once the end has come: its receivers
    wait for others as well.
    """

    function: Function
    send: ast.SendStmt
    end: ast.Expr

    @property
    def lasts(self) -> bool:
        """Whether the channel is one of the process, as who receives from it is, most likely."""
        return root_variable(self.send.chan) is None


def deaf_forwards(package: Package) -> Iterator[Deaf]:
    """Yield such sends into a channel without room."""
    for file in package.speaking:
        kinds = file.facts.index.kinds
        if file.test or "select" not in kinds or "send" not in kinds:
            continue
        for outer in file.functions_at(kinds["select"]):
            for function in outer.all() if b"<-" in file.parsed.text[outer.body.pos : outer.body.end] else ():
                for node in ast.walk(function.body, into_literals=False):
                    if isinstance(node, ast.SelectStmt):
                        yield from _deaf(function, node)


def _deaf(function: Function, select: ast.SelectStmt) -> Iterator[Deaf]:
    if any(clause.comm is None for clause in select.clauses):
        return
    if function.graph.loop_around(select) is None and not _is_started(function):
        return
    ends = [end for clause in select.clauses if (end := _end_of(function, clause)) is not None]
    for clause in select.clauses if ends else ():
        if received(clause.comm) is not None and _end_of(function, clause) is None:
            for send in _bare_sends(function, clause):
                if _has_no_room(function, send.chan):
                    yield Deaf(function, send, ends[0])


def _is_started(function: Function) -> bool:
    start = start_of(function) if function.node is not None else None
    return start is not None and start.by == "goroutine"


def _bare_sends(function: Function, clause: ast.CommClause) -> Iterator[ast.SendStmt]:
    for stmt in clause.body:
        for node in ast.walk(stmt, into_literals=False):
            if isinstance(node, ast.SendStmt) and is_bare(function, node):
                yield node


def _end_of(function: Function, clause: ast.CommClause) -> ast.Expr | None:
    """Return the channel of a case that waits for the end and leaves."""
    channel = received(clause.comm)
    if channel is None or not is_end_channel(channel) or not function.graph.always_leaves(clause):
        return None
    return channel


def received(comm: ast.Node | None) -> ast.Expr | None:
    """Return the channel that a statement receives from."""
    match comm:
        case ast.ExprStmt(ast.UnaryExpr("<-", x)) | ast.AssignStmt(_, _, [ast.UnaryExpr("<-", x)]):
            return x
    return None


def is_bare(function: Function, send: ast.SendStmt) -> bool:
    """Tell a send that is no case of a select."""
    around = function.parent_of(send)
    return not isinstance(around, ast.CommClause) or around.comm is not send


def _has_no_room(function: Function, channel: ast.Expr) -> bool:
    """Tell a channel made without room, whose receivers all wait for something else as well."""
    if isinstance(channel, ast.SelectorExpr):
        owner = deref(function.file.typer.type_of(channel.x))
        return _field_has_no_room(function.file.package, str(owner), channel.sel)
    if isinstance(channel, ast.Ident) and channel.obj is not None and channel.obj.kind == "parameter":
        return channel.obj.function is function and _callers_make(channel.obj)
    return False


def _callers_make(parameter: Variable, depth: int = 0, *, received: bool = False) -> bool:
    """Tell a parameter for which each caller gives a channel without room."""
    function = parameter.function
    if parameter not in function.parameters or function.symbol is None:
        return False
    index = function.parameters.index(parameter)
    callers = callers_of(function)
    return bool(callers) and all(
        index < len(call.node.args)
        and is_made_without_room(call.function, call.node.args[index], depth, received=received)
        for call in callers
    )


def is_made_without_room(
    function: Function, given: ast.Expr, depth: int = 0, *, received: bool = False
) -> bool:
    """Tell a channel without room whose receivers all wait for an end as well, where it is made or handed on.

    `received` says that it is received from where it was followed from, `depth` calls away.
    """
    if isinstance(given, ast.SelectorExpr):
        owner = deref(function.file.typer.type_of(given.x))
        return _field_has_no_room(function.file.package, str(owner), given.sel)
    variable = given.obj if isinstance(given, ast.Ident) else None
    if variable is None or variable.writes:
        return False
    around = {use: variable.function.parent_of(use) for use in variable.uses}
    receives = [use for use, node in around.items() if isinstance(node, ast.UnaryExpr | ast.RangeStmt)]
    if not all(_is_one_of_many(variable.function, use) for use in receives):
        return False
    if variable.kind != "parameter":
        made = _is_made(variable.definition.value)
        return made and bool(receives or (received and _is_handed_once(variable, around)))
    if depth >= MAX_HANDED or not _is_handed_once(variable, around):
        return False
    return _callers_make(variable, depth + 1, received=received or bool(receives))


def _is_handed_once(variable: Variable, around: Mapping[ast.Ident, ast.Node | None]) -> bool:
    """Tell a channel that one function of the module gets at most: no other may receive from it."""
    typer = variable.function.file.typer
    symbols = [typer.callee(node).symbol for node in around.values() if isinstance(node, ast.CallExpr)]
    return sum(symbol is not None and symbol.file is not None for symbol in symbols) <= 1


def _is_made(value: ast.Expr | None) -> bool:
    match value:
        case ast.CallExpr(ast.Ident("make"), [_]):
            return True
    return False


def _is_one_of_many(function: Function, use: ast.Expr) -> bool:
    """Tell a receive in a case of a select that has an end as well."""
    clause = function.enclosing(use, ast.CommClause, ast.FuncLit)
    if not isinstance(clause, ast.CommClause) or received(clause.comm) is not use:
        return False
    select = function.parent_of(clause)
    others = (
        [received(it.comm) for it in select.clauses if it is not clause]
        if isinstance(select, ast.SelectStmt)
        else []
    )
    return any(it is not None and is_end_channel(it) for it in others)


def _field_has_no_room(package: Package, owner: str, field: str) -> bool:
    """Tell a field that is only ever made without room, and received from beside the end."""
    kinds = {
        kind for function in _functions_with(package, field) for kind in _done_to(function, owner, field)
    }
    return kinds == {"made", "received"}


def _functions_with(package: Package, word: str) -> Iterator[Function]:
    """Yield the functions of a package whose text has a word."""
    sought = word.encode()
    for file in package.files:
        text = file.parsed.text
        for decl in file.facts.functions if not file.test and sought in text else ():
            if decl.body is not None and text.find(sought, decl.pos, decl.end) >= 0:
                yield from file.function(decl).all()


def _done_to(function: Function, owner: str, field: str) -> Iterator[str]:
    """Yield what a function does to a channel in a field: made without room, received beside an end."""
    typer = function.file.typer

    def is_it(expr: ast.Expr) -> bool:
        return (
            isinstance(expr, ast.SelectorExpr)
            and expr.sel == field
            and str(deref(typer.type_of(expr.x))) == owner
        )

    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.KeyValueExpr(ast.Ident(name), value) if name == field:
                if isinstance(typer.type_of(value), Chan):
                    yield "made" if _is_made(value) else "other"
            case ast.AssignStmt([target], _, [value]) if is_it(target):
                yield "made" if _is_made(value) else "other"
            case ast.UnaryExpr("<-", x) if is_it(x):
                yield "received" if _is_one_of_many(function, x) else "other"
            case ast.RangeStmt() if is_it(node.x):
                yield "other"
