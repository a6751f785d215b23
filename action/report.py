"""Tells GitHub what is in a JSON report: annotations, the summary of the job, outputs.

python action/report.py REPORT DIRECTORY, where DIRECTORY is what its paths start from.
"""

from __future__ import annotations

import json
import os
import posixpath
import sys
from typing import Any

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN = 10  # annotations of a kind that GitHub takes from a step
ROWS = 100


def main(path: str, folder: str) -> None:
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    findings = sorted(report["findings"], key=lambda finding: list(COMMANDS).index(finding["severity"]))
    if os.environ.get("INPUT_ANNOTATIONS") == "true":
        sys.stdout.writelines(annotations(findings, folder))
    if os.environ.get("INPUT_SUMMARY") == "true":
        append("GITHUB_STEP_SUMMARY", summary(findings, report["summary"], folder))
    numbers = report["summary"]
    outputs = {"count": "findings", "errors": "errors", "warnings": "warnings", "notes": "notes"}
    append("GITHUB_OUTPUT", "".join(f"{name}={numbers[key]}\n" for name, key in outputs.items()))


def annotations(findings: list[dict[str, Any]], folder: str) -> list[str]:
    """Return the workflow commands for the first of each severity, and one that counts the rest."""
    lines = []
    for severity, command in COMMANDS.items():
        of_this = [finding for finding in findings if finding["severity"] == severity]
        shown = of_this if len(of_this) <= SHOWN else of_this[: SHOWN - 1]
        lines += [annotation(finding, command, folder) for finding in shown]
        if len(of_this) > len(shown):
            more = len(of_this) - len(shown)
            lines.append(
                f"::{command} title=ginlint::{more} more; the log and the summary of the job list them\n"
            )
    return lines


def annotation(finding: dict[str, Any], command: str, folder: str) -> str:
    start = finding["location"]["start"]
    values = {
        "file": place(finding, folder),
        "line": start["line"],
        "col": start["utf16_column"],
        "title": f"ginlint: {finding['rule']}",
    }
    properties = ",".join(f"{name}={in_property(str(value))}" for name, value in values.items())
    return f"::{command} {properties}::{in_message(finding['message'])}\n"


def place(finding: dict[str, Any], folder: str) -> str:
    return posixpath.normpath(posixpath.join(folder, finding["location"]["path"]))


def in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def in_property(text: str) -> str:
    return in_message(text).replace(":", "%3A").replace(",", "%2C")


def summary(findings: list[dict[str, Any]], numbers: dict[str, int], folder: str) -> str:
    """Return a table in Markdown, the worst first."""
    scope = f"{numbers['files']} files of {numbers['packages']} packages analysed"
    left_out = [
        f"{numbers[key]} {why}"
        for key, why in (
            ("suppressed", "waived in the code"),
            ("known", "in the baseline"),
            ("elsewhere", "not touched by the change"),
        )
        if numbers.get(key)
    ]
    lines = ["## ginlint", "", ", ".join([scope, *left_out]) + ".", ""]
    if not findings:
        return "\n".join([*lines, "Nothing leaks as far as ginlint can see.", ""])
    lines += ["| | where | rule | what |", "|---|---|---|---|"]
    for finding in findings[:ROWS]:
        where = f"{place(finding, folder)}:{finding['location']['start']['line']}"
        cells = (finding["severity"], f"`{where}`", finding["rule"], finding["message"])
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    if len(findings) > ROWS:
        lines += ["", f"{len(findings) - ROWS} more are in the log."]
    return "\n".join([*lines, ""])


def append(variable: str, text: str) -> None:
    with open(os.environ[variable], "a", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
