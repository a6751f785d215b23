"""Expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax.ast.node import Expr, Node

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable
    from ginlint.go.syntax.ast.stmt import BlockStmt


class Ident(Expr):
    """The name; `obj` is bound by names.scope: a Variable, else None (package scope, universe or import)."""

    __slots__ = ("name", "obj")
    __match_args__ = ("name",)

    def __init__(self, pos: int, end: int, name: str) -> None:
        self.pos = pos
        self.end = end
        self.name = name
        self.obj: Variable | None = None


class BasicLit(Expr):
    """Kind is INT, FLOAT, IMAG, CHAR or STRING; value is the literal's text."""

    __slots__ = ("kind", "value")
    __match_args__ = ("kind", "value")

    def __init__(self, pos: int, end: int, kind: str, value: str) -> None:
        self.pos = pos
        self.end = end
        self.kind = kind
        self.value = value


class CompositeLit(Expr):
    """A nil type is one elided inside an outer literal."""

    __slots__ = ("type", "elts")
    __match_args__ = ("type", "elts")
    children = ("type", "elts")

    def __init__(self, pos: int, end: int, type: TypeExpr | None, elts: list[Expr]) -> None:
        self.pos = pos
        self.end = end
        self.type = type
        self.elts = elts


class FuncLit(Expr):
    __slots__ = ("type", "body", "scope")
    __match_args__ = ("type", "body")
    children = ("type", "body")

    def __init__(self, pos: int, end: int, type: FuncTypeExpr, body: BlockStmt) -> None:
        self.pos = pos
        self.end = end
        self.type = type
        self.body = body
        self.scope: Function | None = None


class SelectorExpr(Expr):
    __slots__ = ("x", "sel", "sel_pos")
    __match_args__ = ("x", "sel", "sel_pos")
    children = ("x",)

    def __init__(self, pos: int, end: int, x: Expr, sel: str, sel_pos: int) -> None:
        self.pos = pos
        self.end = end
        self.x = x
        self.sel = sel
        self.sel_pos = sel_pos


class IndexExpr(Expr):
    """Indexing, or an instantiation that looks like indexing."""

    __slots__ = ("x", "indices")
    __match_args__ = ("x", "indices")
    children = ("x", "indices")

    def __init__(self, pos: int, end: int, x: Expr, indices: list[Expr]) -> None:
        self.pos = pos
        self.end = end
        self.x = x
        self.indices = indices


class SliceExpr(Expr):
    __slots__ = ("x", "low", "high", "max")
    __match_args__ = ("x", "low", "high", "max")
    children = ("x", "low", "high", "max")

    def __init__(
        self, pos: int, end: int, x: Expr, low: Expr | None, high: Expr | None, max: Expr | None
    ) -> None:
        self.pos = pos
        self.end = end
        self.x = x
        self.low = low
        self.high = high
        self.max = max


class TypeAssertExpr(Expr):
    """A nil type is x.(type)."""

    __slots__ = ("x", "type")
    __match_args__ = ("x", "type")
    children = ("x", "type")

    def __init__(self, pos: int, end: int, x: Expr, type: TypeExpr | None) -> None:
        self.pos = pos
        self.end = end
        self.x = x
        self.type = type


class CallExpr(Expr):
    """A conversion looks like a call until types are known."""

    __slots__ = ("fun", "args", "ellipsis")
    __match_args__ = ("fun", "args", "ellipsis")
    children = ("fun", "args")

    def __init__(self, pos: int, end: int, fun: Expr, args: list[Expr], ellipsis: bool) -> None:
        self.pos = pos
        self.end = end
        self.fun = fun
        self.args = args
        self.ellipsis = ellipsis


class StarExpr(Expr):
    __slots__ = ("x",)
    __match_args__ = ("x",)
    children = ("x",)

    def __init__(self, pos: int, end: int, x: Expr) -> None:
        self.pos = pos
        self.end = end
        self.x = x


class UnaryExpr(Expr):
    __slots__ = ("op", "x")
    __match_args__ = ("op", "x")
    children = ("x",)

    def __init__(self, pos: int, end: int, op: str, x: Expr) -> None:
        self.pos = pos
        self.end = end
        self.op = op
        self.x = x


class BinaryExpr(Expr):
    __slots__ = ("op", "x", "y")
    __match_args__ = ("op", "x", "y")
    children = ("x", "y")

    def __init__(self, pos: int, end: int, op: str, x: Expr, y: Expr) -> None:
        self.pos = pos
        self.end = end
        self.op = op
        self.x = x
        self.y = y


class KeyValueExpr(Expr):
    __slots__ = ("key", "value")
    __match_args__ = ("key", "value")
    children = ("key", "value")

    def __init__(self, pos: int, end: int, key: Expr, value: Expr) -> None:
        self.pos = pos
        self.end = end
        self.key = key
        self.value = value


class TypeExpr(Expr):
    """A type written where only a type can stand; text is the source's, parsed when asked."""

    __slots__ = ("text",)
    __match_args__ = ("text",)

    def __init__(self, pos: int, end: int, text: str) -> None:
        self.pos = pos
        self.end = end
        self.text = text


class FuncTypeExpr(Expr):
    __slots__ = ("params", "results")
    __match_args__ = ("params", "results")
    children = ("params", "results")

    def __init__(self, pos: int, end: int, params: list[Field], results: list[Field]) -> None:
        self.pos = pos
        self.end = end
        self.params = params
        self.results = results


class BadExpr(Expr):
    """A region the parser could not read."""

    __slots__ = ()
    __match_args__ = ()

    def __init__(self, pos: int, end: int) -> None:
        self.pos = pos
        self.end = end


class Field(Node):
    """One parameter or result."""

    __slots__ = ("name", "type", "variadic")
    __match_args__ = ("name", "type", "variadic")
    children = ("name", "type")

    def __init__(self, pos: int, end: int, name: Ident | None, type: TypeExpr, variadic: bool) -> None:
        self.pos = pos
        self.end = end
        self.name = name
        self.type = type
        self.variadic = variadic
