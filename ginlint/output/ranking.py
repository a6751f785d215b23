"""How bad a finding is, and which goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ginlint.finding import Finding
    from ginlint.rule import Rule


def severity_of(finding: Finding, rules: Mapping[str, Rule]) -> Severity:
    """Return the finding's own severity, else its rule's, else WARNING."""
    if finding.severity is not None:
        return finding.severity
    rule = rules.get(finding.rule)
    return Severity.WARNING if rule is None else rule.severity


def worst_first(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[int]:
    """Return the indexes of `findings`: by severity, then confidence, then reach, then place.

    What every request passes goes first, then what more entries reach.
    """

    def rank(index: int) -> tuple[int, int, bool, int, str, int]:
        finding = findings[index]
        return (
            -severity_of(finding, rules),
            -finding.confidence,
            not any(entry.every for entry in finding.entries),
            -finding.entry_count,
            finding.at.path,
            finding.at.start,
        )

    return sorted(range(len(findings)), key=rank)
