"""Random bodies: what a machine runs and what the graph allows are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from ginlint.go.flow import Edge, Graph, build
from ginlint.go.syntax import ast
from tests.go.flowmachine import Machine, Maker, all_runs, bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = 300


def exits(call: ast.CallExpr) -> bool:
    return isinstance(call.fun, ast.Ident) and call.fun.name == "exit"


def follow(graph: Graph, machine: Machine) -> Iterator[str]:
    """Yield the kinds of exit of the graph's paths that run just what `machine` ran."""
    trace = machine.trace

    def step(node: ast.Node, at: int) -> int | None:
        return at + 1 if at < len(trace) and trace[at][0] is node else None

    def branch(edge: Edge, at: int) -> int | None:
        nodes = graph.blocks[edge.source].nodes
        tested = edge.cond is not None or (nodes and isinstance(nodes[-1], ast.RangeStmt))
        return None if tested and trace[at - 1][1] is not edge.truth else at

    for path in graph.paths_from(None, 0, step=step, branch=branch, cap=len(trace) + 1):
        if path.state == len(trace) and path.exit:
            yield path.exit.kind


@settings(deadline=None, max_examples=150)
@given(bodies)
def test_graph_and_machine_agree(drawn: list[Any]) -> None:
    body = Maker().body(drawn)
    graph = build(body, no_return=exits)
    ran: set[ast.Node] = set()
    complete = True
    for number, (machine, kind) in enumerate(all_runs(body, RUNS)):
        ran.update(node for node, _ in machine.trace)
        complete = number + 1 < RUNS
        if kind is not None:
            assert list(follow(graph, machine)) == [kind]
    reachable = set(graph.nodes())
    assert ran <= reachable
    if complete:
        assert reachable <= ran


@settings(deadline=None, max_examples=100)
@given(bodies)
def test_dominance_is_what_paths_say(drawn: list[Any]) -> None:
    graph = build(Maker().body(drawn), no_return=exits)
    for block in graph.order:
        without = reached_without(graph, block)
        for other in graph.order:
            assert graph.dominates(block, other) is (other not in without)


@settings(deadline=None, max_examples=100)
@given(bodies)
def test_what_runs_again_is_in_a_loop(drawn: list[Any]) -> None:
    graph = build(Maker().body(drawn), no_return=exits)
    for node in graph.nodes():
        loop = graph.loop_at(node)
        block = graph.block_of(node)
        assert block is not None
        if loop is not None:
            assert graph.dominates(loop.head, block)
            assert block in after(graph, block)
        elif not irreducible(graph):
            assert block not in after(graph, block)


def after(graph: Graph, block: int) -> set[int]:
    seen: set[int] = set()
    work = [edge.target for edge in graph.blocks[block].edges]
    while work:
        current = work.pop()
        if current not in seen:
            seen.add(current)
            work += [edge.target for edge in graph.blocks[current].edges]
    return seen


def reached_without(graph: Graph, block: int) -> set[int]:
    seen: set[int] = set()
    work = [0]
    while work:
        current = work.pop()
        if current not in seen and current != block:
            seen.add(current)
            work += [edge.target for edge in graph.blocks[current].edges]
    return seen


def irreducible(graph: Graph) -> bool:
    """Say whether a cycle remains once the edges back to a dominator are gone."""
    forward = {
        block: [edge.target for edge in graph.blocks[block].edges if not graph.dominates(edge.target, block)]
        for block in graph.order
    }
    while forward:
        targets = {target for edges in forward.values() for target in edges}
        free = [block for block in forward if block not in targets]
        if not free:
            return True
        for block in free:
            del forward[block]
    return False
