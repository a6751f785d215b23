"""What sets up, starts, restores or ends what it works on, by how it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.locks.effects import words_of
from ginlint.go.requests import callers_of
from ginlint.go.state.shared import is_housekeeping
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function


def sets_up(function: Function) -> bool:
    """Tell by its name and its callers' what makes, starts or ends what it works on."""
    outer = function.outermost
    if is_housekeeping(function) or outer.name in ("main", "init"):
        return True
    if is_named(outer, "starts_with") or ends(outer):
        return True
    calls = callers_of(outer)
    return bool(calls) and all(is_named(call.function.outermost, "starts_with") for call in calls)


def ends(function: Function) -> bool:
    """Tell by its name what ends what it works on."""
    return is_named(function.outermost, "ending")


def is_named(outer: Function, words: str) -> bool:
    """Tell a function by how its name begins: one that makes or starts what it works on, or ends it."""
    return outer.name.rpartition(".")[2].lower().startswith(tuple(table("locks")["words"][words]))


def restores(outer: Function) -> bool:
    """Tell a function that, by a word of its name, brings back what others use only then: OnRecovered."""
    words = tuple(table("locks")["words"]["restoring"])
    return any(word.startswith(words) for word in words_of(outer.name.rpartition(".")[2]))
