"""Readers of go.mod and go.work: what ginlint needs, and no complaints.

Grammar: https://go.dev/ref/mod#go-mod-file. Lines that make no sense are skipped.
"""

from __future__ import annotations

import os.path
import re
from typing import TYPE_CHECKING

from ginlint.discover.workspace import Module, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

# A comment ends a line, also in the middle of a word; a string that never ends is a word.
_TOKEN = re.compile(r"""(//)|"((?:[^"\\]|\\.)*)"|`([^`]*)`|([()])|((?:(?!//)[^\s()])+)""")
_ESCAPE = re.compile(r"\\(.)")

_Line = tuple[str, list[str]]


def parse_mod(text: bytes, directory: str) -> Module:
    """Return the facts of the go.mod file in `directory`, whatever its bytes are."""
    facts = _Facts(directory, text)
    return Module(
        dir=directory,
        path=facts.first("module"),
        go=facts.first("go"),
        toolchain=facts.first("toolchain").removeprefix("go"),
        godebug=facts.godebug(),
        requires=facts.requires(),
        replaces=facts.replaces(),
        ignore=tuple(words[0] for words in facts.of("ignore")),
    )


def parse_work(text: bytes, directory: str) -> Work:
    """Return the facts of the go.work file in `directory`, whatever its bytes are."""
    facts = _Facts(directory, text)
    return Work(
        dir=directory,
        go=facts.first("go"),
        toolchain=facts.first("toolchain").removeprefix("go"),
        godebug=facts.godebug(),
        uses=tuple(_absolute(directory, words[0]) for words in facts.of("use")),
        replaces=facts.replaces(),
    )


class _Facts:
    """The lines of a file by their verb."""

    def __init__(self, directory: str, text: bytes) -> None:
        self.directory = directory
        self._lines: dict[str, list[list[str]]] = {}
        for verb, words in _lines(text.decode("utf-8-sig", "replace")):
            self._lines.setdefault(verb, []).append(words)

    def of(self, verb: str) -> list[list[str]]:
        return self._lines.get(verb, [])

    def first(self, verb: str) -> str:
        lines = self.of(verb)
        return lines[0][0] if lines else ""

    def godebug(self) -> dict[str, str]:
        settings = (words[0].partition("=") for words in self.of("godebug"))
        return {key: value for key, equals, value in settings if equals}

    def requires(self) -> dict[str, str]:
        return {words[0]: words[1] for words in self.of("require") if len(words) > 1}

    def replaces(self) -> dict[str, str]:
        """Return what replaces a module; a line for a version that is not required counts for nothing."""
        requires = self.requires()
        found: dict[str, str] = {}
        exact: dict[str, str] = {}
        for words in self.of("replace"):
            if "=>" not in words[1:-1]:
                continue
            arrow = words.index("=>")
            if arrow == 1:
                found[words[0]] = self._target(words[arrow + 1 :])
            elif requires.get(words[0]) == words[1]:
                exact[words[0]] = self._target(words[arrow + 1 :])
        return found | exact

    def _target(self, words: list[str]) -> str:
        if len(words) > 1:
            return f"{words[0]}@{words[1]}"
        return _absolute(self.directory, words[0])


def _lines(text: str) -> Iterator[_Line]:
    """Yield each line's verb and its other words, of which there is at least one."""
    block = ""
    for line in text.split("\n"):
        words = _words(line)
        if block and words[:1] == [")"]:
            block = ""
        elif len(words) > 1 and words[-1] == "(":
            block = words[0]
        elif block and words:
            yield block, words
        elif len(words) > 1:
            yield words[0], words[1:]


def _words(line: str) -> list[str]:
    words = []
    for comment, quoted, raw, bracket, word in _TOKEN.findall(line):
        if comment:
            break
        words.append(_ESCAPE.sub(r"\1", quoted) if quoted else raw or bracket or word)
    return words


def _absolute(directory: str, path: str) -> str:
    return os.path.normpath(os.path.join(directory, path))
