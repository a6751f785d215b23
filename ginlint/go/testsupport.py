"""Code that only tests use, in files that are not tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.trace import TRACE
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.file import File


@cache
def _imports() -> frozenset[str]:
    return frozenset(table("testing")["imports"])


def for_tests(file: File) -> bool:
    """Tell a file of tests, or of what only tests use: by its imports, its calls, or its package's name."""
    TRACE.seen.add(file.package)
    if file.test:
        return True
    imported = file.names.aliases.values()
    if not _imports().isdisjoint(imported) or _is_named_so(file):
        return True
    serving = table("testing")["serving"]
    return serving["package"] in imported and any(name in file.facts.index.calls for name in serving["calls"])


def helps_tests(file: File) -> bool:
    """Tell a file of tests by its name, or of what they call: in a package named so, with their imports."""
    TRACE.seen.add(file.package)
    return file.test or (_is_named_so(file) and not _imports().isdisjoint(file.names.aliases.values()))


def _is_named_so(file: File) -> bool:
    named = table("testing")["packages"]
    package = file.package
    if package.name == "main":
        return False
    *_, folder = ("", *package.path.lower().split("/"))
    ends = package.name.endswith(named["suffix"]) and not package.name.endswith(tuple(named["unlike"]))
    return folder in named["folders"] or ends
