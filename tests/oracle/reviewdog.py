"""What reviewdog itself reads in a report."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from tests.oracle.toolchain import ORACLE, Go, modules_or_skip

if TYPE_CHECKING:
    from pathlib import Path


def built(go: Go, folder: Path) -> Path:
    """Return the program; skips the test if reviewdog's module cannot be had."""
    modules_or_skip(go, ORACLE / "reviewdog", ".")
    program = folder / "reviewdog"
    go.run("build", "-o", str(program), ".", cwd=ORACLE / "reviewdog")
    return program


def diagnostics(program: Path, format_name: str, text: str) -> list[dict[str, Any]]:
    """Return what reviewdog's parser of a format makes of `text`; raises ValueError with its complaint."""
    done = subprocess.run(
        [program, format_name], input=text, capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode:
        raise ValueError(done.stderr.strip())
    return [json.loads(line) for line in done.stdout.splitlines()]
