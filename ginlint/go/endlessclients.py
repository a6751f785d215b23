"""Clients that wait for ever: without a timeout, for requests without a context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.ancestry import ended_by
from ginlint.go.call import function_of, last_name
from ginlint.go.heldclients import (
    is_endless_literal,
    is_handed_endless,
    is_held_endless,
    is_set_later,
    makes_endless,
)
from ginlint.go.names import Named
from ginlint.go.ownership import UseKind, uses_of
from ginlint.go.requestbodies import REQUEST
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function
    from ginlint.go.ownership.uses import Use
    from ginlint.go.package import Package
    from ginlint.go.project import Project

# What may limit how long a request takes; statuses, how long what is idle is kept, and errors that are asked
# what they are, do not.
LIMITS = re.compile(
    r"(?<!StatusGateway)(?<!StatusRequest)(?<!IdleConn)(?<!TLSHandshake)(?<!ExpectContinue)"
    r"(?:(?<!\.)Timeout|Timeout(?!\s*\())"
)


def clients_without_timeout(package: Package) -> Iterator[tuple[Function, ast.Expr, str]]:
    """Yield the calls of clients without a timeout and such clients made in functions, each named."""
    client = table("servers")["client"]
    for call in package.calls(*client["calls"]):
        if LIMITS.search(call.file.text(call.function.body)) is None or call.callee.name.startswith("net/"):
            yield call.function, call.node, f"`{call.file.text(call.node.fun)}`"
    for call in package.calls(*client["methods"]):
        receiver = call.callee.receiver
        endless = receiver is not None and (
            _is_endless(call.function, receiver) or is_held_endless(call.function, receiver)
        )
        if endless and _sends_without_context(call):
            yield call.function, call.node, f"`{call.file.text(call.node.fun)}`"
    for call in package.calls(*client["makes"]):
        sent = _first_sent(call)
        if sent is not None and not _gives_clients(package.project):
            yield call.function, sent, f"`{call.file.text(sent.fun)}`"
    path, _, name = client["type"].rpartition(".")
    for file in package.speaking:
        for outer in file.functions_at(file.facts.index.types.get(name, [])):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    if isinstance(node, ast.CompositeLit) and _waits(function, node, Named(path, name)):
                        yield function, node, "a client made here"


@question
def _gives_clients(project: Project) -> bool:
    """Tell whether anything puts a client into a context, for others to use instead of a new one."""
    word = table("servers")["client"]["given"].encode()
    return any(word in file.parsed.text for package in project.packages for file in package.files)


def _first_sent(made: Call) -> ast.CallExpr | None:
    """Return the first request without a context that a client sends which its function has to itself."""
    function = made.function
    if LIMITS.search(made.file.text(function.outermost.body)):
        return None
    uses = list(uses_of(function, made.node))
    if not all(use.kind in (UseKind.METHOD, UseKind.READ) for use in uses):
        return None
    bare = _makes_bare_request(function.outermost)
    return next((use.call for use in uses if use.call is not None and (use.member != "Do" or bare)), None)


def _is_endless(function: Function, receiver: ast.Expr) -> bool:
    """Tell the default client, or a package variable made without a timeout that nothing sets later.

    A local variable that holds nothing else is as good: `client := http.DefaultClient`.
    """
    if isinstance(receiver, ast.Ident) and receiver.obj is not None and receiver.obj.kind == "parameter":
        return is_handed_endless(receiver.obj)
    shared = False  # with what may give it a timeout
    if isinstance(receiver, ast.Ident) and receiver.obj is not None and not receiver.obj.writes:
        around = (function.outermost.parent_of(use) for use in receiver.obj.uses)
        shared = not all(isinstance(it, ast.SelectorExpr) for it in around)
        receiver = receiver.obj.definition.value or receiver
    if isinstance(receiver, ast.CallExpr):
        maker = function_of(function.file.typer.callee(receiver).symbol)
        return maker is not None and not shared and makes_endless(maker)
    value = function.file.typer.package_value(receiver)
    if value is None or is_set_later(function.file.package.project, value.package, value.name):
        return False
    client = table("servers")["client"]
    if value.file is None or value.decl is None:
        return bool(value.qualified == client["default"])
    exprs = value.file.initialisers(value.decl)
    made = exprs[value.decl.position] if value.decl.position < len(exprs) else None
    if isinstance(made, ast.SelectorExpr):  # var client = http.DefaultClient
        return _is_endless(value.file.value_function(value.decl), made)
    literal = made.x if isinstance(made, ast.UnaryExpr) else made
    return isinstance(literal, ast.CompositeLit) and is_endless_literal(value.file, literal)


def _sends_without_context(call: Call) -> bool:
    """Tell a call that makes its request itself, or sends one that was made here without a context."""
    if _limits(call.function.outermost):
        return False
    if call.callee.name.rpartition(".")[2] != "Do":
        return True
    maker = _maker_of_request(call)
    return _makes_bare_request(call.function.outermost if maker is None else maker)


def _maker_of_request(call: Call) -> Function | None:
    """Return the function of the module that makes what a call sends: `req, err := c.request(…)`."""
    sent = call.node.args[0] if len(call.node.args) == 1 else None
    variable = sent.obj if isinstance(sent, ast.Ident) else None
    made = variable.definition.value if variable is not None and not variable.writes else None
    if not isinstance(made, ast.CallExpr):
        return None
    maker = function_of(call.file.typer.callee(made).symbol)
    return maker if maker is not None and not _limits(maker) else None


def _limits(function: Function) -> bool:
    """Tell a function that may limit how long a request takes, by a timeout or a context it is given."""
    if LIMITS.search(function.file.text(function.body)):
        return True
    text = function.file.text(function.body)
    return ("WithContext" in text or ".Clone(" in text) and any(
        _may_give_context(function, node) for node in ast.nodes_of(function.body, ast.CallExpr)
    )


def _may_give_context(function: Function, call: ast.CallExpr) -> bool:
    """Tell `req.WithContext(ctx)`, and what the module or nobody knows declares by such a name; no logger."""
    name, typer = last_name(call.fun), function.file.typer
    if name == "Clone" and len(call.args) == 1:
        return typer.callee(call).name == "net/http.Request.Clone"
    if not name.endswith("WithContext") or name.startswith("NewRequest"):
        return False
    callee = typer.callee(call)
    if not callee.name or function_of(callee.symbol) is not None:
        return True
    return any(typer.type_of(part) == REQUEST for part in (callee.receiver, *call.args))


def _makes_bare_request(function: Function) -> bool:
    """Tell a function that makes requests without a context, or with one that nothing ends."""
    text = function.file.text(function.body)
    if "http.NewRequestWithContext(" not in text:
        return "http.NewRequest(" in text or "&http.Request{" in text
    made = [
        call.args[0]
        for inner in function.all()
        for call in ast.nodes_of(inner.body, ast.CallExpr)
        if last_name(call.fun) == "NewRequestWithContext" and call.args
    ]
    return bool(made) and all(ended_by(function, context) == "root" for context in made)


def _waits(function: Function, literal: ast.CompositeLit, client: Named) -> bool:
    """Tell a client without a timeout that sends requests made without a context."""
    if literal.type is None or function.file.typer.type_of(literal) != client:
        return False
    if not is_endless_literal(function.file, literal):
        return False
    if _limits(function.outermost):
        return False
    text = function.outermost.file.text(function.outermost.body)
    uses = list(uses_of(function, literal))
    if ".Transport =" in text and not _may_go_bare(function, literal, uses):
        return False
    bare = _makes_bare_request(function.outermost)
    return all(use.kind in (UseKind.METHOD, UseKind.READ) for use in uses) and any(
        use.member != "Do" or bare for use in uses if use.kind is UseKind.METHOD
    )


def _may_go_bare(function: Function, literal: ast.CompositeLit, uses: list[Use]) -> bool:
    """Tell whether control may come from a client to its use, and no transport is set on the way."""
    graph, text = function.graph, function.file.text(function.outermost.body)
    sets = [
        node
        for node in ast.nodes_of(function.body, ast.AssignStmt)
        if any(isinstance(target, ast.SelectorExpr) and target.sel == "Transport" for target in node.lhs)
    ]
    if text.count(".Transport =") != len(sets) or any(graph.position_of(node) is None for node in sets):
        return False
    return any(
        use.kind is UseKind.METHOD and use.function is function and graph.comes_to(literal, use.node, sets)
        for use in uses
    )
