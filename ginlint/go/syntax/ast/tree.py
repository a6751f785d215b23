"""Going through a syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax.ast.expr import FuncLit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.syntax.ast.node import Node


def children(node: Node) -> Iterator[Node]:
    """Yield the direct children of `node` in source order."""
    for name in node.children:
        child = getattr(node, name)
        if child is None:
            continue
        if isinstance(child, list):
            yield from child
        else:
            yield child


def walk(node: Node, *, into_literals: bool = True) -> Iterator[Node]:
    """Yield `node` and all below it, parents first.

    With `into_literals` false the bodies of function literals are left out, but
    the literals themselves are yielded.
    """
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if not into_literals and isinstance(current, FuncLit) and current is not node:
            continue
        for name in current.children[::-1]:
            child = getattr(current, name)
            if type(child) is list:
                stack += child[::-1]
            elif child is not None:
                stack.append(child)
