"""The name that an import has when the source gives it none, and the path it has now."""

from __future__ import annotations

import re
from functools import cache

from ginlint.models import table

VERSION = re.compile(r"v\d+$")
SEPARATOR = re.compile(r"[-.]")
SUFFIX_VERSION = re.compile(r"\.v\d+$")


def candidates(path: str) -> tuple[str, ...]:
    """Return the package names that the package at `path` may have, likeliest first.

    Only the package clause knows; without the source, convention has to do: a
    major version at the end is no name, and "go-x", "x-go" and "x.go" are often x.
    """
    parts = path.split("/")
    last = parts[-1]
    if VERSION.fullmatch(last) and len(parts) > 1:
        last = parts[-2]
    last = SUFFIX_VERSION.sub("", last)
    found = [last]
    bare = last.removeprefix("go-").removesuffix("-go").removesuffix(".go")
    found += [bare, bare.rpartition("-")[2], bare.replace("-", "_"), bare.replace("-", "")]
    return tuple(dict.fromkeys(name for name in found if name.isidentifier()))


def words(path: str) -> frozenset[str]:
    """Return what else the package may be called: "go-proton-api" is often proton."""
    return frozenset(word for word in SEPARATOR.split(path.rpartition("/")[2]) if word.isidentifier())


@cache
def current_path(path: str) -> str:
    """Return the path that the module of the package at `path` has now, after moves."""
    moved: dict[str, str] = table("moved")["paths"]
    for vendored in table("moved")["vendored"]:
        path = path.rpartition(vendored)[2]
    parts = path.split("/")
    for length in range(len(parts), 0, -1):
        prefix = "/".join(parts[:length])
        if prefix in moved:
            return moved[prefix] + path[len(prefix) :]
    return path
