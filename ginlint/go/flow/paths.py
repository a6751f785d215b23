"""The search for paths: how rules follow something from where it begins to where it is lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from ginlint.go.flow.known import NOTHING_KNOWN, contradiction, facts_after, is_denied, told_by
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from ginlint.go.flow.graph import Edge, Exit, Graph
    from ginlint.go.flow.known import Condition, Facts
    from ginlint.go.names import Variable

State = TypeVar("State", bound="Hashable")

CROWD = 8
MAX_ROUNDS = 4  # of one search, each with more variables whose values are followed


class Path(Generic[State]):
    """A way through the graph that ends with `state`.

    `exit` is None when the caller's `stop` ended it. `steps` are the nodes run and
    the edges taken in order, from after the start to the last node, which is
    the one that `stop` chose or the exit's.
    """

    __slots__ = ("_steps", "_trace", "exit", "state")

    def __init__(
        self, leaving: Exit | None, state: State, trace: Callable[[], list[ast.Node | Edge]]
    ) -> None:
        self.exit = leaving
        self.state = state
        self._trace = trace
        self._steps: list[ast.Node | Edge] | None = None

    @property
    def steps(self) -> list[ast.Node | Edge]:
        """The nodes and edges, looked for when somebody asks."""
        if self._steps is None:
            self._steps = self._trace()
        return self._steps

    @property
    def edges(self) -> list[Edge]:
        """The steps that are edges."""
        return [step for step in self.steps if not isinstance(step, ast.Node)]

    @property
    def nodes(self) -> list[ast.Node]:
        """The steps that are nodes."""
        return [step for step in self.steps if isinstance(step, ast.Node)]


class _Visit(Generic[State]):
    __slots__ = ("block", "edge", "facts", "first", "origin", "state")

    def __init__(
        self,
        block: int,
        first: int,
        state: State,
        facts: Facts = NOTHING_KNOWN,
        origin: _Visit[State] | None = None,
        edge: Edge | None = None,
    ) -> None:
        self.block = block
        self.first = first
        self.state = state
        self.facts = facts
        self.origin = origin
        self.edge = edge


class Search(Generic[State]):
    """The paths on which a state lives until an exit, fewest branches first.

    `step(node, state)` returns the state after `node`, or None: this path is
    settled and not followed further. `branch(edge, state)` does the same
    for an edge; None says that the edge cannot be taken in this state, as `err !=
    nil` cannot once err is known to be nil. `stop(node, state)` is asked before `step`;
    true ends the path there and yields it, so that a rule can report at a node that is no
    exit: an overwrite, a second release, a likely panic.

    States are compared by value and must not be None. Each pair of block and
    entering state is followed once, so loops end; each pair of end and state is
    yielded once. Once `CROWD` states have entered a block, `join(old, new)` may make one of
    two that differ only in what they know besides, as in property simulation (Das, Lerner
    and Seigle, ESP, 2002); it returns None for states that must be kept apart. No more than
    `cap` states enter a block; those past it are dropped and `capped` is set, which is
    final once the iteration ends. A path that blocks for ever yields nothing. What is
    correlated (an error with a value, a flag with a lock) belongs into the state. Iterating
    again searches again.

    With `feasible`, a path on which a variable, or a test that is made again, would need two values
    is not yielded: the search begins again with the values of that one in the state
    (counterexample-guided refinement, Clarke et al., 2000), so that another path to the same end is
    found if there is one. `step` and `branch` then see nodes and edges more than once.
    """

    __slots__ = (
        "_ahead", "_branch", "_cap", "_feasible", "_followed", "_graph", "_join", "_place", "_state", "_step",
        "_stop", "capped",
    )  # fmt: skip

    def __init__(
        self,
        graph: Graph,
        place: tuple[int, int],
        state: State,
        *,
        step: Callable[[ast.Node, State], State | None],
        branch: Callable[[Edge, State], State | None] | None,
        stop: Callable[[ast.Node, State], bool] | None,
        join: Callable[[State, State], State | None] | None,
        cap: int,
        feasible: bool = False,
    ) -> None:
        self._graph = graph
        self._place = place
        self._state = state
        self._step = step
        self._branch = branch
        self._stop = stop
        self._join = join
        self._cap = cap
        self._feasible = feasible
        self._followed: frozenset[Variable | Condition] = frozenset()
        self._ahead: list[frozenset[Variable | Condition]] | None = None
        self.capped = False

    def __iter__(self) -> Iterator[Path[State]]:
        yielded: set[tuple[ast.Node | Exit, State]] = set()
        self._followed = frozenset()
        self._ahead = None
        for _ in range(MAX_ROUNDS if self._feasible else 1):
            blamed: set[Variable | Condition] = set()
            for end, path in self._ways():
                if (end, path.state) in yielded:
                    continue
                asked = contradiction(path.steps) if self._feasible else None
                if asked is not None:
                    blamed.add(asked)
                    continue
                yielded.add((end, path.state))
                yield path
            if blamed <= self._followed:
                return
            self._followed |= blamed
            self._ahead = None

    def _ways(self) -> Iterator[tuple[ast.Node | Exit, Path[State]]]:
        """Yield the paths with their ends, once for each end, state and what is known of `_followed`."""
        entered: dict[int, set[tuple[State, Facts]]] = {}
        seen: set[tuple[ast.Node | Exit, State, Facts]] = set()
        queue: list[_Visit[State]] = [_Visit(self._place[0], self._place[1] + 1, self._state)]
        for visit in queue:  # grows while it is read: breadth first
            state, facts, index = self._run(visit)
            if state is None:
                continue
            block = self._graph.blocks[visit.block]
            end = block.nodes[index] if index < len(block.nodes) else block.exit
            if end is None:
                queue.extend(self._follow(visit, state, facts, entered))
            elif (end, state, facts) not in seen:
                seen.add((end, state, facts))
                leaving = None if isinstance(end, ast.Node) else end
                yield end, Path(leaving, state, partial(self._steps, visit, index + 1))

    def _run(self, visit: _Visit[State]) -> tuple[State | None, Facts, int]:
        """Run a block; return what holds, and the index of the node `stop` chose, else how many there are."""
        nodes = self._graph.blocks[visit.block].nodes
        state, facts, stop = visit.state, visit.facts, self._stop
        for index in range(visit.first, len(nodes)):
            if stop is not None and stop(nodes[index], state):
                return state, facts, index
            after = self._step(nodes[index], state)
            if after is None:
                return None, facts, index
            state = after
            if self._followed:
                facts = facts_after(nodes[index], facts, self._followed)
        return state, facts, len(nodes)

    def _follow(
        self, visit: _Visit[State], state: State, facts: Facts, entered: dict[int, set[tuple[State, Facts]]]
    ) -> Iterator[_Visit[State]]:
        for edge in self._graph.blocks[visit.block].edges:
            after = state if self._branch is None else self._branch(edge, state)
            if after is None:
                continue
            known = facts
            told = told_by(edge) if self._followed else None
            if told is not None and told.about in self._followed:
                if is_denied(told, facts):
                    continue
                known = facts | {told}
            states = entered.setdefault(edge.target, set())
            if len(states) >= CROWD:
                known = self._still_asked(known, edge.target)
                if self._join is not None:
                    after = self._joined(after, [old for old, of in states if of == known])
            if (after, known) in states:
                continue
            if len(states) >= self._cap:
                self.capped = True
                continue
            states.add((after, known))
            yield _Visit(edge.target, 0, after, known, visit, edge)

    def _still_asked(self, facts: Facts, block: int) -> Facts:
        """Return what can decide a test from `block` on; states that differ in the rest are one."""
        if not facts:
            return facts
        if self._ahead is None:
            self._ahead = self._graph.asked_ahead(self._follows)
        ahead = self._ahead[block]
        return frozenset(fact for fact in facts if fact.about in ahead)

    def _follows(self, edge: Edge) -> Variable | Condition | None:
        told = told_by(edge)
        return told.about if told is not None and told.about in self._followed else None

    def _joined(self, state: State, states: list[State]) -> State:
        """Return `state` with only what it knows as all of `states` do that may be joined with it."""
        for old in states:
            both = self._join(old, state) if self._join is not None else None
            if both is not None:
                state = both
        return state

    def _steps(self, last: _Visit[State], until: int) -> list[ast.Node | Edge]:
        pieces: list[list[ast.Node | Edge]] = []
        visit: _Visit[State] | None = last
        while visit is not None:
            nodes: list[ast.Node | Edge] = [*self._graph.blocks[visit.block].nodes[visit.first : until]]
            pieces.append(nodes if visit.edge is None else [visit.edge, *nodes])
            visit = visit.origin
            until = len(self._graph.blocks[visit.block].nodes) if visit is not None else 0
        return [step for piece in reversed(pieces) for step in piece]


def defers_before(path: Path[State]) -> list[ast.DeferStmt]:
    """Return the defers armed on `path`, in the order in which they would run: last armed first.

    Those armed before the start of the path are not among them.
    """
    return [step for step in reversed(path.steps) if isinstance(step, ast.DeferStmt)]
