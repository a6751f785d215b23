"""What ginlint says of its rules and settings in other languages than English.

The texts are TOML files in a folder per language. Each carries a hash of the English
text that it translates, so that one that is behind can be told.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ginlint.rule import Rule

LANGUAGES = ("en", "zh")

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_VERSION = re.compile(r" \(Go 1\.\d+\)")


@record(frozen=True, slots=True)
class Prose:
    """The prose of a rule's page: its title, and what stands under its headings but code."""

    title: str
    why: str
    limits: str

    @property
    def hash(self) -> str:
        return hash_of(self.title, self.why, self.limits)


@record(frozen=True, slots=True)
class Translation:
    """The words of one language.

    `words` maps what pages say around the rules, and names of longer texts, to the text;
    in English what is not there says itself. `rules` and `settings` map names to tables of
    translated texts, with `of`, the hash of the English.
    """

    language: str
    words: Mapping[str, str]
    rules: Mapping[str, Mapping[str, str]]
    settings: Mapping[str, Mapping[str, str]]

    def word(self, english: str) -> str:
        """Return what `english` is in this language; raises KeyError if nobody has said."""
        return self.words.get(english, english) if self.language == "en" else self.words[english]

    def label(self, english: str, value: str) -> str:
        """Return `value` with a word before it that says what it is."""
        return self.word(english) + self.word(": ") + value

    def prose(self, rule: Rule) -> tuple[Prose, str]:
        """Return the prose of `rule`, and what has to be said of it: that it is older, or in English."""
        english = prose(rule)
        found = self.rules.get(rule.name)
        if found is None:
            return english, "" if self.language == "en" else self.word("untranslated")
        text = Prose(*(found[key].strip() for key in ("title", "why", "limits")))
        return text, "" if found["of"] == english.hash else self.word("stale")

    def page(self, rule: Rule) -> str:
        """Return the page of `rule` with its name and grade, code as in English."""
        text, notice = self.prose(rule)
        facts = (rule.topic, str(rule.severity), f"{self.word('Since')} {rule.since}")
        parts = [f"# {text.title}", f"> {notice}" if notice else "", f"`{rule.name}` ({', '.join(facts)})"]
        for heading, body in _sections(rule):
            version = _VERSION.search(heading)
            kind = heading.split()[0]
            title = self.word("Why is this bad?" if kind == "Why" else kind) + (version[0] if version else "")
            parts.append(f"## {title}\n{ {'Why': text.why, 'Limits': text.limits}.get(kind, body) }")
        return "\n\n".join(filter(None, parts)) + "\n"


def load(language: str) -> Translation:
    """Return the words of `language`, one of `LANGUAGES`."""
    folder = Path(__file__).parent / language
    words = _read(folder / "words.toml")
    if language == "en":
        return Translation(language, words, {}, {})
    topics = (_read(path) for path in sorted((folder / "rules").glob("*.toml")))
    rules = {name: text for topic in topics for name, text in topic.items()}
    return Translation(language, words, rules, _read(folder / "settings.toml"))


def prose(rule: Rule) -> Prose:
    """Return the English prose of `rule`; what its page lacks is empty."""
    bodies = {heading.split()[0]: body for heading, body in _sections(rule)}
    return Prose(rule.summary, bodies.get("Why", ""), bodies.get("Limits", ""))


def hash_of(*texts: str) -> str:
    """Return a short hash of `texts`; how their lines are wrapped makes no difference."""
    words = "\0".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _sections(rule: Rule) -> list[tuple[str, str]]:
    """Return the headings on the page of `rule` with what stands under them."""
    _, *parts = _SECTION.split(rule.page)
    return [(heading, body.strip()) for heading, body in zip(parts[::2], parts[1::2], strict=True)]


def _read(path: Path) -> Any:
    return tomllib.loads(path.read_text("utf-8"))
