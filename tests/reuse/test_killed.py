"""Runs that are killed leave nothing wrong behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.kill import compare
from tests.reuse.shifting import write

if TYPE_CHECKING:
    from pathlib import Path


def test_after_killed_runs(tmp_path: Path) -> None:
    write(tmp_path / "module")

    assert compare(tmp_path / "module", runs=9, every=3, seed=1) == 0
