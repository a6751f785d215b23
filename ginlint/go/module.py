"""Which Go a file is written in, and what that Go's timers do.

Takes the plain values of a go.mod file, so that it depends on nothing that
reads the disk. The rules are those of cmd/go and go/types in Go 1.27.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.errors import ConfigError
from ginlint.go.constraints import go_version, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

NEWEST = (1, 27)
NO_GO_LINE = (1, 16)
NO_GO_LINE_IN_WORK = (1, 18)
# A constraint cannot take a file back before the release that made constraints count.
_CONSTRAINTS_COUNT = (1, 21)
_TIMERS_COLLECTED = (1, 23)
_TIMER_SETTING_REMOVED = (1, 27)
_VERSION = re.compile(r"(?:go|v)?(\d{1,4})(?:\.(\d{1,4})(?!\d)|\Z)")


def parse_version(text: str) -> tuple[int, int] | None:
    """Return the language version of "1.22", "1.22.3", "go1.22rc1"; None if it names none."""
    found = _VERSION.match(text)
    return (int(found[1]), int(found[2] or 0)) if found else None


def required_version(text: str) -> tuple[int, int]:
    """Return the language version that a user gave; ConfigError if it is none."""
    version = parse_version(text)
    if version is None:
        raise ConfigError(f"{text!r} is no Go version; write one like 1.22")
    return version


def language_version(go: str | None, constraint: str = "", override: str = "") -> tuple[int, int]:
    """Return the language version of one file.

    `go` is the module's go line: "" if go.mod has none, None if there is no
    go.mod at all. `constraint` is the text of the file's //go:build line, which
    wins over `go`; // +build lines never change the language. `override` stands
    in for the go line; ConfigError if it is no version.
    """
    if "go1" in constraint and "+build" not in constraint:
        implied = go_version(parse(constraint))
        if implied is not None:
            return max(implied, _CONSTRAINTS_COUNT)
    if override:
        return required_version(override)
    return _of_go_line(go)


def timers_are_collected(
    go: str | None,
    toolchain: str = "",
    godebug: Mapping[str, str] | None = None,
    directives: Mapping[str, str] | None = None,
) -> bool:
    """Return whether timers and tickers that nobody holds are garbage, stopped or not.

    That is decided for a whole program: `go`, `toolchain` and `godebug` are those
    of the main module (of go.work where the module is used by one), `directives`
    the //go:debug lines of its main package. False means that it is not so if the
    program is built with a Go older than 1.27, whose setting asynctimerchan is gone.
    """
    declared = _of_go_line(go)
    if max(declared, parse_version(toolchain) or declared) >= _TIMER_SETTING_REMOVED:
        return True
    settings = {**(godebug or {}), **(directives or {})}
    if "asynctimerchan" in settings:
        # 2 brings back the buffered channel only (time/sleep.go, syncTimer).
        return settings["asynctimerchan"] != "1"
    return (parse_version(settings.get("default", "")) or declared) >= _TIMERS_COLLECTED


def _of_go_line(go: str | None) -> tuple[int, int]:
    """Read a go line; one that says nothing sensible, a template's, is taken for the newest."""
    if go is None:
        return NEWEST
    return (parse_version(go) or NEWEST) if go else NO_GO_LINE
