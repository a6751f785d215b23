"""Running the Go command, and saying why a test does without it."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ORACLE = Path(__file__).resolve().parent
TESTDATA = ORACLE.parents[1] / "testdata"


class GoError(Exception):
    """The Go command failed; the message is what it printed."""


@dataclass
class Go:
    """The Go command found on PATH."""

    command: str

    def run(self, *args: str, cwd: Path) -> str:
        """Return standard output. Raises GoError if the command fails."""
        done = subprocess.run(
            [self.command, *args],
            cwd=cwd,
            env=os.environ | {"GOWORK": "off"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise GoError(done.stderr.strip() or f"go {args[0]}: exit {done.returncode}")
        return done.stdout

    def program(self, name: str, *args: str) -> str:
        """Run the oracle called `name` and return what it prints."""
        return self.run("run", ".", *args, cwd=ORACLE / name)

    @functools.cached_property
    def goroot(self) -> Path:
        return Path(self.run("env", "GOROOT", cwd=ORACLE).strip())


def go_or_skip() -> Go:
    """Return the Go command; without one the test is skipped, or fails where CI=true."""
    command = shutil.which("go")
    if command is not None:
        return Go(command)
    if os.environ.get("CI") == "true":
        pytest.fail("CI needs Go: no `go` on PATH")
    return pytest.skip("no `go` on PATH")


def modules_or_skip(go: Go, module: Path, packages: str) -> None:
    """Skip the test if what `packages` of `module` import can be neither found nor downloaded."""
    try:
        go.run("list", "-deps", "-f", "{{.ImportPath}}", packages, cwd=module)
    except GoError as error:
        if "dial tcp" in str(error) or "lookup" in str(error) or "disabled by GOPROXY" in str(error):
            pytest.skip(f"the modules of {module.name} are not here and cannot be downloaded: {error}")
        raise
