"""The JSON schema of configuration files, made from the tables that they are held to."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from ginlint.config.options import LEVELS, OPTIONS, Config, Option
from ginlint.config.tables import PATH_KEYS, RESOURCE_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ginlint.config.tables import Key

_TYPES: dict[type, dict[str, Any]] = {
    tuple: {"type": "array", "items": {"type": "string"}},
    bool: {"type": "boolean"},
    str: {"type": "string"},
    int: {"type": "integer"},
}
_SEVERITIES = {"type": "object", "additionalProperties": {"enum": list(LEVELS)}}
_EXTEND = {
    "type": "string",
    "description": "Another configuration file, as a path from this one; what is set here goes first.",
}


def schema() -> dict[str, Any]:
    """Return the schema, of draft 7, which editors read."""
    resource = _table(RESOURCE_KEYS)
    resource["anyOf"] = [{"required": ["release"]}, {"required": ["release-by"]}]
    per_path = _table(PATH_KEYS)
    per_path["anyOf"] = [{"required": [key]} for key in ("ignore", "select", "severity")]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "ginlint",
        "description": "Settings of ginlint: .ginlint.toml or ginlint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "extend": _EXTEND,
            **{option.key: _option(option) for option in OPTIONS},
            "severity": {**_SEVERITIES, "description": "Severities of rules and topics."},
            "per-path": _list(per_path, "What differs for some files."),
            "resource": _list(resource, "What your own packages hand out and want back."),
        },
    }


def _list(item: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": item}


def _option(option: Option) -> dict[str, Any]:
    found = {**_TYPES[option.type], "description": option.help}
    if option.type is int:
        found["minimum"] = 0
    if option.choices:
        found["enum"] = list(option.choices)
    if option.pattern:
        found["pattern"] = f"^(?:{option.pattern})$"
    default = getattr(Config(), option.field)
    if default != "":
        found["default"] = list(default) if isinstance(default, tuple) else default
    found["examples"] = [_value(option.example)]
    return found


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.required],
        "properties": {name: _key(key) for name, key in keys.items()},
    }


def _key(key: Key) -> dict[str, Any]:
    found = dict(_SEVERITIES if key.type is dict else _TYPES[key.type])
    found |= {"description": key.help, "examples": [_value(key.example)]}
    if key.type is tuple:
        found["minItems"] = 1
    if key.type is str:
        found["minLength"] = 1
    return found


def _value(example: str) -> object:
    return tomllib.loads(f"value = {example}")["value"]
