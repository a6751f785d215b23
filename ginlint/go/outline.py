"""The outline of a function by its text: blocks and statements, without lowering anything."""

from __future__ import annotations

import re

# Words are no tokens: what a statement is, its start tells.
TOKEN = re.compile(
    rb"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'|[{}()\n;]""", re.DOTALL
)
ENDING = re.compile(rb"\s*(?:return|panic)\b")
LEAVING = re.compile(rb"\s*return\b[ \t]*(?:nil|err|true|false)?[ \t]*(?:[\n;}]|//)")
BRANCH = re.compile(rb"\s*(?:\w+:\s*)?if\b")
LOOP = re.compile(rb"\s*(?:\w+:\s*)?for\b")
CASE = re.compile(rb"\s*(?:case\b|default\s*:)")
HEADER = re.compile(rb"\s*(?:\w+:\s*)?(?:if|for|switch)\b")  # may have a statement before the test
QUOTES = b"\"'`"
OPEN, CLOSE, CALL, CALLED, SEMICOLON, SLASH = b"{}();/"
NOWHERE = -1


class _Block:
    """An open block: where its last statement begins, and whether a branch before was gone through."""

    __slots__ = ("gone_on", "in_header", "last", "parens", "pending")

    def __init__(self, start: int, parens: int) -> None:
        self.last = NOWHERE
        self.pending = start
        self.parens = parens
        self.gone_on = False
        self.in_header = False

    def skip(self, text: bytes, comment: re.Match[bytes]) -> None:
        """Leave out a comment before a statement."""
        if self.pending != NOWHERE and not text[self.pending : comment.start()].strip():
            self.pending = comment.end()

    def begin(self, text: bytes) -> bool:
        """Enter the statement at `pending`; tell whether it follows a branch and does something."""
        follows = self.gone_on and CASE.match(text, self.pending) is None
        if follows and LEAVING.match(text, self.pending):
            follows = self.gone_on = False
        self.last, self.pending = self.pending, NOWHERE
        self.in_header = HEADER.match(text, self.last) is not None
        return follows


def goes_on_after_branch(text: bytes, start: int, end: int) -> bool:
    """Tell whether any statement may follow a branch that has been gone into to its end; a no is certain.

    `text[start:end]` is a block, from brace to brace. A branch whose last statement
    is a return or a panic is left, and so is one after which the function ends.
    """
    blocks = [_Block(start + 1, 0)]
    parens = 0
    for token in TOKEN.finditer(text, start + 1, end):
        first = text[token.start()]
        block = blocks[-1]
        if first == SLASH:
            block.skip(text, token)
            continue
        begun = block.pending != NOWHERE and (
            first in QUOTES or first == CALL or text[block.pending : token.start()].strip() != b""
        )
        if begun and block.begin(text):
            return True
        if first == CALL:
            parens += 1
        elif first == CALLED:
            parens -= 1
        elif first in b"\n;":
            if parens == block.parens and not (block.in_header and first == SEMICOLON):
                block.pending = token.end()
        elif first == OPEN:
            block.in_header = block.in_header and parens > block.parens  # of a value in the header
            blocks.append(_Block(token.end(), parens))
        elif first == CLOSE and len(blocks) > 1:
            parens = block.parens
            blocks.pop()
            if not blocks[-1].in_header and _leaves_open(text, blocks[-1], block):
                if LOOP.match(text, blocks[-1].last):
                    return True
                blocks[-1].gone_on = True
    return False


def _leaves_open(text: bytes, around: _Block, block: _Block) -> bool:
    """Tell a block that has ended after a branch in it, or as one, with control still in the function."""
    if block.last == NOWHERE or ENDING.match(text, block.last):
        return block.gone_on
    return block.gone_on or BRANCH.match(text, around.last) is not None
