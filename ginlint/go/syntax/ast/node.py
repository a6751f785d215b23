"""The roots of the syntax classes."""

from __future__ import annotations

from typing import ClassVar


class Node:
    """Anything with a place in a file."""

    __slots__ = ("end", "pos")
    children: ClassVar[tuple[str, ...]] = ()

    pos: int
    end: int


class Expr(Node):
    """An expression, or a type standing where one may."""

    __slots__ = ()


class Stmt(Node):
    """A statement."""

    __slots__ = ()
