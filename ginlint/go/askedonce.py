"""Loops that go on after a context has ended, because it was asked only once, before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.endless import leaves_range, selecting_functions
from ginlint.go.flow import is_endless
from ginlint.go.names import Chan
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import LoopStmt
    from ginlint.go.names import Function
    from ginlint.go.package import Package


class AskedOnce(NamedTuple):
    """A select whose `clause` waits for the end of `context`, and the `loop` in its default."""

    function: Function
    clause: ast.CommClause
    context: str
    loop: LoopStmt


def asked_once(package: Package) -> Iterator[AskedOnce]:
    """Yield the loops in the default of a select that nothing leaves and that ask no context any more."""
    for outer in selecting_functions(package):
        for function in outer.all():
            for loop in function.graph.extents:
                found = _asked(function, loop)
                if found is not None:
                    yield found


def _asked(function: Function, loop: LoopStmt) -> AskedOnce | None:
    default = function.parent_of(loop)
    select = function.parent_of(default) if isinstance(default, ast.CommClause) else None
    if not isinstance(select, ast.SelectStmt) or not isinstance(default, ast.CommClause):
        return None
    if (
        default.comm is not None
        or function.graph.loop_around(select) is not None
        or not _waits(function, loop)
    ):
        return None
    for clause in select.clauses:
        context = _context_of(function, clause)
        if context and not any(_names(function, node) == context for node in ast.walk(loop)):
            return AskedOnce(function, clause, context, loop)
    return None


def _names(function: Function, node: ast.Node) -> str:
    return function.file.text(node) if isinstance(node, (ast.Ident, ast.SelectorExpr)) else ""


def _waits(function: Function, loop: LoopStmt) -> bool:
    """Tell an endless loop, and a range over a channel, that no statement of it leaves."""
    if isinstance(loop, ast.RangeStmt):
        typer = function.file.typer
        over = typer.program.underlying(typer.type_of(loop.x))
        return isinstance(over, Chan) and not leaves_range(function, loop)
    return is_endless(loop) and not function.graph.exits_loop(loop)


def _context_of(function: Function, clause: ast.CommClause) -> str:
    """Return how a context is named whose end a case waits for, "" for other cases."""
    match clause.comm:
        case ast.ExprStmt(ast.UnaryExpr("<-", ast.CallExpr(ast.SelectorExpr(x, "Done"), []) as call)):
            name = function.file.typer.callee(call).name
            return function.file.text(x) if name == "context.Context.Done" else ""
    return ""
