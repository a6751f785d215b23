"""Tells GitHub what ginlint wrote: as many annotations as it shows, and the outputs of the step.

python action/report.py REPORT ANNOTATIONS: the files of `--format json` and `--format github`.
"""

from __future__ import annotations

import json
import os
import sys

COMMANDS = ("error", "warning", "notice")
SHOWN = 10  # annotations of a kind that GitHub takes from a step


def main(report: str, annotations: str) -> None:
    if os.environ.get("INPUT_ANNOTATIONS") == "true":
        with open(annotations, encoding="utf-8") as file:
            sys.stdout.writelines(shown(file.readlines()))
    with open(report, encoding="utf-8") as file:
        numbers = json.load(file)["summary"]
    outputs = {"count": "findings", "errors": "errors", "warnings": "warnings", "notes": "notes"}
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as file:
        file.writelines(f"{name}={numbers[key]}\n" for name, key in outputs.items())


def shown(lines: list[str]) -> list[str]:
    """Return the first workflow commands of each kind, and one that counts the rest."""
    found = []
    for command in COMMANDS:
        of_this = [line for line in lines if line.startswith(f"::{command} ")]
        first = of_this if len(of_this) <= SHOWN else of_this[: SHOWN - 1]
        found += first
        if len(of_this) > len(first):
            more = len(of_this) - len(first)
            found.append(
                f"::{command} title=ginlint::{more} more; the log and the summary of the job list them\n"
            )
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
