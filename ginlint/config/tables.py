"""The tables of a configuration file: [[resource]], [[per-path]] and [severity]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ginlint.config.options import LEVELS, PathRules, ResourceTable
from ginlint.config.words import advice
from ginlint.errors import ConfigError
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping


@record(frozen=True, slots=True)
class Key:
    """One key of a table; `example` is a value as TOML writes it, of the type wanted."""

    type: type
    example: str
    help: str
    required: bool = False
    field: str = ""


RESOURCE_KEYS = {
    "acquire": Key(
        tuple, '["example.com/pool.Pool.Take"]', "The functions and methods that hand it out.", required=True
    ),
    "what": Key(str, '"lease"', "What it is called in messages.", required=True),
    "release": Key(tuple, '["Return"]', 'Its methods that give it back; "()" where it is called itself.'),
    "release-by": Key(tuple, '["example.com/pool.Give"]', "The functions that give it back."),
    "result": Key(int, "0", "The number of the result that is it, -1 for the receiver."),
    "cost": Key(str, '"one lease"', "What is lost with it."),
    "rule": Key(str, '"closer-not-closed"', "The rule that reports it."),
}
PATH_KEYS = {
    "paths": Key(
        tuple, '["internal/legacy/**"]', "The files that this is about, as glob patterns.", required=True
    ),
    "except": Key(tuple, '["**/new_*.go"]', "Files among them that it is not about.", field="spare"),
    "ignore": Key(tuple, '["release"]', "Rules and topics that are left out there."),
    "select": Key(tuple, '["lock"]', "The only rules and topics that are told there."),
    "severity": Key(dict, '{ pool = "note" }', "Severities of rules and topics there."),
}


def resources(tables: object, source: str) -> tuple[ResourceTable, ...]:
    """Return the tables [[resource]] of a file; raises ConfigError naming table, key and remedy."""
    found = []
    for where, table in _numbered(tables, "resource", source):
        values = _values(table, RESOURCE_KEYS, where)
        if "release" not in values and "release_by" not in values:
            raise ConfigError(
                f"{where}: nothing releases it; add release = {RESOURCE_KEYS['release'].example}"
            )
        found.append(ResourceTable(**values))
    return tuple(found)


def per_path(tables: object, source: str) -> tuple[PathRules, ...]:
    """Return the tables [[per-path]] of a file; raises ConfigError naming table, key and remedy."""
    found = []
    for where, table in _numbered(tables, "per-path", source):
        values = _values(table, PATH_KEYS, where)
        values["severity"] = severities(values.get("severity", {}), f"{where} severity")
        if not any(values.get(key) for key in ("ignore", "select", "severity")):
            raise ConfigError(f"{where}: it changes nothing; add ignore = {PATH_KEYS['ignore'].example}")
        found.append(PathRules(**values))
    return tuple(found)


def severities(table: object, where: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a table of severities; raises ConfigError."""
    if not isinstance(table, dict):
        raise ConfigError(f'{where} must be a table of rules and levels, such as: late-defer = "note"')
    for word, level in table.items():
        if level not in LEVELS:
            guess = f"one of {', '.join(LEVELS)}"
            raise ConfigError(f"{where}: {word!r} must be {guess}; to leave a rule out, use ignore")
    return tuple(table.items())


def _numbered(tables: object, name: str, source: str) -> list[tuple[str, dict[str, object]]]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{source}: {name!r} must be written as tables: [[{name}]]")
    return [(f"{source}: [[{name}]] {number}", table) for number, table in enumerate(tables, 1)]


def _values(table: Mapping[str, object], keys: Mapping[str, Key], where: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in keys:
            raise ConfigError(f"{where}: unknown key {name!r}; {advice(name, keys, 'the keys are')}")
        key = keys[name]
        found = tuple(value) if isinstance(value, list) else value
        strings = not isinstance(found, tuple) or all(isinstance(item, str) for item in found)
        if type(found) is not key.type or not strings or found in ((), ""):
            raise ConfigError(f"{where}: {name!r} must be like {name} = {key.example}")
        values[key.field or name.replace("-", "_")] = found
    for name, key in keys.items():
        if key.required and name not in values:
            raise ConfigError(f"{where}: {name!r} is missing; add {name} = {key.example}")
    return values
