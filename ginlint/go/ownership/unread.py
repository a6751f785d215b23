"""Resources that a goroutine sends as its result, which nobody receives if something else comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.drains import Drained
from ginlint.go.ownership.sites import Leak
from ginlint.go.ownership.uses import UseKind, uses_of, uses_of_variable
from ginlint.go.selects import received_from
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.track import Tracker
    from ginlint.go.ownership.uses import Use

MAX_LITERALS = 2  # one in the other; a value may be put into what it holds


def left_unread(tracker: Tracker) -> Leak | None:
    """Return how a resource is lost in a channel with room: its one receiver may go another way.

    A channel without room is left to send-blocks-forever. A test that goes another way has failed.
    """
    site = tracker.site
    if site.function.node is None or site.resource.inferred or site.function.file.test:
        return None
    for send in _sends(site.function, uses_of_variable(site.function, site.variable)):
        channel = send.chan.obj if isinstance(send.chan, ast.Ident) else None
        if channel is None or channel.kind != "local" or channel.function is site.function:
            continue
        other = _other_way(channel, site.function) if _has_room(channel) else None
        if other is not None:
            return Leak(site, "unread", other, (), Drained.NO, late=False, released=True, fails=send)
    return None


def _sends(function: Function, uses: Iterator[Use], depth: int = 0) -> Iterator[ast.SendStmt]:
    """Yield where a value is sent, itself or in a literal: result{conn, err}."""
    for use in uses:
        sent = use.node
        if use.kind is UseKind.COMPOSITE and use.around is not None and depth < MAX_LITERALS:
            yield from _sends(function, uses_of(function, use.around), depth + 1)
        around = function.parent_of(sent)
        while isinstance(around, (ast.UnaryExpr, ast.CompositeLit, ast.KeyValueExpr)):
            around = function.parent_of(around)
        if use.kind is UseKind.SENT and isinstance(around, ast.SendStmt):
            yield around


def _has_room(channel: Variable) -> bool:
    """Tell a channel that is made with a capacity."""
    value = channel.definition.value
    match value:
        case ast.CallExpr(ast.Ident("make"), [_, size]):
            return not channel.writes and not (isinstance(size, ast.BasicLit) and size.value == "0")
    return False


def _other_way(channel: Variable, sender: Function) -> ast.Node | None:
    """Return the case that leaves the select in which alone a channel is received from; None if others do."""
    function = channel.function
    found: ast.Node | None = None
    for use in channel.uses:
        around = function.outermost.parent_of(use)
        match around:
            case ast.SendStmt(chan, _) if chan is use:
                continue
            case ast.CallExpr(ast.Ident("close" | "len" | "cap"), _, _):
                continue
            case ast.UnaryExpr("<-", _):
                clause = function.outermost.enclosing(around, ast.CommClause, ast.FuncLit)
            case _:
                return None
        if found is not None or not isinstance(clause, ast.CommClause) or not _is_received_by(clause, around):
            return None
        found = _leaving_beside(function, clause, sender)
        if found is None:
            return None
    return found


def _is_received_by(clause: ast.CommClause, receive: ast.Node) -> bool:
    return clause.comm is not None and clause.comm.pos <= receive.pos < clause.comm.end


def _leaving_beside(function: Function, clause: ast.CommClause, sender: Function) -> ast.Node | None:
    """Return another case of a select, outside of loops, by which its function is left.

    What the sender itself sends elsewhere, an error, it sends instead.
    """
    select = function.outermost.parent_of(clause)
    if not isinstance(select, ast.SelectStmt) or function.graph.loop_around(select) is not None:
        return None
    return next(
        (
            it
            for it in select.clauses
            if it is not clause and function.graph.always_leaves(it) and not _is_sent_by(sender, it)
        ),
        None,
    )


def _is_sent_by(sender: Function, clause: ast.CommClause) -> bool:
    channel = received_from(clause)
    variable = channel.obj if isinstance(channel, ast.Ident) else None
    return variable is not None and any(
        isinstance(send.chan, ast.Ident) and send.chan.obj is variable
        for send in ast.nodes_of(sender.body, ast.SendStmt)
    )
