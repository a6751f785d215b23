"""Changing the code: fixes, and waivers for what stays."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ginlint import fix
from ginlint.errors import FileError

if TYPE_CHECKING:
    from ginlint.finding import Finding, Report


def show_fixes(report: Report, *, unsafe: bool) -> None:
    """Print what fixes would change, as a diff."""
    texts = fix.texts_of(report)
    sys.stdout.writelines(fix.diff(texts, fix.fixed(report.findings, texts, unsafe=unsafe)))


def apply_fixes(report: Report, *, unsafe: bool) -> Report:
    """Mend what can be mended; return the report without that."""
    texts = fix.texts_of(report)
    fix.write(fix.fixed(report.findings, texts, unsafe=unsafe), report.root)
    mended = set(fix.chosen(report.findings, texts, unsafe=unsafe))
    left = tuple(finding for finding in report.findings if finding not in mended)
    click.echo(f"Fixed {len(mended)} of {_count(len(report.findings), 'finding')}.", err=True)
    return replace(report, findings=left)


def add_waivers(report: Report, reason: str) -> Report:
    """Write a waiver for each finding into the code; return the report with what cannot be waived.

    That is what is found about waivers themselves. Raises UsageError for a reason
    that is none, and FileError.
    """
    from ginlint.source import Source
    from ginlint.suppress import RULES, with_waivers

    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.rule not in RULES and finding.at.path not in report.overlay:
            by_path[finding.at.path].append(finding)
    texts = {
        path: with_waivers(Source(path, _text(os.path.join(report.root, path))), findings, reason)
        for path, findings in by_path.items()
    }
    fix.write(texts, report.root)
    waived = {finding for findings in by_path.values() for finding in findings}
    click.echo(f"Waived {_count(len(waived), 'finding')} in {_count(len(texts), 'file')}.", err=True)
    return replace(report, findings=tuple(finding for finding in report.findings if finding not in waived))


def _text(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise FileError(f"cannot read {path} to add waivers: {error.strerror}") from error


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
