"""What variables and fields hold while a scope is run in the abstract."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ginlint.go.names import FuncSymbol, Function, Type
    from ginlint.go.syntax import ast


class Value:
    """Anything an expression can give."""

    __slots__ = ()


class Unknown(Value):
    """A value that is not known; equal terms are the same value, so that tests of it agree.

    `counter` says that it counts something as the code runs: no bound to rely on.
    """

    __slots__ = ("counter", "term")

    def __init__(self, term: Hashable, *, counter: bool = False) -> None:
        self.term = term
        self.counter = counter


class Constant(Value):
    """An integer, a boolean or nil; `assumed` is a size that was chosen for one that is not known."""

    __slots__ = ("assumed", "value")

    def __init__(self, value: int | bool | None, *, assumed: bool = False) -> None:
        self.value = value
        self.assumed = assumed


class Sequence(Value):
    """A slice, array or map of so many elements; `items` are these, None if not all are known.

    Only what goroutines meet at is worth keeping. Whoever sets an element forgets them all.
    """

    __slots__ = ("items", "length")

    def __init__(self, length: int, items: tuple[Value, ...] | None = None) -> None:
        self.length = length
        meets = items is not None and any(not isinstance(item, Unknown | Constant) for item in items)
        self.items = items if meets else None


class Primitive(Value):
    """What goroutines meet at: kind is chan, mutex, group, cond or once.

    `capacity` is None where it is not known: then nobody blocks on sending. A
    `loose` one may also be used by code that is not seen. `payload` is what is
    sent on a channel, `taken` that something was received before that was known;
    `depth` counts the loops around the place where it is made; `done` says that somebody calls
    Done on a group; `lock` is what a cond unlocks; `signals` that the signals of the process come on it;
    `fed` that code which is not seen calls what sends on it, nobody knows how often.
    """

    __slots__ = (
        "at",
        "capacity",
        "depth",
        "done",
        "fed",
        "function",
        "index",
        "kind",
        "lock",
        "loose",
        "name",
        "payload",
        "signals",
        "taken",
    )

    def __init__(self, index: int, kind: str, at: ast.Node, function: Function) -> None:
        self.index = index
        self.kind = kind
        self.at = at
        self.function = function
        self.name = ""
        self.capacity: int | None = 0
        self.loose = False
        self.depth = 0
        self.done = False
        self.taken = False
        self.signals = False
        self.fed = False
        self.payload: Value | None = None
        self.lock: Value | None = None


class Object(Value):
    """A struct; its fields are kept in the store."""

    __slots__ = ("at", "escaped", "function", "index", "type")

    def __init__(self, index: int, type_: Type, at: ast.Node, function: Function) -> None:
        self.index = index
        self.type = type_
        self.at = at
        self.function = function
        self.escaped = False


class Frame:
    """One run of a function: its variables are kept in the store under `index`."""

    __slots__ = ("function", "index", "parent", "process")

    def __init__(self, index: int, function: Function, parent: Frame | None, process: int) -> None:
        self.index = index
        self.function = function
        self.parent = parent
        self.process = process


class Closure(Value):
    """A function literal and the frame that it was made in."""

    __slots__ = ("frame", "function")

    def __init__(self, function: Function, frame: Frame) -> None:
        self.function = function
        self.frame = frame


class Declared(Value):
    """A declared function, or a method with its receiver."""

    __slots__ = ("receiver", "symbol")

    def __init__(self, symbol: FuncSymbol, receiver: Value | None = None) -> None:
        self.symbol = symbol
        self.receiver = receiver


class Context(Value):
    """A context that ends when one of `ends` is closed, and not otherwise."""

    __slots__ = ("ends",)

    def __init__(self, ends: tuple[Primitive, ...]) -> None:
        self.ends = ends


class Cancel(Value):
    """The function that closes `end`."""

    __slots__ = ("end",)

    def __init__(self, end: Primitive) -> None:
        self.end = end


class AnyOf(Value):
    """A channel that is ready when one of `channels` is."""

    __slots__ = ("channels",)

    def __init__(self, channels: tuple[Primitive, ...]) -> None:
        self.channels = channels


class Results(Value):
    """What a call with several results gives."""

    __slots__ = ("values",)

    def __init__(self, values: tuple[Value, ...]) -> None:
        self.values = values


NIL = Constant(None)
FAILED = Unknown(("failed",))  # an error that is not nil


def same(a: Value, b: Value) -> bool:
    """Tell whether two values are one, as far as it matters."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    match a, b:
        case Unknown(), Unknown():
            return a.term == b.term
        case Constant(), Constant():
            return a.value == b.value and type(a.value) is type(b.value)
        case Sequence(), Sequence():
            known = len(a.items or ()) == len(b.items or ())
            each = zip(a.items or (), b.items or (), strict=False)
            return a.length == b.length and known and all(same(x, y) for x, y in each)
        case Closure(), Closure():
            return a.function is b.function and a.frame is b.frame
        case Declared(), Declared():
            return a.symbol is b.symbol and a.receiver is b.receiver
        case Cancel(), Cancel():
            return a.end is b.end
        case Context(), Context():
            return a.ends == b.ends
    return False


def counts(value: Value) -> bool:
    """Tell whether a value depends on a counter."""
    return isinstance(value, Unknown) and value.counter
