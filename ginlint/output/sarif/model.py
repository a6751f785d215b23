"""sarif-om's classes and their JSON; everything SARIF comes through here.

`jschema_to_python.to_json` is not used: it copies each subtree once per level,
drops a `level` that equals the schema's default (which for a result is the rule's
level, not that default), and cannot put the head of the file first.
"""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import attrgetter, is_not
from typing import TYPE_CHECKING, Any, NamedTuple

import attr
import sarif_om as om

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["om", "plain"]

_ATOMS = frozenset({str, int, float, bool, type(None)})
# A reader takes an absent level from the rule or as "warning", whatever was meant.
_ALWAYS = frozenset({"level"})
# The final 2.1.0 schema calls it so; sarif-om stopped at a draft.
_RENAMED = {("Suppression", "state"): "status"}


def plain(value: Any) -> Any:
    """Return a sarif-om object as dictionaries and lists, without what the schema takes for granted.

    Raises TypeError for a kind of value that SARIF does not know: sarif-om itself
    writes it as a string.
    """
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is list:
        return [plain(item) for item in value]
    if kind is dict:
        return {key: plain(item) for key, item in value.items()}
    fields = _fields(kind)
    values = fields.values(value)
    given = compress(zip(fields.names, values, strict=True), map(is_not, values, fields.defaults))
    result = {name: item if type(item) in _ATOMS else plain(item) for name, item in given}
    for name, default in fields.made:
        if result.get(name) == default:
            del result[name]
    return result


class _Fields(NamedTuple):
    """What `plain` has to know of one of sarif-om's classes.

    `defaults` are the very objects that a field holds if nothing was given, `made`
    the defaults that are made anew for each object.
    """

    values: Callable[[Any], tuple[Any, ...]]
    names: tuple[str, ...]
    defaults: tuple[Any, ...]
    made: tuple[tuple[str, Any], ...]


@cache
def _fields(kind: Hashable) -> _Fields:
    if not isinstance(kind, type) or not attr.has(kind):
        raise TypeError(f"{kind} is no part of SARIF")
    fields = attr.fields(kind)
    return _Fields(
        attrgetter(*(field.name for field in fields)),
        tuple(_name(kind, field) for field in fields),
        tuple(map(_default, fields)),
        tuple((_name(kind, field), field.default.factory()) for field in fields if _is_made(field)),
    )


def _name(kind: type, field: Any) -> str:
    name: str = field.metadata["schema_property_name"]
    return _RENAMED.get((kind.__name__, name), name)


def _default(field: Any) -> Any:
    always = field.name in _ALWAYS or field.default is attr.NOTHING or _is_made(field)
    return None if always else field.default


def _is_made(field: Any) -> bool:
    return hasattr(field.default, "factory")
