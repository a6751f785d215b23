"""What this ginlint is: a hash that changes whenever its answers might."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from operator import itemgetter
from typing import TYPE_CHECKING

from ginlint import __version__
from ginlint.cache.keys import SIZE, key
from ginlint.hashes import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ginlint.cache.store import Store

OWN = ("ginlint", "ginlint_rules")
PARSER = ("tree_sitter", "tree_sitter_go")
SOURCES = (".py", ".toml", ".bin")
LIBRARIES = (".so", ".pyd", ".dylib")


def identity(plugins: Sequence[str], store: Store) -> bytes | None:
    """Return a hash of the sources of ginlint, of the rules and `plugins`, and of what parses Go.

    None if one of them is no package with files of its own: then nothing can be
    said, and nothing should be kept. `store` keeps the hash for files that are the same
    for Python, too: those that have not been written since.
    """
    state = blake2b(f"{__version__} {sys.version} {sys.platform}".encode(), digest_size=SIZE)
    times = state.copy()
    files: list[tuple[str, os.DirEntry[str]]] = []
    for names, suffixes in ((OWN, SOURCES), (plugins, SOURCES), (PARSER, LIBRARIES)):
        for name in names:
            found = _files(name, suffixes)
            if not found:
                return None
            files += found
    for shown, entry in files:
        it = entry.stat()
        told = (shown, entry.path, it.st_size, it.st_mtime_ns, it.st_ctime_ns, it.st_ino)
        times.update(repr(told).encode("utf-8", "surrogateescape"))
    at = key("tool", times.digest())
    known = store.get(at)
    if known is not None:
        return known
    for shown, entry in files:
        state.update(f"\0{shown}\0{entry.stat().st_size}\0".encode())
        with open(entry.path, "rb") as file:
            state.update(file.read())
    store.put("tool", at, state.digest())
    return state.digest()


def _files(package: str, suffixes: tuple[str, ...]) -> list[tuple[str, os.DirEntry[str]]]:
    """Return the files of a package that end so, sorted by what they are called below it."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return []
    roots = list(spec.submodule_search_locations or ()) if spec is not None else []
    found = [(f"{package}/{it.path[len(root) :]}", it) for root in roots for it in _below(root, suffixes)]
    return sorted(found, key=itemgetter(0))


def _below(directory: str, suffixes: tuple[str, ...]) -> Iterator[os.DirEntry[str]]:
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(suffixes):
                yield entry
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _below(entry.path, suffixes)
