"""Statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax.ast.node import Node, Stmt

if TYPE_CHECKING:
    from ginlint.go.syntax.ast.expr import Ident, TypeExpr
    from ginlint.go.syntax.ast.node import Expr


class ExprStmt(Stmt):
    __slots__ = ("x",)
    __match_args__ = ("x",)
    children = ("x",)

    def __init__(self, pos: int, end: int, x: Expr) -> None:
        self.pos = pos
        self.end = end
        self.x = x


class SendStmt(Stmt):
    __slots__ = ("chan", "value")
    __match_args__ = ("chan", "value")
    children = ("chan", "value")

    def __init__(self, pos: int, end: int, chan: Expr, value: Expr) -> None:
        self.pos = pos
        self.end = end
        self.chan = chan
        self.value = value


class IncDecStmt(Stmt):
    __slots__ = ("x", "op")
    __match_args__ = ("x", "op")
    children = ("x",)

    def __init__(self, pos: int, end: int, x: Expr, op: str) -> None:
        self.pos = pos
        self.end = end
        self.x = x
        self.op = op


class AssignStmt(Stmt):
    """Op is =, := or an assignment operation such as +=."""

    __slots__ = ("lhs", "op", "rhs")
    __match_args__ = ("lhs", "op", "rhs")
    children = ("lhs", "rhs")

    def __init__(self, pos: int, end: int, lhs: list[Expr], op: str, rhs: list[Expr]) -> None:
        self.pos = pos
        self.end = end
        self.lhs = lhs
        self.op = op
        self.rhs = rhs


class GoStmt(Stmt):
    __slots__ = ("call",)
    __match_args__ = ("call",)
    children = ("call",)

    def __init__(self, pos: int, end: int, call: Expr) -> None:
        self.pos = pos
        self.end = end
        self.call = call


class DeferStmt(Stmt):
    __slots__ = ("call",)
    __match_args__ = ("call",)
    children = ("call",)

    def __init__(self, pos: int, end: int, call: Expr) -> None:
        self.pos = pos
        self.end = end
        self.call = call


class ReturnStmt(Stmt):
    __slots__ = ("results",)
    __match_args__ = ("results",)
    children = ("results",)

    def __init__(self, pos: int, end: int, results: list[Expr]) -> None:
        self.pos = pos
        self.end = end
        self.results = results


class BranchStmt(Stmt):
    """Tok is break, continue, goto or fallthrough."""

    __slots__ = ("tok", "label")
    __match_args__ = ("tok", "label")

    def __init__(self, pos: int, end: int, tok: str, label: str | None) -> None:
        self.pos = pos
        self.end = end
        self.tok = tok
        self.label = label


class BlockStmt(Stmt):
    """`walked` and `kinds` are for `walk` and `nodes_of` alone.

    They hold what is in the block, without and with the bodies of literals, and the former by class.
    """

    __slots__ = ("kinds", "stmts", "walked")
    __match_args__ = ("stmts",)
    children = ("stmts",)

    def __init__(self, pos: int, end: int, stmts: list[Stmt]) -> None:
        self.pos = pos
        self.end = end
        self.stmts = stmts
        self.walked: list[list[Node] | None] = [None, None]
        self.kinds: dict[type[Node], list[Node]] | None = None


class IfStmt(Stmt):
    """Orelse is a BlockStmt or an IfStmt."""

    __slots__ = ("init", "cond", "body", "orelse")
    __match_args__ = ("init", "cond", "body", "orelse")
    children = ("init", "cond", "body", "orelse")

    def __init__(
        self, pos: int, end: int, init: Stmt | None, cond: Expr, body: BlockStmt, orelse: Stmt | None
    ) -> None:
        self.pos = pos
        self.end = end
        self.init = init
        self.cond = cond
        self.body = body
        self.orelse = orelse


class CaseClause(Stmt):
    """Exprs of a type switch are TypeExpr."""

    __slots__ = ("exprs", "body", "default")
    __match_args__ = ("exprs", "body", "default")
    children = ("exprs", "body")

    def __init__(self, pos: int, end: int, exprs: list[Expr], body: list[Stmt], default: bool) -> None:
        self.pos = pos
        self.end = end
        self.exprs = exprs
        self.body = body
        self.default = default


class SwitchStmt(Stmt):
    __slots__ = ("init", "tag", "clauses")
    __match_args__ = ("init", "tag", "clauses")
    children = ("init", "tag", "clauses")

    def __init__(
        self, pos: int, end: int, init: Stmt | None, tag: Expr | None, clauses: list[CaseClause]
    ) -> None:
        self.pos = pos
        self.end = end
        self.init = init
        self.tag = tag
        self.clauses = clauses


class TypeSwitchStmt(Stmt):
    __slots__ = ("init", "name", "x", "clauses")
    __match_args__ = ("init", "name", "x", "clauses")
    children = ("init", "name", "x", "clauses")

    def __init__(
        self, pos: int, end: int, init: Stmt | None, name: Ident | None, x: Expr, clauses: list[CaseClause]
    ) -> None:
        self.pos = pos
        self.end = end
        self.init = init
        self.name = name
        self.x = x
        self.clauses = clauses


class CommClause(Stmt):
    """No comm is the default case."""

    __slots__ = ("comm", "body")
    __match_args__ = ("comm", "body")
    children = ("comm", "body")

    def __init__(self, pos: int, end: int, comm: Stmt | None, body: list[Stmt]) -> None:
        self.pos = pos
        self.end = end
        self.comm = comm
        self.body = body


class SelectStmt(Stmt):
    __slots__ = ("clauses",)
    __match_args__ = ("clauses",)
    children = ("clauses",)

    def __init__(self, pos: int, end: int, clauses: list[CommClause]) -> None:
        self.pos = pos
        self.end = end
        self.clauses = clauses


class ForStmt(Stmt):
    __slots__ = ("init", "cond", "post", "body")
    __match_args__ = ("init", "cond", "post", "body")
    children = ("init", "cond", "post", "body")

    def __init__(
        self, pos: int, end: int, init: Stmt | None, cond: Expr | None, post: Stmt | None, body: BlockStmt
    ) -> None:
        self.pos = pos
        self.end = end
        self.init = init
        self.cond = cond
        self.post = post
        self.body = body


class RangeStmt(Stmt):
    __slots__ = ("key", "value", "define", "x", "body")
    __match_args__ = ("key", "value", "define", "x", "body")
    children = ("key", "value", "x", "body")

    def __init__(
        self, pos: int, end: int, key: Expr | None, value: Expr | None, define: bool, x: Expr, body: BlockStmt
    ) -> None:
        self.pos = pos
        self.end = end
        self.key = key
        self.value = value
        self.define = define
        self.x = x
        self.body = body


class DeclStmt(Stmt):
    """Var and const declarations; types declared in a function are dropped."""

    __slots__ = ("specs",)
    __match_args__ = ("specs",)
    children = ("specs",)

    def __init__(self, pos: int, end: int, specs: list[ValueSpec]) -> None:
        self.pos = pos
        self.end = end
        self.specs = specs


class LabeledStmt(Stmt):
    __slots__ = ("label", "stmt")
    __match_args__ = ("label", "stmt")
    children = ("stmt",)

    def __init__(self, pos: int, end: int, label: str, stmt: Stmt | None) -> None:
        self.pos = pos
        self.end = end
        self.label = label
        self.stmt = stmt


class BadStmt(Stmt):
    """A region the parser could not read."""

    __slots__ = ()
    __match_args__ = ()

    def __init__(self, pos: int, end: int) -> None:
        self.pos = pos
        self.end = end


class ValueSpec(Node):
    __slots__ = ("names", "type", "values", "const")
    __match_args__ = ("names", "type", "values", "const")
    children = ("names", "type", "values")

    def __init__(
        self, pos: int, end: int, names: list[Ident], type: TypeExpr | None, values: list[Expr], const: bool
    ) -> None:
        self.pos = pos
        self.end = end
        self.names = names
        self.type = type
        self.values = values
        self.const = const
