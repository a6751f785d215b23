"""Which functions serve requests or messages, by the types of their parameters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.file import Names
from ginlint.go.names import Chan, Struct
from ginlint.go.requests.contexts import own_contexts, served_as
from ginlint.go.requests.controllers import is_action
from ginlint.go.requests.generated import is_of_service
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import FuncSymbol, Function

MAX_CALLS = 3  # from a command to what it is still responsible for


@cache
def _responders() -> frozenset[str]:
    return frozenset(table("frameworks")["responders"]["results"])


def serves(function: Function) -> str | None:
    """Return "request" or "message" if each call of `function` serves one, else None."""
    typer = function.file.typer
    project = function.file.package.project
    own = own_contexts(project)
    for field in function.type.params:
        text = field.type.text
        if "." not in text and not own:
            continue  # the types of frameworks come from other packages
        kind = served_as(project, str(typer.written(text)))
        if kind is not None:
            return kind
    if any(str(typer.written(field.type.text)) in _responders() for field in function.type.results):
        return "request"
    symbol = function.symbol
    return "request" if symbol is not None and _is_served_method(symbol) else None


def declared_to_serve(symbol: FuncSymbol) -> bool:
    """Tell what `serves` would of a declared function, by its declaration alone."""
    answers = any(str(result.type) in _responders() for result in symbol.results)
    if answers or _is_served_method(symbol):
        return True
    project = symbol.file.package.project if symbol.file is not None else None
    return project is not None and any(served_as(project, str(given.type)) for given in symbol.params)


def helps_a_handler(symbol: FuncSymbol) -> bool:
    """Tell a method that takes what handlers take, and gives results, which these handlers do not."""
    kinds = {str(parameter.type) for parameter in symbol.params}
    silent = table("frameworks")["silent"]["parameters"]
    return bool(symbol.recv_type and symbol.results) and not kinds.isdisjoint(silent)


def context_origin(callee: str) -> str:
    """Return what ends a call's context: "root" for nothing, "request", "signals", "" if it is not known."""
    contexts = table("frameworks")["contexts"]
    if callee in contexts["of_signals"]:
        return "signals"
    if callee in contexts["roots"]:
        return "root"
    return "request" if callee in contexts["of_request"] else ""


@cache
def _ending() -> Names:
    return Names(name.rpartition(".")[2] for name in table("frameworks")["once"]["ends"])


def serves_once(function: Function) -> bool:
    """Tell a handler that does its work for one request only, as a first set-up does."""
    return _ends_its_server(function) or _sets_up(function)


def _sets_up(function: Function) -> bool:
    """Tell what refuses where a flag is set, and sets that itself: `if app.Installed { return }`."""
    text = function.file.text
    flags = {
        text(test.cond)
        for test in function.body.stmts
        if isinstance(test, ast.IfStmt)
        and isinstance(test.cond, (ast.Ident, ast.SelectorExpr))
        and test.body.stmts
        and isinstance(test.body.stmts[-1], ast.ReturnStmt)
    }
    return bool(flags) and any(
        isinstance(done, ast.AssignStmt)
        and len(done.lhs) == len(done.rhs) == 1
        and text(done.rhs[0]) == "true"
        and text(done.lhs[0]) in flags
        and _lasts(done.lhs[0])
        for done in function.body.stmts
    )


def _lasts(flag: ast.Expr) -> bool:
    """Tell a package variable, or a field of one or of the receiver."""
    while isinstance(flag, ast.SelectorExpr):
        flag = flag.x
    return isinstance(flag, ast.Ident) and (flag.obj is None or flag.obj.kind == "receiver")


def _ends_its_server(function: Function) -> bool:
    """Tell a handler that shuts a server down."""
    end = function.node.end if function.node is not None else function.body.end
    if not any(function.body.pos <= offset < end for offset in function.file.called(_ending())):
        return False
    ends, typer = table("frameworks")["once"]["ends"], function.file.typer
    return any(
        isinstance(node, ast.CallExpr) and typer.callee(node).name in ends for node in ast.walk(function.body)
    )


def ends_the_process(function: Function) -> bool:
    """Tell a function that calls os.Exit, at once or after a while, and not for an error."""
    if "Exit" not in function.file.facts.index.calls:
        return False
    typer = function.file.typer
    return any(
        isinstance(node, ast.CallExpr)
        and typer.callee(node).name == "os.Exit"
        and not function.in_error_branch(node)
        for node in ast.walk(function.body)
    )


def _is_served_method(symbol: FuncSymbol) -> bool:
    """Tell a method that is called for each request by what its receiver embeds."""
    return _is_grpc_method(symbol) or _is_resolver(symbol) or is_action(symbol)


def is_subscription(symbol: FuncSymbol) -> bool:
    """Tell a resolver that gives a channel, from which is received until the client has gone."""
    return _is_resolver(symbol) and any(isinstance(result.type, Chan) for result in symbol.results)


def _is_resolver(symbol: FuncSymbol) -> bool:
    """Tell a method of a resolver of GraphQL that takes a context and may fail."""
    graphql = table("frameworks")["graphql"]
    if not symbol.recv_type.endswith(graphql["suffix"]) or not symbol.params or not symbol.results:
        return False
    if str(symbol.params[0].type) != "context.Context" or str(symbol.results[-1].type) != "error":
        return False
    return graphql["embedded"] in _embedded(symbol)


def _embedded(symbol: FuncSymbol) -> list[str]:
    """Return the names of what the receiver of a method embeds."""
    receiver = symbol.file.package.scope.types.get(symbol.recv_type) if symbol.file is not None else None
    if receiver is None or symbol.file is None:
        return []
    shape = symbol.file.typer.program.underlying(receiver.written)
    return [field.name for field in shape.fields if field.embedded] if isinstance(shape, Struct) else []


def _is_grpc_method(symbol: FuncSymbol) -> bool:
    """Tell a method of a generated gRPC service: by its shape and what its receiver embeds."""
    if symbol.file is None or not symbol.recv_type or len(symbol.params) != 2 or len(symbol.results) != 2:  # noqa: PLR2004
        return False
    if str(symbol.params[0].type) != "context.Context" or str(symbol.results[1].type) != "error":
        return False
    grpc = table("frameworks")["grpc"]
    prefixes = tuple(grpc["embedded_prefixes"])
    return is_of_service(symbol) or any(
        name.startswith(prefixes) and name.endswith(grpc["embedded_suffix"]) for name in _embedded(symbol)
    )
