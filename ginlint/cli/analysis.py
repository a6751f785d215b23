"""From arguments to a report: the cache's if it has it, else the engine's."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.cache import open_cache
from ginlint.cli.progress import Progress
from ginlint.config import select_rules
from ginlint.discover import discover, outside_of, read_inputs
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ginlint.cache import Cache
    from ginlint.cli.timing import Timing
    from ginlint.config import Config
    from ginlint.discover import Workspace
    from ginlint.finding import Report
    from ginlint.rule import Rule


class Analysis(NamedTuple):
    """What was found and where it was looked for.

    `rules` are all rules there are, `chosen` those that ran: to be told of, not to be run.
    """

    report: Report
    rules: tuple[Rule, ...]
    chosen: tuple[Rule, ...]
    workspace: Workspace


def analyse(
    patterns: Sequence[str],
    config: Config,
    *,
    stdin_filename: str = "",
    overlay: Mapping[str, bytes] | None = None,
    reshape: Callable[[Workspace], Workspace] | None = None,
    shard: tuple[int, int] = (1, 1),
    quiet: bool = False,
    timing: Timing | None = None,
) -> Analysis:
    """Check `patterns`.

    `overlay` maps absolute paths to contents that replace what is on disk, `reshape`
    changes what is read and reported on, `shard` is number i of n shares, from 1, `quiet`
    shows no progress, `timing` measures the rules.

    Raises UsageError, ConfigError and PluginError.
    """
    cache = open_cache(config)
    try:
        every = _rules(cache, config)
        chosen = select_rules(every, config)
        workspace = workspace_of(patterns, config, stdin_filename)
        named = [*patterns]
        if overlay:
            workspace = replace(workspace, overlay={**overlay, **workspace.overlay})
            named.append("overlaid")  # what a variant leaves must not replace what the files have left
        if reshape:
            workspace = reshape(workspace)
            named.append("reshaped")
        report = _report(workspace, named, chosen, config, cache, shard, quiet=quiet, timing=timing)
        return Analysis(report, every, chosen, workspace)
    finally:
        if cache is not None:
            cache.store.commit()
            cache.store.close()


def _rules(cache: Cache | None, config: Config) -> tuple[Rule, ...]:
    kept = cache.rules() if cache is not None else None
    if kept is not None:
        return kept
    from ginlint import registry  # loads the engine

    every = registry.load_all(config.plugins)
    if cache is not None:
        cache.keep_rules(every)
    return every


def workspace_of(patterns: Sequence[str], config: Config, stdin_filename: str) -> Workspace:
    """Return what `patterns` name; raises UsageError."""
    if stdin_filename and not patterns:
        patterns = ("-",)
    return discover(
        patterns or ("./...",),
        cwd=os.getcwd(),
        all_modules=config.all_modules,
        exclude=config.exclude,
        stdin_filename=stdin_filename or None,
        stdin=sys.stdin.buffer.read() if "-" in patterns else None,
    )


def _report(
    workspace: Workspace,
    patterns: Sequence[str],
    told: Sequence[Rule],
    config: Config,
    cache: Cache | None,
    shard: tuple[int, int],
    *,
    quiet: bool,
    timing: Timing | None,
) -> Report:
    inputs = read_inputs(workspace)
    part = "" if shard == (1, 1) else f"{shard}"
    this = cache.run(workspace, inputs, told, config, patterns, part) if cache is not None else None
    kept = cache.report(this) if cache is not None and this is not None else None
    if kept is not None:
        return kept
    from ginlint import registry
    from ginlint.check import run
    from ginlint.reuse import Memory

    rules = select_rules(registry.load_all(config.plugins), config)
    rules = rules if timing is None else timing.wrap(rules)
    outside = outside_of(workspace)
    memory = Memory(cache.store, this) if cache is not None and this is not None else None
    with Progress(sys.stderr, shown=not quiet) as progress:
        report = run(
            workspace,
            rules,
            config,
            progress.update,
            inputs=inputs,
            outside=outside,
            memory=memory,
            shard=shard,
        )
    if cache is not None and this is not None:
        cache.keep(this, report, outside)
    return report
