"""The settings: one table that configuration file, environment, command line and schema are held to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ginlint.config.words import advice
from ginlint.errors import ConfigError
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = ("error", "warning", "note")
TABLES = ("extend", "per-path", "resource", "severity")  # what a file may say beside the options


@record(frozen=True, slots=True)
class Config:
    """The settings of a run.

    `select` and `ignore` hold names, aliases or topics of rules; an empty
    `select` means all. `fail_on` is the least severity that makes the exit code
    1, or "never". `exclude` holds glob patterns of paths from the working
    directory. `go` is a language version such as "1.22" that replaces that of
    go.mod, or "". `jobs` is the number of processes, 0 for as many as are worth it.
    `cache_dir` is where the cache is, "" for the user's own place for such files.
    `baseline` is the file of known findings, or "". `severity` pairs names or topics
    of rules with levels; later pairs go before earlier ones.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pedantic: bool = False
    fail_on: str = "note"
    exclude: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    include_generated: bool = False
    all_modules: bool = False
    go: str = ""
    jobs: int = 0
    cache_dir: str = ""
    no_cache: bool = False
    baseline: str = ""
    require_reason: bool = False
    resources: tuple[ResourceTable, ...] = ()
    per_path: tuple[PathRules, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()


@record(frozen=True, slots=True)
class ResourceTable:
    """One [[resource]] of a configuration file: what a team's own functions acquire.

    `acquire` and `release_by` are qualified names, import/path.Func or
    import/path.Type.Method. `release` are methods of what is acquired, with the
    fields that lead to them ("Body.Close"); "()" calls it. `result` is the number
    of the result, -1 for the receiver.
    """

    acquire: tuple[str, ...]
    what: str
    release: tuple[str, ...] = ()
    release_by: tuple[str, ...] = ()
    result: int = 0
    cost: str = ""
    rule: str = "closer-not-closed"


@record(frozen=True, slots=True)
class PathRules:
    """One [[per-path]] of a configuration file: what differs for some files.

    `paths` and `spare` are globs, as in Config.exclude: files that match one of the
    first and none of the second. There `ignore` is left out, nothing but `select` is told
    if that is not empty, and `severity` goes before that of the Config.
    """

    paths: tuple[str, ...]
    spare: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()


@record(frozen=True, slots=True)
class Option:
    """One setting: its key in the file and, with -- before it, on the command line.

    `example` is a value as TOML writes it; its type is the type of the setting.
    """

    key: str
    help: str
    example: str
    type: type
    choices: tuple[str, ...] = ()
    pattern: str = ""
    noun: str = ""
    on_command_line: bool = True
    metavar: str = ""

    @property
    def field(self) -> str:
        """The name of the attribute of Config."""
        return self.key.replace("-", "_")

    @property
    def variable(self) -> str:
        """The variable of the environment that goes before the file and after the command line."""
        return f"GINLINT_{self.field.upper()}"


OPTIONS = (
    Option("select", "Run only this rule or topic; repeatable.", '["pool", "late-defer"]', tuple),
    Option("ignore", "Leave this rule or topic out; repeatable.", '["late-defer"]', tuple),
    Option("pedantic", "Add opt-in rules and findings of low confidence.", "true", bool),
    Option(
        "fail-on",
        "The least severity that makes the exit code 1.",
        '"warning"',
        str,
        choices=("error", "warning", "note", "never"),
        noun="one of error, warning, note, never",
    ),
    Option(
        "exclude",
        "Leave out files that match this glob pattern; repeatable.",
        '["gen/**"]',
        tuple,
        metavar="GLOB",
    ),
    Option("plugins", "Packages of further rules.", '["acme_rules"]', tuple, on_command_line=False),
    Option("include-generated", "Report in generated files too.", "true", bool),
    Option("all-modules", "Go into nested modules too.", "true", bool),
    Option(
        "go",
        "The Go version to assume instead of that in go.mod.",
        '"1.22"',
        str,
        pattern=r"1\.\d{1,3}(\.\d+)?",
        noun="a Go version",
    ),
    Option("jobs", "The number of processes, 0 for as many as are worth it.", "2", int),
    Option(
        "cache-dir",
        "Keep the cache in this directory.",
        '".cache/ginlint"',
        str,
        noun="a directory",
        metavar="DIR",
    ),
    Option("no-cache", "Neither read nor write the cache.", "true", bool),
    Option(
        "baseline",
        "The file with the findings to leave out, as a path from the configuration file.",
        '".ginlint-baseline.json"',
        str,
        pattern=".+",
        noun="the path of a file",
        on_command_line=False,
    ),
    Option("require-reason", "Report waivers that give no reason.", "true", bool),
)

_NOUNS: dict[type, str] = {
    tuple: "a list of strings",
    bool: "true or false",
    int: "a whole number, 0 or more",
}


def override(config: Config, values: Mapping[str, object], *, source: str) -> Config:
    """Return `config` with `values`, by key; raises ConfigError naming `source` and key."""
    options = {option.key: option for option in OPTIONS}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        option = options.get(key)
        if option is None:
            known = (*options, *TABLES)
            raise ConfigError(f"{source}: unknown key {key!r}; {advice(key, known, 'the keys are')}")
        changes[option.field] = _checked(option, value, source)
    return replace(config, **changes)


def from_environment(environment: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    """Return the settings in GINLINT_ variables, by key, each with the name of its variable.

    Lists are separated by commas; 1, true, yes and on are true. Raises ConfigError.
    """
    found: dict[str, tuple[str, object]] = {}
    for option in OPTIONS:
        text = environment.get(option.variable, "")
        if text:
            found[option.key] = (option.variable, _parsed(option, text))
    return found


def _parsed(option: Option, text: str) -> object:
    if option.type is tuple:
        return [word.strip() for word in text.split(",") if word.strip()]
    if option.type is bool:
        return _FLAGS.get(text.lower(), text)
    return int(text) if option.type is int and text.isdecimal() else text


_FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


def _checked(option: Option, value: object, source: str) -> object:
    value = tuple(value) if isinstance(value, list) else value
    if not _fits(option, value):
        wanted = option.noun or _NOUNS[option.type]
        message = f"{source}: {option.key!r} must be {wanted}, such as {option.key} = {option.example}"
        raise ConfigError(message)
    if option.key == "go":
        return ".".join(str(value).split(".")[:2])
    return value


def _fits(option: Option, value: object) -> bool:
    if type(value) is not option.type:
        return False
    if isinstance(value, tuple):
        return all(isinstance(item, str) for item in value)
    if isinstance(value, int):
        return value >= 0
    if option.choices:
        return value in option.choices
    return not option.pattern or re.fullmatch(option.pattern, str(value)) is not None
