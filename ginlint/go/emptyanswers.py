"""Servers that tests start: what their answers cost, which nobody waits for once the test has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, function_of, last_name
from ginlint.go.fewrounds import has_few_rounds
from ginlint.go.names import deref
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function

RESPONSE = "http.Response"


def is_answered_empty(function: Function) -> bool:
    """Tell a test whose servers, its own and those of the helpers that it calls, all answer with no body."""
    outermost = function.outermost
    if not function.file.test:
        return False
    kept = function.file.package.project.kept

    def work() -> bool:
        handlers = list(_handlers(outermost, 0))
        return bool(handlers) and all(it is not None and _writes_nothing(it) for it in handlers)

    found: bool = remembered(kept, ("answers empty", outermost), work)
    return found


def asks_own_server(function: Function) -> bool:
    """Tell a test that asks a server of its own, by its address or its client: that ends with the test."""
    outermost = function.outermost
    if not function.file.test:
        return False
    kept = function.file.package.project.kept
    found: bool = remembered(kept, ("asks its own", outermost), lambda: _names_server(outermost))
    return found


def _names_server(function: Function) -> bool:
    serving, typer = table("testing")["serving"], function.file.typer
    return any(
        node.sel in serving["reached_by"] and str(deref(typer.type_of(node.x))) == serving["server"]
        for node in ast.nodes_of(function.body, ast.SelectorExpr)
    )


def is_said_empty(function: Function, node: ast.Node) -> bool:
    """Tell a request after which the test makes sure of a status that comes without a body: 204, 304.

    Nothing else may be put into the variable of the response in between.
    """
    statement = function.parent_of(node)
    target = statement.lhs[0] if isinstance(statement, ast.AssignStmt) and statement.lhs else None
    response = target.obj if isinstance(target, ast.Ident) else None
    if response is None or not isinstance(statement, ast.AssignStmt):
        return False
    later = [use for use in response.uses if use.pos >= statement.end]
    until = min((it.pos for it in response.writes if it.pos > statement.pos), default=function.body.end)
    for use in later:
        status = function.parent_of(use)
        if use.pos >= until or not isinstance(status, ast.SelectorExpr) or status.sel != "StatusCode":
            continue
        match function.parent_of(status):
            case ast.CallExpr(fun, args) if "Not" not in last_name(fun):
                compared = args
            case ast.BinaryExpr("!=", x, y) as test if not _is_one_of_more(function, test):
                compared = [x, y]
            case ast.BinaryExpr("==", x, y) as test if isinstance(function.parent_of(test), ast.CallExpr):
                compared = [x, y]
            case ast.SwitchStmt(tag=tag, clauses=[ast.CaseClause(exprs), *_]) if tag is status:
                compared = exprs if len(exprs) == 1 else []
            case _:
                continue
        if any(_is_bare_status(function, it) for it in compared):
            return True
    return False


def _is_one_of_more(function: Function, test: ast.Expr) -> bool:
    """Tell `code != 200 && code != 204`: what comes with a body will do as well."""
    around = function.parent_of(test)
    return (
        isinstance(around, ast.BinaryExpr)
        and around.op == "&&"
        and any("StatusCode" in function.file.text(it) for it in (around.x, around.y) if it is not test)
    )


def _is_bare_status(function: Function, expr: ast.Expr) -> bool:
    return last_name(expr) in table("testing")["serving"]["bare"] or function.file.text(expr) in (
        "204",
        "304",
    )


def reads_answer(function: Function, node: ast.Node) -> bool:
    """Tell a function that reads the body of some response, or hands one to a helper that does.

    A test that only looks at the status holds a connection until its server ends, with the test.
    What `node` gives may be a body already, and in a loop each round holds one more.
    """
    outermost = function.outermost
    loop = function.graph.loop_at(node)
    if loop is not None and (loop.stmt is None or not has_few_rounds(function, loop.stmt)):
        return True
    if isinstance(node, ast.Expr) and RESPONSE not in str(function.file.typer.type_of(node)):
        return True
    if _names_body(outermost):
        return True
    calls = (it for it in ast.walk(outermost.body) if isinstance(it, ast.CallExpr))
    helpers = map(body_of, map(outermost.file.typer.callee, calls))
    return any(it is not None and _is_given_response(it) and _names_body(it) for it in helpers)


def _names_body(function: Function) -> bool:
    return b".Body" in function.file.text_noted[function.body.pos : function.body.end]


def _is_given_response(function: Function) -> bool:
    return any(RESPONSE in field.type.text for field in function.type.params)


def _handlers(function: Function, depth: int) -> Iterator[Function | None]:
    """Yield what the servers that a function starts serve, None for what nobody knows."""
    serving = table("testing")["serving"]
    names = {f"{serving['package']}.{name}" for name in serving["calls"]}
    for node in ast.walk(function.body):
        if not isinstance(node, ast.CallExpr):
            continue
        callee = function.file.typer.callee(node)
        if callee.name in names and node.args:
            yield _served(function, node.args[0])
        elif depth == 0 and callee.kind == "function":
            helper = body_of(callee)
            if helper is not None and helper.file.test:
                yield from _handlers(helper, depth + 1)


def _served(function: Function, handler: ast.Expr) -> Function | None:
    """Return the function that answers: a literal or one of the module, as it is or in http.HandlerFunc."""
    typer = function.file.typer
    if isinstance(handler, ast.CallExpr) and len(handler.args) == 1:
        if str(typer.callee(handler).type) != "net/http.HandlerFunc":
            return None
        handler = handler.args[0]
    if isinstance(handler, ast.Ident) and handler.obj is not None:
        given = handler.obj.definition.value
        return _served(function, given) if given is not None and not handler.obj.writes else None
    if isinstance(handler, ast.FuncLit):
        return handler.scope
    value = typer.package_value(handler)
    if value is not None and value.file is not None and value.decl is not None:
        exprs = value.file.initialisers(value.decl)[value.decl.position :]
        return _served(value.file.value_function(value.decl), exprs[0]) if exprs else None
    return function_of(typer.function_named(handler))


def _writes_nothing(handler: Function) -> bool:
    """Tell a handler that only sets the head of its response, if that."""
    if not handler.parameters:
        return False
    writer = handler.parameters[0]
    for use in writer.uses:
        around = handler.parent_of(use)
        if not isinstance(around, ast.SelectorExpr) or around.sel not in ("WriteHeader", "Header"):
            return False
    return True
