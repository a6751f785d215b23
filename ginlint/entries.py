"""Telling findings by which routes, middleware and methods requests come to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.finding import Entry, Finding, Location
from ginlint.go.requests import entrances

if TYPE_CHECKING:
    from ginlint.go import Package
    from ginlint.go.requests import Entrance

NEAREST = 3


def with_entries(finding: Finding, package: Package) -> Finding:
    """Return a finding of a package with the nearest entries, and the number of all.

    What runs for every request is among them, however far away.
    """
    file = next((file for file in package.reported if file.path == finding.at.path), None)
    by_name: dict[str, Entrance] = {}
    for entrance in entrances(package.project, file, finding.at.start) if file is not None else ():
        by_name.setdefault(entrance.name, entrance)
    found = list(by_name.values())
    nearest = found[:NEAREST]
    every = next((entrance for entrance in found[NEAREST:] if entrance.every), None)
    if every is not None and not any(entrance.every for entrance in nearest):
        nearest[-1] = every
    entries = tuple(Entry(e.kind, e.name, Location.of(e.file, e.node), e.every) for e in nearest)
    return replace(finding, entries=entries, entry_count=len(found)) if found else finding
