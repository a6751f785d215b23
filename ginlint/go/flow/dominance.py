"""Orders and loops of a graph of numbered blocks; entry is block 0.

Dominators after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance
Algorithm" (2001): linear in practice for structured code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.flow.graph import LoopStmt


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
        self._idom = {0: 0}
        changed = True
        while changed:
            changed = False
            for block in order[1:]:
                best = self._meet(predecessors[block])
                if self._idom.get(block) != best:
                    self._idom[block] = best
                    changed = True

    def _meet(self, predecessors: Sequence[int]) -> int:
        known = [block for block in predecessors if block in self._idom]
        best = known[0]
        for block in known[1:]:
            best = self._common(best, block)
        return best

    def _common(self, a: int, b: int) -> int:
        rank, idom = self._rank, self._idom
        while a != b:
            if rank[a] > rank[b]:
                a = idom[a]
            else:
                b = idom[b]
        return a

    def dominates(self, a: int, b: int) -> bool:
        """Say whether every way to `b` passes `a`; false when either is unreachable."""
        rank, idom = self._rank, self._idom
        if a not in rank or b not in rank:
            return False
        while rank[b] > rank[a]:
            b = idom[b]
        return a == b


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
