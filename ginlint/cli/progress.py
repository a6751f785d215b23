"""A progress bar for people who wait more than a second."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 1.0
INTERVAL = 0.1
WIDTH = 30
_ERASE = "\r\x1b[K"


class Progress:
    """Draws on `stream` while a run goes on, if that is a terminal, and erases itself.

    Nothing appears before PATIENCE seconds, or more often than every INTERVAL.
    """

    def __init__(self, stream: TextIO, *, shown: bool = True) -> None:
        self._stream = stream
        self._shown = shown and stream.isatty()
        self._next = time.monotonic() + PATIENCE
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            self._stream.write(_ERASE)
            self._stream.flush()

    def update(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are over."""
        if not self._shown:
            return
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + INTERVAL
        filled = WIDTH * done // max(total, 1)
        bar = "#" * filled + "-" * (WIDTH - filled)
        self._stream.write(f"{_ERASE}{bar} {done}/{total}")
        self._stream.flush()
        self._drawn = True
