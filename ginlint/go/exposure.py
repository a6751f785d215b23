"""What a service shows or waits for: profiles served to anybody, clients without a timeout."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ginlint.go.call import Call, function_of, last_name
from ginlint.go.heldclients import is_held_endless
from ginlint.go.names import Named
from ginlint.go.ownership import UseKind, uses_of
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.uses import Use, uses_of_variable
from ginlint.go.profiles import has_profiles, is_aside_of_program, uses_default_mux
from ginlint.go.requestbodies import REQUEST
from ginlint.go.requests import context_origin
from ginlint.go.serving import (
    Listener,
    handler_of,
    is_aside,
    is_local,
    keys_of,
    server_literals,
    serving_calls,
)
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package
    from ginlint.go.project import Project

INDEX = re.compile(rb"\.Index\b")
# What may limit how long a request takes; statuses, and errors that are asked what they are, do not.
LIMITS = re.compile(r"(?<!StatusGateway)(?<!StatusRequest)(?:(?<!\.)Timeout|Timeout(?!\s*\())")


class Exposed(NamedTuple):
    """A place where profiles are served; `certainty` is high, medium or low."""

    function: Function
    node: ast.Expr
    address: str
    certainty: str


def exposed_profiles(package: Package) -> Iterator[Exposed]:
    """Yield the listeners, or else the registrations, by which profiles can be read from outside."""
    for listener in chain(serving_calls(package), server_literals(package)):
        if (
            listener.default_mux
            and not is_local(listener)
            and _serves(listener)
            and has_profiles(package, of_program=not is_aside_of_program(listener))
        ):
            yield Exposed(listener.function, listener.node, listener.address, _certainty(listener))
    if _listens_locally(package):
        return
    told: set[tuple[Function, str]] = set()  # a guard mends all routes that a function gives to one router
    for call, router in _profile_routes(package):
        place = (call.function, call.file.text(router) if router is not None else "")
        if place not in told and not _is_guarded(call, router):
            told.add(place)
            low = _depends_on_setting(call) or is_aside(call.file)
            yield Exposed(call.function, call.node, "", "low" if low else "medium")


def _certainty(listener: Listener) -> str:
    """Return how sure it is that others reach a listener; who asks for it and says where may not let them."""
    if is_aside(listener.function.file):
        return "low"
    if listener.address:
        return "high"
    return "low" if _is_asked_for(listener) else "medium"


def _is_asked_for(listener: Listener) -> bool:
    """Tell a listener in a branch that something other than an error decides on."""
    function = listener.function
    inner: ast.Node = listener.node
    around = function.parent_of(inner)
    while around is not None:
        chosen = isinstance(around, ast.IfStmt) and inner in (around.body, around.orelse)
        if isinstance(around, ast.CaseClause) or (chosen and not function.in_error_branch(inner)):
            return True
        inner, around = around, function.parent_of(around)
    return False


def serves_profiles_only(listener: Listener) -> bool:
    """Tell a server whose mux gets, as far as its function or the module shows, nothing but profiles."""
    function, project = listener.function, listener.function.file.package.project
    if listener.default_mux:
        wanted = table("servers")["pprof"]["package"]
        files = function.file.package.files
        return any(s.path == wanted for f in files for s in f.facts.imports) and not uses_default_mux(project)
    handler = handler_of(listener)
    root = root_variable(handler) if isinstance(handler, ast.Ident) else None
    if root is None or root.function.outermost is not function.outermost:
        return False
    routes = [
        function.file.text(use.call).lower()
        for use in uses_of_variable(function.outermost, root)
        if use.call is not None and use.kind is UseKind.METHOD
    ]
    return any("pprof" in text for text in routes) and all(
        any(word in text for word in table("servers")["pprof"]["words"]) for text in routes
    )


def _profile_routes(package: Package) -> Iterator[tuple[Call, ast.Expr | None]]:
    """Yield the calls that register the profiles with a router of other things too, and this router."""
    models = table("servers")["pprof"]
    for call in package.calls(*models["registers"]):
        own = call.callee.symbol is not None and call.callee.symbol.package == call.file.package.path
        if not own and not call.file.facts.constraint:
            yield call, call.node.args[0] if call.node.args else None
    for made in package.calls(*models["makes"]):
        around = made.function.enclosing(made.node, ast.CallExpr)
        if isinstance(around, ast.CallExpr):
            yield from _route(Call(around, made.function))
    paths = {name.rpartition(".")[0] for name in models["index"]}
    for file in package.speaking:
        if not file.facts.constraint and not paths.isdisjoint(spec.path for spec in file.facts.imports):
            yield from _indexes(file)


def _indexes(file: File) -> Iterator[tuple[Call, ast.Expr | None]]:
    """Yield the registrations of pprof.Index in a file."""
    wanted = table("servers")["pprof"]["index"]
    for outer in file.functions_at(match.start() for match in INDEX.finditer(file.parsed.text)):
        for function in outer.all():
            for node in ast.walk(function.body, into_literals=False):
                if isinstance(node, ast.SelectorExpr) and node.sel == "Index":
                    symbol = file.typer.function_named(node)
                    call = _registering(function, node)
                    if symbol is not None and symbol.qualified in wanted and call is not None:
                        yield from _route(call)


def _registering(function: Function, node: ast.Expr) -> Call | None:
    """Return the call that registers a handler, which may be wrapped first."""
    routes = table("servers")["pprof"]["routes"]
    around: ast.Node | None = function.enclosing(node, ast.CallExpr, ast.FuncLit)
    while isinstance(around, ast.CallExpr):
        call = Call(around, function)
        named = isinstance(around.fun, ast.SelectorExpr) and around.fun.sel in routes
        if named and call.callee.kind != "conversion":
            return call
        around = function.enclosing(around, ast.CallExpr, ast.FuncLit)
    return None


def _route(call: Call) -> Iterator[tuple[Call, ast.Expr | None]]:
    """Yield a registration with its router, if this is not one for nothing else, nor the default mux."""
    fun = call.node.fun
    router = fun.x if isinstance(fun, ast.SelectorExpr) else None
    if router is None or call.callee.name.startswith("net/http.Handle"):
        return
    if not _is_for_profiles_only(call, router):
        yield call, router


def _is_for_profiles_only(call: Call, router: ast.Expr) -> bool:
    """Tell a router that gets, as far as this function shows, routes for debugging only."""
    root = root_variable(router)
    if root is None:
        return True
    routes = table("servers")["pprof"]["routes"]
    file = call.file
    others = [
        node
        for node in ast.walk(call.function.outermost.body)
        if isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.SelectorExpr)
        and node.fun.sel in (*routes, "POST", "Post", "PUT", "Put")
        and root_variable(node.fun.x) is root
        and not any(
            word in file.text(node).lower() for word in ("pprof", "debug", "profil", "metrics", "health")
        )
    ]
    return not others


def _serves(listener: Listener) -> bool:
    """Tell a server literal with an address, or a call that listens."""
    return isinstance(listener.node, ast.CallExpr) or bool(listener.address)


def _listens_locally(package: Package) -> bool:
    listeners = list(chain(serving_calls(package), server_literals(package)))
    return bool(listeners) and all(is_local(listener) for listener in listeners)


def _is_guarded(call: Call, router: ast.Expr | None) -> bool:
    """Tell a call or router, or middleware before, of which the names speak of authentication."""
    guards = table("servers")["pprof"]["guards"]
    file = call.file
    names = file.text(call.node).lower() + call.function.outermost.name.lower()
    root = router.name if isinstance(router, ast.Ident) else ""
    for node in ast.walk(call.function.body):
        if (
            isinstance(node, ast.CallExpr)
            and node.pos < call.node.pos
            and isinstance(node.fun, ast.SelectorExpr)
        ):
            text = file.text(node)
            if node.fun.sel in ("Use", "Group") and (root in text or node.fun.sel == "Group"):
                names += text.lower()
    return any(guard in names for guard in guards)


def _depends_on_setting(call: Call) -> bool:
    around = call.function.enclosing(call.node, ast.IfStmt, ast.CaseClause)
    return around is not None


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
    if isinstance(receiver, ast.Ident) and receiver.obj is not None and not receiver.obj.writes:
        receiver = receiver.obj.definition.value or receiver
    value = function.file.typer.package_value(receiver)
    if value is None or _set_later(function.file.package.project, value.package, value.name):
        return False
    client = table("servers")["client"]
    if value.file is None or value.decl is None:
        return bool(value.qualified == client["default"])
    exprs = value.file.initialisers(value.decl)
    made = exprs[value.decl.position] if value.decl.position < len(exprs) else None
    literal = made.x if isinstance(made, ast.UnaryExpr) else made
    return isinstance(literal, ast.CompositeLit) and keys_of(literal).keys().isdisjoint(client["timeouts"])


@question
def _set_later(project: Project, path: str, name: str) -> bool:
    """Tell whether a client's timeout, its transport or the whole client is set outside its declaration.

    The client is the variable `name` of the package at `path`.
    """
    scope = project.program.scope(path)
    value = scope.values[name] if scope is not None else None
    word = name.encode()
    rest = re.escape(word) + rb"(?:\.(?:Timeout|Transport))?\s*=[^=]"
    here, elsewhere = re.compile(rb"\b" + rest), re.compile(rb"\." + rest)
    decl = value.decl if value is not None else None
    return any(
        not (
            value is not None
            and file is value.file
            and decl is not None
            and decl.pos <= match.start() < decl.end
        )
        for package in project.packages
        for file in package.files
        if word in file.parsed.text
        for match in (here if package.path == path else elsewhere).finditer(file.parsed.text)
    )


def _sends_without_context(call: Call) -> bool:
    """Tell a call that makes its request itself, or sends one that was made here without a context."""
    if _limits(call.function.outermost):
        return False
    return call.callee.name.rpartition(".")[2] != "Do" or _makes_bare_request(call.function.outermost)


def _limits(function: Function) -> bool:
    """Tell a function that may limit how long a request takes, by a timeout or a context it is given."""
    if LIMITS.search(function.file.text(function.body)):
        return True
    return "WithContext" in function.file.text(function.body) and any(
        _may_give_context(function, node) for node in ast.nodes_of(function.body, ast.CallExpr)
    )


def _may_give_context(function: Function, call: ast.CallExpr) -> bool:
    """Tell `req.WithContext(ctx)`, and what the module or nobody knows declares by such a name; no logger."""
    name, typer = last_name(call.fun), function.file.typer
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
    return bool(made) and all(_never_ends(function, context) for context in made)


def _never_ends(function: Function, context: ast.Expr) -> bool:
    """Tell context.Background(), and a variable that holds nothing else."""
    if isinstance(context, ast.Ident) and context.obj is not None and not context.obj.writes:
        context = context.obj.definition.value or context
    return isinstance(context, ast.CallExpr) and (
        context_origin(function.file.typer.callee(context).name) == "root"
    )


def _waits(function: Function, literal: ast.CompositeLit, client: Named) -> bool:
    """Tell a client with neither timeout nor transport that sends requests made without a context."""
    if literal.type is None or function.file.typer.type_of(literal) != client:
        return False
    if not keys_of(literal).keys().isdisjoint(table("servers")["client"]["timeouts"]):
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
