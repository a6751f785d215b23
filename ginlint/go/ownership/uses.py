"""Where a value goes: what is done with it in the function that has it.

Local names for the same value are followed; fields of other values, callees
and goroutines are where the trail ends, and each use says so by its kind.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Callee, Function, Variable

MAX_ALIASES = 16


class UseKind(Enum):
    """What a use does with the value."""

    READ = "read"
    METHOD = "method"
    ARGUMENT = "argument"
    RETURNED = "returned"
    COMPOSITE = "composite"
    STORED = "stored"
    SENT = "sent"
    GOROUTINE = "goroutine"


HANDED_OVER = frozenset(
    (UseKind.RETURNED, UseKind.STORED, UseKind.SENT, UseKind.COMPOSITE, UseKind.GOROUTINE)
)  # fmt: skip


@record(frozen=True, slots=True)
class Use:
    """One use of a value.

    `node` is the expression that is the value there, `function` the innermost
    function it stands in. METHOD and ARGUMENT have a `call` and a `callee`, an
    ARGUMENT its `index`. METHOD names `member`, the method; so does a READ of a
    field. COMPOSITE is an element of the composite literal `around`, STORED is
    assigned to the expression `target`. GOROUTINE is an argument of a go
    statement's call.
    """

    kind: UseKind
    node: ast.Expr
    function: Function
    call: ast.CallExpr | None = None
    callee: Callee | None = None
    index: int = -1
    member: str = ""
    around: ast.CompositeLit | None = None
    target: ast.Expr | None = None

    @property
    def is_spread(self) -> bool:
        """Whether each element is an argument of its own: f(files...)."""
        call = self.call
        return call is not None and call.ellipsis and self.index == len(call.args) - 1


@cache
def _closing_wrappers() -> frozenset[str]:
    """Return the functions whose result stands for their argument: who closes it closes both."""
    return frozenset(table("releases")["wrappers"]["calls"])


def uses_of(function: Function, value: ast.Expr, *, copies: bool = True) -> Iterator[Use]:
    """Yield what happens to the value of an expression, through local variables too.

    Without `copies` the trail of a pointer ends where what it points to is copied.
    """
    yield from _Trail(function, copies=copies).follow(value)


def uses_of_variable(function: Function, variable: Variable) -> Iterator[Use]:
    """Yield what happens to what a variable holds."""
    yield from _Trail(function).variable(variable)


def trail_of(function: Function, variable: Variable) -> tuple[list[Use], frozenset[Variable]]:
    """Return what happens to what a variable holds, and all variables that hold it at some time."""
    trail = _Trail(function)
    found = list(trail.variable(variable))
    return found, frozenset(trail.seen)


class _Trail:
    """One value followed through a function and the literals in it."""

    __slots__ = ("copies", "outermost", "seen")

    def __init__(self, function: Function, *, copies: bool = True) -> None:
        self.copies = copies
        self.outermost = function.outermost
        self.seen: set[Variable] = set()

    def variable(self, variable: Variable) -> Iterator[Use]:
        """Follow all uses of a variable, once."""
        if variable in self.seen or len(self.seen) > MAX_ALIASES:
            return
        self.seen.add(variable)
        for ident in variable.uses:
            yield from self.follow(ident)

    def innermost(self, node: ast.Node) -> Function:
        """Return the innermost function around `node`."""
        literal = self.outermost.enclosing(node, ast.FuncLit)
        scope = literal.scope if isinstance(literal, ast.FuncLit) else None
        return scope or self.outermost

    def follow(self, node: ast.Expr) -> Iterator[Use]:
        """Yield the use that the syntax around `node` makes of it."""
        around = self.outermost.parent_of(node)
        match around:
            case ast.UnaryExpr("&", _) | ast.TypeAssertExpr():
                yield from self.follow(around)
            case ast.SliceExpr() if around.x is node:
                yield from self.follow(around)
            case ast.SelectorExpr(_, sel, _):
                yield from self.member(node, around, sel)
            case ast.CallExpr():
                yield from self.argument(node, around)
            case ast.KeyValueExpr():
                yield from self.element(node, self.outermost.parent_of(around))
            case ast.CompositeLit():
                yield from self.element(node, around)
            case ast.StarExpr():
                yield from self.copied(node, around)
            case ast.IndexExpr(_, [key]) if key is node and self.is_target(around):
                yield Use(UseKind.STORED, node, self.innermost(node), target=around)
            case _:
                yield from self.held(node, around)

    def held(self, node: ast.Expr, around: ast.Node | None) -> Iterator[Use]:
        """Yield the use that a statement makes of the value."""
        match around:
            case ast.ReturnStmt():
                yield Use(UseKind.RETURNED, node, self.innermost(node))
            case ast.AssignStmt() | ast.ValueSpec():
                yield from self.assigned(node, around)
            case ast.SendStmt() if around.value is node:
                yield Use(UseKind.SENT, node, self.innermost(node))
            case ast.TypeSwitchStmt() if around.x is node:
                for variable in self.innermost(node).variables:
                    if variable.definition.value is node:
                        yield from self.variable(variable)
            case _:
                yield Use(UseKind.READ, node, self.innermost(node))

    def copied(self, node: ast.Expr, star: ast.StarExpr) -> Iterator[Use]:
        """Yield what becomes of a copy of the value pointed to, where it is kept: `bs := *p`, `T{*p}`."""
        around = self.outermost.parent_of(star)
        if isinstance(around, ast.SelectorExpr):  # (*p).Close()
            yield from self.member(node, around, around.sel)
            return
        kept = isinstance(around, ast.AssignStmt) and star in around.rhs
        kept = kept or (isinstance(around, ast.KeyValueExpr) and around.value is star)
        kept = kept or isinstance(around, (ast.ReturnStmt, ast.SliceExpr, ast.ValueSpec, ast.CompositeLit))
        if self.copies and kept:
            yield from self.follow(star)
        else:
            yield Use(UseKind.READ, node, self.innermost(node))

    def is_target(self, element: ast.IndexExpr) -> bool:
        """Tell an element that is assigned: m[k] = v."""
        around = self.outermost.parent_of(element)
        return isinstance(around, ast.AssignStmt) and element in around.lhs

    def element(self, node: ast.Expr, literal: ast.Node | None) -> Iterator[Use]:
        """Yield the use as an element of a composite literal."""
        around = literal if isinstance(literal, ast.CompositeLit) else None
        yield Use(UseKind.COMPOSITE, node, self.innermost(node), around=around)

    def member(self, node: ast.Expr, selector: ast.SelectorExpr, name: str) -> Iterator[Use]:
        """Yield a method call on the value, or the reading of a field or method value."""
        function = self.innermost(node)
        call = self.outermost.parent_of(selector)
        if isinstance(call, ast.CallExpr) and call.fun is selector:
            callee = function.file.typer.callee(call)
            yield Use(UseKind.METHOD, node, function, call=call, callee=callee, member=name)
        else:
            yield Use(UseKind.READ, node, function, member=name)

    def argument(self, node: ast.Expr, call: ast.CallExpr) -> Iterator[Use]:
        """Yield the use as an argument of a call, or as the function that is called."""
        function = self.innermost(node)
        if call.fun is node:
            yield Use(UseKind.METHOD, node, function, call=call, callee=function.file.typer.callee(call))
            return
        callee = function.file.typer.runs(call)
        if callee.kind == "conversion" or callee.name in _closing_wrappers():
            yield from self.follow(call)
            return
        started = isinstance(self.outermost.parent_of(call), ast.GoStmt)
        kind = UseKind.GOROUTINE if started else UseKind.ARGUMENT
        yield Use(kind, node, function, call=call, callee=callee, index=call.args.index(node))

    def assigned(self, node: ast.Expr, around: ast.AssignStmt | ast.ValueSpec) -> Iterator[Use]:
        """Follow the name that the value is assigned to, or yield that it is stored."""
        left: list[ast.Expr] = around.lhs if isinstance(around, ast.AssignStmt) else list(around.names)
        right = around.rhs if isinstance(around, ast.AssignStmt) else around.values
        function = self.innermost(node)
        if node not in right:
            yield Use(UseKind.READ, node, function)
            return
        target = left[right.index(node)] if len(left) == len(right) else (left[0] if left else None)
        if isinstance(target, ast.Ident) and target.obj is not None:
            full = len(self.seen) > MAX_ALIASES and target.obj not in self.seen
            if full or target.obj.kind == "result" or target.obj.function is not function:
                yield Use(UseKind.STORED, node, function, target=target)  # others have it, or nobody knows
            yield from self.variable(target.obj)
        elif isinstance(target, ast.Ident) and target.name == "_":
            yield Use(UseKind.READ, node, function)
        else:
            yield Use(UseKind.STORED, node, function, target=target)
