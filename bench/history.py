"""Walk through a service's history and compare each incremental run with one from nothing.

    python bench/history.py CLONE [--commits 30] [--below server] [--step 1]

CLONE is a clone, bare or not. Prints one line a commit: how many files differ from
the one before, the seconds of both runs, and whether the JSON is the same, byte for
byte. Exits with 1 if any is not.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def git(clone: str, *arguments: str) -> str:
    """Return what git prints."""
    return subprocess.run(["git", "-C", clone, *arguments], check=True, capture_output=True, text=True).stdout


def ginlint(folder: Path, cache: Path, *options: str) -> tuple[str, float]:
    """Return the JSON report of a folder, and the seconds it took."""
    command = [sys.executable, "-m", "ginlint", "--format", "json", "--exit-zero", "--cache-dir", str(cache)]
    start = time.perf_counter()
    found = subprocess.run([*command, *options], cwd=folder, capture_output=True, text=True, check=False)
    if found.returncode:
        sys.exit(found.stderr)
    if found.stderr:
        print(found.stderr, file=sys.stderr)
    return found.stdout, time.perf_counter() - start


def main() -> int:
    """Run the comparison and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clone")
    parser.add_argument("--commits", type=int, default=30)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--below", default=".")
    options = parser.parse_args()
    count = options.commits * options.step
    log = git(
        options.clone, "log", "--first-parent", "--format=%H", f"-{count}", "--", f"{options.below}/*.go"
    )
    commits = log.split()[:: options.step][::-1]
    different = 0
    with tempfile.TemporaryDirectory() as temporary:
        tree, cache = Path(temporary, "tree"), Path(temporary, "cache")
        tree.mkdir()
        os.environ["GIT_WORK_TREE"] = str(tree)
        os.environ["GIT_INDEX_FILE"] = str(Path(temporary, "index"))
        before = ""
        for commit in commits:
            git(options.clone, "read-tree", "--reset", "-u", commit)
            changed = len(git(options.clone, "diff", "--name-only", before, commit).split()) if before else 0
            known, quick = ginlint(tree / options.below, cache)
            cold, slow = ginlint(tree / options.below, cache, "--no-cache")
            verdict = "same" if known == cold else "DIFFERENT"
            different += known != cold
            print(f"{commit[:10]} {changed:5} files {quick:6.2f} s {slow:6.2f} s {verdict}", flush=True)
            before = commit
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
