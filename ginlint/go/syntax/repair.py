"""Reading around what the grammar does not know, so that one declaration does not cost others.

Everything here keeps the length of the text: what is taken out becomes spaces,
so offsets stay true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.syntax.grammar import PARSER
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

# Methods with type parameters of their own are new in Go 1.27, and newer than tree-sitter-go 0.25.
_GENERIC_METHOD = re.compile(
    rb"^(func[ \t]*\([^()\n]*\)[ \t]*(?:\w|[\x80-\xff])+)(\[[^\n]*?\])(?=[ \t]*\()", re.MULTILINE
)
_DECLARATION = re.compile(rb"^(?:func|type|var|const|import)\b", re.MULTILINE)
_VISIBLE = re.compile(rb"[^\n]")


class Reading(NamedTuple):
    """A tree, and the ranges of the text that had to be left out of it."""

    tree: Tree
    left_out: list[tuple[int, int]]


def read(text: bytes) -> Reading:
    """Parse a file; declarations are left out if they keep the parser from reading others."""
    tree = PARSER.parse(text)
    if not tree.root_node.has_error:
        return Reading(tree, [])
    readable = known_syntax(text)
    if readable is not text:
        tree = PARSER.parse(readable)
    if not tree.root_node.has_error:
        return Reading(tree, [])
    broken = _broken(readable, tree.root_node)
    if broken:
        without = PARSER.parse(_blanked(readable, broken))
        if _clean(without.root_node) > _clean(tree.root_node):
            return Reading(without, broken)
    return Reading(tree, [])


def known_syntax(text: bytes) -> bytes:
    """Return `text` without the type parameters of methods; the same object if there are none."""
    if _GENERIC_METHOD.search(text) is None:
        return text
    return _GENERIC_METHOD.sub(lambda found: found[1] + b" " * len(found[2]), text)


def _blanked(text: bytes, ranges: list[tuple[int, int]]) -> bytes:
    result = bytearray(text)
    for start, end in ranges:
        result[start:end] = _VISIBLE.sub(b" ", text[start:end])
    return bytes(result)


def _clean(root: Node) -> int:
    """Count the declarations that were read without an error."""
    return sum(not child.has_error for child in root.named_children)


def _declarations(root: Node) -> dict[int, Node]:
    """Return what the parser took for declarations, by offset."""
    return {child.start_byte: child for child in root.named_children if not child.is_error}


def _broken(text: bytes, root: Node) -> list[tuple[int, int]]:
    """Return the declarations that cannot be read, if they cost others that could be."""
    starts = [found.start() for found in _DECLARATION.finditer(text)]
    known = _declarations(root)
    broken: list[tuple[int, int]] = []
    lost = False
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        if start in known and not known[start].has_error:
            continue
        if PARSER.parse(b"package p\n" + text[start:end]).root_node.has_error:
            broken.append((start, end))
        else:
            lost = True
    return broken if lost else []
