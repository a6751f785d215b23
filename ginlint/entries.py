"""Telling findings by which routes, middleware and methods requests come to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.finding import Entry, Finding, Location
from ginlint.go.requests import nearest

if TYPE_CHECKING:
    from ginlint.go import Package

NEAREST = 3


def with_entries(finding: Finding, package: Package) -> Finding:
    """Return a finding of a package with the nearest entries, and the number of all.

    What runs for every request is among them, however far away.
    """
    file = next((file for file in package.reported if file.path == finding.at.path), None)
    found, count = nearest(package.project, file, finding.at.start, NEAREST) if file is not None else ([], 0)
    entries = tuple(Entry(kind, name, Location(*where), every) for kind, name, every, where in found)
    return replace(finding, entries=entries, entry_count=count) if count else finding
