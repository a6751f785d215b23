"""What is told of what rules found: settings and the waivers in the code have their say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ginlint import registry
from ginlint.config import meanings
from ginlint.discover import excluder
from ginlint.finding import Confidence, Severity
from ginlint.go.syntax import MAX_BODY
from ginlint.go.testsupport import helps_tests, is_example, is_given_test, is_program_for_tests
from ginlint.go.unused import is_left_out, is_left_over, is_never_called
from ginlint.models import table
from ginlint.source import Source
from ginlint.suppress import RULES as ABOUT_WAIVERS
from ginlint.suppress import Vocabulary, audit, may_hold_waivers, split, waivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ginlint.config import Config, PathRules
    from ginlint.finding import Finding
    from ginlint.go import File, Package
    from ginlint.rule import Rule
    from ginlint.suppress import Waiver

_LEVELS = {str(level): level for level in Severity}


class Judge:
    """Tells which findings of `rules` a report holds, under `config`."""

    def __init__(self, rules: Sequence[Rule], config: Config) -> None:
        self._rules = {rule.name: rule for rule in rules}
        self._config = config
        self._severities = self._levels(config.severity)
        self._paths = [_PathJudge(table, self) for table in config.per_path]
        self._audits = not self._rules.keys().isdisjoint(ABOUT_WAIVERS)

    @cached_property
    def _meanings(self) -> dict[str, frozenset[str]]:
        return meanings(self._rules.values())

    def package(
        self, package: Package, found: Mapping[str, Iterable[Finding]]
    ) -> tuple[list[Finding], list[Finding]]:
        """Return what the report holds and what is waived of `found`, by the rules that ran."""
        told: defaultdict[str, list[Finding]] = defaultdict(list)
        for name, findings in found.items():
            for finding in findings:
                told[finding.at.path].append(self._named(finding, self._rules[name], package))
        stand: dict[Finding, None] = {}
        waived: dict[Finding, None] = {}
        for file in package.reported:
            kept, silenced = self._file(file, told.get(file.path, []), found.keys(), package)
            stand.update(dict.fromkeys(kept))
            waived.update(dict.fromkeys(silenced))
        return list(stand), list(waived)

    def _file(
        self, file: File, found: list[Finding], ran: Iterable[str], package: Package
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        text = file.parsed.text
        audited = self._audits and (b"ginlint:" in text or b"nolint" in text)
        spoken = (finding for finding in found if self._speaks_in(file, finding.rule))
        accepted = [kept for finding in spoken if (kept := self._accepted(finding)) is not None]
        if not accepted and not audited:
            return (), ()
        source = Source(file.path, text)
        known = tuple(waivers(source, self._meanings)) if may_hold_waivers(text) else ()
        stand, waived = split(accepted, source, known=known)
        if audited and _is_whole(file):
            about = audit(source, known, found, self._vocabulary(ran))
            stand += tuple(self._about_waivers(about, known, package))
        return stand, waived

    def _named(self, finding: Finding, rule: Rule, package: Package) -> Finding:
        severity = rule.severity if finding.severity is None else finding.severity
        doubted = _needs_a_service(rule) and is_program_for_tests(finding.at.path)
        doubted = doubted or (is_example(package) and rule.topic not in table("testing")["examples"]["told"])
        confidence = Confidence.LOW if doubted else finding.confidence
        return replace(
            finding, rule=rule.name, severity=severity, package=package.path, confidence=confidence
        )

    def _speaks_in(self, file: File, rule: str) -> bool:
        """Tell whether a rule speaks in a file: few do in tests, and in what helps them."""
        return self._rules[rule].tests or not helps_tests(file)

    def _accepted(self, finding: Finding) -> Finding | None:
        """Return the finding as the report holds it, None if the settings leave it out."""
        if finding.confidence is Confidence.LOW and not self._config.pedantic:
            return None
        level = self._severities.get(finding.rule)
        for paths in self._paths:
            if paths.match(finding.at.path):
                if not paths.allows(finding.rule):
                    return None
                level = paths.severities.get(finding.rule, level)
        return finding if level is None else replace(finding, severity=level)

    def _about_waivers(
        self, findings: Iterable[Finding], known: Sequence[Waiver], package: Package
    ) -> Iterator[Finding]:
        """Yield what stands of findings about waivers; only a waiver that names the rule silences them."""
        for finding in findings:
            kept = self._accepted(self._named(finding, self._rules[finding.rule], package))
            if kept is not None and not any(finding.rule in waiver.rules for waiver in known):
                yield kept

    def _vocabulary(self, ran: Iterable[str]) -> Vocabulary:
        words, by_default = _all_words(self._config.plugins)
        spoke = frozenset(ran)
        return Vocabulary({**words, **self._meanings}, spoke, complete=by_default <= spoke)

    def _levels(self, severities: Iterable[tuple[str, str]]) -> dict[str, Severity]:
        """Return the severity of each rule by settings; what names the rule itself wins over its topic."""
        levels: dict[str, Severity] = {}
        exact: dict[str, Severity] = {}
        for word, level in severities:
            names = self._meanings.get(word, frozenset())
            (exact if len(names) == 1 else levels).update(dict.fromkeys(names, _LEVELS[level]))
        return levels | exact

    def names(self, words: Iterable[str]) -> frozenset[str]:
        """Return the rules that `words` stand for."""
        return frozenset[str]().union(*(self._meanings.get(word, ()) for word in words))

    def levels(self, table: PathRules) -> dict[str, Severity]:
        """Return the severities that a [[per-path]] gives."""
        return self._levels(table.severity)


class _PathJudge:
    """One [[per-path]] of the settings."""

    def __init__(self, table: PathRules, judge: Judge) -> None:
        self._matches = excluder(table.paths) or _never
        self._spared = excluder(table.spare) or _never
        self._ignored = judge.names(table.ignore)
        self._selected = judge.names(table.select) if table.select else None
        self.severities = judge.levels(table)

    def match(self, path: str) -> bool:
        return self._matches(path) and not self._spared(path)

    def allows(self, rule: str) -> bool:
        return rule not in self._ignored and (self._selected is None or rule in self._selected)


@cache
def _all_words(plugins: tuple[str, ...]) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Return what all rules are called, those too that do not run, and those that run by default."""
    every = registry.load_all(plugins)
    return meanings(every), frozenset(rule.name for rule in every if not rule.opt_in)


def with_doubts(package: Package, found: Mapping[str, Iterable[Finding]]) -> dict[str, list[Finding]]:
    """Return the findings of a package by rule, those in what nothing or only tests use of low confidence."""
    files = {file.path: file for file in package.reported}
    return {
        rule: [_doubted(it, files.get(it.at.path)) for it in findings] for rule, findings in found.items()
    }


def _doubted(finding: Finding, file: File | None) -> Finding:
    if finding.confidence is Confidence.LOW or file is None:
        return finding
    decl = file.declaration_at(finding.at.start)
    left = is_left_out(file.package)
    if decl is not None:
        left = left or is_never_called(file, decl, finding.at.start) or is_left_over(file, decl)
        left = left or (is_given_test(decl.params) and not file.test)
    return replace(finding, confidence=Confidence.LOW) if left else finding


def _never(_path: str) -> bool:
    return False


def _is_whole(file: File) -> bool:
    """Tell whether all of a file was analysed, so that a waiver which silences nothing is none."""
    facts = file.parsed.facts
    return not facts.errors and all(decl.end - decl.pos <= MAX_BODY for decl in facts.functions)


def _needs_a_service(rule: Rule) -> bool:
    """Tell a rule about requests of clients, or about what harms only who runs for long."""
    programs = table("testing")["programs"]
    return rule.hot or rule.topic in programs["topics"] or rule.name in programs["rules"]
