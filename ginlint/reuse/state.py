"""A run as later ones see it: what its files were, what it found out, and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.finding import Finding, Notice
    from ginlint.reuse.ask import Question
    from ginlint.reuse.needs import Needs


class PackageState(NamedTuple):
    """A package: its name, hashes of its declarations, its files with the hashes of their contents."""

    name: str
    signature: bytes
    functions: dict[str, bytes]
    files: dict[str, bytes]
    spoken: frozenset[str]


class Found(NamedTuple):
    """What checking a package gave, and what that rests on outside of its own files."""

    needs: Needs
    findings: list[Finding]
    suppressed: list[Finding]
    notices: list[Notice]


class Answer(NamedTuple):
    """The plain data of an answer and what it rests on; None if that is not known."""

    told: object
    needs: Needs | None


class State(NamedTuple):
    """All that a run keeps for the next one in the same place.

    `shape` is what every package rests on: settings, modules, what timers do.
    `looked_up` are the places and contents of `ginlint.outside.LookedUp`.
    """

    shape: bytes
    looked_up: tuple[dict[str, str | None], dict[str, bytes]]
    packages: dict[str, PackageState]
    found: dict[str, Found]
    answers: dict[Question, Answer]
