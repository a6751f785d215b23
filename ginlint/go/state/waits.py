"""What may wait for a goroutine: calls by their names, receives, sends and selects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.names import Chan
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ginlint.go.names import Function, Typer, Variable

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def waits_in(function: Function) -> list[ast.Node]:
    """Return the nodes of the graph that may wait for a goroutine."""
    typer = function.file.typer
    nodes = ast.walk(function.body, into_literals=False)
    return graph_nodes(function, (node for node in nodes if may_wait(typer, node)))


def waits_for(function: Function, shared: Collection[Variable]) -> list[ast.Node]:
    """Return the nodes that may wait for a goroutine with which a function shares variables.

    So does any call by which it may be waited for: of a local function, or that is given one of `shared`.
    """
    typer = function.file.typer
    long = table("goroutines")["may_wait"]["long"]
    nodes = ast.walk(function.body, into_literals=False)
    found = (
        node
        for node in nodes
        if may_wait(typer, node)
        or (
            isinstance(node, ast.CallExpr)
            and (_is_named(node, long) or _has(function, node, shared) or _waits_on_receiver(function, node))
        )
    )
    return graph_nodes(function, found)


def graph_nodes(function: Function, nodes: Iterable[ast.Node]) -> list[ast.Node]:
    """Return the nodes of a function's graph that have these in them."""
    graph = function.graph
    places = map(graph.position_of, nodes)
    return [graph.blocks[place[0]].nodes[place[1]] for place in places if place is not None]


def _has(function: Function, call: ast.CallExpr, shared: Collection[Variable]) -> bool:
    """Tell a call of a local function, or one that names any of `shared`; none that go starts."""
    if isinstance(function.parent_of(call), ast.GoStmt):
        return False
    if function.file.typer.callee(call).kind in ("builtin", "conversion"):
        return False
    if isinstance(call.fun, ast.FuncLit) or (isinstance(call.fun, ast.Ident) and call.fun.obj is not None):
        return True
    return any(isinstance(node, ast.Ident) and node.obj in shared for node in ast.walk(call))


def _waits_on_receiver(function: Function, call: ast.CallExpr) -> bool:
    """Tell a method of the receiver that receives, or waits for a group: for the goroutine, perhaps."""
    receiver = function.outermost.receiver
    if receiver is None or root_variable(call.fun) is not receiver:
        return False
    called = body_of(function.file.typer.callee(call))
    return called is not None and any(
        "Wait" in last_name(node.fun) if isinstance(node, ast.CallExpr) else may_wait(called.file.typer, node)
        for node in ast.walk(called.body, into_literals=False)
    )


def _is_named(call: ast.CallExpr, words: Collection[str]) -> bool:
    word = WORD.match(last_name(call.fun))
    return word is not None and word.group().lower() in words


def may_wait(typer: Typer, node: ast.Node) -> bool:
    """Tell what may wait for another goroutine; a call does so by a word in its name."""
    match node:
        case ast.CallExpr():
            return "Wait" in last_name(node.fun) or _is_named(node, table("goroutines")["may_wait"]["words"])
        case ast.RangeStmt():
            return isinstance(typer.program.underlying(typer.type_of(node.x)), Chan)
        case ast.UnaryExpr("<-", _) | ast.SelectStmt() | ast.SendStmt():
            return True
    return False
