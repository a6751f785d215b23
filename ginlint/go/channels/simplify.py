"""Leaving out what cannot be claimed: operations where nobody knows who else takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.channels.countdown import closes_last

if TYPE_CHECKING:
    from ginlint.go.channels.automaton import Automaton, Node
    from ginlint.go.channels.values import Primitive

BLOCKS = ("send", "receive", "range", "wait", "condwait")


def repeats(automaton: Automaton, node: Node) -> bool:
    """Tell whether an operation may come again, nobody knows how often."""
    if not node.unsure:
        return False
    again = {node.index}
    if node.opened:  # each round has its own
        alike = (other for other in automaton.nodes if other.at is node.at or other.kind == "cut")
        again.update(other.index for other in alike if other.process == node.process)
    return _comes_to(node, again, automaton)


def simplify(automaton: Automaton) -> bool:
    """Turn operations on loose primitives into none; tell whether anybody can still block."""
    carrying = _carrying(automaton)
    for node in automaton.nodes:
        if node.conditional:  # the test may well depend on what is received
            for primitive in (
                node.primitive if node.kind == "receive" else None,
                *(c.primitive for c in node.cases),
            ):
                if primitive is not None and primitive in carrying:
                    primitive.loose = True
    closed = {node.primitive for node in automaton.nodes if node.kind == "close"}
    endless = {it for it in automaton.primitives if it.signals} - closed
    for primitive in automaton.primitives:
        nodes = [
            node
            for node in automaton.nodes
            if node.primitive is primitive or _is_only(node, primitive, automaton)
        ]
        _loosen(primitive, nodes, automaton, carries=primitive in carrying)
    for node in automaton.nodes:
        if node.primitive is not None and node.primitive.loose:
            heard = node.kind == "receive" and node.key is not None
            node.kind = "choice" if node.kind == "range" else "guess" if heard else "nop"
            if node.kind == "choice" and node.primitive in endless:
                node.succ = node.succ[:1]
            node.primitive = None
        node.cases = [
            case._replace(op="always") if case.primitive is not None and case.primitive.loose else case
            for case in node.cases
        ]
    for node in automaton.nodes:
        if node.kind == "choice" and len(set(node.succ)) == 1:
            node.kind = "nop"
            node.succ = node.succ[:1]
    return any(_may_block(node) for node in automaton.nodes) or _locks_twice(automaton)


def _is_only(node: Node, primitive: Primitive, automaton: Automaton) -> bool:
    """Tell a select that only receives from one channel, in what comes to an end."""
    if len(node.cases) != 1 or node.cases[0].op != "receive" or node.cases[0].primitive is not primitive:
        return False
    ends = {other.index for other in automaton.nodes if other.kind == "end" and other.process == node.process}
    return _comes_to(node, ends, automaton)


def _locks_twice(automaton: Automaton) -> bool:
    """Tell whether a goroutine that has a lock may come to lock it again."""
    taken: set[tuple[int, int]] = set()
    for node in automaton.nodes:
        if node.kind in ("lock", "rlock") and node.primitive is not None:
            key = (node.process, node.primitive.index)
            if key in taken:
                return True
            taken.add(key)
    return False


def _carrying(automaton: Automaton) -> set[Primitive]:
    """Return the channels on which something is sent: how often one receives from others does not matter."""
    found = {node.primitive for node in automaton.nodes if node.kind == "send"}
    found.update(case.primitive for node in automaton.nodes for case in node.cases if case.op == "send")
    return {primitive for primitive in found if primitive is not None}


def _loosen(primitive: Primitive, nodes: list[Node], automaton: Automaton, *, carries: bool) -> None:
    """Let a primitive be where the numbers of its operations cannot be compared."""
    if primitive.kind == "cond" and any(node.kind in ("signal", "broadcast") for node in nodes):
        tested = any(node.conditional or node.unsure for node in nodes if node.kind == "condwait")
        primitive.loose = primitive.loose or tested  # what is signalled may end the loop before it waits
    if primitive.kind == "group" and any(
        node.opened or repeats(automaton, node) for node in nodes if node.kind == "add" and node.unsure
    ):
        primitive.loose = True
    if primitive.kind == "chan" and nodes:
        plain = [node for node in nodes if node.kind in ("receive", "select") and node.key is None]
        if carries and any(repeats(automaton, node) for node in plain):
            primitive.loose = True
        if any(node.unsure for node in nodes if node.kind == "send") and any(node.assumed for node in plain):
            primitive.loose = True
        if primitive.capacity != 0 and _is_semaphore(plain, nodes, automaton):
            primitive.loose = True
        if any(closes_last(node.function, node.at) for node in nodes if node.kind == "close"):
            primitive.loose = True


def _is_semaphore(releases: list[Node], nodes: list[Node], automaton: Automaton) -> bool:
    """Tell a channel with room into which a goroutine puts a token that it, or one it then starts, takes."""
    puts = [node for node in nodes if node.kind == "send"]
    puts += [
        node
        for node in automaton.nodes
        if any(case.op == "send" and case.primitive is nodes[0].primitive for case in node.cases)
    ]
    return any(_is_put_before(release, puts, automaton) for release in releases)


def _is_put_before(release: Node, puts: list[Node], automaton: Automaton) -> bool:
    """Tell whether a token may be put, in one goroutine, before it is taken or what takes it is started."""
    ends, process = {release.index}, release.process
    while process >= 0:
        if any(put.process == process and _comes_to(put, ends, automaton) for put in puts):
            return True
        ends = {node.index for node in automaton.nodes if node.kind == "go" and node.child == process}
        process = automaton.processes[process].parent
    return False


def comes_again(node: Node, automaton: Automaton) -> bool:
    """Tell whether an operation may come after itself in its goroutine."""
    return _comes_to(node, {node.index}, automaton)


def _comes_to(start: Node, ends: set[int], automaton: Automaton) -> bool:
    """Tell whether one of the nodes `ends` may come after `start` in its goroutine."""
    seen: set[int] = set()
    work = list(start.succ)
    while work:
        index = work.pop()
        if index in ends:
            return True
        if index >= 0 and index not in seen:
            seen.add(index)
            work += automaton.nodes[index].succ
    return False


def _may_block(node: Node) -> bool:
    if node.kind == "select":
        return bool(node.cases) and not any(case.op in ("always", "default") for case in node.cases)
    return node.kind in BLOCKS and node.primitive is not None
