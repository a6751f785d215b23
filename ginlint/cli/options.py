"""Options that several commands share, and how they become settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ginlint.config import OPTIONS, Config, apply_text, from_environment, load, override
from ginlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from click.shell_completion import CompletionItem

    from ginlint.config import Option


def settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say where settings come from."""
    command = click.option("--isolated", is_flag=True, help="Read no configuration file.")(command)
    return click.option(
        "--config",
        "config_path",
        multiple=True,
        metavar="FILE|KEY=VALUE",
        help="Read this file, not the nearest .ginlint.toml; or set one of its keys. Repeatable.",
    )(command)


def from_table(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of the table that configuration files are held to."""
    for option in reversed([option for option in OPTIONS if option.on_command_line]):
        command = _click_option(option)(command)
    return command


def _click_option(option: Option) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    name = f"--{option.key}"
    if option.type is bool:
        return click.option(name, option.field, is_flag=True, default=None, help=option.help)
    if option.choices:
        kind: Any = click.Choice(option.choices)
        return click.option(name, option.field, type=kind, default=None, help=option.help)
    return click.option(
        name,
        option.field,
        type=int if option.type is int else str,
        multiple=option.type is tuple,
        default=None,
        metavar=option.metavar or {tuple: "NAME", str: "VERSION", int: "N"}[option.type],
        help=option.help,
        shell_complete=complete_rules if option.key in {"select", "ignore"} else None,
    )


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the rules, and topics where they are allowed."""
    from ginlint.cli.completing import rule_names  # loads every rule

    del ctx
    return rule_names(incomplete, topics=isinstance(param, click.Option))


def complete_files(
    ctx: click.Context, param: click.Parameter | None, incomplete: str
) -> list[CompletionItem]:
    """Let the shell offer files."""
    from ginlint.cli.completing import files

    del ctx, param
    return files(incomplete)


def read_config(values: dict[str, Any], *, config_path: Sequence[str], isolated: bool) -> Config:
    """Return the settings of the file that holds here, replaced by the environment's and by options."""
    given: dict[str, object] = {}
    for option in OPTIONS:
        value = values.pop(option.field, None)
        if value not in {None, ()}:
            given[option.key] = _words(value) if isinstance(value, tuple) else value
    config = load(os.getcwd(), path=settings_file(config_path), isolated=isolated)
    for key, (variable, value) in from_environment(os.environ).items():
        config = override(config, {key: value}, source=variable)
    for text in config_path:
        if _is_setting(text):
            config = apply_text(config, text)
    return override(config, given, source="command line")


def settings_file(words: Sequence[str]) -> str:
    """Return the configuration file among the values of --config, "" if there is none; UsageError for two."""
    files = [word for word in words if not _is_setting(word)]
    if len(files) > 1:
        raise UsageError(f"--config names several files: {', '.join(files)}; let one extend the other")
    return files[0] if files else os.environ.get("GINLINT_CONFIG", "")


def _is_setting(word: str) -> bool:
    return "=" in word and not os.path.exists(word)


def _words(values: tuple[str, ...]) -> list[str]:
    """Return the words of a repeated option; each may hold several, separated by commas."""
    return [word.strip() for value in values for word in value.split(",") if word.strip()]
