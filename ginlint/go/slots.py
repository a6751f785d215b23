"""Slots of a channel that counts: taken by a send, given back by a receive, and lost on some ways.

`s.slots <- struct{}{}` with room for n lets n at once. Where a function returns without `<-s.slots`,
though it has that on other ways, there is one less; when all are gone, the send waits for ever.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import BLANK
from ginlint.go.call import last_name
from ginlint.go.flow import evaluated
from ginlint.go.locks.effects import speaks_of
from ginlint.go.names import Struct
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge
    from ginlint.go.names import Function
    from ginlint.go.package import Package

EMPTY = Struct(())
MADE = re.compile(rb"make\(%bchan\s+struct\{%b\}\s*,%b([^)\s]+)" % (BLANK, BLANK, BLANK))
HOLDER = re.compile(rb"\b(\w+)\s*(?::|=|:=)%b\Z" % BLANK)
FAR = 200  # bytes between the name of a channel and its make
COMPOUND = (ast.SelectStmt, ast.RangeStmt, ast.TypeSwitchStmt)


class LostSlot(NamedTuple):
    """A send that takes a slot, not given back on the way by `edges` to `leaving`, None for the end."""

    function: Function
    send: ast.SendStmt
    leaving: ast.Node | None
    edges: tuple[Edge, ...]


def lost_slots(package: Package) -> Iterator[LostSlot]:
    """Yield the sends to channels of fields and packages, with room, that lose a slot on some way."""
    for file in package.speaking:
        sends = file.facts.index.kinds.get("send", ()) if not file.test else ()
        for outer in file.functions_at(sends):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    if isinstance(node, ast.SendStmt) and _takes_slot(function, node):
                        found = _lost(function, node)
                        if found is not None:
                            yield found


def _takes_slot(function: Function, send: ast.SendStmt) -> bool:
    """Tell a send of nothing to what others use as well, of which the function receives too."""
    if not isinstance(send.value, ast.CompositeLit) or function.file.typer.type_of(send.value) != EMPTY:
        return False
    if isinstance(send.chan, ast.Ident) and send.chan.obj is not None:
        return False  # a local one is gone with its function
    if not isinstance(send.chan, (ast.Ident, ast.SelectorExpr)):
        return False
    text = function.file.text(send.chan)
    gives = [node for node in ast.walk(function.body) if _is_receive(function, node, text)]
    if any(function.graph.always_before(node, send) for node in gives):
        return False  # what has been taken by a receive goes back
    return bool(gives) and _has_room(function.file.package, text.rpartition(".")[2])


def _has_room(package: Package, name: str) -> bool:
    """Tell a channel that is made with room for more than one, wherever it is made."""

    def work() -> dict[str, bool]:
        found: dict[str, bool] = {}
        for file in package.files:
            text = file.parsed.text
            for offset in file.facts.index.calls.get("make", ()):
                made = MADE.match(text, offset)
                holder = HOLDER.search(text, max(0, offset - FAR), offset)
                if made is not None and holder is not None:
                    held = holder[1].decode()
                    found[held] = found.get(held, True) and made[1] not in (b"0", b"1")
        return found

    known: dict[str, bool] = remembered(package.project.kept, ("room", package), work)
    return known.get(name, False)


def _is_receive(function: Function, node: ast.Node, channel: str) -> bool:
    return isinstance(node, ast.UnaryExpr) and node.op == "<-" and function.file.text(node.x) == channel


def _lost(function: Function, send: ast.SendStmt) -> LostSlot | None:
    channel = function.file.text(send.chan)
    given = False

    def step(node: ast.Node, state: bool) -> bool | None:
        nonlocal given
        parts = list(evaluated(node) if isinstance(node, COMPOUND) else ast.walk(node))
        if any(_is_receive(function, part, channel) for part in parts):
            given = True
            return None
        return None if any(_may_give_back(part) for part in parts) else state

    lost: LostSlot | None = None
    for path in function.graph.paths_from(send, True, step=step, stop=lambda node, _: node is send):
        if lost is None and path.exit is not None and path.exit.kind in ("return", "end"):
            edges = tuple(edge for edge in path.edges if edge.cond is not None)
            lost = LostSlot(function, send, path.exit.node, edges)
    return lost if given and not _returns_with_it(function, lost) else None


def _returns_with_it(function: Function, lost: LostSlot | None) -> bool:
    """Tell `return nil` of what is there to take a slot, by its name: who calls it gives the slot back."""
    if not speaks_of(function.name.rpartition(".")[2], "returns_held"):
        return False
    match lost.leaving if lost is not None else None:
        case ast.ReturnStmt([*_, last]):
            return isinstance(last, ast.Ident) and last.obj is None and last.name in ("nil", "true")
    return True


def _may_give_back(node: ast.Node) -> bool:
    """Tell a call of what gives back by its name, and a function of the same struct that is handed on."""
    if not isinstance(node, ast.CallExpr):
        return False
    name = last_name(node.fun).lower()
    return any(word in name for word in (*table("locks")["gives_up"], *table("locks")["words"]["gives_up"]))
