"""Where statements stand in the text of a file, and the changes that mend them.

What is written stays as gofmt leaves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names import Function


class Change(NamedTuple):
    """The bytes from `start` to `end` of a file are replaced by `new`."""

    start: int
    end: int
    new: str


class Mending(NamedTuple):
    """Changes to one file that belong together; `text` is what they come to.

    `safe` says that they change nothing else that the code does.
    """

    text: str
    changes: tuple[Change, ...]
    safe: bool


def removed_lines(function: Function, stmt: ast.Stmt) -> tuple[int, int]:
    """Return where the lines of a statement begin and end; a blank one before goes where another follows."""
    text = function.file.parsed.text
    start = text.rfind(b"\n", 0, stmt.pos) + 1
    end = text.find(b"\n", stmt.end) + 1 or len(text)
    before = text.rfind(b"\n", 0, max(start - 1, 0)) + 1
    following = text[end : text.find(b"\n", end) + 1].strip()
    if not text[before:start].strip() and (not following or following.startswith(b"}")):
        start = before
    return start, end


def begins_line(function: Function, offset: int) -> bool:
    """Tell a statement that nothing but white space stands before on its line."""
    text = function.file.parsed.text
    return not text[text.rfind(b"\n", 0, offset) + 1 : offset].strip()


def ends_line(function: Function, offset: int) -> bool:
    """Tell a statement that nothing follows on its line, no comment either."""
    text = function.file.parsed.text
    end = text.find(b"\n", offset)
    return not text[offset : end if end >= 0 else len(text)].strip()


def line_end(function: Function, offset: int) -> int | None:
    """Return where a line ends on which nothing but a comment follows `offset`; None if more does."""
    text = function.file.parsed.text
    end = text.find(b"\n", offset)
    end = end if end >= 0 else len(text)
    rest = text[offset:end].strip()
    return end if not rest or rest.startswith(b"//") else None


def indent_of(function: Function, node: ast.Node) -> str:
    """Return what stands before `node` on its line."""
    text = function.file.parsed.text
    start = text.rfind(b"\n", 0, node.pos) + 1
    return text[start : node.pos].decode("utf-8", "replace")


def statements_around(function: Function, stmt: ast.Node) -> list[ast.Stmt]:
    """Return the statements of the block or clause that `stmt` stands in."""
    block = function.parent_of(stmt)
    if isinstance(block, ast.BlockStmt):
        return block.stmts
    return block.body if isinstance(block, (ast.CaseClause, ast.CommClause)) else []
