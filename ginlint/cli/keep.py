"""The commands about the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ginlint.cache import Store, directory, remove
from ginlint.errors import FileError

if TYPE_CHECKING:
    from ginlint.config import Config


def status(config: Config) -> None:
    """Print where the cache is, what it holds, and how much that is."""
    store = Store(directory(config), lambda reason: click.echo(f"the cache {reason}", err=True))
    found = store.status()
    store.close()
    click.echo(f"{store.path}: {_size(found.size)} of at most {_size(store.limit)}")
    for kind, (count, size) in found.kinds.items():
        click.echo(f"{count:>8} {kind:<8} {_size(size):>10}")


def clean(config: Config) -> None:
    """Remove the cache's files; raises FileError if that cannot be done."""
    where = directory(config)
    try:
        freed = remove(where)
    except OSError as error:
        raise FileError(f"cannot remove the cache in {where}: {error.strerror}") from error
    click.echo(f"Removed {_size(freed)} from {where}.")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
