"""Calls, with the function they stand in and what they reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Callee, FuncSymbol, Function, Variable


class Call:
    """A call in a function, literal or not: `function` is the innermost one."""

    __slots__ = ("function", "node")

    def __init__(self, node: ast.CallExpr, function: Function) -> None:
        self.node = node
        self.function = function

    @property
    def callee(self) -> Callee:
        """What it reaches; found out when somebody asks."""
        return self.function.file.typer.callee(self.node)

    @property
    def file(self) -> File:
        """The file it stands in."""
        return self.function.file

    def result(self, index: int) -> Variable | None:
        """Return the variable that takes result `index` in `x, err := call()` or an assignment."""
        parent = self.function.parent_of(self.node)
        targets: list[ast.Expr] = []
        if isinstance(parent, ast.AssignStmt) and parent.rhs == [self.node]:
            targets = parent.lhs
        elif isinstance(parent, ast.ValueSpec) and parent.values == [self.node]:
            targets = list(parent.names)
        if index >= len(targets):
            return None
        target = targets[index]
        return target.obj if isinstance(target, ast.Ident) else None


def calls_in(function: Function) -> Iterator[Call]:
    """Yield every call in a declared function and in the literals inside it, in source order."""
    for inner in function.all():
        for node in ast.walk(inner.body, into_literals=False):
            if isinstance(node, ast.CallExpr):
                yield Call(node, inner)


def name_offset(fun: ast.Expr) -> int:
    """Return the offset of the last name of a callee, as the index keys calls; -1 in f()()."""
    if isinstance(fun, ast.IndexExpr):
        return name_offset(fun.x)
    return fun.sel_pos if isinstance(fun, ast.SelectorExpr) else fun.pos if isinstance(fun, ast.Ident) else -1


def last_name(fun: ast.Node) -> str:
    """Return the last name of a callee as written, "" if it has none."""
    if isinstance(fun, ast.IndexExpr):
        return last_name(fun.x)
    return fun.sel if isinstance(fun, ast.SelectorExpr) else fun.name if isinstance(fun, ast.Ident) else ""


def body_of(callee: Callee) -> Function | None:
    """Return the body of a function of the module that is called by its name."""
    return function_of(callee.symbol)


def function_of(symbol: FuncSymbol | None) -> Function | None:
    """Return the body of a declared function of the module; None for one that has none, or is elsewhere."""
    if symbol is None or symbol.file is None or symbol.decl is None or symbol.decl.body is None:
        return None
    return symbol.file.function(symbol.decl)
