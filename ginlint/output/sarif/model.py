"""sarif-om's classes and their JSON; everything SARIF comes through here.

`jschema_to_python.to_json` is not used: it copies each subtree once per level,
drops a `level` that equals the schema's default (which for a result is the rule's
level, not that default), and cannot put the head of the file first.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import attr
import sarif_om as om

__all__ = ["Ready", "om", "plain", "ready"]


class Ready(dict[str, Any]):
    """The JSON of an object that many results share; `plain` takes it as it is."""


_ATOMS = frozenset({str, int, float, bool, type(None), Ready})
# A reader takes an absent level from the rule or as "warning", whatever was meant.
_ALWAYS = frozenset({"level"})
# The final 2.1.0 schema calls it so; sarif-om stopped at a draft.
_RENAMED = {("Suppression", "state"): "status"}


def plain(value: Any) -> Any:
    """Return a sarif-om object as dictionaries and lists, without what the schema takes for granted.

    Raises TypeError for a kind of value that SARIF does not know and KeyError for a
    mistyped attribute: sarif-om itself lets both pass.
    """
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if kind is list:
        return [item if type(item) in _ATOMS else plain(item) for item in value]
    if kind is dict:
        return {key: item if type(item) in _ATOMS else plain(item) for key, item in value.items()}
    fields = _fields(kind)
    result = {}
    for attribute, item in vars(value).items():
        if item is not None:
            name, default = fields[attribute]
            if type(item) in _ATOMS:
                if item != default:
                    result[name] = item
            elif default is None or item != default:
                result[name] = plain(item)
    return result


def ready(value: Any) -> Ready:
    """Convert a sarif-om object once and for all."""
    return Ready(plain(value))


@cache
def _fields(kind: Any) -> dict[str, tuple[str, Any]]:
    """Return the JSON name and the default to drop of each attribute of one of sarif-om's classes."""
    if not attr.has(kind):
        raise TypeError(f"{kind.__name__} is no part of SARIF")
    return {field.name: (_name(kind, field), _default(field)) for field in attr.fields(kind)}


def _name(kind: type, field: Any) -> str:
    name: str = field.metadata["schema_property_name"]
    return _RENAMED.get((kind.__name__, name), name)


def _default(field: Any) -> Any:
    if field.default is attr.NOTHING or field.name in _ALWAYS:
        return None
    made = getattr(field.default, "factory", None)
    return field.default if made is None else made()
