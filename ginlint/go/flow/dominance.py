"""Orders and loops of a graph of numbered blocks; entry is block 0.

Dominators after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance
Algorithm" (2001): linear in practice for structured code.
"""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.flow.graph import LoopStmt


_UNKNOWN = -1


class Loop:
    """A natural loop: control can come from inside back to `head`, which dominates all of it.

    `stmt` is None when only goto makes the loop. `parent` is the next loop
    outward. What always leaves in its first turn belongs to no loop.
    """

    __slots__ = ("head", "parent", "stmt")

    def __init__(self, head: int, stmt: LoopStmt | None) -> None:
        self.head = head
        self.stmt = stmt
        self.parent: Loop | None = None


def reverse_postorder(successors: Sequence[Sequence[int]]) -> list[int]:
    """Return the blocks reachable from 0, each before its successors except over back edges."""
    order: list[int] = []
    seen = {0}
    stack = [(0, iter(successors[0]))]
    while stack:
        block, rest = stack[-1]
        for target in rest:
            if target not in seen:
                seen.add(target)
                stack.append((target, iter(successors[target])))
                break
        else:
            order.append(block)
            stack.pop()
    order.reverse()
    return order


class Dominators:
    """The immediate dominator of every reachable block; predecessors are reachable ones only."""

    __slots__ = ("_idom", "_rank")

    def __init__(self, order: Sequence[int], predecessors: Sequence[Sequence[int]]) -> None:
        self._rank = {block: rank for rank, block in enumerate(order)}
        before = [[self._rank[block] for block in predecessors[target]] for target in order]
        self._idom = [0] + [_UNKNOWN] * (len(order) - 1)
        cyclic = any(max(ranks, default=0) >= rank for rank, ranks in enumerate(before) if rank)
        while self._improve(before) and cyclic:
            pass

    def _improve(self, before: Sequence[Sequence[int]]) -> bool:
        changed = False
        for rank in range(1, len(before)):
            best = self._meet(before[rank])
            if self._idom[rank] != best:
                self._idom[rank] = best
                changed = True
        return changed

    def _meet(self, ranks: Sequence[int]) -> int:
        """Climb from all `ranks` together, deepest first, so that a shared stretch is climbed once."""
        if len(ranks) == 1:
            return ranks[0]
        idom = self._idom
        pending = {rank for rank in ranks if idom[rank] != _UNKNOWN}
        heap = [-rank for rank in pending]
        heapify(heap)
        while len(heap) > 1:
            above = idom[-heap[0]]
            if above in pending:
                heappop(heap)
            else:
                pending.add(above)
                heapreplace(heap, -above)
        return -heap[0]

    def dominates(self, a: int, b: int) -> bool:
        """Say whether every way to `b` passes `a`; false when either is unreachable."""
        if a not in self._rank or b not in self._rank:
            return False
        top, rank = self._rank[a], self._rank[b]
        while rank > top:
            rank = self._idom[rank]
        return rank == top


class Loops:
    """The natural loops, inner before outer, and the innermost loop of each block.

    A cycle that goto enters at two places has no head and is not a loop here.
    """

    __slots__ = ("found", "innermost")

    def __init__(
        self,
        order: Sequence[int],
        predecessors: Sequence[Sequence[int]],
        dominators: Dominators,
        statements: dict[int, LoopStmt],
    ) -> None:
        self.found: list[Loop] = []
        self.innermost: dict[int, Loop] = {}
        for head in reversed(order):
            latches = [block for block in predecessors[head] if dominators.dominates(head, block)]
            if latches:
                loop = Loop(head, statements.get(head))
                self.found.append(loop)
                self._fill(loop, latches, predecessors)

    def _fill(self, loop: Loop, work: list[int], predecessors: Sequence[Sequence[int]]) -> None:
        while work:
            block = work.pop()
            inner = self._outermost(block)
            if inner is loop:
                continue
            if inner is None:
                self.innermost[block] = loop
            else:
                inner.parent = loop
                block = inner.head
            if block != loop.head:
                work.extend(predecessors[block])

    def _outermost(self, block: int) -> Loop | None:
        loop = self.innermost.get(block)
        while loop is not None and loop.parent is not None:
            loop = loop.parent
        return loop
