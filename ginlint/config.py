"""What the user asked for: `.ginlint.toml` and options, both held to one table."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from ginlint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ginlint.rule import Rule

FILE_NAMES = (".ginlint.toml", "ginlint.toml")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run.

    `select` and `ignore` hold names, aliases or topics of rules; an empty
    `select` means all. `fail_on` is the least severity that makes the exit code
    1, or "never". `exclude` holds glob patterns of paths from the working
    directory. `go` is a language version such as "1.22" that replaces that of
    go.mod, or "". `jobs` is the number of processes, 0 for as many as are worth it.
    `cache_dir` is where the cache is, "" for the user's own place for such files.
    `baseline` is the file of known findings, or "".
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
    resources: tuple[ResourceTable, ...] = ()


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its key in the file and, with -- before it, on the command line.

    `example` is a value as TOML writes it; its type is the type of the setting.
    `variable` is the environment's variable that goes between the two.
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
    variable: str = ""

    @property
    def field(self) -> str:
        """The name of the attribute of Config."""
        return self.key.replace("-", "_")


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
        "Keep the cache in this directory; also GINLINT_CACHE_DIR.",
        '".cache/ginlint"',
        str,
        noun="a directory",
        metavar="DIR",
        variable="GINLINT_CACHE_DIR",
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
)

_NOUNS: dict[type, str] = {
    tuple: "a list of strings",
    bool: "true or false",
    int: "a whole number, 0 or more",
}


def load(cwd: str, *, path: str = "", isolated: bool = False) -> Config:
    """Return the settings that hold in `cwd`: those of `path`, or of the nearest file upward.

    In a file found upward, `exclude` is about paths from its own directory.
    Raises ConfigError if the file cannot be read or says something unknown.
    """
    if isolated:
        return Config()
    if path:
        return read(path)
    path = find(cwd)
    if not path:
        return Config()
    config = read(path)
    folder = os.path.relpath(cwd, os.path.dirname(path)).replace(os.sep, "/")
    globs = (_seen_from(folder, glob) for glob in config.exclude)
    return replace(config, exclude=tuple(glob for glob in globs if glob))


def find(cwd: str) -> str:
    """Return the nearest configuration file from `cwd` up to the repository's root, or ""."""
    folder = os.path.abspath(cwd)
    while True:
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return ""
        folder = parent


def read(path: str) -> Config:
    """Return the settings in the file `path`; raises ConfigError."""
    import tomllib  # most runs have no file to read

    try:
        with open(path, "rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}; check --config") from error
    except ValueError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    resources = _resources(table.pop("resource", []), path)
    config = override(Config(), table, source=path)
    base = os.path.dirname(os.path.abspath(path))
    return replace(
        config,
        resources=resources,
        cache_dir=config.cache_dir and os.path.join(base, config.cache_dir),
        baseline=config.baseline and os.path.join(base, config.baseline),
    )


_RESOURCE_KEYS: dict[str, tuple[type, str]] = {
    "acquire": (tuple, '["example.com/pool.Pool.Take"]'),
    "what": (str, '"lease"'),
    "release": (tuple, '["Return"]'),
    "release-by": (tuple, '["example.com/pool.Give"]'),
    "result": (int, "0"),
    "cost": (str, '"one lease"'),
    "rule": (str, '"closer-not-closed"'),
}


def _resources(tables: object, source: str) -> tuple[ResourceTable, ...]:
    """Return the tables [[resource]] of a file; raises ConfigError naming table, key and remedy."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{source}: 'resource' must be written as tables: [[resource]]")
    return tuple(_resource(table, f"{source}: [[resource]] {n}") for n, table in enumerate(tables, 1))


def _resource(table: Mapping[str, object], where: str) -> ResourceTable:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _RESOURCE_KEYS:
            raise ConfigError(f"{where}: unknown key {key!r}; {_advice(key, _RESOURCE_KEYS, 'the keys are')}")
        wanted, example = _RESOURCE_KEYS[key]
        found = tuple(value) if isinstance(value, list) else value
        strings = not isinstance(found, tuple) or all(isinstance(item, str) for item in found)
        if type(found) is not wanted or not strings or found in ((), ""):
            raise ConfigError(f"{where}: {key!r} must be like {key} = {example}")
        values[key.replace("-", "_")] = found
    for key in ("acquire", "what"):
        if key not in values:
            raise ConfigError(f"{where}: {key!r} is missing; add {key} = {_RESOURCE_KEYS[key][1]}")
    if "release" not in values and "release_by" not in values:
        raise ConfigError(f"{where}: nothing releases it; add release = {_RESOURCE_KEYS['release'][1]}")
    return ResourceTable(**values)


def override(config: Config, values: Mapping[str, object], *, source: str) -> Config:
    """Return `config` with `values`, by key; raises ConfigError naming `source` and key."""
    options = {option.key: option for option in OPTIONS}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        option = options.get(key)
        if option is None:
            raise ConfigError(f"{source}: unknown key {key!r}; {_advice(key, options, 'the keys are')}")
        changes[option.field] = _checked(option, value, source)
    return replace(config, **changes)


def select_rules(rules: Sequence[Rule], config: Config) -> tuple[Rule, ...]:
    """Return the rules that `config` asks for, in the order of `rules`.

    `ignore` goes before `select`. A rule that is opt-in runs with `pedantic` or
    when `select` names it; its topic is not enough. Raises ConfigError for a
    name that nothing has, and if no rule is left.
    """
    meanings = _meanings(rules)
    for word in (*config.select, *config.ignore):
        if word not in meanings:
            raise ConfigError(f"unknown rule {word!r}; {_advice(word, meanings, 'see: ginlint rules;')}")
    ignored = {name for word in config.ignore for name in meanings[word]}
    chosen = {name for word in config.select for name in meanings[word]}
    kept = tuple(
        rule
        for rule in rules
        if rule.name not in ignored
        and (not config.select or rule.name in chosen)
        and (not rule.opt_in or config.pedantic or not {rule.name, *rule.aliases}.isdisjoint(config.select))
    )
    if rules and not kept:
        raise ConfigError("select and ignore leave no rule to run; see: ginlint rules")
    return kept


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the member of `known` that `word` was likely meant to be, or ""."""
    import difflib  # only needed to say what is wrong

    close = difflib.get_close_matches(word.lower().replace("_", "-"), list(known), n=1)
    return close[0] if close else ""


def _seen_from(folder: str, glob: str) -> str:
    """Return `glob`, which is about paths from a parent of `folder`, as one about paths from `folder`.

    "" means that nothing in `folder` matches.
    """
    if "/" not in glob or folder == ".":
        return glob
    parts = glob.removeprefix("./").split("/")
    for element in folder.split("/"):
        if parts[0] == "**":
            return "/".join(parts)
        if not fnmatchcase(element, parts.pop(0)):
            return ""
        if not parts:
            return "**"
    return "/".join(parts)


def _meanings(rules: Sequence[Rule]) -> dict[str, set[str]]:
    """Return the names of the rules that each name, alias or topic stands for."""
    meanings: dict[str, set[str]] = {}
    for rule in rules:
        for word in (rule.topic, rule.name, *rule.aliases):
            meanings.setdefault(word, set()).add(rule.name)
    return meanings


def _advice(word: str, known: Iterable[str], otherwise: str) -> str:
    known = sorted(known)
    guess = suggest(word, known)
    return f"did you mean {guess!r}?" if guess else f"{otherwise} {', '.join(known)}"


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
