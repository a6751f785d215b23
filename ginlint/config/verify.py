"""Looking whether a configuration file does what its author thinks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ginlint.config.files import read
from ginlint.config.selection import meanings, select_rules
from ginlint.config.words import advice
from ginlint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ginlint.config.options import Config
    from ginlint.rule import Rule

    Matcher = Callable[[Sequence[str]], Callable[[str], bool] | None]


def verify(
    path: str, load_rules: Callable[[tuple[str, ...]], tuple[Rule, ...]], matcher: Matcher
) -> list[str]:
    """Return what in the file `path` has no effect, as sentences.

    `load_rules` returns the rules there are with some plugins, `matcher` the test
    for paths that globs match. Raises ConfigError and PluginError for what cannot hold.
    """
    config = read(path)
    rules = load_rules(config.plugins)
    try:
        select_rules(rules, config)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error
    known = meanings(rules)
    for resource in config.resources:
        if resource.rule not in known:
            raise ConfigError(
                f"{path}: [[resource]] {resource.what}: unknown rule {resource.rule!r}; "
                f"{advice(resource.rule, known, 'see: ginlint rules;')}"
            )
    return [*_contradictions(config), *_dead_globs(config, path, matcher), *_missing(config)]


def _contradictions(config: Config) -> Iterator[str]:
    for word in config.select:
        if word in config.ignore:
            yield f"{word!r} is in both select and ignore, so it is left out"


def _missing(config: Config) -> Iterator[str]:
    if config.baseline and not os.path.exists(config.baseline):
        yield f"there is no baseline {config.baseline}; write it by: ginlint baseline"


def _dead_globs(config: Config, path: str, matcher: Matcher) -> Iterator[str]:
    """Yield what is said of globs that match no Go file below the directory of the configuration file."""
    globs = [("exclude", glob) for glob in config.exclude]
    for number, table in enumerate(config.per_path, 1):
        globs += [(f"[[per-path]] {number} paths", glob) for glob in table.paths]
        globs += [(f"[[per-path]] {number} except", glob) for glob in table.spare]
    waiting = [(where, glob, matcher([glob])) for where, glob in globs]
    for file in _go_files(os.path.dirname(os.path.abspath(path))) if waiting else ():
        waiting = [item for item in waiting if item[2] is None or not item[2](file)]
        if not waiting:
            return
    for where, glob, _ in waiting:
        yield f"{where}: {glob!r} matches no Go file; globs are paths from this file, * stops at a slash"


def _go_files(root: str) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            if name.endswith(".go"):
                yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
