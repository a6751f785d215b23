"""Going through a syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ginlint.go.syntax.ast.expr import FuncLit
from ginlint.go.syntax.ast.stmt import BlockStmt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.syntax.ast.node import Node

Found = TypeVar("Found", bound="Node")


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
    the literals themselves are yielded. Blocks keep the answer: rules ask again and again.
    """
    if type(node) is not BlockStmt:
        return iter(_walk(node, into_literals=into_literals))
    found = node.walked[into_literals]
    if found is None:
        found = node.walked[into_literals] = _walk(node, into_literals=into_literals)
    return iter(found)


def nodes_of(block: BlockStmt, kind: type[Found]) -> list[Found]:
    """Return the nodes in a block that are of this very class, in order; literals' bodies are left out."""
    if block.kinds is None:
        block.kinds = {}
        for node in walk(block, into_literals=False):
            block.kinds.setdefault(type(node), []).append(node)
    return block.kinds.get(kind, [])  # type: ignore[return-value] # the key is the class


def parents(root: Node) -> dict[int, Node]:
    """Return the node around each node below `root`, bodies of literals included, by id."""
    found: dict[int, Node] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        for name in node.children:
            child = getattr(node, name)
            if type(child) is list:
                for element in child:
                    found[id(element)] = node
                stack += child
            elif child is not None:
                found[id(child)] = node
                if child.children:
                    stack.append(child)
    return found


def _walk(node: Node, *, into_literals: bool) -> list[Node]:
    found: list[Node] = []
    stack = [node]
    while stack:
        current = stack.pop()
        found.append(current)
        if not current.children:
            continue
        if not into_literals and type(current) is FuncLit and current is not node:
            continue
        for name in current.children[::-1]:
            child = getattr(current, name)
            if type(child) is list:
                stack += child[::-1]
            elif child is not None:
                stack.append(child)
    return found
