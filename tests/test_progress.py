"""The progress bar."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ginlint.cli.progress import Progress

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def draw(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, shown: bool = True) -> str:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    with Progress(stream, shown=shown) as progress:
        for done in range(1, 5):
            now += 0.4
            progress.update(done, 4)
    return stream.getvalue()


def test_progress_appears_after_a_second_and_erases_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    erase = "\r\x1b[K"

    assert draw(Terminal(), monkeypatch) == (f"{erase}{'#' * 22}{'-' * 8} 3/4{erase}{'#' * 30} 4/4{erase}")


def test_progress_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert draw(io.StringIO(), monkeypatch) == ""
    assert draw(Terminal(), monkeypatch, shown=False) == ""
