"""The graph of a function body and the questions it answers."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from ginlint.go.flow.dominance import Dominators, Loop, Loops, reverse_postorder
from ginlint.go.flow.paths import Search
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator

    from ginlint.go.flow.known import Fact
    from ginlint.go.flow.paths import State

Asked = TypeVar("Asked", bound="Hashable")
LoopStmt: TypeAlias = ast.ForStmt | ast.RangeStmt
ExitKind: TypeAlias = Literal["return", "panic", "end", "no-return"]


class Edge:
    """A step from block `source` to block `target`, taken when `cond` is `truth`.

    `cond` is None where nothing is tested, else one test without `&&`, `||` and
    `!`. For a switch with a tag it is a made-up `tag == case`, for a type switch
    `x.(T)`, or `x == nil` for `case nil`; both lie at the case's expression. The
    edges out of a range head have no `cond`: true enters the body, false is the end
    of the range. The target of an edge out of a select begins with the clause's
    communication, if it is not the default. `told` keeps what the test says, once somebody has asked.
    """

    __slots__ = ("cond", "source", "target", "told", "truth")

    def __init__(self, source: int, target: int, cond: ast.Expr | None, truth: bool) -> None:
        self.source = source
        self.target = target
        self.cond = cond
        self.truth = truth
        self.told: Fact | Literal["unasked"] | None = "unasked"

    def __repr__(self) -> str:
        return f"Edge({self.source} -> {self.target}, {type(self.cond).__name__}, {self.truth})"


class Exit:
    """A place where the function is left.

    Kind is "return", "panic" (the builtin), "no-return" (a call that the caller of
    `build` named) or "end" (the closing brace). `node` is the last node run, None
    for "end"; `pos` its offset or that of the brace.
    """

    __slots__ = ("block", "kind", "node", "pos")

    def __init__(self, kind: ExitKind, block: int, node: ast.Stmt | None, pos: int) -> None:
        self.kind = kind
        self.block = block
        self.node = node
        self.pos = pos

    def __repr__(self) -> str:
        return f"Exit({self.kind}, {self.pos})"


class Block:
    """Nodes that run one after the other, then one of the `edges` or the `exit`.

    A block with neither never goes on: `select {}`. `loop` is the loop statement
    that the block is written in.
    """

    __slots__ = ("edges", "exit", "index", "loop", "nodes")

    def __init__(self, index: int, loop: LoopStmt | None) -> None:
        self.index = index
        self.loop = loop
        self.nodes: list[ast.Node] = []
        self.edges: list[Edge] = []
        self.exit: Exit | None = None


class Extent:
    """The blocks of a loop statement: `head` <= block < `stop`; `outer` is the loop around it."""

    __slots__ = ("head", "outer", "stop")

    def __init__(self, head: int, outer: LoopStmt | None) -> None:
        self.head = head
        self.outer = outer
        self.stop = head


class Graph:
    """The control flow of a body; made by `build`, entered at block 0.

    A block's nodes, in the order they run, are simple statements, returns and
    branch statements, the tests of if, for and switch cases (split at `&&`, `||` and
    `!`), a switch's tag, a type switch before its cases, the select before its
    clauses, the operand of a range, and at the loop's head the range statement
    itself, which there sets key and value. A defer stands where it is armed. Of
    a statement with a body only what `evaluated` yields is run at its node.
    """

    __slots__ = (
        "_dominators",
        "_loops",
        "_order",
        "_places",
        "_reachable",
        "_starts",
        "blocks",
        "extents",
        "spans",
    )

    def __init__(
        self, blocks: list[Block], extents: dict[LoopStmt, Extent], spans: dict[ast.Node, tuple[int, int]]
    ) -> None:
        self.blocks = blocks
        self.extents = extents
        self.spans = spans
        self._order: list[int] | None = None
        self._reachable: frozenset[int] | None = None
        self._dominators: Dominators | None = None
        self._loops: Loops | None = None
        self._places: dict[ast.Node, tuple[int, int]] | None = None
        self._starts: list[tuple[int, int, tuple[int, int]]] | None = None

    @property
    def order(self) -> list[int]:
        """The reachable blocks, in reverse postorder."""
        if self._order is None:
            self._order = reverse_postorder([[edge.target for edge in block.edges] for block in self.blocks])
        return self._order

    @property
    def exits(self) -> list[Exit]:
        """Every exit that can be reached, in source order."""
        found = [leaving for block in self.order if (leaving := self.blocks[block].exit) is not None]
        return sorted(found, key=lambda leaving: leaving.pos)

    def reachable(self, block: int) -> bool:
        """Say whether control can come to `block` at all."""
        if self._reachable is None:
            self._reachable = frozenset(self.order)
        return block in self._reachable

    def nodes(self) -> Iterator[ast.Node]:
        """Yield every node that can be reached, block by block in reverse postorder."""
        for block in self.order:
            yield from self.blocks[block].nodes

    # Places

    def position_of(self, node: ast.Node) -> tuple[int, int] | None:
        """Return (block, index in it) of `node`, or of the node that `node` is part of.

        Inside a function literal that is the statement holding the literal. None for
        what is not run itself: an if, a for, a block, a clause, another function's code.
        """
        if self._places is None:
            self._places = {
                held: (block.index, index) for block in self.blocks for index, held in enumerate(block.nodes)
            }
        place = self._places.get(node)
        return self._enclosing(node) if place is None else place

    def block_of(self, node: ast.Node) -> int | None:
        """Return the block that runs `node`; see `position_of`."""
        place = self.position_of(node)
        return None if place is None else place[0]

    def _enclosing(self, node: ast.Node) -> tuple[int, int] | None:
        if self._starts is None:
            self._starts = sorted(self._ranges())
        at = bisect_right(self._starts, node.pos, key=lambda entry: entry[0]) - 1
        if at < 0 or node.end > self._starts[at][1]:
            return None
        return self._starts[at][2]

    def _ranges(self) -> Iterator[tuple[int, int, tuple[int, int]]]:
        for block in self.blocks:
            for index, node in enumerate(block.nodes):
                pos, end = _extent_of(node)
                yield pos, end, (block.index, index)

    # Dominance and loops

    def _predecessors(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.blocks]
        for block in self.order:
            for edge in self.blocks[block].edges:
                found[edge.target].append(block)
        return found

    def _dominance(self) -> Dominators:
        if self._dominators is None:
            self._dominators = Dominators(self.order, self._predecessors())
        return self._dominators

    def dominates(self, a: int, b: int) -> bool:
        """Say whether every way to block `b` passes block `a`; false if either is unreachable."""
        return self._dominance().dominates(a, b)

    def always_before(self, first: ast.Node, then: ast.Node) -> bool:
        """Say whether `first` has run whenever `then` is about to run."""
        a, b = self.position_of(first), self.position_of(then)
        if a is None or b is None:
            return False
        if a[0] == b[0]:
            return a[1] < b[1] and self.reachable(a[0])
        return self.dominates(a[0], b[0])

    def _natural(self) -> Loops:
        if self._loops is None:
            heads = {extent.head: stmt for stmt, extent in self.extents.items()}
            self._loops = Loops(self.order, self._predecessors(), self._dominance(), heads)
        return self._loops

    @property
    def loops(self) -> list[Loop]:
        """The natural loops, inner before outer."""
        return self._natural().found

    def loop_at(self, node: ast.Node) -> Loop | None:
        """Return the innermost loop in which `node` can run again and again."""
        block = self.block_of(node)
        return None if block is None else self._natural().innermost.get(block)

    def loop_around(self, node: ast.Node) -> LoopStmt | None:
        """Return the innermost loop statement that `node` is written in and that can run it more than once.

        The init of a for and the operand of a range lie outside their loop; a loop
        statement lies in the next one outward.
        """
        if isinstance(node, ast.ForStmt | ast.RangeStmt):
            return self.extents[node].outer if node in self.extents else None
        block = self.block_of(node)
        return None if block is None else self.blocks[block].loop

    def exits_loop(self, loop: LoopStmt) -> bool:
        """Say whether control, once in `loop`, can leave it, be it by an exit of the function."""
        extent = self.extents[loop]
        for block in self._from(extent.head, extent.stop):
            leaving = self.blocks[block]
            if leaving.exit or any(not extent.head <= edge.target < extent.stop for edge in leaving.edges):
                return True
        return False

    def always_leaves(self, body: ast.BlockStmt | ast.CaseClause | ast.CommClause) -> bool:
        """Say whether control that enters `body` never runs off its end."""
        start, end = self.spans[body]
        return end not in self._from(start, len(self.blocks))

    def _from(self, start: int, stop: int) -> set[int]:
        seen = {start}
        work = [start]
        while work:
            for edge in self.blocks[work.pop()].edges:
                if start <= edge.target < stop and edge.target not in seen:
                    seen.add(edge.target)
                    work.append(edge.target)
        return seen

    # Paths

    def paths_from(
        self,
        start: ast.Node | None,
        state: State,
        *,
        step: Callable[[ast.Node, State], State | None],
        branch: Callable[[Edge, State], State | None] | None = None,
        stop: Callable[[ast.Node, State], bool] | None = None,
        join: Callable[[State, State], State | None] | None = None,
        cap: int = 16,
        feasible: bool = False,
    ) -> Search[State]:
        """Follow `state` from just after `start` (None: from the entry) to every exit; see `Search`.

        Raises LookupError if `start` is not run by this graph.
        """
        place = (0, -1) if start is None else self.position_of(start)
        if place is None:
            message = f"no node of this graph holds the node at {start and start.pos}"
            raise LookupError(message)
        return Search(
            self, place, state, step=step, branch=branch, stop=stop, join=join, cap=cap, feasible=feasible
        )

    def asked_ahead(self, question: Callable[[Edge], Asked | None]) -> list[frozenset[Asked]]:
        """Return for every block what the edges out of it, and of all that may run after it, ask."""
        ahead: list[set[Asked]] = [
            {asked for edge in block.edges if (asked := question(edge)) is not None} for block in self.blocks
        ]
        changed = True
        while changed:
            changed = False
            for block in reversed(self.order):
                mine = ahead[block]
                before = len(mine)
                mine.update(*(ahead[edge.target] for edge in self.blocks[block].edges))
                changed = changed or len(mine) > before
        return [frozenset(asked) for asked in ahead]

    def comes_to(self, start: ast.Node, place: ast.Node, without: Collection[ast.Node]) -> bool:
        """Say whether control can come from `start` to `place` and to none of `without` in between."""
        at = self.position_of(place)
        if at is None or self.position_of(start) is None:
            return False
        target = self.blocks[at[0]].nodes[at[1]]

        def step(node: ast.Node, state: bool) -> bool | None:
            return None if node in without else state

        def stop(node: ast.Node, _: bool) -> bool:
            return node is target

        return any(path.exit is None for path in self.paths_from(start, True, step=step, stop=stop, cap=1))

    def after(self, start: ast.Node) -> list[ast.Node]:
        """Return the nodes that may run after `start`; raises LookupError as `paths_from` does."""
        found: list[ast.Node] = []

        def step(node: ast.Node, state: bool) -> bool:
            found.append(node)
            return state

        for _ in self.paths_from(start, True, step=step, cap=1):  # one state: each block is entered once
            pass
        return found


def _extent_of(node: ast.Node) -> tuple[int, int]:
    """Return the bytes that belong to `node` alone among the nodes of the graph."""
    match node:
        case ast.RangeStmt():
            return node.pos, node.x.pos
        case ast.TypeSwitchStmt():
            return node.x.pos if node.name is None else node.name.pos, node.x.end
        case ast.SelectStmt():
            return node.pos, node.pos
    return node.pos, node.end


def is_endless(loop: LoopStmt) -> bool:
    """Say whether `loop` has no test of its own that could end it: `for {}`, `for true {}`."""
    return isinstance(loop, ast.ForStmt) and (loop.cond is None or constant(loop.cond) is True)


def constant(cond: ast.Expr) -> bool | None:
    """Return the value of a test that is the universe's true or false, else None."""
    if isinstance(cond, ast.Ident) and cond.obj is None:
        return {"true": True, "false": False}.get(cond.name)
    return None
