"""Configuration files: which one holds, what it extends, and what its paths mean from elsewhere."""

from __future__ import annotations

import os
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from ginlint.config import tables
from ginlint.config.options import TABLES, Config, override
from ginlint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE_NAMES = (".ginlint.toml", "ginlint.toml")


def load(cwd: str, *, path: str = "", isolated: bool = False) -> Config:
    """Return the settings that hold in `cwd`: those of `path`, or of the nearest file upward.

    In a file found upward, globs are about paths from its own directory.
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
    return replace(
        config,
        exclude=_all_seen_from(folder, config.exclude),
        per_path=tuple(
            replace(
                table,
                paths=_all_seen_from(folder, table.paths),
                spare=_all_seen_from(folder, table.spare),
            )
            for table in config.per_path
        ),
    )


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
    """Return the settings in the file `path` and in those that it extends; raises ConfigError."""
    return _read(path, ())


def _read(path: str, extending: tuple[str, ...]) -> Config:
    table = _table(path, extending)
    parent = table.pop("extend", "")
    base = _extended(parent, path, extending) if parent else Config()
    return apply(base, table, source=path, folder=os.path.dirname(os.path.abspath(path)))


def apply(config: Config, table: Mapping[str, Any], *, source: str, folder: str) -> Config:
    """Return `config` with what a file in `folder` says; raises ConfigError naming `source`."""
    plain = {key: value for key, value in table.items() if key not in TABLES}
    found = override(replace(config, cache_dir="", baseline=""), plain, source=source)
    severity = tables.severities(table.get("severity", {}), f"{source}: [severity]")
    return replace(
        found,
        resources=config.resources + tables.resources(table.get("resource", []), source),
        per_path=config.per_path + tables.per_path(table.get("per-path", []), source),
        severity=config.severity + severity,
        cache_dir=os.path.join(folder, found.cache_dir) if found.cache_dir else config.cache_dir,
        baseline=os.path.join(folder, found.baseline) if found.baseline else config.baseline,
    )


def apply_text(config: Config, text: str) -> Config:
    """Return `config` with one setting as a file would write it, such as `severity.pool = "note"`.

    Quotes around a word may be left out, for the sake of shells. Raises ConfigError.
    """
    import tomllib

    key, _, value = text.partition("=")
    for attempt in (text, f"{key} = {_quoted(value.strip())}"):
        try:
            table = tomllib.loads(attempt)
        except ValueError:
            continue
        if "extend" in table:
            raise ConfigError("--config extend=…: name the file itself, --config FILE")
        return apply(config, table, source="--config", folder=os.getcwd())
    raise ConfigError(
        f"--config {text} is no setting; write it as in the file: --config 'ignore = [\"pool\"]'"
    )


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _table(path: str, extending: Sequence[str]) -> dict[str, Any]:
    import tomllib  # most runs have no file to read

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except OSError as error:
        remedy = f"{extending[-1]} extends it" if extending else "check --config"
        raise ConfigError(f"cannot read {path}: {error.strerror}; {remedy}") from error
    except ValueError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error


def _extended(parent: object, path: str, extending: tuple[str, ...]) -> Config:
    """Return the settings of the file that `path` extends."""
    if not isinstance(parent, str):
        raise ConfigError(
            f"{path}: 'extend' must be the path of a file, such as extend = \"../ginlint.toml\""
        )
    chain = (*extending, path)
    target = os.path.join(os.path.dirname(path), os.path.expanduser(parent))
    known = [os.path.realpath(link) for link in chain]
    if os.path.realpath(target) in known:
        circle = " extends ".join((*chain[known.index(os.path.realpath(target)) :], target))
        raise ConfigError(f"{circle}: that has no end; remove one 'extend'")
    return _read(target, chain)


def _all_seen_from(folder: str, globs: Sequence[str]) -> tuple[str, ...]:
    seen = (_seen_from(folder, glob) for glob in globs)
    return tuple(glob for glob in seen if glob)


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
    return "/".join(parts) if len(parts) > 1 or parts == ["**"] else f"./{parts[0]}"
