"""What all tests share: none of them reads or writes the user's own cache, or another test's."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_numbers = count()


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def cache_dir(caches: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a directory for this test's cache; it is there once something is kept."""
    path = caches / str(next(_numbers))
    monkeypatch.setenv("GINLINT_CACHE_DIR", str(path))
    return path
