"""Kill runs at random moments, edit between them, and hold the next run to one from nothing.

    python bench/kill.py DIRECTORY [--runs 200] [--every 10] [--seed 0]

DIRECTORY is a Go module, which is copied first. After every so many killed runs a whole
one is compared with one without a cache. Exits with 1 if any differs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def command(cache: Path, *options: str) -> list[str]:
    """Return the command line of a run."""
    base = [sys.executable, "-m", "ginlint", "--format", "json", "--exit-zero", "--cache-dir", str(cache)]
    return [*base, *options]


def whole(module: Path, cache: Path, *options: str) -> str:
    """Return the report of a run that nobody kills."""
    found = subprocess.run(command(cache, *options), cwd=module, capture_output=True, text=True, check=True)
    if found.stderr:
        print(found.stderr, end="", file=sys.stderr)
    return found.stdout


def edit(module: Path, dice: random.Random) -> None:
    """Put a statement into a function of some file."""
    path = dice.choice(sorted(module.rglob("*.go")))
    text = path.read_text(errors="surrogateescape")
    bodies = [at for at in range(len(text)) if text.startswith(") {\n", at)]
    if bodies:
        at = dice.choice(bodies) + len(") {\n")
        text = f"{text[:at]}\tprintln({dice.randrange(10**6)})\n{text[at:]}"
    path.write_text(text, errors="surrogateescape")


def killed(module: Path, cache: Path, seconds: float) -> None:
    """Start a run and kill it after a while."""
    process = subprocess.Popen(
        command(cache), cwd=module, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def compare(source: Path, runs: int, every: int, seed: int) -> int:
    """Return how many of the runs that were not killed differ from one without a cache."""
    dice = random.Random(seed)  # noqa: S311 - moments are no secret
    different = 0
    with tempfile.TemporaryDirectory() as temporary:
        module, cache = Path(temporary, "module"), Path(temporary, "cache")
        shutil.copytree(source, module, ignore=shutil.ignore_patterns(".git"))
        start = time.perf_counter()
        whole(module, cache, "--no-cache")
        longest = time.perf_counter() - start
        for number in range(1, runs + 1):
            edit(module, dice)
            killed(module, cache, dice.uniform(0, longest * 1.2))
            if number % every == 0:
                same = whole(module, cache) == whole(module, cache, "--no-cache")
                different += not same
                print(f"{number:4} killed: {'same' if same else 'DIFFERENT'}", flush=True)
    return different


def main() -> int:
    """Run the comparison and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    return 1 if compare(options.directory, options.runs, options.every, options.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
