"""Code that only tests use, in files that are not tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.constraints import needs, parse
from ginlint.go.trace import TRACE
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.file import File


@cache
def _imports() -> frozenset[str]:
    return frozenset(table("testing")["imports"])


@cache
def _harnesses() -> frozenset[str]:
    return frozenset(table("testing")["harnesses"])


def for_tests(file: File) -> bool:
    """Tell a file of tests, or of what only tests use: by imports, calls, its package's name or its tags."""
    TRACE.seen.add(file.package)
    if file.test or is_built_on_demand(file):
        return True
    imported = file.names.aliases.values()
    if not _imports().isdisjoint(imported) or _is_named_so(file):
        return True
    serving = table("testing")["serving"]
    return serving["package"] in imported and any(name in file.facts.index.calls for name in serving["calls"])


def is_built_on_demand(file: File) -> bool:
    """Tell a file that only a tag for tests or debugging lets into the build: `//go:build debug`."""
    text = file.facts.constraint
    expr = parse(text) if text else ()
    return needs(expr, frozenset(filter(_is_for_developers, expr)))


def _is_for_developers(tag: str) -> bool:
    tags = table("testing")["tags"]
    parts = tag.lower().split("_")
    return any(part in tags["words"] for part in parts) or parts[-1].endswith(tuple(tags["ends"]))


@cache
def is_program_for_tests(path: str) -> bool:
    """Tell by its folders, as reports print them, a file of a program that only tests run."""
    return not set(table("testing")["programs"]["folders"]).isdisjoint(path.lower().split("/")[:-1])


def helps_tests(file: File) -> bool:
    """Tell a file of tests by its name, or of what they call.

    That is in a package named so, with their imports; or it starts programs for tests.
    """
    TRACE.seen.add(file.package)
    imported = file.names.aliases.values()
    if file.test or not _harnesses().isdisjoint(imported):
        return True
    return _lies_below_tests(file) and not _imports().isdisjoint(imported)


def _lies_below_tests(file: File) -> bool:
    """Tell a package in a folder of tests, at any depth, that is no program."""
    folders = table("testing")["packages"]["folders"]
    below = not set(file.package.path.lower().split("/")).isdisjoint(folders)
    return _is_named_so(file) or (below and file.package.name != "main")


def _is_named_so(file: File) -> bool:
    named = table("testing")["packages"]
    package = file.package
    if package.name == "main":
        return False
    *_, folder = ("", *package.path.lower().split("/"))
    ends = package.name.endswith(named["suffix"]) and not package.name.endswith(tuple(named["unlike"]))
    return folder in named["folders"] or ends
