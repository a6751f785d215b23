"""What is measured: ginlint and the peers that are on PATH."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """A command that analyses the tree it is started in.

    `caches` are environment variables that name its cache directories; `ok` the exit
    codes of a run that worked, findings or not.
    """

    name: str
    command: tuple[str, ...]
    version: str
    caches: tuple[str, ...] = ()
    ok: tuple[int, ...] = (0, 1)


# Those of golangci-lint that look for what ginlint looks for.
LEAK_LINTERS = (
    "bodyclose,contextcheck,copyloopvar,fatcontext,gosec,govet,noctx,rowserrcheck,spancheck,sqlclosecheck"
)
# The registry's rules for Go, unless the variable that semgrep itself reads names others.
SEMGREP_RULES = os.environ.get("SEMGREP_RULES", "p/golang")
_GO_CACHES = ("GOCACHE",)
_PEERS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "go vet": (("go", "vet", "./..."), ("go", "version"), _GO_CACHES),
    "staticcheck": (
        ("staticcheck", "./..."),
        ("staticcheck", "-version"),
        (*_GO_CACHES, "STATICCHECK_CACHE"),
    ),
    "golangci-lint": (
        ("golangci-lint", "run", "--timeout=15m", "--default=none", f"--enable={LEAK_LINTERS}", "./..."),
        ("golangci-lint", "version"),
        (*_GO_CACHES, "GOLANGCI_LINT_CACHE"),
    ),
    "gosec": (("gosec", "-quiet", "./..."), ("gosec", "-version"), _GO_CACHES),
    "semgrep": (
        ("semgrep", "scan", "--metrics=off", "--disable-version-check", f"--config={SEMGREP_RULES}", "."),
        ("semgrep", "--version"),
        (),
    ),
    "gohawk": (("gohawk", "./..."), ("gohawk", "--version"), ()),
}
_VERSION = re.compile(r"\(?v?(\d+\.\d[\w.+-]*|devel|dev)\b")


def ginlint() -> Tool:
    """Return the ginlint beside this Python, as a user starts it."""
    script = os.path.join(os.path.dirname(sys.executable), "ginlint")
    start = (script,) if os.access(script, os.X_OK) else (sys.executable, "-m", "ginlint")
    return Tool("ginlint", (*start, "./..."), _version((*start, "--version")), ("XDG_CACHE_HOME",))


def peers(only: list[str]) -> list[Tool]:
    """Return the peers found on PATH, narrowed to the names in `only` if there are any."""
    return [
        Tool(name, command, _version(version), caches)
        for name, (command, version, caches) in _PEERS.items()
        if shutil.which(command[0]) and (not only or name in only)
    ]


def _version(command: tuple[str, ...]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = _VERSION.search(done.stdout + done.stderr)
    return found[1] if found else "?"
