"""Who is called by every call of the standard library, as go/types resolves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.oracle.toolchain import Go

Place = tuple[str, int, int]


def expected_callees(go: Go, packages: Iterable[str]) -> dict[Place, str]:
    """Return the callee at each (file below GOROOT/src, line, byte column) of its name.

    The forms of a callee are listed in callees/main.go. The `vendor/` that Go puts
    before the standard library's own dependencies is dropped.
    """
    found: dict[Place, str] = {}
    for line in go.program("callees", *packages).splitlines():
        place, callee = line.split("\t")
        file, row, column = place.rsplit(":", 2)
        found[file, int(row), int(column)] = callee.removeprefix("vendor/")
    return found
