"""What this ginlint is: a hash that changes whenever its answers might."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ginlint import __version__
from ginlint.hashes import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OWN = ("ginlint", "ginlint_rules")
PARSER = ("tree_sitter", "tree_sitter_go")
SOURCES = (".py", ".toml", ".bin")
LIBRARIES = (".so", ".pyd", ".dylib")


def identity(plugins: Sequence[str] = ()) -> bytes | None:
    """Return a hash of the sources of ginlint, of the rules and `plugins`, and of what parses Go.

    None if one of them is no package with files of its own: then nothing can be
    said, and nothing should be kept.
    """
    state = blake2b(f"{__version__} {sys.version} {sys.platform}".encode(), digest_size=16)
    for names, suffixes in ((OWN, SOURCES), (plugins, SOURCES), (PARSER, LIBRARIES)):
        for name in names:
            files = _files(name, suffixes)
            if not files:
                return None
            for shown, path in files:
                state.update(f"\0{name}/{shown}\0{os.path.getsize(path)}\0".encode())
                with open(path, "rb") as file:
                    state.update(file.read())
    return state.digest()


def _files(package: str, suffixes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the files of a package that end so, sorted: relative and full paths."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return []
    roots = list(spec.submodule_search_locations or ()) if spec is not None else []
    found = [(path[len(root) :], path) for root in roots for path in _below(root, suffixes)]
    return sorted(found)


def _below(directory: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(suffixes):
                yield entry.path
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _below(entry.path, suffixes)
