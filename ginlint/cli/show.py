"""What a run would do: the files that it would analyse, and the settings that hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ginlint.cli.analysis import workspace_of
from ginlint.cli.options import settings_file
from ginlint.config import OPTIONS, Config, find, from_environment, load
from ginlint.discover import shown
from ginlint.output import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def files(patterns: Sequence[str], config: Config, stdin_filename: str) -> None:
    """Print the files that would be analysed; on standard error, why others would not."""
    workspace = workspace_of(patterns, config, stdin_filename)
    for directory in workspace.packages:
        if directory.requested:
            for name in directory.files:
                if directory.report is None or name in directory.report:
                    click.echo(printable(shown(os.path.join(directory.dir, name), workspace.root)))
    for notice in sorted(workspace.notices):
        click.echo(f"{printable(notice.path)}: {notice.text}", err=True)


def settings(config: Config, *, config_path: Sequence[str], isolated: bool) -> None:
    """Print the settings as a configuration file would have them, each with where it comes from."""
    path = "" if isolated else settings_file(config_path) or find(os.getcwd())
    click.echo(f"# {os.path.relpath(path) if path else 'no configuration file'}")
    click.echo("".join(f"{line}\n" for line in _lines(config, path)), nl=False)


def _lines(config: Config, path: str) -> Iterator[str]:
    default = Config()
    in_file = load(os.getcwd(), path=path) if path else default
    environment = from_environment(os.environ)
    for option in OPTIONS:
        value = getattr(config, option.field)
        if option.key in environment and value != getattr(in_file, option.field):
            source = environment[option.key][0]
        elif value != getattr(in_file, option.field):
            source = "command line"
        else:
            source = "default" if value == getattr(default, option.field) else os.path.basename(path)
        yield f"{option.key} = {_toml(value)}  # {source}"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value)
