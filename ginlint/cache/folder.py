"""Where the cache is: in the user's own place for such files."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ginlint.config import Config


def directory(config: Config, environ: Mapping[str, str] | None = None) -> str:
    """Return the absolute directory of the cache: the settings', else the user's own."""
    if config.cache_dir:
        return os.path.abspath(config.cache_dir)
    return os.path.join(_users(os.environ if environ is None else environ), "ginlint")


def _users(environ: Mapping[str, str]) -> str:
    """Return the user's cache directory as the system has it."""
    if os.path.isabs(environ.get("XDG_CACHE_HOME", "")):  # what is relative there is to be ignored
        return environ["XDG_CACHE_HOME"]
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    return (
        os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    )
