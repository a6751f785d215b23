"""Dataclasses and named tuples that are made in a third of the time.

`dataclasses.dataclass` compiles up to ten methods for each class, and there are so many
classes that this took a fifth of the time until the first file was read. `record`
compiles one constructor for all classes of a shape, and gives each its own names; to
compare, hash, show and pickle a value, all classes share methods. So does `NamedTuple`.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter, itemgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any

try:
    from _collections import _tuplegetter as getter  # type: ignore[import-not-found] # as collections does
except ImportError:  # not CPython

    def getter(number: int, doc: str) -> Any:
        """Return what reads a field of a tuple."""
        return property(itemgetter(number), doc=doc)


if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import CodeType

__all__ = ["NamedTuple", "field", "record"]


def _record(
    *, slots: bool, frozen: bool = False, order: bool = False, eq: bool = True, unsafe_hash: bool = False
) -> Any:
    """Make a class a dataclass with slots, as `dataclasses.dataclass` does with these arguments.

    Methods that the class has itself are kept. A class inherits no fields, and has no `__post_init__`;
    of what a field may say, `default`, `default_factory` and `compare` are heeded.
    """
    shared: dict[str, Any] = {"__repr__": _shown}
    if eq:
        shared |= {"__eq__": _equal, "__hash__": _hash if frozen or unsafe_hash else None}
    if order:
        shared |= {"__lt__": _less, "__le__": _at_most, "__gt__": _more, "__ge__": _at_least}
    if frozen:
        shared |= {"__getstate__": _state, "__setstate__": _restore}
        shared |= {"__setattr__": _refuse, "__delattr__": _refuse}

    def made(cls: Any) -> Any:
        own = cls.__dict__
        cls.__doc__ = cls.__doc__ or cls.__name__  # else a signature is made up for it, which takes 10 ms
        made = dataclass(cls, init=False, repr=False, eq=False, slots=slots)
        for name, method in shared.items():
            if name not in own:
                setattr(made, name, method)
        names = [one.name for one in fields(made) if one.compare]
        made.compared_by = attrgetter(*names) if names else staticmethod(_nothing)
        made.__init__ = _constructor(made, frozen=frozen)
        return made

    return made


class _Tuples(type):
    """Makes named tuples of classes, as `typing.NamedTuple` does, without a look at the types of fields."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, namespace)
        names = tuple(namespace.get("__annotations__") or type(name, (), dict(namespace)).__annotations__)
        defaults = {field_name: namespace[field_name] for field_name in names if field_name in namespace}
        code = _tuple_code(len(names)).replace(co_varnames=("cls", *names))
        new: Any = FunctionType(code, {"new": tuple.__new__}, "__new__", tuple(defaults.values()))
        new.__qualname__ = f"{namespace['__qualname__']}.__new__"
        getters = {field_name: getter(number, "") for number, field_name in enumerate(names)}
        own = {"__slots__": (), "__new__": new, "__match_args__": names}
        own |= {"_fields": names, "_field_defaults": defaults, "__doc__": name}
        return type(name, (_Tuple,), own | namespace | getters)


class _Tuple(tuple[Any, ...]):
    """What all named tuples can do."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[Any]) -> _Tuple:
        found = tuple.__new__(cls, values)
        if len(found) != len(cls._fields):
            raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(found)}")
        return found

    def _replace(self, **changes: Any) -> _Tuple:
        found = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise TypeError(f"{type(self).__name__} has no {', '.join(changes)}")
        return found

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({told})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


@cache
def _tuple_code(count: int) -> CodeType:
    """Return the code that makes a named tuple of so many fields."""
    names = "".join(f"f{number}, " for number in range(count))
    made: FunctionType = eval(f"lambda cls, {names}: new(cls, ({names}))")  # noqa: S307 - made here
    return made.__code__


class _NamedTuple(metaclass=_Tuples):
    """The base that makes a class a named tuple."""


if TYPE_CHECKING:  # what they do, to whoever only reads it
    from dataclasses import dataclass as record
    from typing import NamedTuple
else:
    record, NamedTuple = _record, _NamedTuple


def _constructor(cls: Any, *, frozen: bool) -> Any:
    own = fields(cls)
    names = {f"f{number}": one.name for number, one in enumerate(own)}
    made = tuple(one.default_factory is not MISSING for one in own)
    code = _constructing(made, frozen=frozen)
    code = code.replace(
        co_varnames=("self", *names.values()), co_names=tuple(names.get(name, name) for name in code.co_names)
    )
    scope: dict[str, Any] = {"MISSING": MISSING}
    for number, one in enumerate(own):
        scope[f"new{number}"] = one.default_factory
        if frozen:
            scope[f"set{number}"] = cls.__dict__[one.name].__set__
    defaults = (one.default for one, new in zip(own, made, strict=True) if new or one.default is not MISSING)
    constructor = FunctionType(code, scope, "__init__", tuple(defaults))
    constructor.__qualname__ = f"{cls.__qualname__}.__init__"
    return constructor


@cache
def _constructing(made: tuple[bool, ...], *, frozen: bool) -> CodeType:
    """Return the code that sets fields f0, f1 and so on; those that are `made` call new0, new1 and so on."""
    values = [
        f"new{number}() if f{number} is MISSING else f{number}" if new else f"f{number}"
        for number, new in enumerate(made)
    ]
    sets = "set{0}(self, {1})" if frozen else "self.f{0} = {1}"
    lines = [f" {sets.format(number, value)}" for number, value in enumerate(values)]
    scope: dict[str, Any] = {}
    parameters = ", ".join(("self", *(f"f{number}" for number in range(len(made)))))
    exec(f"def __init__({parameters}):\n" + "\n".join(lines or [" pass"]), scope)  # noqa: S102 - made here
    code: CodeType = scope["__init__"].__code__
    return code


def _nothing(_value: Any) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:
    told = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self))
    return f"{type(self).__qualname__}({told})"


def _equal(self: Any, other: Any) -> Any:
    return self.compared_by(self) == other.compared_by(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.compared_by(self))


def _less(self: Any, other: Any) -> Any:
    return self.compared_by(self) < other.compared_by(other) if type(other) is type(self) else NotImplemented


def _at_most(self: Any, other: Any) -> Any:
    return self.compared_by(self) <= other.compared_by(other) if type(other) is type(self) else NotImplemented


def _more(self: Any, other: Any) -> Any:
    return self.compared_by(self) > other.compared_by(other) if type(other) is type(self) else NotImplemented


def _at_least(self: Any, other: Any) -> Any:
    return self.compared_by(self) >= other.compared_by(other) if type(other) is type(self) else NotImplemented


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


def _refuse(self: Any, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")
