"""Loops that have few rounds: over what the function lists itself, to a small constant, or until a count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.constant import integer
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable


def has_few_rounds(function: Function, loop: ast.ForStmt | ast.RangeStmt) -> bool:
    """Tell a loop over a short list, up to a small constant, or that a small count ends."""
    few: int = table("defers")["few_rounds"]
    if isinstance(loop, ast.RangeStmt):
        rounds = _listed(function, loop.x)
        return rounds is not None and rounds <= few
    rounds = _counted(function, loop)
    return rounds is not None and rounds <= few


def _listed(function: Function, over: ast.Expr) -> int | None:
    """Return how many elements what is ranged over has at most, None if nobody knows."""
    added = 0
    if isinstance(over, ast.Ident) and over.obj is not None:
        variable, known = over.obj, _added(function, over.obj)
        if known is not None:
            added = known
            if variable.kind == "local" and variable.definition.value is None:
                return added  # var list []T
            over = variable.definition.value or over
    else:
        over = _of_package(function, over) or over
    match over:
        case ast.CompositeLit():
            return len(over.elts) + added
        case ast.CallExpr(ast.Ident("make"), [_, length, *_], _):
            over = length
    rounds = integer(over, function.file.typer)
    return None if rounds is None else rounds + added


def _of_package(function: Function, over: ast.Expr) -> ast.Expr | None:
    """Return what a list of the package, which its files name and never set again, is declared with."""
    value = function.file.typer.package_value(over) if isinstance(over, ast.Ident) else None
    if value is None or value.file is None or value.decl is None or value.name[:1].isupper():
        return None
    set_again = re.compile(rb"\b%b\s*=[^=]|&%b\b" % (name := value.name.encode(), name))
    texts = (set_again.findall(file.text_noted) for file in value.file.package.files)
    if sum(map(len, texts)) > 1:  # once where it is declared
        return None
    exprs = value.file.initialisers(value.decl)
    return exprs[value.decl.position] if value.decl.position < len(exprs) else None


def _added(function: Function, variable: Variable) -> int | None:
    """Return how many elements a slice gets by `s = append(s, x)` and the like, None if nobody knows."""
    count = 0
    if any(_is_addressed(function, use) for use in variable.uses):
        return None  # db.Find(&s)
    for write in variable.writes:
        match write:
            case ast.AssignStmt([ast.Ident()], _, [ast.CallExpr(ast.Ident("append"), args, spread)]) if (
                function.enclosing(write, ast.FuncLit) is function.node
                and function.graph.loop_at(write) is None
            ):
                more = [_appended(arg, variable, args, spread=spread) for arg in args]
                if None in more:
                    return None
                count += sum(number for number in more if number is not None)
            case _:
                return None
    return count


def _is_addressed(function: Function, use: ast.Ident) -> bool:
    around = function.parent_of(use)
    return isinstance(around, ast.UnaryExpr) and around.op == "&"


def _appended(arg: ast.Expr, variable: Variable, args: list[ast.Expr], *, spread: bool) -> int | None:
    """Return how many elements one argument of append stands for."""
    if isinstance(arg, ast.Ident) and arg.obj is variable:
        return 0
    if arg is args[0] or (spread and arg is args[-1]):
        return len(arg.elts) if isinstance(arg, ast.CompositeLit) else None
    return 1


def _counted(function: Function, loop: ast.ForStmt) -> int | None:
    """Return the limit of a loop that counts: in its head, or by `if tries > 3 { break }` in every round."""
    typer = function.file.typer
    match loop.init, loop.cond:
        case ast.AssignStmt([ast.Ident()], _, [_]), ast.BinaryExpr("<" | "<=", ast.Ident(), limit):
            return integer(limit, typer)
        case _, ast.Expr():
            return None
    steps = [loop.post, *loop.body.stmts]
    for test in loop.body.stmts:
        match test:
            case ast.IfStmt(
                None, ast.BinaryExpr(">" | ">=" | "==", ast.Ident(obj=count), limit), body, _
            ) if count is not None and _leaves(body):
                step = next((it for it in steps if it is not None and _counts(it, count)), None)
                last = max(test.pos, step.pos if step is not None and step is not loop.post else 0)
                if step is not None and len(count.writes) == 1 and not _skips(loop, last):
                    return integer(limit, typer)
    return None


def _leaves(body: ast.BlockStmt) -> bool:
    """Tell a block that ends the loop or the function."""
    last = body.stmts[-1] if body.stmts else None
    return isinstance(last, ast.ReturnStmt) or (isinstance(last, ast.BranchStmt) and last.tok == "break")


def _counts(step: ast.Stmt, count: Variable) -> bool:
    return isinstance(step, ast.IncDecStmt) and step.op == "++" and step in count.writes


def _skips(loop: ast.ForStmt, last: int) -> bool:
    """Tell a loop with a `continue` that may come before its test, or before it counts."""
    branches = (node for node in ast.walk(loop.body, into_literals=False) if isinstance(node, ast.BranchStmt))
    return any(branch.pos < last and branch.tok in ("continue", "goto") for branch in branches)
