"""How many registrations ginlint finds of those that a look at names finds: python bench/routes.py DIR…

For each directory: the calls that bench/registrations prints, how many of their lines the table of
`ginlint routes` has, and the others, to be read. Needs Go.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

COUNTER = Path(__file__).parent / "registrations"


@cache
def counter() -> Path:
    """Return the program that looks at names, built once."""
    program = Path(mkdtemp()) / "registrations"
    run(["go", "build", "-o", str(program), "."], COUNTER)
    return program


def run(command: list[str], directory: Path) -> str:
    """Return what a command prints."""
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=True).stdout


def listed(directory: Path) -> dict[tuple[str, int], str]:
    """Return the calls that look like registrations, by file and line."""
    found = {}
    for line in run([str(counter()), str(directory)], COUNTER).splitlines():
        place, _, name = line.rpartition(" ")
        path, _, number = place.rpartition(":")
        found[path, int(number)] = name
    return found


def known(directory: Path) -> tuple[int, set[tuple[str, int]]]:
    """Return how many routes ginlint tells, and where they are registered."""
    options = "--format json --no-findings --no-progress --all-modules --isolated".split()
    text = run([sys.executable, "-m", "ginlint", "routes", *options, "./..."], directory)
    routes = json.loads(text)["routes"]
    places = {(route["location"]["path"], route["location"]["start"]["line"]) for route in routes}
    return len(routes), places


def main() -> None:
    """Compare each directory and print what is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="+", type=Path)
    for directory in parser.parse_args().directories:
        calls = listed(directory.resolve())
        count, places = known(directory)
        missed = sorted(calls.keys() - places)
        found = len(calls) - len(missed)
        share = found / len(calls) if calls else 1.0
        print(f"{directory.name}: {found} of {len(calls)} calls = {share:.1%}, {count} routes")
        for path, line in missed:
            print(f"    {path}:{line} {calls[path, line]}")


if __name__ == "__main__":
    main()
