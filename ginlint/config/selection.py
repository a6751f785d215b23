"""Which rules run: names, aliases and topics of rules become rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.config.words import advice
from ginlint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ginlint.config.options import Config
    from ginlint.rule import Rule

_ON_DEMAND = "waiver-without-reason"  # what the setting require-reason asks for


def select_rules(rules: Sequence[Rule], config: Config) -> tuple[Rule, ...]:
    """Return the rules that `config` asks for, in the order of `rules`.

    `ignore` goes before `select`. A rule that is opt-in runs with `pedantic` or
    when `select` names it; its topic is not enough. Raises ConfigError for a
    name that nothing has, and if no rule is left.
    """
    known = meanings(rules)
    check_words(config, known)
    ignored = {name for word in config.ignore for name in known[word]}
    chosen = {name for word in config.select for name in known[word]}
    demanded = {_ON_DEMAND} if config.require_reason else set()
    kept = tuple(
        rule
        for rule in rules
        if rule.name not in ignored
        and (not config.select or rule.name in chosen | demanded)
        and (not rule.opt_in or config.pedantic or _is_named(rule, config.select) or rule.name in demanded)
    )
    if rules and not kept:
        raise ConfigError("select and ignore leave no rule to run; see: ginlint rules")
    return kept


def _is_named(rule: Rule, words: Iterable[str]) -> bool:
    return not {rule.name, *rule.aliases}.isdisjoint(words)


def check_words(config: Config, known: Mapping[str, Iterable[str]]) -> None:
    """Raise ConfigError for the first name of a rule in `config` that nothing has."""
    for word in _words(config):
        if word not in known:
            raise ConfigError(f"unknown rule {word!r}; {advice(word, known, 'see: ginlint rules;')}")


def _words(config: Config) -> Iterator[str]:
    """Yield all words in `config` that name rules or topics."""
    yield from config.select
    yield from config.ignore
    yield from (word for word, _ in config.severity)
    for table in config.per_path:
        yield from table.ignore
        yield from table.select
        yield from (word for word, _ in table.severity)


def meanings(rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    """Return the names of the rules that each name, alias or topic stands for."""
    found: dict[str, set[str]] = {}
    for rule in rules:
        for word in (rule.topic, rule.name, *rule.aliases):
            found.setdefault(word, set()).add(rule.name)
    return {word: frozenset(names) for word, names in found.items()}
