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
# new(5) and new(f()) are new in Go 1.26 (spec, Allocation): the grammar takes what stands there for a type.
_NEW = re.compile(rb"(?<![\w.\x80-\xff])new(?=\()")
_PARENTHESIS = re.compile(
    rb"""[()]|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/""", re.DOTALL
)
_MAX_NEW = 2000  # bytes of such a call: each one is parsed
_PLAIN_CALL = b"neW"  # any name of the same length that is no word of the grammar
_DECLARATION = re.compile(rb"^(?:func|type|var|const|import)\b", re.MULTILINE)
SNIPPET_HEAD = b"package p\n"
_VISIBLE = re.compile(rb"[^\n]")


class Reading(NamedTuple):
    """A tree, and the ranges of the text that had to be left out of it."""

    tree: Tree
    left_out: list[tuple[int, int]]


def read(text: bytes) -> Reading:
    """Parse a file; declarations are left out if they keep the parser from reading others."""
    tree, readable = parse_known(text)
    if not tree.root_node.has_error:
        return Reading(tree, [])
    broken = _broken(readable, tree.root_node)
    if broken:
        without = PARSER.parse(_blanked(readable, broken))
        if _clean(without.root_node) > _clean(tree.root_node):
            return Reading(without, broken)
    return Reading(tree, [])


def parse_known(text: bytes) -> tuple[Tree, bytes]:
    """Parse `text`, what is newer than the grammar in words that it knows; return the tree and that text."""
    tree = PARSER.parse(text)
    readable = _known_syntax(text) if tree.root_node.has_error else text
    return (tree if readable is text else PARSER.parse(readable)), readable


def _known_syntax(text: bytes) -> bytes:
    """Return `text` without what the grammar does not know yet; the same object if there is none of it."""
    if _GENERIC_METHOD.search(text) is not None:
        text = _GENERIC_METHOD.sub(lambda found: found[1] + b" " * len(found[2]), text)
    return _without_new_values(text)


def _without_new_values(text: bytes) -> bytes:
    """Return `text` with plain calls where `new` is given a value, innermost first."""
    changed = bytearray(text)
    for found in reversed(list(_NEW.finditer(text))):
        end = _end_of_call(text, found.end())
        if end and _is_value(changed[found.start() : end]):
            changed[found.start() : found.end()] = _PLAIN_CALL
    return text if changed == text else bytes(changed)


def _end_of_call(text: bytes, start: int) -> int:
    """Return where the parenthesis that opens at `start` is closed; 0 if nowhere near."""
    depth = 0
    for found in _PARENTHESIS.finditer(text, start, start + _MAX_NEW):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return 0


def _is_value(call: bytes | bytearray) -> bool:
    """Tell a call of `new` that the grammar can only read if `new` were a function like others."""
    head = SNIPPET_HEAD + b"var _ = "
    if not PARSER.parse(head + call).root_node.has_error:
        return False
    return not PARSER.parse(head + _PLAIN_CALL + call[len(_PLAIN_CALL) :]).root_node.has_error


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
        if PARSER.parse(SNIPPET_HEAD + text[start:end]).root_node.has_error:
            broken.append((start, end))
        else:
            lost = True
    return broken if lost else []
