"""All that goroutines can come to at the primitives of a scope, within a budget.

A state is where each goroutine stands, what each primitive holds and which tests
came out how. Where a goroutine can go on without getting in anybody's way it goes
first, which loses no state in which somebody is stuck. What is not seen (timers,
contexts, other code) is always willing. A goroutine is stuck if it stands at the
same operation in every state of a set that cannot be left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.channels.automaton import ENDED, FREE, NOT_STARTED
from ginlint.go.channels.components import components
from ginlint.go.channels.future import Future
from ginlint.go.channels.symmetry import folded, twins
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ginlint.go.channels.automaton import Automaton, Case, Node
    from ginlint.go.channels.symmetry import Twin
    from ginlint.go.channels.values import Primitive

BLOCKING = frozenset(("send", "receive", "range", "select", "wait", "condwait", "lock", "rlock"))
BUDGET = 6_000
MAX_NOPS = 100  # more in a row go round in a circle


class State(NamedTuple):
    """Where each process stands, the number at each primitive, and the tests decided."""

    places: tuple[int, ...]
    held: tuple[int, ...]
    decided: frozenset[tuple[Hashable, bool]]


class Stuck(NamedTuple):
    """Processes that never go on, each with its node, and the steps that lead there."""

    blocked: tuple[tuple[int, Node], ...]
    ended: frozenset[int]
    path: list[tuple[int, Node]]


def explored(automaton: Automaton) -> tuple[list[Stuck], bool]:
    """Return the sets of states in which somebody is stuck, and whether these are all."""
    explorer = Explorer(automaton, groups=twins(automaton))
    return list(explorer.stuck()), explorer.complete


class Explorer:
    """One search; `complete` tells whether the budget sufficed. Of `groups` it tells nobody apart."""

    def __init__(
        self, automaton: Automaton, budget: int = BUDGET, groups: tuple[tuple[Twin, ...], ...] = ()
    ) -> None:
        self._groups = groups
        self._future = Future(automaton)
        self._group_of = {twin.process: group for group in groups for twin in group}
        self.nodes = automaton.nodes
        self._cuts = frozenset(place for place, node in enumerate(self.nodes) if node.kind == "cut")
        self.automaton = automaton
        self.budget = budget
        self.complete = True
        self.states = 0
        self._origin: dict[State, tuple[State, int, Node] | None] = {}
        self._next: dict[State, list[State]] = {}
        self._moving: dict[State, set[int]] = {}

    def stuck(self) -> Iterator[Stuck]:
        """Yield the sets of states that cannot be left in which somebody is stuck."""
        places = tuple(p.entry if p.index == 0 else NOT_STARTED for p in self.automaton.processes)
        first = State(places, (0,) * len(self.automaton.primitives), frozenset())
        self._origin[first] = None
        queue = [first]
        for state in queue:
            if len(queue) > self.budget:
                self.complete = False
                break
            if not self._cuts.isdisjoint(state.places):
                continue
            after, moving = [], set[int]()
            for movers, node, come_to in self._moves(state):
                new = self._one_of(come_to)
                after.append(new)
                moving.update(movers)
                if new not in self._origin:
                    self._origin[new] = (state, movers[0], node)
                    queue.append(new)
            self._next[state], self._moving[state] = after, moving
            if not after:
                found = self._stuck_in([state])
                if found is not None:
                    yield found
        self.states = len(self._origin)
        if self.complete:
            yield from self._in_circles()

    def _one_of(self, state: State) -> State:
        """Return the state that stands for all from which the same may come."""
        places, decided = state.places, state.decided
        if decided:
            decided = self._future.kept(places, decided)
        if self._groups:
            places, decided = folded(places, decided, self._groups)
        elif decided is state.decided:
            return state
        return State(places, state.held, decided)

    def _stuck_in(self, states: list[State]) -> Stuck | None:
        first = states[0]
        blocked = tuple(
            (process, self.nodes[place])
            for process, place in enumerate(first.places)
            if place >= 0
            and self.nodes[place].kind in BLOCKING
            and all(self._waits(process, place, state) for state in states)
        )
        if not blocked:
            return None
        ended = frozenset(process for process, place in enumerate(first.places) if place == ENDED)
        return Stuck(blocked, ended, self._path(first))

    def _waits(self, process: int, place: int, state: State) -> bool:
        """Tell whether a process, or one that does the same, stands at a place and does not move from it."""
        group = self._group_of.get(process)
        if group is None:
            return state.places[process] == place and process not in self._moving[state]
        rank = next(twin.ranks[place] for twin in group if twin.process == process)
        there = [twin.process for twin in group if state.places[twin.process] == twin.nodes[rank]]
        return bool(there) and self._moving[state].isdisjoint(there)

    def _path(self, state: State) -> list[tuple[int, Node]]:
        steps = []
        origin = self._origin[state]
        while origin is not None:
            steps.append((origin[1], origin[2]))
            origin = self._origin[origin[0]]
        return steps[::-1]

    def _in_circles(self) -> Iterator[Stuck]:
        """Yield for the strongly connected components that have no way out but have moves inside."""
        for component in components(self._next):
            inside = set(component)
            leaves = any(new not in inside for state in component for new in self._next.get(state, (state,)))
            whole = all(state in self._next for state in component)
            if whole and not leaves and any(self._next[state] for state in component):
                found = self._stuck_in(component)
                if found is not None:
                    yield found

    # Moves

    def _moves(self, state: State) -> Iterator[tuple[tuple[int, ...], Node, State]]:
        """Yield each move: who takes part, what the first of them does, and what comes of it."""
        for process, place in enumerate(state.places):
            if place >= 0 and self.nodes[place].kind in FREE:
                for who, node, new in self._free(state, process, self.nodes[place]):
                    yield (who,), node, new
                return
        offers: dict[int, list[tuple[int, Node, int, Hashable]]] = {}
        wanted: dict[int, list[tuple[int, Node, int, Hashable]]] = {}
        for process, place in enumerate(state.places):
            if place >= 0:
                for who, node, new in self._alone(state, process, self.nodes[place], offers, wanted):
                    yield (who,), node, new
        for index, senders in offers.items():
            for sender, send_node, send_slot, _ in senders:
                for receiver, node, slot, key in wanted.get(index, ()):
                    if sender != receiver:
                        met = self._go(state, sender, send_node, send_slot)
                        after = self._go(met, receiver, node, slot, decide=(key, True))
                        yield (receiver, sender), node, after

    def _free(self, state: State, process: int, node: Node) -> Iterator[tuple[int, Node, State]]:
        match node.kind:
            case "go":
                places = list(state.places)
                places[node.child] = self.automaton.processes[node.child].entry
                yield process, node, self._go(state._replace(places=tuple(places)), process, node)
            case "choice":
                known = dict(state.decided).get(node.key) if node.key is not None else None
                known = False if known is None and node.amount else known  # a defer that was not armed
                for slot in range(len(node.succ)):
                    if known is None or known == (slot == 0):
                        decide = (node.key, slot == 0) if len(node.succ) == 2 else (None, True)  # noqa: PLR2004
                        yield process, node, self._go(state, process, node, slot, decide=decide)
            case "guess":
                for truth in (True, False):
                    yield process, node, self._go(state, process, node, decide=(node.key, truth))
            case "decide":
                yield process, node, self._go(state, process, node, decide=(node.key, bool(node.amount)))
            case "add":
                yield process, node, self._hold(self._go(state, process, node), node, node.amount)
            case "unlock" | "runlock":
                after = self._go(state, process, node)
                held = state.held[self._index(node)]
                change = 1 if held < 0 else -1 if held > 0 else 0
                yield process, node, self._hold(after, node, change)
            case _:
                yield process, node, self._go(state, process, node)

    def _alone(
        self,
        state: State,
        process: int,
        node: Node,
        offers: dict[int, list[tuple[int, Node, int, Hashable]]],
        wanted: dict[int, list[tuple[int, Node, int, Hashable]]],
    ) -> Iterator[tuple[int, Node, State]]:
        """Yield the moves that need no partner; note what a channel without room is asked for."""
        kind = node.kind
        if kind == "select":
            yield from self._select(state, process, node, offers, wanted)
        elif kind == "send":
            yield from self._send(state, process, node, 0, node.primitive, offers)
        elif kind in ("receive", "range"):
            yield from self._receive(state, process, node, 0, node.key, node.primitive, wanted)
        elif kind not in ("condwait", "end"):  # a signal moves the one, nothing the other
            yield from self._synchronise(state, process, node)

    def _synchronise(self, state: State, process: int, node: Node) -> Iterator[tuple[int, Node, State]]:
        held = state.held[self._index(node)]
        after = self._go(state, process, node)
        match node.kind:
            case "close":
                yield process, node, self._hold(after, node, 0 if held % 2 else 1)
            case "lock" if held == 0:
                yield process, node, self._hold(after, node, -1)
            case "rlock" if held >= 0:
                yield process, node, self._hold(after, node, 1)
            case "wait" if held <= 0:
                yield process, node, after
            case "signal" | "broadcast":
                waiting = [
                    (other, self.nodes[place])
                    for other, place in enumerate(state.places)
                    if place >= 0
                    and self.nodes[place].kind == "condwait"
                    and self.nodes[place].primitive is node.primitive
                ]
                if node.kind == "broadcast" or not waiting:
                    for other, waiter in waiting:
                        after = self._go(after, other, waiter)
                    yield process, node, after
                else:
                    for other, waiter in waiting:
                        yield process, node, self._go(after, other, waiter)

    def _select(
        self,
        state: State,
        process: int,
        node: Node,
        offers: dict[int, list[tuple[int, Node, int, Hashable]]],
        wanted: dict[int, list[tuple[int, Node, int, Hashable]]],
    ) -> Iterator[tuple[int, Node, State]]:
        ready = any(case.op != "default" and self._ready(state, process, case) for case in node.cases)
        for case in node.cases:
            if case.op == "always" or (case.op == "default" and not ready):
                for truth in (True, False) if case.key is not None else (True,):
                    yield process, node, self._go(state, process, node, case.slot, decide=(case.key, truth))
            elif case.op == "send":
                yield from self._send(state, process, node, case.slot, case.primitive, offers)
            elif case.op == "receive":
                yield from self._receive(state, process, node, case.slot, case.key, case.primitive, wanted)

    def _ready(self, state: State, process: int, case: Case) -> bool:
        """Tell whether a case can go ahead at once, as the default must not then.

        One who sends on a channel without room might have come later: nobody sees it wait. One who
        receives is taken to be there in time, for that is what those who send without waiting rely on.
        """
        channel = case.primitive
        if channel is None:
            return False
        count, closed = divmod(state.held[channel.index], 2)
        if case.op == "receive":
            return bool(count or closed)
        if closed or channel.capacity is None or count < channel.capacity:
            return True
        return channel.capacity == 0 and any(
            place >= 0 and other != process and self._receives(self.nodes[place], channel)
            for other, place in enumerate(state.places)
        )

    @staticmethod
    def _receives(node: Node, channel: Primitive) -> bool:
        if node.kind == "select":
            return any(case.op == "receive" and case.primitive is channel for case in node.cases)
        return node.primitive is channel and node.kind in ("receive", "range")

    def _send(
        self,
        state: State,
        process: int,
        node: Node,
        slot: int,
        channel: Primitive | None,
        offers: dict[int, list[tuple[int, Node, int, Hashable]]],
    ) -> Iterator[tuple[int, Node, State]]:
        assert channel is not None  # noqa: S101 - such a case has one
        index = channel.index
        count, closed = divmod(state.held[index], 2)
        if closed:
            yield process, node, self._end(state, process)  # it panics: that is another defect
            return
        capacity = self.automaton.primitives[index].capacity
        if capacity is None or count < capacity:
            yield process, node, self._set(self._go(state, process, node, slot), index, 2)
        elif capacity == 0:
            offers.setdefault(index, []).append((process, node, slot, None))

    def _receive(
        self,
        state: State,
        process: int,
        node: Node,
        slot: int,
        key: Hashable,
        channel: Primitive | None,
        wanted: dict[int, list[tuple[int, Node, int, Hashable]]],
    ) -> Iterator[tuple[int, Node, State]]:
        assert channel is not None  # noqa: S101 - such a case has one
        index = channel.index
        count, closed = divmod(state.held[index], 2)
        if count:
            yield (
                process,
                node,
                self._set(self._go(state, process, node, slot, decide=(key, True)), index, -2),
            )
        elif closed:
            last = 1 if node.kind == "range" else slot
            yield process, node, self._go(state, process, node, last, decide=(key, False))
        else:
            wanted.setdefault(index, []).append((process, node, slot, key))

    # States

    def _go(
        self,
        state: State,
        process: int,
        node: Node,
        slot: int = 0,
        *,
        decide: tuple[Hashable, bool] = (None, True),
    ) -> State:
        target = node.succ[slot]
        for _ in range(MAX_NOPS):
            if target < 0 or self.nodes[target].kind != "nop":
                break
            target = self.nodes[target].succ[0]
        if target >= 0 and self.nodes[target].kind == "end":
            target = ENDED
        places = (*state.places[:process], target, *state.places[process + 1 :])
        decided = state.decided
        if decide[0] is not None and decide not in decided:
            decided = frozenset({*(entry for entry in decided if entry[0] != decide[0]), decide})
        return State(places, state.held, decided)

    @staticmethod
    def _end(state: State, process: int) -> State:
        return state._replace(places=(*state.places[:process], ENDED, *state.places[process + 1 :]))

    @staticmethod
    def _index(node: Node) -> int:
        assert node.primitive is not None  # noqa: S101 - only operations on one come here
        return node.primitive.index

    def _hold(self, state: State, node: Node, change: int) -> State:
        return self._set(state, self._index(node), change)

    @staticmethod
    def _set(state: State, index: int, change: int) -> State:
        held = state.held
        return state._replace(held=(*held[:index], held[index] + change, *held[index + 1 :]))
