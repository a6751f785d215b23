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
    start = _start(function, loop)
    around = function.enclosing(statement, ast.IfStmt)
    while isinstance(around, ast.IfStmt) and start is not None and around.body.pos > start:
        body = around.body
        for flag, value in _tested(around.cond) if _holds(body, statement) else ():
            writes = [write for write in flag.writes if write.pos >= start]
            if flag.pos < start and writes and all(_turns(body, write, value) for write in writes):
                return True
        around = function.enclosing(around, ast.IfStmt)
    return False


def _start(function: Function, loop: Loop) -> int | None:
    """Return where a loop begins, one that only goto makes at its first statement."""
    if loop.stmt is not None:
        return loop.stmt.pos
    head = function.graph.blocks[loop.head]
    parts = [*head.nodes, *(edge.cond for edge in head.edges if edge.cond is not None)]
    return min((part.pos for part in parts), default=None)


def _holds(block: ast.BlockStmt, statement: ast.Stmt) -> bool:
    return block.pos <= statement.pos < block.end


def _tested(cond: ast.Expr) -> list[tuple[Variable, str]]:
    """Return the variables that a test asks for a value of, with that: first, !seen, stream == nil."""
    match cond:
        case ast.Ident(obj=variable) if variable is not None:
            return [(variable, "true")]
        case ast.UnaryExpr("!", ast.Ident(obj=variable)) if variable is not None:
            return [(variable, "false")]
        case ast.BinaryExpr("==", ast.Ident(obj=variable), ast.Ident("nil")) if variable is not None:
            return [(variable, "nil")]
        case ast.BinaryExpr("&&", left, right):
            return [*_tested(left), *_tested(right)]
    return []


def _turns(body: ast.BlockStmt, write: ast.Stmt, value: str) -> bool:
    """Tell what sets a flag within `body`, and not back to `value`; of a boolean it must be seen to what."""
    values = write.rhs if isinstance(write, ast.AssignStmt) else []
    names = [held.name if isinstance(held, ast.Ident) else "" for held in values]
    if value == "true" and names != ["false"]:
        return False
    return _holds(body, write) and value not in names


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
