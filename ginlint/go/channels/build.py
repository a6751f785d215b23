"""The bookkeeping of a run in the abstract: nodes, the store, branches and what escapes."""

from __future__ import annotations

from itertools import compress, islice
from operator import is_not
from typing import TYPE_CHECKING

from ginlint.go.channels.automaton import Automaton, Node, Process
from ginlint.go.channels.flags import is_flag
from ginlint.go.channels.values import (
    Cancel,
    Closure,
    Constant,
    Declared,
    Frame,
    Object,
    Primitive,
    Results,
    Sequence,
    Unknown,
    Value,
    counts,
    same,
)
from ginlint.go.names import Variable
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from collections.abc import Sequence as SequenceOf

    from ginlint.go.names import Function, Type

MAX_NODES = 700
MAX_PROCESSES = 10
MAX_GOROUTINES = 20  # of a lean scope, where those that one loop starts count once

Store = dict[tuple[object, object], Value]
End = tuple[Node, int]


class TooLargeError(Exception):
    """The scope is larger than is worth the time."""


class Exit(NamedTuple):
    """A way out of a loop or a function, with what holds there."""

    ends: list[End]
    store: Store
    value: Value | None = None


class Mark(NamedTuple):
    """How far a build has come, to go back to."""

    ends: list[End]
    store: Store
    nodes: int
    processes: int
    primitives: int
    payloads: list[tuple[Primitive, Value | None]]
    made: int


class Builder:
    """Grows an automaton at its open ends and keeps what variables hold there."""

    def __init__(self) -> None:
        self.lean = False
        self.nodes: list[Node] = []
        self.processes: list[Process] = []
        self.primitives: list[Primitive] = []
        self.ends: list[End] = []
        self.store: Store = {}
        self.process = 0
        self.calls: list[tuple[Function, ast.Node]] = []
        self.repeating = 0
        self.unsure = 0
        self.assumed = 0
        self.opening = 0
        self.forks = 0
        self.conditional = 0
        self.ever: dict[int, list[Value]] = {}  # all that was ever in a struct's fields, on any path
        self.seen: dict[tuple[object, object], int] = {}
        self.zeros: dict[tuple[int, str], Value] = {}
        self.made = 0
        self.flags: dict[Variable, bool] = {}

    @property
    def alive(self) -> bool:
        """Whether control can come here."""
        return bool(self.ends)

    def automaton(self) -> Automaton:
        """Return what was built."""
        return Automaton(self.nodes, self.processes, self.primitives)

    # Nodes

    def emit(
        self, kind: str, at: ast.Node, function: Function, primitive: Primitive | None = None, slots: int = 1
    ) -> Node:
        """Add a node at the open ends; its own slots are the open ends then."""
        if len(self.nodes) >= MAX_NODES:
            raise TooLargeError
        node = Node(len(self.nodes), kind, at, function, primitive, slots)
        node.unsure = self.unsure > (primitive.depth if primitive is not None else 0)
        node.assumed = self.assumed > 0
        node.opened = self.opening > 0
        node.conditional = self.conditional > 0
        node.process = self.process
        node.calls = tuple(self.calls)
        self.nodes.append(node)
        self.close(node)
        self.ends = [(node, slot) for slot in range(slots)]
        return node

    def cut(self, at: ast.Node, function: Function) -> None:
        """Go no further: the process ends here, or what happens is not followed."""
        if self.alive:
            self.emit("cut", at, function)
            self.ends = []

    def close(self, node: Node) -> None:
        """Let all open ends lead to `node`."""
        for source, slot in self.ends:
            source.succ[slot] = node.index
        self.ends = []

    def fork(self, node: Node, arms: Iterable[Callable[[], object]]) -> None:
        """Go on from each slot of `node` with one of `arms`, and join."""
        self.ends = []
        before, exits, since = self.store, list[Exit](), self.made
        self.forks += 1
        for slot, arm in enumerate(arms):
            self.ends, self.store = [(node, slot)], dict(before)
            arm()
            exits.append(Exit(self.ends, self.store))
        self.forks -= 1
        self.join(exits, before, since)

    def choose(
        self, at: ast.Node, function: Function, arms: SequenceOf[Callable[[], object]], key: Hashable = None
    ) -> None:
        """Go one of several ways; a choice that makes no difference leaves no trace."""
        ends, count = self.ends, len(self.nodes)
        node = self.emit("choice", at, function, slots=len(arms))
        # A receive decides it anew each time, and so does who sets a flag.
        heard = isinstance(key, tuple) and key[0] in ("ok", "flag")
        node.key = key if heard or not self.repeating else None
        self.fork(node, arms)
        if len(self.nodes) == count + 1 and len(self.ends) == len(arms):
            del self.nodes[count:]
            self.ends = ends

    def join(self, exits: list[Exit], before: Store, since: int) -> None:
        """Go on where any of `exits` leads, with what holds on all of them; `since` is `made` at the fork."""
        living = [exit_ for exit_ in exits if exit_.ends]
        self.ends = [end for exit_ in living for end in exit_.ends]
        self.store = living[0].store if living else before
        for other in living[1:]:
            self.merge(other.store, before, since)

    def merge(self, other: Store, before: Store, since: int) -> None:
        """Join `other` into the store: values that differ are known no longer."""
        mine = self.store
        differing = _differing(mine, other, len(before))
        alone = {key for key in differing if key not in mine or key not in other}
        mine.update((key, other[key]) for key in differing if key not in mine)  # so escapes find all below
        for key in differing:
            a, b = mine.get(key), other.get(key)
            if key in alone and a is not None:
                if key in before or (isinstance(key[0], Object) and key[0].index <= since):
                    self.escape(a)
                    mine[key] = self.unknown()
            elif a is not None and b is not None and not same(a, b):
                self._forget(key, a, b, before)

    def _forget(self, key: tuple[object, object], a: Value, b: Value, before: Store) -> None:
        """Join two values of one variable or field that differ."""
        if key not in before and not isinstance(key[0], Object):
            del self.store[key]  # its variable is out of scope here
            return
        flag = self.flag(key)
        if flag is not None:
            self.store[key] = Unknown(flag)
            return
        self.escape(a)
        self.escape(b)
        counted = any(isinstance(x, Constant) or counts(x) for x in (a, b))
        self.store[key] = self.unknown(counter=counted)

    def mark(self) -> Mark:
        """Return a place to come back to."""
        payloads = [(primitive, primitive.payload) for primitive in self.primitives]
        counts = len(self.nodes), len(self.processes), len(self.primitives)
        return Mark(self.ends, dict(self.store), *counts, payloads, self.made)

    def back_to(self, mark: Mark) -> None:
        """Undo all that was built since `mark`; what has escaped stays escaped."""
        self.ends, self.store, self.made = mark.ends, mark.store, mark.made
        del self.nodes[mark.nodes :], self.processes[mark.processes :], self.primitives[mark.primitives :]
        self.seen = {key: process for key, process in self.seen.items() if process < mark.processes}
        for primitive, payload in mark.payloads:
            primitive.payload = payload
        made = self.zeros.items()
        self.zeros = {
            key: value
            for key, value in made
            if isinstance(value, Primitive) and value.index < mark.primitives
        }

    # Values

    def unknown(self, term: Hashable = None, *, counter: bool = False) -> Unknown:
        """Return a value that is like no other, or like those of the same term."""
        if term is None:
            self.made += 1
            term = self.made
        return Unknown(term, counter=counter)

    def flag(self, key: tuple[object, object]) -> Hashable | None:
        """Return the term of a variable that is set to true and false only: each way knows what it is."""
        variable = key[1]
        if not isinstance(key[0], int) or not isinstance(variable, Variable):
            return None
        if variable not in self.flags:
            self.flags[variable] = is_flag(variable)
        return ("flag", *key) if self.flags[variable] else None

    def primitive(self, kind: str, at: ast.Node, function: Function, name: str = "") -> Primitive:
        """Return a new primitive."""
        found = Primitive(len(self.primitives), kind, at, function)
        found.name = name
        found.depth = self.unsure
        self.primitives.append(found)
        return found

    def made_object(self, type_: Type, at: ast.Node, function: Function) -> Object:
        """Return a new struct."""
        self.made += 1
        return Object(self.made, type_, at, function)

    def frame(self, function: Function, parent: Frame | None) -> Frame:
        """Return a frame for one run of `function`."""
        self.made += 1
        return Frame(self.made, function, parent, self.process)

    def write(self, key: tuple[object, object], value: Value) -> None:
        """Set a variable or field; what other goroutines have read already is everybody's."""
        if self.seen.get(key, self.process) != self.process:
            self.escape(value)
            old = self.store.get(key)
            if old is not None:
                self.escape(old)
            value = self.unknown()
        self.store[key] = value
        if isinstance(key[0], Object):
            self.ever.setdefault(key[0].index, []).append(value)

    def define(self, key: tuple[object, object], value: Value) -> None:
        """Set a variable that is new here: goroutines that read an earlier one have that."""
        self.seen.pop(key, None)
        self.store[key] = value

    def read(self, key: tuple[object, object]) -> Value | None:
        """Return what a variable or field holds, None if nobody has said."""
        self.seen.setdefault(key, self.process)
        return self.store.get(key)

    def escape(self, value: Value) -> None:
        """Know that code which is not seen may use `value`, and all that it leads to."""
        match value:
            case Primitive():
                value.loose = True
            case Object() if not value.escaped:
                value.escaped = True
                self._escape_fields(value)
            case Closure():
                self._escape_captured(value)
            case Declared(receiver=receiver) if receiver is not None:
                self.escape(receiver)
            case Cancel():
                value.end.loose = True
            case Results(values=values):
                for held in values:
                    self.escape(held)
            case Sequence(items=items) if items is not None:
                value.items = None  # whoever has it may put in others
                for held in items:
                    self.escape(held)
            # Who has a Context or an AnyOf can only wait.

    def _escape_fields(self, value: Object) -> None:
        for key, held in list(self.store.items()):
            if key[0] is value:
                self.escape(held)
        for (index, _), held in list(self.zeros.items()):
            if index == value.index:
                self.escape(held)

    def _escape_captured(self, closure: Closure) -> None:
        for node in ast.walk(closure.function.body):
            if isinstance(node, ast.Ident) and node.obj is not None:
                key = self.key_of(closure.frame, node.obj)
                held = self.store.get(key) if key is not None else None
                if held is not None and held is not closure and key is not None:
                    self.store[key] = self.unknown()  # ends a circle of closures
                    self.escape(held)
                    self.store[key] = held if isinstance(held, Primitive | Object) else self.store[key]

    def key_of(self, frame: Frame, variable: Variable) -> tuple[object, object] | None:
        """Return the key in the store of a variable as `frame` sees it."""
        current: Frame | None = frame
        while current is not None and current.function is not variable.function:
            current = current.parent
        return (current.index, variable) if current is not None else None

    def has_room(self) -> bool:
        """Tell whether most goroutines are of few loops, whose rounds do the same."""
        loops = {(process.start.pos, process.calls) for process in self.processes}
        return len(loops) < MAX_PROCESSES and len(self.processes) <= MAX_GOROUTINES

    def spawn(self, at: ast.Node, function: Function, body: Function, run: Callable[[], object]) -> None:
        """Start a goroutine whose graph `run` builds; what it writes is known to nobody then."""
        if len(self.processes) >= MAX_PROCESSES and not (self.lean and self.has_room()):
            raise TooLargeError
        start = self.emit("go", at, function)
        process = Process(
            len(self.processes), at, body, self.process, tuple(call.pos for _, call in self.calls)
        )
        self.processes.append(process)
        start.child = process.index
        ends, before, parent, repeating, since = (
            self.ends,
            self.store,
            self.process,
            self.repeating,
            self.made,
        )
        self.ends, self.store, self.process, self.repeating = [], dict(before), process.index, 0
        process.entry = len(self.nodes)
        calls, self.calls = self.calls, []
        self.emit("nop", body.body, body)
        run()
        if self.alive:
            self.emit("end", body.body, body)
        after, self.calls = self.store, calls
        self.ends, self.store, self.process, self.repeating = ends, before, parent, repeating
        for key, value in after.items():
            held = before.get(key)
            if held is None and isinstance(key[0], Object) and key[0].index <= since:
                self.escape(value)
            elif held is not None and not same(held, value):
                self.escape(held)
                self.escape(value)
                self.write(key, self.unknown())


def _differing(mine: Store, other: Store, shared: int) -> list[tuple[object, object]]:
    """Return the keys whose values differ, in order: what escapes first decides the rest.

    Both were copied from one store, whose `shared` keys are still the first of each.
    """
    found = list(compress(islice(mine, shared), map(is_not, mine.values(), other.values())))
    found += [key for key in islice(mine, shared, None) if mine[key] is not other.get(key)]
    found += [key for key in islice(other, shared, None) if key not in mine]
    return found
