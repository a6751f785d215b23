"""The commands and their options."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ginlint import __version__
from ginlint.cli.options import (
    complete_files,
    complete_rules,
    from_table,
    read_config,
    settings,
    settings_file,
)
from ginlint.cli.scope import Scope, baseline_file, last_revision, new_code
from ginlint.cli.setup import completion, config, init
from ginlint.cli.words import OptionalValues, optional
from ginlint.config import OPTIONS, suggest
from ginlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from click.shell_completion import CompletionItem

    from ginlint.config import Config

_NAMES = {"help_option_names": ["-h", "--help"]}


class _DefaultsToCheck(click.Group):
    """A group that takes everything but a command or an option of its own for arguments of check."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        if ctx.resilient_parsing and not args:  # a shell asks what may come first
            return super().parse_args(ctx, args)
        if first not in {*self.commands, "-h", "--help", "--version"}:
            self._refuse_misspelt_command(first)
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer what check takes beside the commands."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            return found + self.commands["check"].shell_complete(ctx, incomplete)
        return found or complete_files(ctx, None, incomplete)

    def _refuse_misspelt_command(self, word: str) -> None:
        guess = suggest(word, self.commands) if word.isalpha() and not os.path.exists(word) else ""
        if guess:
            raise UsageError(f"no command and no directory is called {word!r}; did you mean {guess!r}?")


@click.group(cls=_DefaultsToCheck, context_settings=_NAMES)
@click.version_option(__version__, message="ginlint %(version)s")
def ginlint() -> None:
    """Find the leaks in Go services before production does.

    `ginlint ./...` is short for `ginlint check ./...`.

    Exit codes: 0 nothing found, 1 findings, 2 the job could not be done.
    """


@ginlint.command(cls=OptionalValues)
@click.argument("patterns", nargs=-1, metavar="[PATTERN]...", shell_complete=complete_files)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help="text, concise, grouped, statistics, agent, markdown, json, jsonl, sarif, html, github, gitlab, "
    "azure, teamcity, checkstyle, junit, rdjson, rdjsonl or sonar; to FILE if given. Repeatable.",
)
@click.option("--output", default="", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--statistics", is_flag=True, help="Count the findings of each rule, instead of the format text."
)
@click.option(
    "--sarif-category",
    default="",
    metavar="NAME",
    help="Tell apart several SARIF files for one commit, of modules or systems; ginlint by default.",
)
@click.option("--sarif-suppressed", is_flag=True, help="List in SARIF what is waived in the code, as such.")
@click.option("--show-files", is_flag=True, help="List the files that would be analysed, and stop.")
@click.option("--show-settings", is_flag=True, help="List the settings and where they come from, and stop.")
@click.option("--timing", is_flag=True, help="Tell on standard error what each rule takes, with one process.")
@from_table
@click.option("--fix", is_flag=True, help="Write safe fixes to the files.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that may change behaviour."
)
@click.option(
    "--add-ignore",
    default=None,
    metavar="REASON",
    help="Write waivers with this reason for all that is found.",
)
@optional(
    "--diff",
    "REV",
    "Without REV: show what --fix would change, and change nothing. With one: report what is new since then.",
)
@new_code
@optional(
    "--baseline", "FILE", "Leave out the findings in this baseline, .ginlint-baseline.json if none is named."
)
@click.option("--no-baseline", is_flag=True, help="Report what is in the baseline of the settings too.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--watch", is_flag=True, help="Check again whenever something is saved, until Ctrl-C.")
@click.option(
    "--shard", default="", metavar="I/N", help="Check share I of N of the packages; see: ginlint merge."
)
@settings
@click.option("--stdin-filename", default="", metavar="FILE", help="The name of what `-` reads.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("-v", "--verbose", count=True, help="Say more: what was left out, and why.")
def check(
    patterns: Sequence[str],
    *,
    formats: Sequence[str],
    output: str,
    statistics: bool,
    show_files: bool,
    show_settings: bool,
    config_path: tuple[str, ...],
    isolated: bool,
    diff: tuple[str, ...],
    merge_base: str,
    diff_staged: bool,
    patch: str,
    affected: bool,
    baseline: tuple[str, ...],
    no_baseline: bool,
    watch: bool,
    **values: Any,
) -> int:
    """Look for leaks in packages, ./... by default.

    A PATTERN is a directory, a pattern such as ./pkg/..., an import path of the
    module, a Go file, or - for standard input.
    """
    from ginlint.cli import run  # the engine is not needed to print help

    options = {option.field: values.pop(option.field, None) for option in OPTIONS}
    manner = run.Manner(diff="" in diff, **values)
    targets = run.targets(formats, output, statistics=statistics)

    def current() -> Config:
        return read_config(dict(options), config_path=config_path, isolated=isolated)

    if show_files or show_settings:
        from ginlint.cli import show

        if show_settings:
            show.settings(current(), config_path=config_path, isolated=isolated)
        if show_files:
            show.files(patterns, current(), manner.stdin_filename)
        return 0

    def once(config: Config) -> int:
        known = "" if no_baseline else baseline_file(baseline, config)
        scope = Scope(last_revision(diff), merge_base, diff_staged, patch, known, affected)
        return run.check(patterns, config, targets, manner, scope)

    if not watch:
        return once(current())
    from ginlint.cli import watch as watching

    return watching.watch(patterns, current, once, manner, config_path=settings_file(config_path))


@ginlint.command()
@click.argument("rule", shell_complete=complete_rules)
@click.option("--lang", "language", type=click.Choice(["en", "zh"]), default="en", help="In this language.")
@settings
def explain(rule: str, *, language: str, config_path: tuple[str, ...], isolated: bool) -> None:
    """Print the page of a rule: why, a bad and a good example, its limits."""
    from ginlint.cli import pages  # loads every rule

    pages.explain(rule, read_config({}, config_path=config_path, isolated=isolated), language)


@ginlint.command()
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@settings
def rules(*, format_name: str, config_path: tuple[str, ...], isolated: bool) -> None:
    """List all rules."""
    from ginlint.cli import pages  # loads every rule

    pages.table(format_name, read_config({}, config_path=config_path, isolated=isolated))


@ginlint.command()
@click.argument("patterns", nargs=-1, metavar="[PATTERN]...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "mermaid"]),
    default="text",
    show_default=True,
)
@click.option("--output", default="", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--no-findings", is_flag=True, help="Show the routes alone; run no rule.")
@from_table
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@settings
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
def routes(
    patterns: Sequence[str],
    *,
    format_name: str,
    output: str,
    no_findings: bool,
    exit_zero: bool,
    config_path: tuple[str, ...],
    isolated: bool,
    no_progress: bool,
    **values: Any,
) -> int:
    """List the routes of services: middleware, handler, and what was found on the way.

    The exit code is that of check, for the findings on the way to a route.
    """
    from ginlint.cli import routes as table  # the engine is not needed to print help

    config = read_config(values, config_path=config_path, isolated=isolated)
    status = table.show(patterns, config, format_name, output, findings=not no_findings, quiet=no_progress)
    return 0 if exit_zero and status == 1 else status


@ginlint.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--output", default="", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "note", "never"]), default=None)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@settings
def merge(
    files: Sequence[str],
    *,
    output: str,
    fail_on: str | None,
    exit_zero: bool,
    config_path: str,
    isolated: bool,
) -> int:
    """Make one report of those of all shards, JSON or SARIF.

    It is the report that a run on everything would have written, and so is the exit code.
    """
    from ginlint.cli import merge as merging
    from ginlint.cli import run

    text, verdict = merging.merged(files)
    config = read_config({"fail_on": fail_on}, config_path=config_path, isolated=isolated)
    run.emit(run.Target("json", output), lambda stream: stream.writelines([text]))
    return merging.exit_code(verdict, config.fail_on, exit_zero=exit_zero)


@ginlint.group()
def cache() -> None:
    """Show or remove what earlier runs have kept."""


def _cache_dir(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which cache is meant."""
    option = click.option(
        "--cache-dir",
        default="",
        envvar="GINLINT_CACHE_DIR",
        metavar="DIR",
        help="The cache in this directory.",
    )
    return option(settings(command))


@cache.command()
@_cache_dir
def status(*, cache_dir: str, config_path: tuple[str, ...], isolated: bool) -> None:
    """Say where the cache is and what it holds."""
    from ginlint.cli import keep  # loads sqlite3

    keep.status(read_config({"cache_dir": cache_dir or None}, config_path=config_path, isolated=isolated))


@cache.command()
@_cache_dir
def clean(*, cache_dir: str, config_path: tuple[str, ...], isolated: bool) -> None:
    """Remove the cache."""
    from ginlint.cli import keep

    keep.clean(read_config({"cache_dir": cache_dir or None}, config_path=config_path, isolated=isolated))


@ginlint.command()
@click.argument("patterns", nargs=-1, metavar="[PATTERN]...", shell_complete=complete_files)
@click.option("--prune", is_flag=True, help="Only remove what is found no more.")
@click.option("--output", default="", metavar="FILE", help="The file, .ginlint-baseline.json by default.")
@from_table
@settings
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
def baseline(
    patterns: Sequence[str],
    *,
    prune: bool,
    output: str,
    config_path: tuple[str, ...],
    isolated: bool,
    no_progress: bool,
    **values: Any,
) -> None:
    """Write the findings of today to a file, so that check --baseline reports only others.

    Keep the file with the code. Findings in it are known by rule, package, function
    and resource: moved lines change nothing.
    """
    from ginlint.cli import analysis, known  # the engine is not needed to print help

    config = read_config(values, config_path=config_path, isolated=isolated)
    found = analysis.analyse(patterns, config, quiet=no_progress)
    act = known.prune if prune else known.write
    act(found, config, output or baseline_file(("",), config))


for _command in (config, init, completion):
    ginlint.add_command(_command)


@ginlint.group(hidden=True)
def dev() -> None:
    """Help with the development of ginlint itself."""


@dev.command("new-rule")
@click.argument("topic")
@click.argument("name")
def new_rule(topic: str, name: str) -> None:
    """Write the files of a new rule, to be filled in."""
    from ginlint.cli import scaffold  # rarely wanted

    for path in scaffold.new_rule(os.getcwd(), topic, name):
        click.echo(path)
