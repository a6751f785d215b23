"""Dataclasses and named tuples that are made in a third of the time.

`dataclasses.dataclass` compiles up to ten methods for each class, and there are so many
classes that this took a fifth of the time until the first file was read. `record`
compiles the constructor alone; to compare, hash, show and pickle a value, all classes
share methods. `typing.NamedTuple` compiles the type of each field, `NamedTuple` none.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

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
        own = dict(namespace)
        names = own.get("__annotations__") or type(name, (), own).__annotations__
        defaults = [own.pop(field_name) for field_name in names if field_name in own]
        make: Any = namedtuple  # noqa: PYI024 - what the checks know of it holds for literals only
        made = make(name, names, defaults=defaults, module=own.pop("__module__"))
        for key, value in own.items():
            setattr(made, key, value)
        return made


class _NamedTuple(metaclass=_Tuples):
    """The base that makes a class a named tuple."""


if TYPE_CHECKING:  # what they do, to whoever only reads it
    from dataclasses import dataclass as record
    from typing import NamedTuple
else:
    record, NamedTuple = _record, _NamedTuple


def _constructor(cls: Any, *, frozen: bool) -> Any:
    scope: dict[str, Any] = {"MISSING": MISSING}
    parameters = ["self"]
    lines = []
    for one in fields(cls):
        name = value = one.name
        if one.default is not MISSING:
            scope[f"default_{name}"] = one.default
            parameters.append(f"{name}=default_{name}")
        elif one.default_factory is not MISSING:
            scope[f"new_{name}"] = one.default_factory
            parameters.append(f"{name}=MISSING")
            value = f"new_{name}() if {name} is MISSING else {name}"
        else:
            parameters.append(name)
        if frozen:
            scope[f"set_{name}"] = cls.__dict__[name].__set__
            lines.append(f" set_{name}(self, {value})")
        else:
            lines.append(f" self.{name} = {value}")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), scope)  # noqa: S102 - made of the names of fields
    scope["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return scope["__init__"]


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
