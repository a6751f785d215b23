"""What a deferred call in a loop has to do with the rounds of it: how many there are, and who is through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.names import Chan
from ginlint.go.ownership import released_by
from ginlint.go.requests import is_run_once
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.flow import Loop
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership import Acquisition


def ends_with_process(function: Function, loop: Loop) -> bool:
    """Tell a loop that a command goes through once, waiting for nothing, before the process ends."""
    stmt = loop.stmt
    if stmt is None or function.file.package.project.requests.heat(function, stmt) is not None:
        return False
    return not _waits(function, stmt) and is_run_once(function)


def _waits(function: Function, loop: ast.ForStmt | ast.RangeStmt) -> bool:
    """Tell a loop that sleeps, receives or accepts: it may last as long as the process does."""
    typer, waits = function.file.typer, table("defers")["waits"]
    for node in ast.walk(loop):
        match node:
            case ast.SelectStmt() | ast.UnaryExpr("<-", _):
                return True
            case ast.RangeStmt(x=over) if isinstance(typer.program.underlying(typer.type_of(over)), Chan):
                return True
            case ast.CallExpr(ast.SelectorExpr(_, sel, _)) if (
                sel in waits["methods"] or typer.callee(node).name in waits["calls"]
            ):
                return True
    return False


def runs_in_one_round(function: Function, statement: ast.Stmt, loop: Loop) -> bool:
    """Tell `if stream == nil { defer stop(); stream = open() }`: what is set there keeps it from a second."""
    around = function.enclosing(statement, ast.IfStmt)
    while isinstance(around, ast.IfStmt) and loop.stmt is not None and around.pos > loop.stmt.pos:
        flag = _unset(around.cond)
        if flag is not None and flag.pos < loop.stmt.pos and _holds(around.body, statement):
            writes = [write for write in flag.writes if write.pos > loop.stmt.pos]
            if writes and all(_holds(around.body, write) and not _unsets(write) for write in writes):
                return True
        around = function.enclosing(around, ast.IfStmt)
    return False


def _holds(block: ast.BlockStmt, statement: ast.Stmt) -> bool:
    return block.pos <= statement.pos < block.end


def _unset(cond: ast.Expr) -> Variable | None:
    """Return the variable that is tested to be unset: !seen, stream == nil."""
    match cond:
        case ast.UnaryExpr("!", ast.Ident() as name):
            return name.obj
        case ast.BinaryExpr("==", ast.Ident() as name, ast.Ident("nil")):
            return name.obj
    return None


def _unsets(write: ast.Stmt) -> bool:
    values = write.rhs if isinstance(write, ast.AssignStmt) else []
    return any(isinstance(value, ast.Ident) and value.name in ("nil", "false") for value in values)


def settled_each_round(acquisition: Acquisition, deferred: ast.DeferStmt) -> bool:
    """Tell what every round gives back itself before the next one: the defer is for the ways out."""
    function, target = acquisition.function, acquisition.target
    if target.variable is None:
        return False

    def releases(node: ast.Node) -> bool:
        return any(
            released.variable is target.variable
            for inner in evaluated(node)
            if isinstance(inner, ast.CallExpr)
            for released in released_by(function, inner, loosely=True)
        )

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if not isinstance(node, ast.DeferStmt) and releases(node) else state

    ways = function.graph.paths_from(
        deferred, True, step=step, stop=lambda node, _: node is acquisition.statement
    )
    return all(way.exit is not None for way in ways)
