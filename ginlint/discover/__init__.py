"""From arguments to packages: which files a run reads, and which it reports on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ginlint.discover.inputs import Input, Inputs, outside_of, read_inputs
from ginlint.discover.patterns import excluder
from ginlint.discover.read import read
from ginlint.discover.search import Search
from ginlint.discover.workspace import Module, PackageDir, Work, Workspace, shown
from ginlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Input",
    "Inputs",
    "Module",
    "PackageDir",
    "Work",
    "Workspace",
    "discover",
    "excluder",
    "outside_of",
    "read",
    "read_inputs",
    "shown",
]


def discover(
    patterns: Sequence[str],
    *,
    cwd: str,
    all_modules: bool = False,
    exclude: Sequence[str] = (),
    stdin_filename: str | None = None,
    stdin: bytes | None = None,
) -> Workspace:
    """Return the packages that `patterns` name and the rest of their modules.

    A pattern is a directory, a file, an import path of the module around `cwd` or
    of its workspace, any of these with `...`, or "-" for the text `stdin`, which
    is taken for the contents of `stdin_filename`. No patterns name no packages.
    Modules inside a module are left out, and said to be, unless `all_modules`.
    Files that match a glob of `exclude` are read but not reported on.

    Raises UsageError where a pattern names nothing. Reads go.mod and go.work
    files, never Go files.
    """
    search = Search(os.path.realpath(cwd), all_modules=all_modules)
    for pattern in patterns:
        if pattern != "-":
            search.add(pattern)
        elif stdin_filename:
            search.add_text(stdin_filename, stdin or b"")
        else:
            raise UsageError("reading standard input needs --stdin-filename, to know its package")
    return search.workspace(exclude)
