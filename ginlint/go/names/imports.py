"""The name that an import has when the source gives it none."""

from __future__ import annotations

import re

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
