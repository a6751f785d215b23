"""Goroutines that do the same: which of them stands where makes no difference.

The ten that a loop starts come to a state for each order in which they may go on. Told apart only by
how many stand where, they come to a few. (Symmetry reduction: Clarke, Enders, Filkorn and Jha, 1996.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ginlint.go.channels.automaton import ENDED, NOT_STARTED
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from ginlint.go.channels.automaton import Automaton, Node

FEW = 3
PLAIN = frozenset(("send", "receive", "range", "select", "wait", "close", "add", "nop", "mark", "choice",
                   "decide", "guess", "end", "cut"))  # fmt: skip


class Twin(NamedTuple):
    """One of the processes that do the same: its nodes and what it alone decides, each in the same order."""

    process: int
    ranks: dict[int, int]
    nodes: tuple[int, ...]
    keys: tuple[Hashable, ...]


def twins(automaton: Automaton) -> tuple[tuple[Twin, ...], ...]:
    """Return the groups of processes that one loop starts and that do the same."""
    starts = Counter((process.start, process.calls) for process in automaton.processes[1:])
    many = [it for it in automaton.processes[1:] if starts[it.start, it.calls] >= FEW]
    if not many:
        return ()
    users: dict[Hashable, set[int]] = defaultdict(set)
    for node in automaton.nodes:
        for key in _keys(node):
            users[key].add(node.process)
    groups: dict[Hashable, list[Twin]] = defaultdict(list)
    for process in many:
        order = _reached(automaton, process.entry)
        if all(node.kind in PLAIN for node in order):
            ranks = {node.index: rank for rank, node in enumerate(order)}
            own = dict.fromkeys(key for node in order for key in _keys(node) if len(users[key]) == 1)
            twin = Twin(process.index, ranks, tuple(ranks), tuple(own))
            groups[process.start, process.calls, _shape(order, twin)].append(twin)
    return tuple(tuple(group) for group in groups.values() if len(group) >= FEW)


def _keys(node: Node) -> list[Hashable]:
    return [key for key in (node.key, *(case.key for case in node.cases)) if key is not None]


def _reached(automaton: Automaton, entry: int) -> list[Node]:
    """Return the nodes of a process in an order that depends on its graph alone."""
    found: dict[int, Node] = {}
    work = [entry]
    while work:
        index = work.pop()
        if index >= 0 and index not in found:
            found[index] = automaton.nodes[index]
            work += reversed(automaton.nodes[index].succ)
    return list(found.values())


def _shape(order: Iterable[Node], twin: Twin) -> Hashable:
    """Return what is the same for processes that do the same."""
    names = {key: rank for rank, key in enumerate(twin.keys)}
    return tuple(
        (
            node.kind,
            node.at.pos,
            node.amount,
            node.primitive.index if node.primitive is not None else -1,
            names.get(node.key, node.key),
            tuple(
                (it.op, it.primitive and it.primitive.index, it.slot, names.get(it.key, it.key))
                for it in node.cases
            ),
            tuple(twin.ranks.get(index, -1) for index in node.succ),
        )
        for node in order
    )


def folded(
    places: tuple[int, ...],
    decided: frozenset[tuple[Hashable, bool]],
    groups: Iterable[tuple[Twin, ...]],
) -> tuple[tuple[int, ...], frozenset[tuple[Hashable, bool]]]:
    """Return the state that stands for all that differ from this in which of the twins is where."""
    known = dict(decided)
    put = list(places)
    for group in groups:
        started = [twin for twin in group if places[twin.process] != NOT_STARTED]
        found = [
            (twin.ranks.get(places[twin.process], -1), tuple(known.get(key) for key in twin.keys))
            for twin in started
        ]
        for twin in started:
            for key in twin.keys:
                known.pop(key, None)
        for twin, (rank, truths) in zip(started, sorted(found, key=_order), strict=True):
            put[twin.process] = twin.nodes[rank] if rank >= 0 else ENDED
            known |= {key: truth for key, truth in zip(twin.keys, truths, strict=True) if truth is not None}
    return tuple(put), frozenset(known.items())


def _order(standing: tuple[int, tuple[bool | None, ...]]) -> tuple[int, tuple[int, ...]]:
    rank, truths = standing
    return rank, tuple(-1 if truth is None else int(truth) for truth in truths)
