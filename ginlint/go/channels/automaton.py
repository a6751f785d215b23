"""What a scope does to the primitives in it: one graph of operations for each goroutine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ginlint.go.channels.values import Primitive
    from ginlint.go.names import Function
    from ginlint.go.syntax import ast

NOT_STARTED, ENDED = -2, -1  # instead of the place of a node
FREE = frozenset(
    ("nop", "mark", "choice", "decide", "guess", "go", "unlock", "runlock", "add")
)  # never blocks, in nobody's way


class Case(NamedTuple):
    """One case of a select: `op` is send, receive, always, never or default."""

    op: str
    primitive: Primitive | None
    slot: int
    key: Hashable = None


class Node:
    """One operation; `succ` are the nodes after it, by slot.

    A choice without `key` goes either way; with one, slot 0 is taken where the key
    is true. A receive with a `key` makes it true, or false where the channel is
    closed; a range takes slot 1 there. A decide settles its key, by `amount`,
    a guess either way.
    `unsure` is an operation done nobody knows how often (`opened`: the loop is cut
    off after some rounds), `assumed` one done as often as a size that was assumed,
    `conditional` one in a loop that a test ends. `calls` lead to it from the function
    that its goroutine runs. `function` and `at` say where in the source it is.
    """

    __slots__ = (
        "amount",
        "assumed",
        "at",
        "calls",
        "cases",
        "child",
        "conditional",
        "function",
        "index",
        "key",
        "kind",
        "opened",
        "primitive",
        "process",
        "succ",
        "unsure",
    )

    def __init__(
        self, index: int, kind: str, at: ast.Node, function: Function, primitive: Primitive | None, slots: int
    ) -> None:
        self.index = index
        self.kind = kind
        self.at = at
        self.function = function
        self.primitive = primitive
        self.succ = [-1] * slots
        self.cases: list[Case] = []
        self.calls: tuple[tuple[Function, ast.Node], ...] = ()
        self.amount = 0
        self.process = 0
        self.child = -1
        self.key: Hashable = None
        self.unsure = False
        self.assumed = False
        self.opened = False
        self.conditional = False


class Process:
    """A goroutine: where it is started, where its graph begins, and whose body it runs.

    Those that the rounds of a loop start have the same `start`, by way of the same `calls`.
    """

    __slots__ = ("calls", "entry", "function", "index", "parent", "start")

    def __init__(
        self, index: int, start: ast.Node, function: Function, parent: int, calls: tuple[int, ...] = ()
    ) -> None:
        self.calls = calls
        self.index = index
        self.start = start
        self.function = function
        self.parent = parent
        self.entry = -1


class Automaton(NamedTuple):
    """A scope: process 0 is its root."""

    nodes: list[Node]
    processes: list[Process]
    primitives: list[Primitive]
