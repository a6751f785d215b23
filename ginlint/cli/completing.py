"""What shells are offered as completions; loaded only by them."""

from __future__ import annotations

from click.shell_completion import CompletionItem

from ginlint import registry


def rule_names(incomplete: str, *, topics: bool = True) -> list[CompletionItem]:
    """Return the built-in rules and topics that begin like the last word of a list with commas."""
    head, comma, word = incomplete.rpartition(",")
    rules = registry.load_all()
    items = {rule.name: rule.summary for rule in rules}
    if topics:
        items |= {rule.topic: f"all rules of {rule.topic}" for rule in rules}
    return [
        CompletionItem(f"{head}{comma}{name}", help=text)
        for name, text in sorted(items.items())
        if name.startswith(word)
    ]


def files(incomplete: str) -> list[CompletionItem]:
    """Return what tells the shell to complete names of files."""
    return [CompletionItem(incomplete, type="file")]
