"""What runs at one place of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator


def evaluated(node: ast.Node) -> Iterator[ast.Node]:
    """Yield `node` and what runs with it at its place in a block, parents first.

    Function literals are yielded, their bodies are not; nor are the bodies of the
    statements that are nodes of a graph and have one.
    """
    match node:
        case ast.RangeStmt():
            parts = [node.key, node.value]
        case ast.TypeSwitchStmt():
            parts = [node.name, node.x]
        case ast.SelectStmt():
            parts = []
        case _:
            yield from ast.walk(node, into_literals=False)
            return
    yield node
    for part in parts:
        if part is not None:
            yield from ast.walk(part, into_literals=False)
