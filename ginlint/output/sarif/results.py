"""Findings as SARIF results."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ginlint.finding import Step
from ginlint.output.cells import and_more, one_line
from ginlint.output.fingerprint import finding_ids, line_hashes
from ginlint.output.ranking import severity_of
from ginlint.output.sarif.model import Ready, om, ready
from ginlint.output.sarif.rules import rule_id, sentence
from ginlint.suppress import waiver_of, waivers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ginlint.finding import Finding, Fix, Report
    from ginlint.output.sarif.places import Places
    from ginlint.output.sources import Sources
    from ginlint.rule import Rule
    from ginlint.suppress import Waiver

# GitHub keeps so many of a result and refuses files with ten times more.
_RELATED = 100
_STEPS = 1000
_LINK_LIKE = re.compile(r"\[(?=[^\]]*\]\()")


class Results:
    """Makes a result of each finding of a report, one at a time."""

    def __init__(
        self,
        report: Report,
        rules: Sequence[Rule],
        sources: Sources,
        places: Places,
        *,
        suppressed: bool = False,
    ) -> None:
        self.findings = (*report.findings, *report.suppressed) if suppressed else report.findings
        self._standing = len(report.findings)
        self.rules: Mapping[str, Rule] = {rule.name: rule for rule in rules}
        self._indexes = {rule.name: index for index, rule in enumerate(rules)}
        self._places = places
        self._sources = sources
        self._waivers = lru_cache(maxsize=64)(self._read_waivers)
        self._ids = finding_ids(report, waived=suppressed)
        self._hashes = _hashes(self.findings, sources)

    def result(self, index: int) -> Any:
        """Return the result of the report's finding number `index`."""
        finding = self.findings[index]
        entries = [Step(entry.at, entry.name) for entry in finding.entries]
        related = [*finding.related[: _RELATED - len(entries)], *entries]
        return om.Result(
            rule_id=rule_id(finding.rule),
            rule_index=self._indexes.get(finding.rule, -1),
            level=str(severity_of(finding, self.rules)),
            message=om.Message(text=message(finding, related[: len(related) - len(entries)])),
            locations=[self._primary(finding)],
            related_locations=[
                self._places.location(place.at, id=number, message=_message(place.text))
                for number, place in enumerate(related, 1)
            ]
            or None,
            code_flows=[self._flow(finding)] if finding.steps else None,
            fixes=[self._fix(finding.fix)] if finding.fix is not None and finding.fix.edits else None,
            partial_fingerprints=self._fingerprints(index),
            suppressions=[self._suppression(finding)] if index >= self._standing else None,
            properties=_properties(finding),
        )

    def _suppression(self, finding: Finding) -> Any:
        """Return what waives the finding: the comment says why."""
        source = self._sources.load(finding.at.path)
        waiver = waiver_of(finding, source, self._waivers(finding.at.path))
        reason = waiver.comment.text.decode("utf-8", "replace") if waiver is not None else ""
        return om.Suppression(kind="inSource", state="accepted", justification=one_line(reason) or None)

    def _read_waivers(self, path: str) -> tuple[Waiver, ...]:
        meanings = {alias: frozenset({rule.name}) for rule in self.rules.values() for alias in rule.aliases}
        return tuple(waivers(self._sources.load(path), meanings))

    def _primary(self, finding: Finding) -> Ready:
        if not finding.function:
            return self._places.location(finding.at, context=True)
        logical = ready(om.LogicalLocation(fully_qualified_name=_qualified(finding), kind="function"))
        return self._places.location(finding.at, context=True, logicalLocations=[logical])

    def _flow(self, finding: Finding) -> Ready:
        locations = [
            Ready(location=self._places.location(step.at, message=_message(step.text)))
            for step in finding.steps[:_STEPS]
        ]
        return Ready(threadFlows=[{"locations": locations}])

    def _fix(self, fix: Fix) -> Any:
        edits = defaultdict(list)
        for edit in fix.edits:
            replacement = {
                "deletedRegion": self._places.edited(edit.at),
                "insertedContent": {"text": edit.new},
            }
            edits[edit.at.path].append(replacement)
        changes = [
            Ready(artifactLocation=self._places.artifact(path), replacements=replacements)
            for path, replacements in edits.items()
        ]
        return om.Fix(
            description=_message(fix.message),
            artifact_changes=changes,
            properties={"safe": fix.safe},
        )

    def _fingerprints(self, index: int) -> dict[str, str]:
        return {
            "primaryLocationLineHash": self._hashes[index],
            "ginlintFinding/v1": self._ids[index],
        }


def message(finding: Finding, related: Sequence[Step]) -> str:
    """Return the message as a sentence, and after it a link to each related place and to each entry.

    The entries are related locations too, numbered after those of `related`.
    """
    text = _sentence(finding.message)
    links = [_link(place.text, number) for number, place in enumerate(related, 1)]
    if links:
        text = f"{text} See {', '.join(links)}."
    entries = [_link(entry.name, number) for number, entry in enumerate(finding.entries, len(related) + 1)]
    return f"{text} Reached by {and_more(entries, finding.entry_count)}." if entries else text


def _link(text: str, number: int) -> str:
    return f"[{_link_text(text)}]({number})"


def _properties(finding: Finding) -> dict[str, Any]:
    properties: dict[str, Any] = {"confidence": str(finding.confidence)}
    if finding.entries:
        properties |= {
            "entries": [entry.name for entry in finding.entries],
            "entryCount": finding.entry_count,
        }
    if any(entry.every for entry in finding.entries):
        properties["everyRequest"] = True
    return properties


def _link_text(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", one_line(text).rstrip("."))


@lru_cache(maxsize=1024)
def _message(text: str) -> Ready:
    return ready(om.Message(text=_sentence(text)))


@lru_cache(maxsize=1024)
def _sentence(text: str) -> str:
    """Return `text` as a sentence in which nothing looks like a link."""
    return sentence(_LINK_LIKE.sub(r"\\[", one_line(text)))


def _qualified(finding: Finding) -> str:
    return f"{finding.package}.{finding.function}" if finding.package else finding.function


def _hashes(findings: Sequence[Finding], sources: Sources) -> list[str]:
    """Return GitHub's hash of each finding's line, computed file by file."""
    by_path: defaultdict[str, list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        by_path[finding.at.path].append(index)
    result = [""] * len(findings)
    for path, indexes in by_path.items():
        source = sources.load(path)
        lines = {index: source.line(findings[index].at.start) for index in indexes}
        hashes = line_hashes(source.text, lines.values())
        for index, line in lines.items():
            result[index] = hashes[line]
    return result
