"""Deferred releases of a variable's first value, where it gets another one of the same kind later."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.ownership.errors import is_error, names_defined_by
from ginlint.go.ownership.release import needs_no_release, root_variable
from ginlint.go.ownership.settled import says_failed
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package


class Rebound(NamedTuple):
    """A variable gets a new value at `statement`, though `defer` releases the one that it had before."""

    function: Function
    variable: Variable
    defer: ast.DeferStmt
    statement: ast.AssignStmt
    left: ast.Node | None


def rebound(package: Package) -> Iterator[Rebound]:
    """Yield the values that a variable gets from where its first one was from, and that nobody releases."""
    for outer in package.functions_with("defer"):
        if outer.file.test:
            continue
        for function in outer.all():
            for defer in ast.nodes_of(function.body, ast.DeferStmt):
                variable = _released(defer)
                if variable is None or needs_no_release(variable, outer.file.version):
                    continue
                if variable.function is function and not variable.captured:
                    yield from _after(function, defer, variable)


def _released(defer: ast.DeferStmt) -> Variable | None:
    """Return the variable of `defer v.Close()`, whose value is taken when the defer is armed."""
    match defer.call:
        case ast.CallExpr(ast.SelectorExpr(ast.Ident() as owner, sel), []) if (
            sel in table("releases")["owner_methods"]
        ):
            return owner.obj
    return None


def _after(function: Function, defer: ast.DeferStmt, variable: Variable) -> Iterator[Rebound]:
    first = _maker(function, variable.definition.value)
    if first in table("releases")["of_the_program"]:
        return
    for statement in ast.nodes_of(function.body, ast.AssignStmt):
        names = names_defined_by(statement)
        again = statement.op == "=" and len(statement.rhs) == 1 and any(it.obj is variable for it in names)
        if not again or not first or _maker(function, statement.rhs[0]) != first:
            continue
        if function.graph.always_before(defer, statement) and not _is_used_to_make(statement, variable):
            left, lost = _way_out(function, variable, statement)
            if lost:
                yield Rebound(function, variable, defer, statement, left)


def _maker(function: Function, value: ast.Expr | None) -> str:
    """Return the name of the function that is called for a value."""
    return function.file.typer.callee(value).name if isinstance(value, ast.CallExpr) else ""


def _is_used_to_make(statement: ast.AssignStmt, variable: Variable) -> bool:
    return any(isinstance(node, ast.Ident) and node.obj is variable for node in ast.walk(statement.rhs[0]))


def _way_out(
    function: Function, variable: Variable, statement: ast.AssignStmt
) -> tuple[ast.Node | None, bool]:
    """Return where the function is left with the new value, and whether it can be."""
    asked = [it.obj for it in names_defined_by(statement) if it.obj is not None and it.obj is not variable]

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if node is statement or _releases_or_gives(function, node, variable) else state

    def branch(edge: Edge, state: bool) -> bool | None:
        return None if any(_says_none(edge, it) for it in asked) else state

    for way in function.graph.paths_from(statement, True, step=step, branch=branch):
        if way.exit is not None and way.exit.kind in ("return", "end"):
            return way.exit.node, True
    return None, False


def _says_none(edge: Edge, result: Variable) -> bool:
    """Tell a branch by which there is no new value: there is an error, or `ok` is false."""
    if isinstance(edge.cond, ast.Ident):
        return edge.cond.obj is result and not edge.truth
    return is_error(result) and says_failed(edge, result) is True


@cache
def _words() -> tuple[str, ...]:
    """Return words in the names of methods that may release their receiver, in small letters."""
    named = (name.lower() for name in table("releases")["owner_methods"])
    return (*named, *table("releases")["words"])


def _releases_or_gives(function: Function, node: ast.Node, variable: Variable) -> bool:
    """Tell what releases a variable's value, lets others have it, or sets it anew."""
    if isinstance(node, ast.AssignStmt) and any(
        isinstance(target, ast.Ident) and target.obj is variable for target in node.lhs
    ):
        return True
    for inner in (node, *evaluated(node)):
        for use in ast.walk(inner) if isinstance(inner, (ast.DeferStmt, ast.GoStmt)) else (inner,):
            if not isinstance(use, ast.Ident) or use.obj is not variable:
                continue
            around = function.parent_of(use)
            if not isinstance(around, ast.SelectorExpr):
                return True
            name = around.sel.lower()
            if root_variable(around) is variable and any(word in name for word in _words()):
                return True
    return False
