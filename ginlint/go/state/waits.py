"""What may wait for a goroutine: calls by their names, receives, sends and selects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.names import Chan
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function, Typer

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def waits_in(function: Function) -> list[ast.Node]:
    """Return the nodes of the graph that may wait for a goroutine."""
    graph, typer = function.graph, function.file.typer
    found = (node for node in ast.walk(function.body, into_literals=False) if may_wait(typer, node))
    places = (graph.position_of(node) for node in found)
    return [graph.blocks[place[0]].nodes[place[1]] for place in places if place is not None]


def may_wait(typer: Typer, node: ast.Node) -> bool:
    """Tell what may wait for another goroutine; a call does so by a word in its name."""
    match node:
        case ast.CallExpr():
            name = last_name(node.fun)
            word = WORD.match(name)
            known = table("goroutines")["may_wait"]["words"]
            return "Wait" in name or (word is not None and word.group().lower() in known)
        case ast.RangeStmt():
            return isinstance(typer.program.underlying(typer.type_of(node.x)), Chan)
        case ast.UnaryExpr("<-", _) | ast.SelectStmt() | ast.SendStmt():
            return True
    return False
