"""The commands that set ginlint up: configuration files and shell completion."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ginlint.errors import FileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

SHELLS = ("bash", "zsh", "fish")


@click.command()
def init() -> None:
    """Write a configuration file with every setting, commented out."""
    from ginlint.config import FILE_NAMES
    from ginlint.config.starter import starter

    for name in FILE_NAMES:
        if os.path.lexists(name):
            raise FileError(f"{name} exists; ginlint config check looks whether it holds")
    try:
        with open(FILE_NAMES[0], "x", encoding="utf-8") as file:
            file.write(starter())
    except OSError as error:
        raise FileError(f"cannot write {FILE_NAMES[0]}: {error.strerror}") from error
    click.echo(f"Wrote {FILE_NAMES[0]}.")


@click.group()
def config() -> None:
    """Check configuration files, and print their schema."""


@config.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
def check(files: Sequence[str]) -> int:
    """Look whether configuration files hold, the nearest one by default.

    Exit codes: 0 they do, 1 something in them has no effect, 2 they cannot hold.
    """
    from ginlint import registry  # loads every rule
    from ginlint.config import find
    from ginlint.config.verify import verify
    from ginlint.discover import excluder

    nearest = find(os.getcwd())
    if not files and not nearest:
        raise UsageError("there is no .ginlint.toml here or above; write one by: ginlint init")
    status = 0
    for path in files or (os.path.relpath(nearest),):
        remarks = verify(path, registry.load_all, excluder)
        for remark in remarks or ["is fine"]:
            click.echo(f"{path}: {remark}")
        status = max(status, int(bool(remarks)))
    return status


@config.command()
def schema() -> None:
    """Print the JSON schema of configuration files, for editors."""
    import json

    from ginlint.config.schema import schema as make

    click.echo(json.dumps(make(), indent=2))


_PLACES = """\b
bash: ginlint completion bash > ~/.local/share/bash-completion/completions/ginlint
zsh:  ginlint completion zsh > "${fpath[1]}/_ginlint"
fish: ginlint completion fish > ~/.config/fish/completions/ginlint.fish
"""


@click.command(epilog=_PLACES)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what makes a shell complete ginlint's commands, options and rules."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise UsageError(f"this version of click does not know {shell}")
    maker = found(click.Command("ginlint"), {}, "ginlint", "_GINLINT_COMPLETE")
    click.echo(maker.source_template % maker.source_vars())
