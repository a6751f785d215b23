"""Channels in fields whose receivers leave: whoever sends into one with no other way out waits for ever.

The writer of a connection is the common case. It receives what it is to write, and returns when a write
fails or the connection's context ends; what others send to it from then on fills the channel, and then
blocks the sender, which often serves other clients, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.constant import integer
from ginlint.go.endless import is_end_channel
from ginlint.go.forwards import is_bare, received
from ginlint.go.importing import files_naming
from ginlint.go.names import UNKNOWN, Named, deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package

MANY = 60  # places that name a field
TESTS = (ast.IfStmt, ast.SwitchStmt, ast.TypeSwitchStmt)


class LeftField(NamedTuple):
    """A send into a channel in `field` of `owner`; `receiver` goes on receiving from it until `leaving`.

    It is `sure` that senders may be left, unless receivers leave only as all comes to its end.
    """

    function: Function
    send: ast.SendStmt
    owner: str
    field: str
    receiver: Function
    leaving: ast.Node
    sure: bool


class _Uses:
    """What the module does to one channel in a field of a type."""

    __slots__ = ("made", "receives", "unknown")

    def __init__(self) -> None:
        self.made: list[tuple[Function, ast.Expr]] = []
        self.receives: list[tuple[Function, ast.Node]] = []
        self.unknown = False


def left_fields(package: Package) -> Iterator[LeftField]:
    """Yield the sends that nobody may receive, one for each channel and function."""
    told: set[tuple[str, str, Function]] = set()
    known: dict[tuple[str, str], _Uses] = {}
    for function, send, owner in _bare_sends(package):
        field = send.chan.sel if isinstance(send.chan, ast.SelectorExpr) else ""
        if (owner, field, function.outermost) in told:
            continue
        uses = known.get((owner, field))
        if uses is None:
            uses = known[owner, field] = _uses_of(package, owner, field)
        found = _left(uses, function) if _comes_again(uses, function, send) else None
        if found is not None:
            told.add((owner, field, function.outermost))
            yield LeftField(function, send, owner.rpartition(".")[2], field, *found)


def _bare_sends(package: Package) -> Iterator[tuple[Function, ast.SendStmt, str]]:
    """Yield the sends into fields of types of the package that are no case of a select."""
    for file in package.speaking:
        if for_tests(file):
            continue
        for outer in file.functions_at(file.facts.index.kinds.get("send", ())):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    if not isinstance(node, ast.SendStmt) or not isinstance(node.chan, ast.SelectorExpr):
                        continue
                    owner = _owner(function, node.chan)
                    own = owner.startswith(f"{package.path}.") and not _is_asked_before(function, node)
                    if own and is_bare(function, node):
                        yield function, node, owner


def _is_asked_before(function: Function, send: ast.SendStmt) -> bool:
    """Tell `if worker.running { worker.stop <- true }`: who receives says that it is there."""
    around = function.enclosing(send, ast.IfStmt, ast.FuncLit)
    if not isinstance(around, ast.IfStmt) or not around.body.pos <= send.pos < around.body.end:
        return False
    asked, root = around.cond, root_variable(send.chan)
    return isinstance(asked, ast.SelectorExpr) and root is not None and root_variable(asked) is root


def _owner(function: Function, field: ast.SelectorExpr) -> str:
    """Return the type that declares a field, which an outer one may embed; "" if nobody knows."""
    typer = function.file.typer
    selection = typer.program.select(typer.type_of(field.x), field.sel)
    type_ = deref(selection.owner) if selection is not None else UNKNOWN
    return str(type_) if isinstance(type_, Named) else ""


def _uses_of(package: Package, owner: str, field: str) -> _Uses:
    uses = _Uses()
    word = re.compile(rb"\b%b\b" % re.escape(field.encode()))
    for file in files_naming(package, field):
        offsets = [found.start() for found in word.finditer(file.parsed.text)]
        for outer in file.functions_at(offsets) if len(offsets) <= MANY else ():
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    _note(function, node, owner, field, uses)
        uses.unknown = uses.unknown or len(offsets) > MANY
    return uses


def _note(function: Function, node: ast.Node, owner: str, field: str, uses: _Uses) -> None:
    match node:
        case ast.KeyValueExpr(ast.Ident(name), value) if name == field:
            literal, typer = function.parent_of(node), function.file.typer
            made_of = typer.type_of(literal) if isinstance(literal, ast.CompositeLit) else UNKNOWN
            if str(deref(made_of)) == owner:
                made = isinstance(value, ast.CallExpr) and last_name(value.fun) == "make"
                uses.made.append((function, value))
                uses.unknown = uses.unknown or not made
        case ast.SelectorExpr(_, name) if name == field:
            declared = _owner(function, node)
            if declared == owner:
                _note_use(function, node, uses)
            uses.unknown = uses.unknown or not declared


def _note_use(function: Function, field: ast.SelectorExpr, uses: _Uses) -> None:
    around = function.parent_of(field)
    match around:
        case ast.SendStmt() if around.chan is field:
            pass
        case ast.UnaryExpr("<-") | ast.RangeStmt():
            uses.receives.append((function, around))
        case ast.CallExpr(ast.Ident("len" | "cap")):
            pass
        case ast.AssignStmt([target], _, [ast.CallExpr(ast.Ident("make")) as made]) if target is field:
            uses.made.append((function, made))
        case _:
            uses.unknown = True  # it is closed, or somebody else has it


def _comes_again(uses: _Uses, sender: Function, send: ast.SendStmt) -> bool:
    """Tell a send that fills the room of a channel in time: in a loop, or of one that has none.

    Who has room for one is sent one, as a rule: each round of a loop may have another.
    """
    rooms = [made.args[1] for _, made in uses.made if isinstance(made, ast.CallExpr) and len(made.args) > 1]
    loop = sender.graph.loop_around(send)
    if not rooms or loop is None:
        return not rooms
    root = root_variable(send.chan)
    fresh = root is not None and loop.pos <= root.pos < loop.end
    return not fresh or not any(integer(room, sender.file.typer) == 1 for room in rooms)


def _left(uses: _Uses, sender: Function) -> tuple[Function, ast.Node, bool] | None:
    """Return a receiver that leaves, if all do that receive, and channels are made again and again."""
    if uses.unknown or not uses.receives or not uses.made:
        return None
    found = []
    for function, node in uses.receives:
        ways = list(_leavings(function, node, sender))
        if not ways or function.outermost is sender.outermost:
            return None
        meant = [leaving for leaving in ways if _waits_for_end(function, leaving)]
        leaving = next((it for it in ways if it not in meant), ways[0])
        found.append((function, leaving, leaving not in meant))
    requests = sender.file.package.project.requests
    if not any(requests.heat(function, node) is not None for function, node in uses.made):
        return None
    return next((it for it in found if it[2]), found[0])


def _leavings(function: Function, node: ast.Node, sender: Function) -> Iterator[ast.Node]:
    """Yield where the loop that receives is left, other than because the channel is closed."""
    graph = function.graph
    loop = node if isinstance(node, ast.RangeStmt) else graph.loop_around(node)
    told = _tells_of_end(function, node)
    for inner in ast.walk(loop.body, into_literals=False) if loop is not None else ():
        leaves = isinstance(inner, ast.ReturnStmt) or (
            isinstance(inner, ast.BranchStmt)
            and inner.tok == "break"
            and (inner.label is not None or graph.loop_around(inner) is loop)
            and not _breaks_select(function, inner)
        )
        if not leaves or loop is None or _is_of_end(function, inner, told, loop):
            continue
        if not _is_asked_for(function, inner, node) and not _is_told_by(function, inner, sender):
            yield inner


def _waits_for_end(function: Function, leaving: ast.Node) -> bool:
    """Tell a case for the end of a context, or of the owner: who sends may have ended before."""
    clause = function.enclosing(leaving, ast.CommClause, ast.FuncLit)
    channel = received(clause.comm) if isinstance(clause, ast.CommClause) else None
    return channel is not None and is_end_channel(channel)


def _breaks_select(function: Function, node: ast.BranchStmt) -> bool:
    around = function.enclosing(node, ast.SelectStmt, ast.ForStmt, ast.RangeStmt, ast.CaseClause, ast.FuncLit)
    return node.label is None and not isinstance(around, (ast.ForStmt, ast.RangeStmt))


def _tells_of_end(function: Function, receive: ast.Node) -> str:
    """Return the name of what says that a channel is closed: `v, ok := <-c`."""
    match function.parent_of(receive):
        case ast.AssignStmt([_, ast.Ident(name)], _, [_]):
            return name
    return ""


def _is_of_end(function: Function, leaving: ast.Node, told: str, loop: ast.Node) -> bool:
    """Tell what only runs where the channel is closed: `if !ok { return }`."""
    around = function.enclosing(leaving, ast.IfStmt, ast.FuncLit)
    while isinstance(around, ast.IfStmt) and loop.pos <= around.pos:
        if told and any(isinstance(n, ast.Ident) and n.name == told for n in ast.walk(around.cond)):
            return True
        around = function.enclosing(around, ast.IfStmt, ast.FuncLit)
    return False


def _is_asked_for(function: Function, leaving: ast.Node, receive: ast.Node) -> bool:
    """Tell what leaves for whatever is received, or for a certain value: who sends asks it to end."""
    clause = function.parent_of(leaving)
    comm = clause.comm if isinstance(clause, ast.CommClause) else None
    if comm is not None and comm.pos <= receive.pos < comm.end:
        return True
    value = _value_of(function, receive)
    around = function.enclosing(leaving, *TESTS, ast.RangeStmt, ast.ForStmt, ast.FuncLit)
    while value and isinstance(around, TESTS):
        test = around.cond if isinstance(around, ast.IfStmt) else getattr(around, "tag", None)
        test = around.x if isinstance(around, ast.TypeSwitchStmt) else test
        if test is not None and any(isinstance(it, ast.Ident) and it.name == value for it in ast.walk(test)):
            return True
        around = function.enclosing(around, *TESTS, ast.RangeStmt, ast.ForStmt, ast.FuncLit)
    return False


def _value_of(function: Function, receive: ast.Node) -> str:
    """Return the name of the variable that gets what is received."""
    around = function.parent_of(receive)
    first = around.lhs[0] if isinstance(around, ast.AssignStmt) else getattr(receive, "key", None)
    return first.name if isinstance(first, ast.Ident) else ""


def _is_told_by(function: Function, leaving: ast.Node, sender: Function) -> bool:
    """Tell a case for a channel that the sender closes, or sends into, when it is done."""
    clause = function.enclosing(leaving, ast.CommClause, ast.FuncLit)
    channel = received(clause.comm) if isinstance(clause, ast.CommClause) else None
    name = last_name(channel) if channel is not None else ""
    return name != "" and any(
        last_name(target) == name
        for node in ast.walk(sender.outermost.body)
        for target in (
            [node.chan]
            if isinstance(node, ast.SendStmt)
            else node.args
            if isinstance(node, ast.CallExpr) and last_name(node.fun) == "close"
            else []
        )
    )
