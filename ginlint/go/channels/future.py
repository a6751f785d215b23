"""What a goroutine may still ask: of other tests, how they came out makes no difference any longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from ginlint.go.channels.automaton import Automaton, Node

    Decided = frozenset[tuple[Hashable, bool]]


class Future:
    """The keys of the choices that each node, and all that comes after it, may come to, as bits.

    A goroutine that a node starts comes after it. (Live variables, backwards to a fixed point.)
    """

    __slots__ = ("_after", "_bits")

    def __init__(self, automaton: Automaton) -> None:
        choices = [node for node in automaton.nodes if node.kind == "choice" and node.key is not None]
        keys = dict.fromkeys(node.key for node in choices)
        self._bits: dict[Hashable, int] = {key: 1 << number for number, key in enumerate(keys)}
        self._after = [0] * len(automaton.nodes)
        for node in choices:
            self._after[node.index] = self._bits[node.key]
        changed = bool(keys)
        while changed:
            changed = False
            for node in reversed(automaton.nodes):
                before = self._after[node.index]
                for index in _next(automaton, node):
                    self._after[node.index] |= self._after[index]
                changed = changed or self._after[node.index] != before

    def kept(self, places: Iterable[int], decided: Decided) -> Decided:
        """Return what of the tests decided is still asked by somebody who stands at one of `places`."""
        asked = 0
        for place in places:
            if place >= 0:
                asked |= self._after[place]
        bits = self._bits
        for key, _ in decided:
            if not bits.get(key, 0) & asked:
                return frozenset(entry for entry in decided if bits.get(entry[0], 0) & asked)
        return decided


def _next(automaton: Automaton, node: Node) -> list[int]:
    started = [automaton.processes[node.child].entry] if node.kind == "go" else []
    return [index for index in (*node.succ, *started) if index >= 0]
