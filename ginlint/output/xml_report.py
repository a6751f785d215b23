"""XML that CI servers read: Checkstyle and JUnit."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ginlint.finding import Severity
from ginlint.output.cells import one_line, unicode_only
from ginlint.output.ranking import severity_of
from ginlint.output.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from ginlint.finding import Finding, Report
    from ginlint.rule import Rule

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CHECKSTYLE = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
# What XML 1.0 has no way to write, escaped or not (section 2.2, Char).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _attr(value: object) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", unicode_only(str(value))))


def write_checkstyle(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write an element for each file; columns count bytes from 1."""
    sources = Sources(report)
    by_name = {rule.name: rule for rule in rules}
    stream.write(f'{_HEAD}<checkstyle version="4.3">\n')
    for path, found in groupby(report.findings, key=lambda finding: finding.at.path):
        source = sources.load(path)
        stream.write(f"  <file name={_attr(path)}>\n")
        for finding in found:
            start = finding.at.start
            stream.write(
                f'    <error line="{source.line(start)}" column="{source.byte_column(start)}" '
                f'severity="{_CHECKSTYLE[severity_of(finding, by_name)]}" '
                f"message={_attr(one_line(finding.message))} source={_attr(f'ginlint.{finding.rule}')}/>\n"
            )
        stream.write("  </file>\n")
    stream.write("</checkstyle>\n")


def write_junit(report: Report, stream: TextIO, *, rules: Sequence[Rule]) -> None:
    """Write a suite for each file with a failed case a finding; one case that passed if there is none."""
    by_name = {rule.name: rule for rule in rules}
    count = len(report.findings)
    head = f'<testsuites name="ginlint" tests="{max(1, count)}" failures="{count}">'
    stream.write(f"{_HEAD}{head}\n")
    sources = Sources(report)
    for path, group in groupby(report.findings, key=lambda finding: finding.at.path):
        found = list(group)
        stream.write(
            f'  <testsuite name={_attr(path)} tests="{len(found)}" failures="{len(found)}" errors="0">\n'
        )
        for finding in found:
            _write_case(stream, finding, sources.load(path).line(finding.at.start), by_name)
        stream.write("  </testsuite>\n")
    if not count:
        stream.write('  <testsuite name="ginlint" tests="1" failures="0" errors="0">\n')
        stream.write('    <testcase name="no leaks" classname="ginlint"/>\n  </testsuite>\n')
    stream.write("</testsuites>\n")


def _write_case(stream: TextIO, finding: Finding, line: int, rules: dict[str, Rule]) -> None:
    message = one_line(finding.message)
    place = f"{unicode_only(finding.at.path)}:{line}"
    severity = severity_of(finding, rules)
    text = escape(_FORBIDDEN.sub("\ufffd", f"{place}: {severity}[{finding.rule}] {message}"))
    stream.write(
        f"    <testcase name={_attr(f'{finding.rule} at {place}')} classname={_attr(finding.package)} "
        f'file={_attr(finding.at.path)} line="{line}">\n'
        f"      <failure type={_attr(severity)} message={_attr(message)}>{text}</failure>\n    </testcase>\n"
    )
