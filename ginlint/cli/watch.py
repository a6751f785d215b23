"""Checking again whenever something is saved."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import click

from ginlint.config import find
from ginlint.discover import discover
from ginlint.errors import GinlintError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ginlint.cli.run import Manner
    from ginlint.config import Config
    from ginlint.discover import Workspace

INTERVAL = 0.05  # seconds between two looks at a small module
SHARE = 0.1  # of a processor at most that looking takes
CLEAR = "\x1b[2J\x1b[3J\x1b[H"

Stamp = tuple[int, int, int] | None


def watch(
    patterns: Sequence[str],
    settings: Callable[[], Config],
    check: Callable[[Config], int],
    manner: Manner,
    *,
    config_path: str = "",
) -> int:
    """Call `check` now and after each change of what it reads, until the user has enough.

    `settings` is asked again each time, for the file of settings is watched too. What
    is wrong with settings or patterns is told, and watched on. Returns 0.
    """
    if "-" in patterns or manner.stdin_filename or manner.fix or manner.diff or manner.add_ignore is not None:
        raise UsageError("--watch goes with files that others write; leave out -, --fix, --diff and the like")
    before: dict[str, Stamp] | None = None
    complaint: list[str] = []
    enough = _on_ctrl_c()
    try:
        while not enough:
            start = time.monotonic()
            saved = _saved_settings(config_path)  # before they are read: who saves now is seen next time
            config = _told(settings, complaint)
            now = look(patterns, config) | saved
            pause = max(INTERVAL, (time.monotonic() - start) / SHARE)
            if now != before:
                before = now
                if config is not None:
                    _check(check, config)
                gc.collect()  # nothing is collected while a run goes on
            time.sleep(pause)
    except KeyboardInterrupt:
        pass
    return 0


def _on_ctrl_c() -> list[int]:
    """Return a list that is no longer empty once the user has pressed Ctrl-C.

    An exception alone would be lost where one cannot be raised: while garbage is collected.
    """
    pressed: list[int] = []

    def press(number: int, _frame: object) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, press)
    return pressed


def _saved_settings(config_path: str) -> dict[str, Stamp]:
    path = config_path or find(os.getcwd())
    return {path: _stamp(path)} if path else {}


def look(patterns: Sequence[str], config: Config | None) -> dict[str, Stamp]:
    """Return the Go files that a run reads, with what tells that one was saved: inode, size and time."""
    paths: list[str] = []
    try:
        workspace = _workspace(patterns, config)
    except GinlintError:  # nothing is there for the moment
        workspace = None
    if workspace is not None:
        modules = {item.module.dir for item in workspace.packages if item.module is not None}
        paths += [os.path.join(module, "go.mod") for module in sorted(modules)]
        paths += [os.path.join(workspace.work.dir, "go.work")] if workspace.work is not None else []
        paths += [os.path.join(item.dir, name) for item in workspace.packages for name in item.files]
    return {path: _stamp(path) for path in paths}


def _workspace(patterns: Sequence[str], config: Config | None) -> Workspace:
    every = config is not None and config.all_modules
    exclude = config.exclude if config is not None else ()
    return discover(patterns or ("./...",), cwd=os.getcwd(), all_modules=every, exclude=exclude)


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _told(settings: Callable[[], Config], complaint: list[str]) -> Config | None:
    """Return the settings; None, after a complaint that was not made before, while they make no sense."""
    try:
        config = settings()
    except GinlintError as error:
        if complaint != [str(error)]:
            complaint[:] = [str(error)]
            click.echo(f"ginlint: {error}", err=True)
        return None
    complaint.clear()
    return config


def _check(check: Callable[[Config], int], config: Config) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(CLEAR)
    start = time.perf_counter()
    try:
        check(config)
    except GinlintError as error:
        click.echo(f"ginlint: {error}", err=True)
    took = time.perf_counter() - start
    click.echo(f"Checked at {time.strftime('%H:%M:%S')} in {took:.2f} s; waiting for changes.", err=True)
