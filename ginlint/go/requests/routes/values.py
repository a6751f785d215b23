"""What an expression gives while the set-up of a service is run through in thought.

None stands for everything that is not known. Texts are plain strings in which `{?}`
is a part that is not known; integers and truth values are themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.record import field, record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Function, Type, Variable
    from ginlint.go.requests.routes.routers import Router
    from ginlint.go.syntax import ast

GAP = "{?}"
MAX_DEPTH = 4

Value = object


@record(slots=True, eq=False)
class Items:
    """A slice or array of which the elements are known."""

    values: list[Value]


@record(slots=True, eq=False)
class Pairs:
    """A map."""

    pairs: list[tuple[Value, Value]]


@record(slots=True, eq=False)
class Obj:
    """A struct, shared by all that point to it."""

    type: Type
    fields: dict[str, Value]


@record(slots=True, eq=False)
class Several:
    """The results of a call."""

    values: tuple[Value, ...]


@record(slots=True, eq=False)
class Closure:
    """A function as a value: declared, perhaps with a receiver, or a literal with what is around it."""

    symbol: FuncSymbol | None = None
    literal: Function | None = None
    frame: Frame | None = None
    receiver: Value = None


@record(slots=True, eq=False)
class External:
    """A function of another module, or one that cannot be told further, by name."""

    name: str


@record(slots=True, eq=False)
class Made:
    """What a call gives that was not looked into, such as a middleware of a factory."""

    by: Value
    args: list[Value]
    function: Function
    node: ast.CallExpr


@record(slots=True, eq=False)
class Wrapped:
    """A handler with a middleware around it."""

    by: Value
    inner: Value


@record(slots=True, eq=False)
class Methods:
    """A handler of the methods of a service of connect, below a path."""

    path: str
    names: list[str]
    server: Value


@record(slots=True, eq=False)
class Frame:
    """The variables of one call of a function; those of a literal see those around it."""

    function: Function
    outer: Frame | None = None
    values: dict[Variable, Value] = field(default_factory=dict)
    returns: list[Value] = field(default_factory=list)

    @property
    def file(self) -> File:
        """The file of the function."""
        return self.function.file

    def owner(self, variable: Variable) -> Frame:
        """Return the frame that holds a variable, this one if none does yet."""
        frame: Frame | None = self
        while frame is not None:
            if variable in frame.values or frame.function is variable.function:
                return frame
            frame = frame.outer
        return self


def inside(value: Value) -> Iterator[Value]:
    """Yield what a value directly holds."""
    match value:
        case Items(values) | Several(values):
            yield from values
        case Pairs(pairs):
            for _, held in pairs:
                yield held
        case Obj(_, fields):
            yield from fields.values()
        case Made(_, args):
            yield from args
        case Wrapped(by, inner):
            yield by
            yield inner


def holds(value: Value, kinds: tuple[type, ...], depth: int = 0) -> bool:
    """Tell whether a value is of one of `kinds` or holds one, not too deep."""
    if isinstance(value, kinds):
        return True
    return depth < MAX_DEPTH and any(holds(held, kinds, depth + 1) for held in inside(value))


def text(value: Value) -> str:
    """Return a text with a gap for what is not known."""
    return value if isinstance(value, str) else GAP


def flat(values: list[Value]) -> list[Value]:
    """Return values with those of slices in their place."""
    found: list[Value] = []
    for value in values:
        found += flat(value.values) if isinstance(value, Items) else [value]
    return found


def join(first: Value, second: Value) -> Value:
    """Return what a variable holds that is one or the other."""
    if first is second or first == second:
        return first
    if isinstance(first, str) and isinstance(second, str):
        return GAP
    if isinstance(first, int) or isinstance(second, int):
        return None
    return first if second is None else second


def unwrapped(value: Value) -> tuple[list[Value], Value]:
    """Return what is around a handler, the outermost first, and the handler."""
    around: list[Value] = []
    while isinstance(value, Wrapped):
        around.append(value.by)
        value = value.inner
    return around, value


def as_router(value: Value, depth: int = 0) -> Router | None:
    """Return the router that a value is, or that a struct is made around."""
    from ginlint.go.requests.routes.routers import Router

    if isinstance(value, Router) or not isinstance(value, Obj) or depth >= MAX_DEPTH:
        return value if isinstance(value, Router) else None
    held = value.fields.values()
    direct = next((router for router in held if isinstance(router, Router)), None)
    return direct or next(
        (found for inner in held if (found := as_router(inner, depth + 1)) is not None), None
    )
