"""Memory of a pooled value under other names, and where it leaves the function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Map, Pointer, Slice
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable

MAX_ALIASES = 12


class Memory(NamedTuple):
    """The memory of a value: `names` are the variables that share it, `leaves` where it goes elsewhere."""

    names: frozenset[Variable]
    leaves: tuple[Leaving, ...]


class Leaving(NamedTuple):
    """An expression that hands memory on: `by` is returned, stored or sent; `around` does it."""

    node: ast.Expr
    by: str
    around: ast.Node
    target: ast.Expr | None = None


class _Finder:
    __slots__ = ("function", "leaves", "names")

    def __init__(self, function: Function) -> None:
        self.function = function
        self.names: list[Variable] = []
        self.leaves: list[Leaving] = []

    def variable(self, variable: Variable) -> None:
        if variable in self.names or len(self.names) > MAX_ALIASES:
            return
        self.names.append(variable)
        for ident in variable.uses:
            self.climb(ident)

    def climb(self, node: ast.Expr) -> None:
        """Go outwards as long as the expression still is the memory, or holds it."""
        around = self.function.parent_of(node)
        while around is not None and self.holds(node, around):
            node, around = _outwards(self.function, around)
        self.end(node, around)

    def holds(self, node: ast.Expr, around: ast.Node) -> bool:
        """Tell whether `around` still is the memory of `node`."""
        typer = self.function.file.typer
        match around:
            case ast.UnaryExpr("&", _) | ast.TypeAssertExpr() | ast.KeyValueExpr() | ast.CompositeLit():
                return not isinstance(around, ast.KeyValueExpr) or around.value is node
            case ast.SliceExpr():
                return around.x is node and isinstance(
                    typer.program.underlying(typer.type_of(around)), (Slice, Pointer)
                )
            case ast.StarExpr():
                return isinstance(typer.program.underlying(typer.type_of(around)), (Slice, Map))
            case ast.SelectorExpr():
                return self.selects(around)
            case ast.CallExpr():
                return self.passes(node, around)
        return False

    def selects(self, selector: ast.SelectorExpr) -> bool:
        """Tell a method whose result is memory of the receiver, or a field that is such memory."""
        typer = self.function.file.typer
        call = self.function.parent_of(selector)
        if isinstance(call, ast.CallExpr) and call.fun is selector:
            return typer.callee(call).name in table("pools")["alias"]["methods"]
        return isinstance(typer.program.underlying(typer.type_of(selector)), (Slice, Map))

    def passes(self, node: ast.Expr, call: ast.CallExpr) -> bool:
        """Tell a conversion, append or wrapper that goes on using its argument."""
        if call.fun is node:
            return True  # a method of `selects`
        typer = self.function.file.typer
        callee = typer.callee(call)
        if callee.kind == "conversion":
            return isinstance(typer.program.underlying(callee.type), Slice)
        if callee.name == "builtin.append":
            return call.args[0] is node
        return callee.name in table("pools")["alias"]["wraps"]

    def end(self, node: ast.Expr, around: ast.Node | None) -> None:
        match around:
            case ast.ReturnStmt():
                self.leaves.append(Leaving(node, "returned", around))
            case ast.SendStmt() if around.value is node:
                self.leaves.append(Leaving(node, "sent", around, around.chan))
            case ast.AssignStmt(lhs, _, rhs) if node in rhs and len(lhs) == len(rhs):
                target = lhs[rhs.index(node)]
                if isinstance(target, ast.Ident) and target.obj is not None:
                    self.variable(target.obj)
                elif not isinstance(target, ast.Ident) or target.name != "_":
                    self.leaves.append(Leaving(node, "stored", around, target))
            case ast.ValueSpec(names, _, values, _) if node in values and len(names) == len(values):
                target = names[values.index(node)]
                if target.obj is not None:
                    self.variable(target.obj)


def _outwards(function: Function, around: ast.Node) -> tuple[ast.Expr, ast.Node | None]:
    assert isinstance(around, ast.Expr)  # noqa: S101 - only expressions hold memory
    return around, function.parent_of(around)


def memory_of(function: Function, variable: Variable) -> Memory:
    """Return what shares the memory of what `variable` holds, and where that goes."""
    finder = _Finder(function)
    finder.variable(variable)
    return Memory(frozenset(finder.names), tuple(finder.leaves))
