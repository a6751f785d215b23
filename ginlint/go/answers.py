"""What answers a request: writes a response, refuses, says only a status; by helpers of the module, too."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import body_of, function_of
from ginlint.go.constant import integer
from ginlint.go.flow import evaluated
from ginlint.go.names.universe import never_returns
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.go.names import Callee, FuncSymbol, Function, Typer, Variable

MAX_HELPERS = 4
REFUSED = 400


def writes(function: Function, call: ast.CallExpr, variable: Variable, depth: int = 0) -> bool:
    """Tell a call that always writes a response to what `variable` holds, a helper of the module too."""
    models = table("responses")
    callee = function.file.typer.callee(call)
    owner, _, method = callee.name.rpartition(".")
    if callee.receiver is not None and root_variable(callee.receiver) is variable:
        if callee.name in models["method"]["writer"]:
            return True
        if owner in models["method"]["owners"]:
            return method in models["method"]["names"]
        return depth < MAX_HELPERS and _method_writes(callee, depth + 1)
    if callee.name in models["encoder"]["names"] and isinstance(callee.receiver, ast.CallExpr):
        call = callee.receiver
        return function.file.typer.callee(call).name in models["encoder"]["makes"] and _is_first(
            call, variable
        )
    if callee.name in models["function"]["names"]:
        return _is_first(call, variable)
    given = [n for n, arg in enumerate(call.args) if isinstance(arg, ast.Ident) and arg.obj is variable]
    symbol = callee.symbol
    if symbol is None or symbol.file is None:
        return given == [0] and depth == 0 and _refuses_elsewhere(function, call, callee)
    if isinstance(call.fun, ast.SelectorExpr) and _is_made_with(call.fun.x, variable):
        return _may_write(symbol)
    helper = body_of(callee) if given and depth < MAX_HELPERS else None
    if helper is None or len(helper.parameters) <= given[0]:
        return False
    return _always_writes(helper, helper.parameters[given[0]], depth + 1)


def _method_writes(callee: Callee, depth: int) -> bool:
    """Tell a method of an own context that always writes to what the context wraps."""
    body = body_of(callee)
    return body is not None and body.receiver is not None and _always_writes(body, body.receiver, depth)


def _refuses_elsewhere(function: Function, call: ast.CallExpr, callee: Callee) -> bool:
    """Tell a function of another module that is given the writer and a status that says no."""
    typer = function.file.typer
    return "." in callee.name.partition("/")[0] and any(_says_no(arg, typer) for arg in call.args[1:])


def _is_made_with(expr: ast.Expr, variable: Variable) -> bool:
    """Tell what a function has made of the writer, and what methods of that have: reply.To(w).Status(404).

    A struct that holds what is lent to the handler will do: app.Gin{C: c}.Response(400).
    """
    while True:
        match expr:
            case ast.Ident() if expr.obj is not None and not expr.obj.writes:
                value = expr.obj.definition.value
                if value is None:
                    return False
                expr = value
            case ast.UnaryExpr("&", inner):
                expr = inner
            case ast.CompositeLit(elts=elements):
                values = (it.value if isinstance(it, ast.KeyValueExpr) else it for it in elements)
                return any(isinstance(it, ast.Ident) and it.obj is variable for it in values)
            case ast.CallExpr(fun, args):
                if any(isinstance(arg, ast.Ident) and arg.obj is variable for arg in args):
                    return True
                if not isinstance(fun, ast.SelectorExpr):
                    return False
                expr = fun.x
            case _:
                return False


def _may_write(symbol: FuncSymbol, depth: int = 0) -> bool:
    """Tell a method that writes to a response that its receiver holds, by another of its methods, too."""
    function = function_of(symbol)
    if function is None or not symbol.recv_type:
        return False
    for node in ast.nodes_of(function.body, ast.CallExpr):
        callee = function.file.typer.callee(node)
        owner, _, name = callee.name.rpartition(".")
        method = table("responses")["method"]
        if callee.name in method["writer"] or (owner in method["owners"] and name in method["names"]):
            return True
        own = callee.symbol is not None and callee.symbol.recv_type == symbol.recv_type
        if own and callee.symbol is not None and depth < MAX_HELPERS and _may_write(callee.symbol, depth + 1):
            return True
    return False


def _is_first(call: ast.CallExpr, variable: Variable) -> bool:
    return bool(call.args) and root_variable(call.args[0]) is variable


def _always_writes(function: Function, variable: Variable, depth: int) -> bool:
    """Tell whether a function writes on every way to its end."""

    def step(node: ast.Node, state: bool) -> bool | None:
        if isinstance(node, (ast.DeferStmt, ast.GoStmt)):
            return state
        calls = (inner for inner in evaluated(node) if isinstance(inner, ast.CallExpr))
        return None if any(writes(function, call, variable, depth) for call in calls) else state

    return not any(way.exit is not None for way in function.graph.paths_from(None, True, step=step))


def refuses(function: Function, call: ast.CallExpr, depth: int = 0) -> bool:
    """Tell an answer that says no: an abort, http.Error, a status of 400 or more, a helper of such alone."""
    models = table("responses")
    callee = function.file.typer.callee(call)
    if callee.name in models["function"]["refuse"] or callee.name.rpartition(".")[2].startswith("AbortWith"):
        return True
    if any(_says_no(arg, function.file.typer) for arg in call.args):
        return True
    return depth < MAX_HELPERS and _only_refuses(callee, depth + 1)


def _only_refuses(callee: Callee, depth: int) -> bool:
    """Tell a helper of the module all of whose answers say no; what writes the body alone is no answer."""
    body = body_of(callee)
    calls = ast.nodes_of(body.body, ast.CallExpr) if body is not None else []
    answers = [
        call for call in calls if body is not None and body.file.typer.callee(call).name in _answering()
    ]
    return body is not None and bool(answers) and all(refuses(body, call, depth) for call in answers)


@cache
def _answering() -> frozenset[str]:
    """Return what answers with a status."""
    models = table("responses")
    method = models["method"]
    functions = set(models["function"]["names"]) - set(models["function"]["body"])
    methods = (f"{owner}.{name}" for owner in method["owners"] for name in method["names"])
    return frozenset((*methods, *method["status"], *functions))


def _says_no(status: ast.Expr, typer: Typer) -> bool:
    """Tell a status of 400 or more."""
    if isinstance(status, ast.SelectorExpr):
        return int(table("responses")["status"]["codes"].get(status.sel, 0)) >= REFUSED
    value = integer(status, typer)
    return value is not None and REFUSED <= value < 600  # noqa: PLR2004 - statuses end there


def always_refuses(function: Function) -> bool:
    """Tell a function that says no to whatever it is asked, as a page for unknown addresses does."""
    return any(
        isinstance(statement, ast.ExprStmt)
        and isinstance(statement.x, ast.CallExpr)
        and refuses(function, statement.x)
        for statement in function.body.stmts
    )


def aborts(function: Function, call: ast.CallExpr, variable: Variable, depth: int = 0) -> bool:
    """Tell a call after which no handler of `variable` follows, a helper that always makes one, too."""
    fun = call.fun
    if isinstance(fun, ast.SelectorExpr) and root_variable(fun.x) is variable:
        return fun.sel.startswith(tuple(table("responses")["next"]["aborting"]))
    given = [n for n, arg in enumerate(call.args) if isinstance(arg, ast.Ident) and arg.obj is variable]
    body = body_of(function.file.typer.callee(call)) if given and depth < MAX_HELPERS else None
    if body is None or given[0] >= len(body.parameters):
        return False
    parameter = body.parameters[given[0]]

    def step(node: ast.Node, state: bool) -> bool | None:
        if isinstance(node, (ast.DeferStmt, ast.GoStmt)):
            return state
        calls = (inner for inner in evaluated(node) if isinstance(inner, ast.CallExpr))
        return None if any(aborts(body, call, parameter, depth + 1) for call in calls) else state

    return not any(way.exit is not None for way in body.graph.paths_from(None, True, step=step))


def panics(callee: Callee) -> bool:
    """Tell a helper of the module that ends with what does not return, http.ErrAbortHandler for one."""
    body = body_of(callee)
    if body is None or ast.nodes_of(body.body, ast.ReturnStmt):
        return False
    match body.body.stmts:
        case [*_, ast.ExprStmt(ast.CallExpr() as last)]:
            return never_returns(body.file.typer.callee(last).name)
    return False


def sets_status(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that sets the status alone, of a writer or of what is put around one."""
    return _is_named_like(function, call, table("responses")["method"]["status"])


def _is_named_like(function: Function, call: ast.CallExpr, known: Iterable[str]) -> bool:
    """Tell a call of a known function, or of a method of the module that has the name of one."""
    callee = function.file.typer.callee(call)
    own = callee.symbol is not None and callee.symbol.file is not None and bool(callee.symbol.recv_type)
    method = callee.name.rpartition(".")[2]
    return callee.name in known or (own and any(name.rpartition(".")[2] == method for name in known))


def writes_body(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that writes to the body and says nothing of the status."""
    models = table("responses")
    known = (*models["function"]["body"], *models["method"]["body"], *models["encoder"]["names"])
    return _is_named_like(function, call, known)
