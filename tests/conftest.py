"""What all tests share: none reads or writes the user's own cache, or another test's; all may run ginlint."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main
from tests.plugged import enter_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

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


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs ginlint with arguments and returns exit code, output and errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a Go module the working directory; its settings load a rule against functions named leak."""
    return enter_module(tmp_path, monkeypatch)
