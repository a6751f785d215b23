"""Time `ginlint --watch` from a save to the report, on a copy of a module.

    python bench/watch.py DIR [--files 10] [--rest 1]

Files of all sizes are saved in turn, each with one statement more in its first function
that has a body, and then as they were. Prints the milliseconds of each save; the last
line has the median and the slowest.
"""

from __future__ import annotations

import argparse
import os
import queue
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

FUNCTION = re.compile(rb"^func .*\{\n", re.MULTILINE)
CHECKED = "; waiting for changes."


class Watcher:
    """A running `ginlint --watch`."""

    def __init__(self, module: Path, cache: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "ginlint",
            "--watch",
            "--cache-dir",
            str(cache),
            "--format",
            "concise",
        ]
        self._process = subprocess.Popen(
            command, cwd=module, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self._checks: queue.Queue[float] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for text in self._process.stderr or ():
            if text.rstrip().endswith(CHECKED):
                self._checks.put(time.perf_counter())

    def wait(self, seconds: float = 60) -> float:
        """Return when the next check has ended; raise queue.Empty if none does in that time."""
        return self._checks.get(timeout=seconds)

    def stop(self) -> None:
        """End it as a user does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()


def choose(module: Path, count: int) -> list[Path]:
    """Return files from the smallest to the largest that have a function."""
    every = [
        path
        for path in module.rglob("*.go")
        if not path.name.endswith("_test.go") and "vendor" not in path.parts
    ]
    whole = sorted(
        (path for path in every if FUNCTION.search(path.read_bytes())), key=lambda path: path.stat().st_size
    )
    return [whole[i * (len(whole) - 1) // max(1, count - 1)] for i in range(min(count, len(whole)))]


def save(path: Path, text: bytes) -> float:
    """Write a file as editors do, by renaming another one over it; return when it was done."""
    beside = path.with_name(path.name + "~")
    beside.write_bytes(text)
    os.replace(beside, path)
    return time.perf_counter()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("module", type=Path)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--rest", type=float, default=1, help="seconds of rest before each save")
    options = parser.parse_args()
    took = []
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        copy = Path(scratch, "module")
        shutil.copytree(options.module, copy, ignore=shutil.ignore_patterns(".git", "node_modules"))
        watcher = Watcher(copy, Path(scratch, "cache"))
        try:
            watcher.wait()
            for path in choose(copy, options.files):
                before = path.read_bytes()
                after = FUNCTION.sub(lambda found: found[0] + b"\tprintln(1)\n", before, count=1)
                for text in (after, before):
                    time.sleep(options.rest)
                    start = save(path, text)
                    took.append((watcher.wait() - start) * 1000)
                    print(f"{took[-1]:5.0f} ms  {path.relative_to(copy)} ({len(text)} bytes)", flush=True)
        finally:
            watcher.stop()
    print(f"median {statistics.median(took):.0f} ms, slowest {max(took):.0f} ms, {len(took)} saves")
    return 0


if __name__ == "__main__":
    sys.exit(main())
