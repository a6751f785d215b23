"""Channels in fields that go for locks: a token goes in, or comes out, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import without_comments
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package

ONE = (b"0", b"1")


def after_field(function: Function, sends: bool, channel: str, held: frozenset[str]) -> frozenset[str]:
    """Return what is held after a token went into a field, or came out, if the function does both.

    Where there is room for more than one, there may be as many at once.
    """
    taken, undone = (f"{channel}<-", f"<-{channel}") if sends else (f"<-{channel}", f"{channel}<-")
    if undone in held:
        return held - {undone}
    both = {isinstance(node, ast.SendStmt) for node in _traffic(function, channel)}
    if len(both) < 2 or _has_room(function.file.package, channel.rpartition(".")[2]):  # noqa: PLR2004 - the two
        return held
    return held | {taken}


def _has_room(package: Package, field: str) -> bool:
    """Tell by text a field of a package that is given a channel with room for more than one."""
    name = re.escape(field.encode())
    made = re.compile(rb"\b%b\s*[:=]\s*make\s*\(\s*chan\b[^,()]*,\s*([^,]+?)\s*,?\s*\)" % name)
    named = (file for file in package.files if field.encode() in file.parsed.text)
    rooms = {found[1] for file in named for found in made.finditer(without_comments(file.parsed.text))}
    return any(room not in ONE and not _is_one(package, room) for room in rooms)


def _is_one(package: Package, room: bytes) -> bool:
    """Tell a constant of the package that is 1."""
    value = package.scope.values.get(room.decode("utf-8", "replace"))
    if (
        value is None
        or not value.const
        or value.file is None
        or value.decl is None
        or value.decl.value is None
    ):
        return False
    start, end = value.decl.value
    return value.file.parsed.text[start:end].strip() in ONE


def _traffic(function: Function, channel: str) -> Iterator[ast.Node]:
    """Yield the sends to a channel and the receives from it in a function, its literals, too."""
    text = function.file.text
    for inner in function.outermost.all():
        for node in ast.walk(inner.body, into_literals=False):
            match node:
                case ast.SendStmt(place, _) | ast.UnaryExpr("<-", place) if text(place) == channel:
                    yield node
