"""The parts of a graph whose nodes all reach each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

Node = TypeVar("Node", bound="Hashable")


def components(graph: Mapping[Node, Sequence[Node]]) -> Iterator[list[Node]]:
    """Yield the strongly connected components of `graph`, by Tarjan's algorithm without recursion."""
    order: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    on_stack: set[Node] = set()
    for root in graph:
        if root in order:
            continue
        work: list[tuple[Node, Iterator[Node]]] = []
        _enter(root, graph, order, low, stack, on_stack, work)
        while work:
            node, following = work[-1]
            new = next(following, None)
            if new is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    yield _component(node, stack, on_stack)
            elif new not in order:
                _enter(new, graph, order, low, stack, on_stack, work)
            elif new in on_stack:
                low[node] = min(low[node], order[new])


def _enter(
    node: Node,
    graph: Mapping[Node, Sequence[Node]],
    order: dict[Node, int],
    low: dict[Node, int],
    stack: list[Node],
    on_stack: set[Node],
    work: list[tuple[Node, Iterator[Node]]],
) -> None:
    order[node] = low[node] = len(order)
    stack.append(node)
    on_stack.add(node)
    work.append((node, iter(graph.get(node, ()))))


def _component(node: Node, stack: list[Node], on_stack: set[Node]) -> list[Node]:
    found = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        found.append(member)
        if member == node:
            return found
