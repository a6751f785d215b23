"""Loops that never end, and breaks that do not end them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ginlint.go.flow import is_endless
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import LoopStmt
    from ginlint.go.names import Function
    from ginlint.go.package import Package

FOR_HEAD = re.compile(rb"for\b([^{]*)\{")
BREAK = re.compile(rb"\bbreak\b")
SWITCHING = re.compile(rb"\b(?:select|switch)\b")
TICKS = ("*time.Ticker", "time.Ticker")


class Endless(NamedTuple):
    """A loop that is never left; `over` is the ticker's channel that it ranges over, if it does."""

    function: Function
    loop: LoopStmt
    over: ast.Expr | None

    @property
    def ticks(self) -> bool:
        """Whether it ranges over a ticker's channel."""
        return self.over is not None


class Break(NamedTuple):
    """A break that leaves `inner`, a select or switch, and not the endless `loop` around it."""

    function: Function
    stmt: ast.BranchStmt
    inner: ast.Stmt
    loop: LoopStmt


def may_be_endless(text: bytes, offset: int) -> bool:
    """Tell loops that have no test by their text, before their function is lowered."""
    head = FOR_HEAD.match(text, offset)
    parts = head[1].split(b";") if head is not None else []
    if len(parts) != 1 and len(parts) != 3:  # noqa: PLR2004 - init; test; post, or something in the way
        return True
    test = parts[len(parts) // 2].strip(b"() \t\r\n")
    return test in (b"", b"true") or b"/" in test or (b":=" in test and b"range" not in test)


def endless_loops(function: Function) -> Iterator[Endless]:
    """Yield the loops of `function` itself that control can come to and never leaves."""
    for loop, extent in function.graph.extents.items():
        if not function.graph.reachable(extent.head):
            continue
        if isinstance(loop, ast.RangeStmt):
            if _is_ticker(function, loop.x) and not _leaves(function, loop):
                yield Endless(function, loop, loop.x)
        elif is_endless(loop) and not function.graph.exits_loop(loop):
            yield Endless(function, loop, None)


def _is_ticker(function: Function, over: ast.Expr) -> bool:
    typer = function.file.typer
    if isinstance(over, ast.CallExpr):
        return typer.callee(over).name == "time.Tick"
    return isinstance(over, ast.SelectorExpr) and over.sel == "C" and str(typer.type_of(over.x)) in TICKS


def _leaves(function: Function, loop: ast.RangeStmt) -> bool:
    """Tell whether the body of a range can leave it: by break, goto, return or the end of the function."""
    graph = function.graph
    extent = graph.extents[loop]
    for block in graph.blocks[extent.head + 1 : extent.stop]:
        if graph.reachable(block.index) and (
            block.exit is not None or any(not extent.head <= e.target < extent.stop for e in block.edges)
        ):
            return True
    return False


def breaking_functions(package: Package) -> Iterator[Function]:
    """Yield the functions of a package with a loop, a break and something else that it may leave."""
    for file in package.speaking:
        index, text = file.facts.index, file.parsed.text
        found = {
            decl.pos: decl for offset in index.kinds.get("for", ()) if (decl := file.declaration_at(offset))
        }
        for decl in found.values():
            if BREAK.search(text, decl.pos, decl.end) and SWITCHING.search(text, decl.pos, decl.end):
                yield file.function(decl)


def inner_breaks(function: Function) -> Iterator[Break]:
    """Yield the breaks that look meant for an endless loop and leave only a select or switch in it."""
    for node in ast.walk(function.body, into_literals=False):
        if not isinstance(node, ast.BranchStmt) or node.tok != "break" or node.label is not None:
            continue
        inner = function.enclosing(
            node, ast.SelectStmt, ast.SwitchStmt, ast.TypeSwitchStmt, ast.ForStmt, ast.RangeStmt, ast.FuncLit
        )
        loop = (
            function.graph.loop_around(inner) if isinstance(inner, ast.Stmt) and inner_kind(inner) else None
        )
        if loop is None and isinstance(inner, ast.SelectStmt | ast.SwitchStmt | ast.TypeSwitchStmt):
            around = function.enclosing(inner, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
            loop = around if isinstance(around, ast.ForStmt) else None
        if not isinstance(loop, ast.ForStmt) or not is_endless(loop) or not isinstance(inner, ast.Stmt):
            continue
        last = bool(loop.body.stmts) and loop.body.stmts[-1] is inner  # what follows may look at a flag
        if not function.graph.exits_loop(loop) or (last and _asks_to_stop(function, node, inner)):
            yield Break(function, node, inner, loop)


def inner_kind(stmt: ast.Stmt) -> bool:
    """Tell a statement that is no loop."""
    return not isinstance(stmt, ast.ForStmt | ast.RangeStmt)


def _asks_to_stop(function: Function, node: ast.BranchStmt, inner: ast.Stmt) -> bool:
    """Tell a break in the case of a select that waits for the end: a context's, or a channel named so."""
    clause = function.enclosing(node, ast.CommClause, ast.FuncLit)
    if not isinstance(inner, ast.SelectStmt) or not isinstance(clause, ast.CommClause):
        return False
    if function.parent_of(node) is not clause or clause.comm is None or clause.body[-1] is not node:
        return False
    for part in ast.walk(clause.comm):
        if isinstance(part, ast.UnaryExpr) and part.op == "<-":
            return _is_end(part.x)
    return False


def _is_end(channel: ast.Expr) -> bool:
    match channel:
        case (
            ast.CallExpr(ast.SelectorExpr(_, name, _), [], _) | ast.SelectorExpr(_, name, _) | ast.Ident(name)
        ):
            lower = name.lower()
            return any(word in lower for word in table("goroutines")["ends"]["words"])
    return False
