"""The rest of a handler chain: where it is run, and where beside the handler that should wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.escapes import is_abandoned, lent_types
from ginlint.go.goroutines import Start, is_awaited, starts_around
from ginlint.go.names import Func
from ginlint.go.requests import serves
from ginlint.go.requests.heat import enclosing_function
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package


class Passed(NamedTuple):
    """A call in `function` that runs the rest of the chain after `start` set it going."""

    function: Function
    call: ast.CallExpr
    start: Start


def runs_rest(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that runs the rest of the chain: c.Next(), next.ServeHTTP(w, r), next(c)."""
    typer = function.file.typer
    callee = typer.callee(call)
    chain = table("handlers")["next"]
    if callee.name in chain["methods"]:
        return True
    if not isinstance(call.fun, (ast.Ident, ast.SelectorExpr)) or callee.kind != "value":
        return False
    type_ = typer.type_of(call.fun)
    if isinstance(type_, Func) and type_.params:
        return str(type_.params[0]) in lent_types() and not _is_local(call.fun)
    return str(type_) in chain["types"]


def _is_local(fun: ast.Expr) -> bool:
    """Tell a variable that holds a literal of the function itself."""
    variable = fun.obj if isinstance(fun, ast.Ident) else None
    return variable is not None and isinstance(variable.definition.value, ast.FuncLit)


def rest_in_goroutine(package: Package) -> Iterator[Passed]:
    """Yield the calls that run the rest of the chain in a goroutine that nobody is sure to wait for."""
    for outer in _starting(package):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                if isinstance(node, ast.CallExpr) and runs_rest(function, node):
                    start = _start(function, node)
                    if start is not None:
                        yield Passed(function, node, start)


def _starting(package: Package) -> Iterator[Function]:
    """Yield the functions that may start something, of files that mention what runs the rest of a chain."""
    chain = table("handlers")["next"]
    methods = {name.rpartition(".")[2] for name in chain["methods"]}
    types = {name.rpartition(".")[2] for name in chain["types"]}
    for file in package.speaking:
        index = file.facts.index
        mentioned = not methods.isdisjoint(index.calls) or not types.isdisjoint(index.types)
        if mentioned and not file.test and not is_abandoned(file):
            yield from file.functions_at([*index.kinds.get("go", ()), *index.kinds.get("literal", ())])


def _start(function: Function, call: ast.CallExpr) -> Start | None:
    statement = function.parent_of(call)
    if isinstance(statement, ast.GoStmt):
        started = Start(function, statement, None)
        return None if is_awaited(started) else started
    serving = _serving(function)
    found = [
        start
        for start in starts_around(function, serving)
        if start.by == "goroutine" and not is_awaited(start)
    ]
    return found[-1] if found else None


def _serving(function: Function) -> Function:
    """Return the handler that a literal stands in, the outermost function if there is none."""
    current: Function | None = function
    while current is not None:
        if serves(current) is not None:
            return current
        current = current.parent
    return function.outermost


def rest_started_by(start: Start) -> bool:
    """Tell whether what is set going runs the rest of the chain."""
    if start.by != "goroutine":
        return False
    if start.body is None:
        call = start.node.call if isinstance(start.node, ast.GoStmt) else start.node
        return isinstance(call, ast.CallExpr) and runs_rest(start.function, call)
    return any(
        isinstance(node, ast.CallExpr) and runs_rest(enclosing_function(start.function.outermost, node), node)
        for node in ast.walk(start.body)
    )


def writes_elsewhere(passed: Passed) -> bool:
    """Tell a chain that gets a writer or context that the middleware has made itself."""
    call = passed.call
    first = call.args[0] if call.args else call.fun
    if isinstance(first, ast.SelectorExpr):
        first = first.x
    variable = first.obj if isinstance(first, ast.Ident) else None
    return variable is None or variable.kind != "parameter"
