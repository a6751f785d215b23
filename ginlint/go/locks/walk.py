"""Following the locks that are held along the paths of one function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.locks.effects import Effects, called_value
from ginlint.go.locks.keys import Lock, operation, place_of
from ginlint.go.locks.outcomes import Tests, begins_round, rules_out, still_known, targets, told
from ginlint.go.locks.paths import State, blocks, forget, joined, namesakes, with_held, with_taken
from ginlint.go.locks.summary import Action, Held, Place, Summary, summarised
from ginlint.go.locks.writes import written_below, written_in_calls
from ginlint.go.names import Variable
from ginlint.go.outlasting import is_appended
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ginlint.go.flow import Edge, Path
    from ginlint.go.names import FuncSymbol, Function

MAX_STATES = 48


class Event(NamedTuple):
    """Something that happens at `node` while `held` is.

    `kind` is twice (the same lock is taken again), inner (another one is), wait,
    mismatch (it is given up the wrong way), rearmed (a defer takes it again), spent (a
    defer gives up what has been given up), again (so does a call) or written (what lies
    beside it is changed, though it is held for reading only).
    """

    kind: str
    node: ast.Node
    held: Held
    action: Action


class Kept(NamedTuple):
    """A lock that is held at an exit, or lost in a loop (`exit_kind` is "round").

    `place` is the exit's node, None at the end of the body. `partly` says that a
    deferred literal gives it up on some ways only.
    """

    held: Held
    exit_kind: str
    place: ast.Node | None
    edges: tuple[Edge, ...]
    armed: tuple[ast.DeferStmt, ...]
    partly: bool = False


class Walk:
    """All that happens to locks in one function, literals inside it apart."""

    def __init__(self, function: Function, summary_of: Callable[[FuncSymbol | Function], Summary]) -> None:
        self.function = function
        self.effects = Effects(function, summary_of)
        self.events: dict[tuple[str, int, ast.Node, Lock | None, str], Event] = {}
        self.kept: list[Kept] = []
        self._touched: dict[tuple[Lock | None, str], Action] = {}
        self._wait: Action | None = None
        self.released: set[Lock] = set()
        self.outcomes: set[tuple[frozenset[tuple[Lock, str]], frozenset[Lock]]] = set()
        self._lost: dict[tuple[Held, int], ast.Node] = {}
        self._tests = Tests(function)
        self._run()

    def summary(self) -> Summary:
        """Return what the function does to the locks of others."""
        waits = () if self._wait is None else (self._wait,)
        return summarised(self.outcomes, tuple(self._touched.values()), waits)

    @property
    def touched(self) -> Collection[Action]:
        """The locks that are taken at any time, each once."""
        return self._touched.values()

    @property
    def waits(self) -> bool:
        """Whether the function waits for something slow, with a lock or without."""
        return self._wait is not None

    def edges_to(self, event: Event) -> tuple[Edge, ...]:
        """Return the branches taken from the entry to an event, shortest way first."""
        return self._way(
            lambda node, state: (
                node is event.node and event.held in (state.given if event.kind == "again" else state.held)
            )
        )

    def _way(self, stop: Callable[[ast.Node, State], bool]) -> tuple[Edge, ...]:
        search = self.function.graph.paths_from(
            None, State(), step=self._step, branch=self._branch, stop=stop, join=joined, cap=MAX_STATES
        )
        path = next((path for path in search if path.exit is None), None)
        return tuple(edge for edge in path.edges if edge.cond is not None) if path is not None else ()

    def _run(self) -> None:
        search = self.function.graph.paths_from(
            None, State(), step=self._step, branch=self._branch, join=joined, cap=MAX_STATES, feasible=True
        )
        for path in search:
            self._leave(path)
        for (held, _), node in self._lost.items():
            if held.lock in self.released and not self._is_left_to_another_loop(held.lock):
                edges = self._way(lambda n, s, held=held, node=node: n is node and held in s.held)  # type: ignore[misc]
                self.kept.append(Kept(held, "round", node, edges, ()))

    def _is_left_to_another_loop(self, lock: Lock) -> bool:
        """Tell the lock of what is kept for later, where locks like it are given up by another name."""
        root = lock.root
        return (
            isinstance(root, Variable)
            and any(it.kind == lock.kind and it.root is not root for it in self.released if it.kind)
            and is_appended(self.function, root, wrapped=True)
        )

    # One step

    def _step(self, node: ast.Node, state: State) -> State | None:
        for action in self.effects.at(node):
            blocked = blocks(action, state)
            state = self._apply(node, action, state)
            if blocked:
                return None
        for held, target in written_below(self.function, node, state.held):
            text = self.function.file.text(target)
            self._event("written", node, held, Action("write", what=text, on=target))
        for held, chain, target in written_in_calls(self.function, node, state.held):
            text = chain[-1].function.file.text(target)
            self._event("written", node, held, Action("write", what=text, on=target, chain=chain))
        if isinstance(node, ast.DeferStmt) and node not in state.armed:
            state = state._replace(armed=(*state.armed, node))
        return self._assigned(node, state)

    def _apply(self, node: ast.Node, action: Action, state: State) -> State:
        match action.verb:
            case "wait":
                without = state.owed | action.without
                if self._wait is None or (self._wait.without and not without):
                    # callers note one wait for a call, the first, with what they have locked if they can
                    self._wait = rooted(action, self.function, node, without)
                self._note(node, action, state)
            case "take" | "touch":
                return self._take(node, action, state)
            case "hold" if action.lock is not None:
                return with_taken(state, Held(action.lock, action.mode, action.chain[0].node, helped=True))
            case "release" if action.lock is not None:
                return self._release(node, action, action.lock, state)
            case "forget":
                return forget(state, action.lock)
            case "retake" if state.spent:
                spent = {(held, at) for held, at in state.spent if held.lock != action.lock}
                return state._replace(spent=frozenset(spent))
        return state

    def _take(self, node: ast.Node, action: Action, state: State) -> State:
        lock = action.lock
        if lock is None:
            return state
        self._note(node, action, state)
        key = (lock, action.mode)
        if key not in self._touched:
            self._touched[key] = rooted(action, self.function, node, state.owed | action.without)
        if action.verb == "touch":
            return state
        return with_taken(state, Held(lock, action.mode, node, helped=False))

    def _note(self, node: ast.Node, action: Action, state: State) -> None:
        for held in _in_order(state.held):
            if held.lock in action.without:
                continue
            kind = "wait" if action.lock is None else "twice" if action.lock == held.lock else "inner"
            self._event(kind, node, held, action)

    def _event(self, kind: str, node: ast.Node, held: Held, action: Action) -> None:
        key = (kind, id(node), held.site, action.lock, action.mode + held.mode)
        self.events.setdefault(key, Event(kind, node, held, action))

    def _release(self, node: ast.Node, action: Action, lock: Lock, state: State) -> State:
        self.released.add(lock)
        mine = [held for held in state.held if held.lock == lock]
        if not mine:
            for held in state.given if _gives_up(self.function, node) == lock else ():
                if held.lock == lock:
                    self._event("again", node, held, action)
            return state._replace(held=state.held - namesakes(state, lock), owed=state.owed | {lock})
        fitting = [held for held in mine if action.mode in ("any", held.mode)]
        if not fitting:
            for held in mine:
                self._event("mismatch", node, held, action)
        given = frozenset((fitting or mine)[:1] if len(fitting) > 1 else mine)
        if state.armed and fitting == mine and self._is_armed(state, lock, action.mode):
            state = state._replace(spent=state.spent | {(held, node) for held in given})
        return state._replace(held=state.held - given, given=state.given | given)

    def _is_armed(self, state: State, lock: Lock, mode: str) -> bool:
        """Tell whether a defer will give a lock up, whatever happens."""
        return any(_releases(self.function, defer) == (lock, mode) for defer in state.armed)

    # What a path knows

    def _assigned(self, node: ast.Node, state: State) -> State:
        if not state.held and not state.facts and not state.given and not self._tests:
            return state
        written = targets(node)
        if not written:
            return state
        lost, before = set(), state.held | state.given
        for target in written:
            place = (
                place_of(self.function, target) if not isinstance(target, ast.Ident) else _own_place(target)
            )
            if place is not None:
                lost |= {held for held in before if held.lock.inside(*place)}
            if isinstance(target, ast.Ident):
                lost |= {held for held in before if target.obj in held.lock.chosen}
        if lost and begins_round(node):
            for held in lost & state.held - self._settled(state):
                self._lost.setdefault((held, id(node)), node)
        texts = [self.function.file.text(target) for target in written] if state.facts else []
        facts = still_known(state.facts, texts) | self._learned(node)
        if not lost and facts == state.facts:
            return state
        return state._replace(held=state.held - lost, given=state.given - lost, facts=facts)

    def _settled(self, state: State) -> set[Held]:
        """Return the locks that an armed defer gives up."""
        calls = [defer.call for defer in state.armed if isinstance(defer.call, ast.CallExpr)]
        given = {action.lock for call in calls for action in self.effects.of_call(call)}
        return {held for held in state.held if held.lock in given or None in given}

    def _learned(self, node: ast.Node) -> frozenset[tuple[str, bool]]:
        """Return what `locked = true` says about a later test of `locked`."""
        match node:
            case ast.AssignStmt([ast.Ident(name)], _, [ast.Ident("true" | "false" as value)]):
                return frozenset({(name, value == "true")}) if name in self._tests else frozenset()
        return frozenset()

    def _branch(self, edge: Edge, state: State) -> State | None:
        after = self._answered(edge, state)
        if after is None or not after.facts:
            return after
        facts = self._tests.needed(after.facts, edge.target)
        return after if facts is after.facts else after._replace(facts=facts)

    def _answered(self, edge: Edge, state: State) -> State | None:
        cond = edge.cond
        if cond is None:
            return state
        taken = self._tried(cond)
        if taken is not None and edge.truth:
            state = with_held(state, taken)
        if not self._tests:
            return state
        text, turned = told(self.function, cond)
        truth = edge.truth != turned
        if text in self._tests:
            if rules_out(state.facts, text, truth):
                return None
            state = state._replace(facts=state.facts | {(text, truth)})
        return state

    def _tried(self, cond: ast.Expr) -> Held | None:
        """Return the lock that is held if a test, of a TryLock or of what it gave, is true."""
        call = cond
        if isinstance(cond, ast.Ident) and cond.obj is not None and cond.obj.definition.value is not None:
            call = cond.obj.definition.value if not cond.obj.writes else cond
        found = operation(self.function, call) if isinstance(call, ast.CallExpr) else None
        return (
            Held(found.lock, found.mode, call, helped=False)
            if found is not None and found.verb == "try"
            else None
        )

    # Exits

    def _leave(self, path: Path[State]) -> None:
        leaving = path.exit
        if leaving is None or leaving.kind == "no-return":
            return
        before = path.state if leaving.kind != "panic" else path.state._replace(spent=frozenset())
        state, partly = self._deferred(before)
        if leaving.kind != "panic":
            self.outcomes.add((frozenset((held.lock, held.mode) for held in state.held), state.owed))
        if not state.held:
            return
        edges = tuple(edge for edge in path.edges if edge.cond is not None)
        for held in sorted(state.held, key=lambda held: held.site.pos):
            if not self._handed_back(held, leaving.node):
                self.kept.append(
                    Kept(held, leaving.kind, leaving.node, edges, path.state.armed, held.lock in partly)
                )

    def _deferred(self, state: State) -> tuple[State, set[Lock]]:
        """Run the armed defers, last first; return also the locks that one gives up on some ways only."""
        partly: set[Lock] = set()
        for defer in reversed(state.armed):
            if not isinstance(defer.call, ast.CallExpr):
                continue
            if isinstance(defer.call.fun, ast.CallExpr):
                continue
            for action in self.effects.of_call(defer.call):
                if action.verb == "release" and _is_spent(self.function, defer, state):
                    self._given_twice(defer, action, state)
                elif action.verb == "take" and action.lock is not None:
                    state = self._taken_late(defer, action, action.lock, state)
                elif action.verb == "forget" and _by_own_parameter(defer.call, action.lock):
                    partly |= {held.lock for held in state.held if held.lock == action.lock}
                    self.released |= partly
                else:
                    state = self._apply(defer, action, state)
        return state, partly

    def _given_twice(self, defer: ast.DeferStmt, action: Action, state: State) -> None:
        for held, node in state.spent:
            if held.lock == action.lock and isinstance(node, ast.ExprStmt):
                self._event("spent", defer, held, Action("release", action.lock, action.mode, on=node.x))

    def _taken_late(self, defer: ast.DeferStmt, action: Action, lock: Lock, state: State) -> State:
        mine = frozenset(held for held in state.held if held.lock == lock)
        for held in mine:
            self._event("rearmed", defer, held, action)
        if mine:
            return state._replace(held=state.held - mine)
        return self._apply(defer, action, state)

    def _handed_back(self, held: Held, place: ast.Node | None) -> bool:
        """Tell a lock of a value that is returned, or made here and kept by others."""
        root = held.lock.root
        if not isinstance(root, Variable) or root.kind not in ("local", "range"):
            return False
        if isinstance(place, ast.ReturnStmt):
            return any(isinstance(node, ast.Ident) and node.obj is root for node in evaluated(place))
        return False


def _releases(function: Function, defer: ast.DeferStmt) -> tuple[Lock, str] | None:
    """Return the lock that `defer mu.Unlock()` gives up, and how it is held."""
    found = operation(function, defer.call) if isinstance(defer.call, ast.CallExpr) else None
    return (found.lock, found.mode) if found is not None and found.verb == "release" else None


def _gives_up(function: Function, node: ast.Node) -> Lock | None:
    """Return the lock that a statement gives up itself: not a helper, nor a defer."""
    call = node.x if isinstance(node, ast.ExprStmt) else None
    found = operation(function, call) if isinstance(call, ast.CallExpr) else None
    return found.lock if found is not None and found.verb == "release" else None


def _is_spent(function: Function, defer: ast.DeferStmt, state: State) -> bool:
    """Tell a defer that gives up a lock which was given up since, and not taken again."""
    if not state.spent:
        return False
    given = _releases(function, defer)
    return (
        given is not None
        and any((held.lock, held.mode) == given for held, _ in state.spent)
        and all(held.lock != given[0] for held in state.held)
    )


def _in_order(held: frozenset[Held]) -> Iterable[Held]:
    """Return locks in the order of the source: which of two is told of must not depend on chance."""
    return held if len(held) < 2 else sorted(held, key=lambda one: one.site.pos)  # noqa: PLR2004


def rooted(
    action: Action, function: Function, node: ast.Node, without: frozenset[Lock] = frozenset()
) -> Action:
    """Return an action as callers are told of it: with the place where it happens."""
    chain = action.chain or (Place(function, node),)
    return Action("touch" if action.lock else "wait", action.lock, action.mode, chain, without, action.what,
                  None, action.serialised, action.stores)  # fmt: skip


def _own_place(target: ast.Ident) -> tuple[Variable, tuple[str, ...]] | None:
    return (target.obj, ()) if target.obj is not None else None


def _by_own_parameter(call: ast.CallExpr, lock: Lock | None) -> bool:
    """Tell a deferred literal that gives a lock up or not by what it was handed when armed."""
    literal = called_value(call.fun)
    if lock is None or not isinstance(literal, ast.FuncLit) or literal.scope is None:
        return False
    own = literal.scope.parameters
    tests = (node.cond for node in ast.walk(literal.body) if isinstance(node, ast.IfStmt))
    return any(isinstance(node, ast.Ident) and node.obj in own for test in tests for node in ast.walk(test))
