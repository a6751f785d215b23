"""How one file differs from what it was, as far as others can notice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.file import keys_of
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.syntax import FileFacts, FuncDecl
    from ginlint.reuse.needs import Key

CONTEXT = 104  # bytes before a call's name that may count
BEFORE = re.compile(rb"\s*(?:\.\s*)?[\w\x80-\xff]*(?:\s*\.)?")  # read backwards: a dot, a name, a dot


class Version(NamedTuple):
    """A file at one time."""

    facts: FileFacts
    text: bytes


class Change(NamedTuple):
    """The declarations of a file that are not what or where they were, and the names whose calls are not."""

    bodies: frozenset[Key]
    moved: frozenset[Key]
    calls: frozenset[str]


def change(old: Version | None, new: Version | None) -> Change:
    """Return how a file has changed; None where there was none, or is none."""
    before, after = _bodies(old), _bodies(new)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        bodies = frozenset(before.keys() | after.keys())  # what stands first may be found first
    else:
        bodies = frozenset(k for k in before.keys() | after.keys() if before.get(k) != after.get(k))
    were, are = _calls(old), _calls(new)
    names = were.keys() | are.keys()
    if old is None or new is None or _head(old.facts) != _head(new.facts):
        return Change(bodies, bodies, frozenset(names))
    stood, stand = _places(old), _places(new)
    moved = frozenset(key for key in stood.keys() | stand.keys() if stood.get(key) != stand.get(key))
    return Change(bodies, moved, frozenset(name for name in names if were.get(name) != are.get(name)))


def _places(version: Version) -> dict[Key, int]:
    return {key: pos for pos, key in keys_of(version.facts.functions).items()}


def _bodies(version: Version | None) -> dict[Key, bytes]:
    if version is None:
        return {}
    functions = version.facts.functions
    keys = keys_of(functions)
    return {keys[decl.pos]: version.text[decl.pos : decl.end] for decl in functions}


def _head(facts: FileFacts) -> object:
    return (
        facts.package,
        facts.constraint,
        facts.generated,
        [(spec.path, spec.name) for spec in facts.imports],
    )


def _calls(version: Version | None) -> dict[str, list[object]]:
    """Map each name that is called to what its calls look like to whoever goes through all of them.

    Types that are used go after a dot.
    """
    if version is None:
        return {}
    facts, text = version
    keys = keys_of(facts.functions)
    places = {**facts.index.calls, **{f".{name}": at for name, at in facts.index.types.items()}}
    around = _around(facts.functions, sorted({offset for at in places.values() for offset in at}))
    return {
        name: [_site(text, offset, around[offset], keys) for offset in offsets]
        for name, offsets in places.items()
    }


def _around(functions: list[FuncDecl], offsets: Iterable[int]) -> dict[int, FuncDecl | None]:
    found: dict[int, FuncDecl | None] = {}
    pending = iter(functions)
    decl = next(pending, None)
    for offset in offsets:
        while decl is not None and decl.end <= offset:
            decl = next(pending, None)
        found[offset] = decl if decl is not None and decl.pos <= offset else None
    return found


def _site(text: bytes, offset: int, decl: FuncDecl | None, keys: dict[int, Key]) -> object:
    """Return all that whoever looks at calls takes of one, see `ginlint.go.callsite`."""
    before = BEFORE.match(text[max(0, offset - CONTEXT) : offset][::-1])
    start = offset - (before.end() if before is not None else 0)
    start = min(start, text.rfind(b"\n", 0, len(text[:offset].rstrip())) + 1)
    if decl is None:
        return text[start:offset]
    return keys[decl.pos], decl.recv, decl.type_params, decl.params, decl.results, text[start:offset]
