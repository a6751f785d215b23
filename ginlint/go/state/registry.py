"""What is registered for as long as the process lives, and the labels that metrics get."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from ginlint.go.call import function_of
from ginlint.go.names import Named, deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.requests import callers_of, enclosing_function, is_controller, serves
from ginlint.go.state.lookups import last_name
from ginlint.go.state.shared import kind_of, server_of
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project
    from ginlint.go.requests import Heat


def registrations(package: Package) -> Iterator[Call]:
    """Yield the calls that register something for good, unless the same function takes one back or asks.

    What is registered with a value that the function makes itself goes with that value, and what is
    taken back elsewhere in the package from where it is kept lasts no longer.
    """
    models = table("registrations")
    taken_back = {name for call in package.calls(*models["undone_by"]) for name in _kept_as(call)}
    for call in package.calls(*models["calls"]):
        if _is_with_own(call) or not taken_back.isdisjoint(_kept_as(call) if taken_back else ()):
            continue
        typer = call.file.typer
        body = call.function.outermost.body
        asked = (name for name, asks in models["asked_first"].items() if call.callee.name.startswith(asks))
        settling = {*models["undone_by"], *asked}
        calls = (node for node in ast.walk(body) if isinstance(node, ast.CallExpr))
        if not any(typer.callee(node).name in settling for node in calls):
            yield call


def _kept_as(call: Call) -> Iterator[str]:
    """Yield the names of the fields, or of the package variable, that hold what a call is given first."""
    first = call.node.args[0] if call.node.args else None
    match first:
        case ast.SelectorExpr(_, sel, _):
            yield sel
        case ast.Ident(name, obj=None):
            yield name
        case ast.Ident(obj=variable) if variable is not None:
            for use in uses_of_variable(call.function, variable):
                around = use.function.parent_of(use.node)
                key = around.key if isinstance(around, ast.KeyValueExpr) else use.target
                if isinstance(key, ast.SelectorExpr):
                    yield key.sel
                elif isinstance(key, ast.Ident) and use.kind in (UseKind.COMPOSITE, UseKind.STORED):
                    yield key.name


def panics_when_repeated(call: Call) -> bool:
    """Tell a route whose path its call does not work out: a second time would panic, so there is none."""
    if call.callee.name not in table("registrations")["once"]:
        return False
    path = call.node.args[0] if call.node.args else None
    return path is not None and not any(isinstance(node, ast.CallExpr) for node in ast.walk(path))


def _is_with_own(call: Call) -> bool:
    """Tell a method of a value that is made in this function, or whose origin is not known."""
    receiver = call.callee.receiver
    if receiver is None:
        return False
    variable = root_variable(receiver)
    if variable is None:
        return not is_package_value(call.function, receiver)
    return kind_of(call.function, variable) == ""


def is_package_value(function: Function, expr: ast.Expr) -> bool:
    """Tell a package variable, a field of one, or what a function gives that returns one: GetInstance()."""
    typer = function.file.typer
    while typer.package_value(expr) is None:
        if isinstance(expr, ast.CallExpr):
            symbol = typer.callee(expr).symbol
            return symbol is not None and not symbol.recv_type and _returns_package_value(symbol)
        if not isinstance(expr, (ast.SelectorExpr, ast.StarExpr)):
            return False
        expr = expr.x
    return True


def _returns_package_value(symbol: FuncSymbol) -> bool:
    """Tell a function of the module whose first result is one package variable, whichever way it returns."""
    function = function_of(symbol) if not symbol.params else None
    if function is None:
        return False
    values = set()
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.ReturnStmt):
            value = function.file.typer.package_value(node.results[0]) if node.results else None
            values.add(value.qualified if value is not None and not value.const else "")
    return len(values) == 1 and "" not in values


def metric_labels(package: Package) -> Iterator[tuple[Call, ast.Expr]]:
    """Yield the label values that metrics are given for good, each with the call that gives it."""
    for call in package.calls(*table("registrations")["labels"]["calls"]):
        metric = call.callee.receiver
        if metric is not None and last_name(metric) in _metrics_taken_back(package.project):
            continue
        for arg in call.node.args:
            if isinstance(arg, ast.CompositeLit):
                values = (e.value for e in arg.elts if isinstance(e, ast.KeyValueExpr))
                yield from ((call, value) for value in values)
            else:
                yield call, arg


@question
def _metrics_taken_back(project: Project) -> frozenset[str]:
    """Return the last names of the metrics of which anything takes labels away again."""
    found = set()
    for name in table("registrations")["labels"]["removes"]:
        for file, offset in project.call_sites(name):
            call = None if file.test else file.call_at(offset)
            fun = call.node.fun if call is not None else None
            if isinstance(fun, ast.SelectorExpr):
                found.add(last_name(fun.x))
    return frozenset(found)


def is_shared(package: Package, function: Function, variable: Variable, heat: Heat) -> bool:
    """Tell whether what `variable` leads to is one for all requests.

    A captured variable must not belong to a function that runs per request itself; a
    receiver must be of a type of which no value is made while serving. The way from the
    handler to it must be certain and lead by what lasts, or stay on this receiver.
    """
    requests = package.project.requests
    if variable.kind != "receiver":
        server = server_of(function)
        literal = server.node if server is not None else None
        if server is None or server.parent is None or literal is None or _is_served_at_once(server):
            return False
        return requests.heat(server.parent, literal) is None
    stays = stays_on_receiver(heat)
    if not stays and not (heat.certain and serves(heat.root) == "request" and _leads_by_what_lasts(heat)):
        return False
    if _is_made_per_request(package, function, variable):
        return False
    if not stays and _is_made_per_job(package, function, variable):
        return False
    return not stays or not _is_asked_of_another(package, heat.root)


def _is_served_at_once(server: Function) -> bool:
    """Tell a literal that is part of the chain on which ServeHTTP is called, or of what is kept for that."""
    around = server.parent_of(server.node) if server.node is not None else None
    while isinstance(around, ast.Expr):
        if isinstance(around, ast.SelectorExpr) and around.sel == "ServeHTTP":
            return True
        around = server.parent_of(around)
    match around:
        case ast.AssignStmt([ast.Ident() as kept], _, [_]) if kept.obj is not None:
            return any(_serves_here(server, use) for use in kept.obj.uses)
    return False


def _serves_here(server: Function, use: ast.Ident) -> bool:
    """Tell `chain.ServeHTTP` in the function that makes the chain, for which it is one of its own."""
    around = server.outermost.parent_of(use)
    return (
        isinstance(around, ast.SelectorExpr)
        and around.sel == "ServeHTTP"
        and enclosing_function(server.outermost, use) is server.parent
    )


def stays_on_receiver(heat: Heat) -> bool:
    """Tell whether each call that leads from the handler is of a method of the same value."""
    return all(
        isinstance(call.node.fun, ast.SelectorExpr)
        and isinstance(call.node.fun.x, ast.Ident)
        and call.node.fun.x.obj is not None
        and call.node.fun.x.obj.kind == "receiver"
        for call in heat.calls
    )


def _leads_by_what_lasts(heat: Heat) -> bool:
    """Tell a way that comes to its last receiver by package variables, or by what the handler's own has."""
    last = heat.root.outermost.receiver
    lasting: frozenset[Variable] = frozenset(() if last is None else (last,))
    for call, following in zip(heat.calls, (*heat.calls[1:], None), strict=True):
        fun = call.node.fun
        own = isinstance(fun, ast.SelectorExpr) and _lasts(call.function, fun.x, lasting)
        if following is None:
            return own
        callee = following.function.outermost
        given = zip(callee.parameters, call.node.args, strict=False)
        lasting = frozenset(parameter for parameter, arg in given if _lasts(call.function, arg, lasting))
        lasting |= {callee.receiver} if own and callee.receiver is not None else set()
    return True


def _lasts(function: Function, expr: ast.Expr, lasting: frozenset[Variable]) -> bool:
    """Tell one of what is `lasting` in a function, what is reached from that, and what is there for all."""
    variable = root_variable(expr)
    if variable is None:
        return is_package_value(function, expr)
    if variable in lasting:
        return True
    if variable.function is not function:
        return kind_of(function, variable) == "captured"
    value = variable.definition.value
    named = isinstance(value, (ast.SelectorExpr, ast.CallExpr))
    is_alias = variable.kind == "local" and not variable.writes and named
    return is_alias and value is not None and _lasts(function, value, lasting)


def _is_asked_of_another(package: Package, root: Function) -> bool:
    """Tell a method, of the shape of a handler, that one calls on a value which it has itself."""
    requests, symbol = package.project.requests, root.symbol
    if symbol is None:
        return False
    for place in requests.places_of(symbol):
        site = requests.site(symbol, place)
        if site is not None and site.certain and site.origin is not None and site.origin.per:
            fun, caller = place.call.node.fun, place.call.function
            on = fun.x.obj if isinstance(fun, ast.SelectorExpr) and isinstance(fun.x, ast.Ident) else None
            if on is not None and on.kind == "local" and on.function is caller:
                return True
    return False


def _is_made_per_request(package: Package, function: Function, variable: Variable) -> bool:
    """Tell a type of which values are made while serving or by a pool, or that nobody is seen to make."""
    owner = deref(function.file.typer.variable_type(variable))
    if not isinstance(owner, Named):
        return True
    return are_made_per_request(package.project, owner)


@question
def are_made_per_request(project: Project, owner: Named) -> bool:
    """Tell whether values of a type are made while serving or by a pool, or by nobody that is seen."""
    requests = project.requests
    if is_controller(project, owner):
        return True
    made = list(makings(project, owner))
    return not made or any(
        (requests.heat(maker, node) is not None and not _is_kept_for_all(maker, node))
        or _is_pooled(maker, node)
        for maker, node in made
    )


def _is_made_per_job(package: Package, function: Function, variable: Variable) -> bool:
    """Tell a type of which all values are made by methods that do a piece of work, or for these."""
    owner = deref(function.file.typer.variable_type(variable))
    made = list(makings(package.project, owner)) if isinstance(owner, Named) else []
    return bool(made) and all(
        (_does_a_job(maker) or _is_called_by_jobs(maker)) and not _is_kept_for_all(maker, node)
        for maker, node in made
    )


def _is_called_by_jobs(maker: Function) -> bool:
    calls = callers_of(maker) if maker.symbol is not None else []
    return bool(calls) and all(_does_a_job(call.function) for call in calls)


def _does_a_job(function: Function) -> bool:
    symbol = function.outermost.symbol
    return (
        symbol is not None
        and symbol.recv_type != ""
        and symbol.name.lower().startswith(tuple(table("registrations")["jobs"]["prefixes"]))
    )


def _is_kept_for_all(maker: Function, node: ast.Expr) -> bool:
    """Tell what becomes the value of a package variable, as in `if instance == nil { instance = &T{} }`."""
    around = maker.parent_of(node)
    made, around = (around, maker.parent_of(around)) if isinstance(around, ast.UnaryExpr) else (node, around)
    match around:
        case ast.AssignStmt([target], "=", [value]) if value is made:
            return maker.file.typer.package_value(target) is not None
    return False


def _is_pooled(maker: Function, node: ast.Node) -> bool:
    """Tell what the New function of a pool makes."""
    around: ast.Node | None = node
    while around is not None:
        if (
            isinstance(around, ast.KeyValueExpr)
            and isinstance(around.key, ast.Ident)
            and around.key.name == "New"
        ):
            return True
        around = maker.parent_of(around)
    return False


def makings(project: Project, owner: Named) -> Iterator[tuple[Function, ast.Expr]]:
    """Yield where values of a type are made: by composite literals and new(), in functions and outside."""
    name = owner.name.encode()
    for package in project.packages:
        for file in package.files:
            text = file.parsed.text
            if file.test or name not in text:
                continue
            for outer in chain(_functions(file, name), _initialisers(file, name)):
                for function in outer.all():
                    for node in ast.walk(function.body, into_literals=False):
                        if _makes(function, node, owner):
                            yield function, node  # type: ignore[misc] # an expression


def _functions(file: File, name: bytes) -> Iterator[Function]:
    made = _made(name)
    for decl in file.facts.functions:
        if decl.body is not None and made.search(file.parsed.text, *decl.body):
            yield file.function(decl)


@cache
def _made(name: bytes) -> re.Pattern[bytes]:
    """Match where a value of a type of this name may be made: T{…}, T[K]{…}, new(p.T)."""
    return re.compile(rb"\b%b\s*(?:\[[^{}]*\]\s*)?\{|\bnew\s*\([^()]*\b%b\b" % (name, name))


def _initialisers(file: File, name: bytes) -> Iterator[Function]:
    for value in file.facts.values:
        if value.position == 0 and value.value is not None and name in file.parsed.text[slice(*value.value)]:
            yield file.value_function(value)


def _makes(function: Function, node: ast.Node, owner: Named) -> bool:
    match node:
        case ast.CompositeLit(type_, _) if type_ is not None:
            return function.file.typer.type_of(node) == owner
        case ast.CallExpr(ast.Ident("new"), [_], _):
            return deref(function.file.typer.type_of(node)) == owner
    return False
