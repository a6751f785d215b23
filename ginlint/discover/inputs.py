"""The files of a workspace, read."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.discover.read import read
from ginlint.discover.workspace import shown
from ginlint.outside import Outside, Requirements
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.discover.workspace import PackageDir, Workspace
    from ginlint.finding import Notice


class Input(NamedTuple):
    """One file to analyse: where it belongs, its name there, its path as reports print it, its bytes."""

    directory: PackageDir
    name: str
    path: str
    text: bytes


class Inputs(NamedTuple):
    """The files that could be read, in the workspace's order, and why others could not."""

    files: Sequence[Input]
    notices: Sequence[Notice]


def read_inputs(workspace: Workspace) -> Inputs:
    """Read the Go files of a workspace; notices only about those that were requested."""
    files: list[Input] = []
    notices: list[Notice] = []
    for directory in workspace.packages:
        for name in directory.files:
            full = os.path.join(directory.dir, name)
            path = shown(full, workspace.root)
            text = read(full, workspace.overlay)
            if isinstance(text, bytes):
                files.append(Input(directory, name, path, text))
            elif directory.requested:
                notices.append(replace(text, path=path))
    return Inputs(files, notices)


def outside_of(workspace: Workspace) -> Outside:
    """Return where the packages lie that the workspace imports."""
    modules = {m.dir: m for m in (directory.module for directory in workspace.packages) if m is not None}
    work = workspace.work
    replaced = [Requirements(work.dir, {}, work.replaces)] if work is not None else []
    named = (Requirements(m.dir, m.requires, m.replaces) for m in modules.values())
    return Outside([*replaced, *named], os.environ)
