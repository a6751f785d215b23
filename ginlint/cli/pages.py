"""The explain and rules commands: what ginlint says about its rules."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from ginlint import registry
from ginlint.config import suggest
from ginlint.errors import UsageError
from ginlint.translations import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.config import Config
    from ginlint.rule import Rule


def explain(word: str, config: Config, language: str = "en") -> None:
    """Print the page of the rule that `word` names in `language`; raises UsageError."""
    rules = registry.load_all(config.plugins)
    names = {alias: rule for rule in rules for alias in (rule.name, *rule.aliases)}
    rule = names.get(word)
    if rule is None:
        guess = suggest(word, names)
        advice = f"did you mean {guess!r}?" if guess else "ginlint rules lists them all"
        raise UsageError(f"there is no rule {word!r}; {advice}")
    _print_markdown(page(rule) if language == "en" else load(language).page(rule))


def page(rule: Rule) -> str:
    """Return the page of `rule` in Markdown, with its name and grade above."""
    grade = f"`{rule.name}` ({rule.topic}, {rule.severity}, since {rule.since})"
    title, _, rest = rule.page.partition("\n")
    return f"# {title}\n\n{grade}\n{rest}\n"


def table(format_name: str, config: Config) -> None:
    """Print all rules, as a table or as JSON."""
    rules = registry.load_all(config.plugins)
    if format_name == "json":
        click.echo(json.dumps([_facts(rule) for rule in rules], indent=2))
    else:
        click.echo(
            _columns([(rule.name, rule.topic, str(rule.severity), rule.summary) for rule in rules]), nl=False
        )


def _facts(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "topic": rule.topic,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "since": rule.since,
        "tests": rule.tests,
        "hot": rule.hot,
        "opt_in": rule.opt_in,
        "tags": list(rule.tags),
        "aliases": list(rule.aliases),
    }


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _print_markdown(text: str) -> None:
    """Print `text`, rendered if somebody looks and the extra `rich` is installed."""
    if sys.stdout.isatty():
        try:
            from rich.console import Console  # an extra
            from rich.markdown import Markdown
        except ImportError:
            pass
        else:
            Console().print(Markdown(text))
            return
    click.echo(text, nl=False)
