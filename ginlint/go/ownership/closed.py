"""Calls of nobody knows what whose result the same function closes on one of its ways: so it is owed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.go.names import UNKNOWN
from ginlint.go.ownership.errors import is_error
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Function, Typer, Variable
    from ginlint.go.ownership.models import Resource
    from ginlint.go.package import Package

MAX_BEFORE = 3  # encoders, each of which writes to the next
BLOCKS = (ast.BlockStmt, ast.CaseClause, ast.CommClause)


def closed_on_a_way(
    package: Package, known: Mapping[str, Resource], seen: Collection[ast.CallExpr]
) -> Iterator[tuple[Call, Resource]]:
    """Yield the calls whose result is closed by a statement in the same block, and with what is known of it.

    What is closed in a branch alone may be given back by another name on the other way, or live on.
    """
    guess = table("guesses")["closed"]
    resource = replace(known[guess["like"]], what=guess["what"], cost=guess["cost"], assumed=True)
    for file in package.reported:
        told = set(seen)
        for offset in file.facts.index.calls.get(guess["method"], ()):
            variable = _closed_at(file, offset)
            made = variable.definition.value if variable is not None else None
            if variable is None or not isinstance(made, ast.CallExpr) or made in told:
                continue
            told.add(made)
            call = _call_of(file, made)
            if call is None or call.callee.name in known or not _is_of_unknown(call, variable):
                continue
            if _begins_later(variable, guess["begun_by"]) or stands_before(file.typer, made):
                continue
            if _is_closed_beside(variable, made):
                yield call, resource


def _closed_at(file: File, offset: int) -> Variable | None:
    """Return the local variable of which a statement is the call that is at `offset`: `x.Close()`."""
    call = file.call_at(offset)
    match call.node if call is not None else None:
        case ast.CallExpr(ast.SelectorExpr(ast.Ident() as owner, _), [], _) if owner.obj is not None:
            variable = owner.obj
            own = call is not None and variable.function is call.function and variable.kind == "local"
            return variable if own and not variable.writes and not _is_deferred(variable) else None
    return None


def _is_deferred(variable: Variable) -> bool:
    """Tell what a defer has too: who writes one has thought of all ways."""
    function = variable.function
    return (
        any(function.enclosing(use, ast.DeferStmt) is not None for use in variable.uses) or variable.captured
    )


def _call_of(file: File, node: ast.CallExpr) -> Call | None:
    fun = node.fun
    at = fun.end - len(fun.sel.encode()) if isinstance(fun, ast.SelectorExpr) else fun.pos
    found = file.call_at(at)
    return found if found is not None and found.node is node else None


def _is_of_unknown(call: Call, variable: Variable) -> bool:
    """Tell a callee of which nothing is known that gives a value and an error."""
    callee = call.callee
    if callee.symbol is not None or callee.kind == "value" or callee.signature is not UNKNOWN:
        return False
    error = call.result(1)
    first = call.result(0) is variable and error is not None and is_error(error)
    return first and call.file.typer.variable_type(variable) is UNKNOWN


def _is_closed_beside(variable: Variable, made: ast.CallExpr) -> bool:
    """Tell what is closed in the block in which it is made: on the way that takes no branch."""
    function = variable.function
    block = function.enclosing(made, *BLOCKS)
    closing = (it for it in variable.uses if _closes(function, it))
    return any(function.enclosing(it, *BLOCKS) is block for it in closing)


def _closes(function: Function, use: ast.Ident) -> bool:
    method = function.parent_of(use)
    call = function.parent_of(method) if isinstance(method, ast.SelectorExpr) else None
    named = isinstance(method, ast.SelectorExpr) and method.sel == table("guesses")["closed"]["method"]
    return named and isinstance(call, ast.CallExpr) and call.fun is method


def _begins_later(variable: Variable, methods: Collection[str]) -> bool:
    """Tell a value that a method of its own opens: `client.Connect()`."""
    function = variable.function
    around = map(function.parent_of, variable.uses)
    return any(isinstance(it, ast.SelectorExpr) and it.sel in methods for it in around)


def stands_before(typer: Typer, made: ast.CallExpr, depth: int = 0) -> bool:
    """Tell what is given what it writes to or reads from: an encoder holds nothing of its own.

    What it is given may be such a one itself, of a type that nobody knows.
    """
    if depth > MAX_BEFORE:
        return False
    methods = table("guesses")["closed"]["given"]
    for argument in made.args:
        type_ = typer.type_of(argument)
        if any(typer.program.select(type_, name) is not None for name in methods):
            return True
        variable = argument.obj if isinstance(argument, ast.Ident) else None
        inner = variable.definition.value if variable is not None else argument
        if type_ is UNKNOWN and isinstance(inner, ast.CallExpr) and stands_before(typer, inner, depth + 1):
            return True
    return False
