"""What limits the bodies of requests, in the function that reads one or in a middleware before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from ginlint.go.call import function_of, last_name
from ginlint.go.importing import are_linked
from ginlint.go.names import UNKNOWN
from ginlint.go.requestbodies import REQUEST, RESPONSE
from ginlint.go.requests import callers_of, passes_on
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.project import Project
    from ginlint.go.requests import Heat


def is_limited(function: Function, what: str) -> bool:
    """Tell whether something in the function limits, or asks for, the size."""
    limit = table("bodies")["limit"]["calls"]
    for node in ast.walk(function.outermost.body):
        match node:
            case ast.CallExpr(_, args, _) if last_name(node.fun) in limit:
                if all(_may_be_of(function, arg.x, what) for arg in args if _is_body(arg)):
                    return True
            case ast.CallExpr() if what in ("request", "form") and _is_given_to_who_limits(function, node):
                return True
            case ast.CompositeLit(ast.TypeExpr() as type_) if type_.text.rpartition(".")[2] in limit:
                return True
            case ast.SelectorExpr(x, "ContentLength", _) if _may_be_of(function, x, what):
                if _is_asked(function, node):
                    return True
            case ast.SelectorExpr(_, "RemoveAll", _) if what == "form":
                return True  # the files are gone with the request
            case ast.SelectorExpr(_, "UncompressedSize64" | "UncompressedSize", _) if what == "decompressed":
                return True
    return False


def _is_given_to_who_limits(function: Function, call: ast.CallExpr) -> bool:
    """Tell a helper of the module that is handed the request, and limits its body: `s.limit(w, r)`."""
    typer = function.file.typer
    if not any(typer.type_of(arg) == REQUEST for arg in call.args):
        return False
    helper = function_of(typer.callee(call).symbol)
    limiters = table("bodies")["limit"]["limiters"]
    return helper is not None and any(
        last_name(inner.fun) in limiters for inner in ast.nodes_of(helper.body, ast.CallExpr)
    )


def _is_body(arg: ast.Expr) -> TypeGuard[ast.SelectorExpr]:
    return isinstance(arg, ast.SelectorExpr) and arg.sel == "Body"


def is_limited_on_way(heat: Heat, what: str) -> bool:
    """Tell whether one of the functions that lead from what serves to what reads limits the size."""
    return any(is_limited(call.function, what) for call in heat.calls)


def _is_asked(function: Function, length: ast.Expr) -> bool:
    """Tell a length that something may be decided by: not one that is set, or only told to another module."""
    value: ast.Node = length
    around, typer = function.parent_of(value), function.file.typer
    while isinstance(around, ast.CallExpr) and typer.callee(around).kind == "conversion":
        value, around = around, function.parent_of(around)
    if isinstance(around, ast.AssignStmt):
        return value not in around.lhs
    callee = typer.callee(around) if isinstance(around, ast.CallExpr) else None
    known = callee is not None and callee.kind in ("function", "method") and not callee.dynamic
    return not known or function_of(callee.symbol if callee else None) is not None


def _may_be_of(function: Function, owner: ast.Expr, what: str) -> bool:
    """Tell a message that may be the one whose body is read: a response says nothing of a request."""
    type_ = function.file.typer.type_of(owner)
    asked = {"request": REQUEST, "form": REQUEST, "response": RESPONSE}.get(what)
    return type_ is UNKNOWN or asked is None or type_ == asked


def is_limited_before(project: Project, heat: Heat) -> bool:
    """Tell whether a middleware may limit the body: one for all requests, or one on all the handler's routes.

    A server whose packages have nothing to do with those of the handler is another one.
    """
    package = heat.root.file.package
    installing = (*_installing(project, package.origin), *_limited_servers(project, package.origin))
    if any(are_linked(project, path, package.path) for path in installing):
        return True
    own = _own_limits(project, package.origin)
    if not own:
        return False
    routes = project.requests.routes
    for key in own:
        uses = routes.used.get(key, [])
        near = [use for use in uses if are_linked(project, use.file.package.path, package.path)]
        if not uses or any(use.every for use in near):
            return True
    node = heat.root.node
    decl = heat.root.symbol.decl if heat.root.symbol is not None else None
    start = node.pos if node is not None else decl.pos if decl is not None else -1
    served = routes.served.get((heat.root.file.path, start), [])
    if not served and any(use.every for use in routes.used.get((heat.root.file.path, start), ())):
        return False  # a middleware for all requests, before those of single routes
    chains = [{(it.file.path, it.start) for it in route.chain if it.file is not None} for route in served]
    return all(not chain.isdisjoint(own) for chain in chains)


@question
def _installing(project: Project, origin: str) -> frozenset[str]:
    """Return the packages of a repository that install a middleware that is known to limit bodies."""
    return frozenset(
        file.package.path
        for name in table("bodies")["limit"]["middlewares"]
        for file, _ in project.call_sites(name)
        if not file.test and file.package.origin == origin
    )


@question
def _limited_servers(project: Project, origin: str) -> frozenset[str]:
    """Return the packages of a repository that know what serves with a limit unless it is told not to."""
    limited = set(table("bodies")["limit"]["servers"])
    return frozenset(
        package.path
        for package in project.packages
        if package.origin == origin
        for file in package.files
        if not file.test and not limited.isdisjoint(file.names.aliases.values())
    )


@question
def _own_limits(project: Project, origin: str) -> frozenset[tuple[str, int]]:
    """Return the middlewares of a repository that limit bodies, each by its file and where it is declared."""
    return frozenset(
        key
        for name in table("bodies")["limit"]["limiters"]
        for file, offset in project.call_sites(name)
        if not file.test and file.package.origin == origin
        for key in _middlewares_at(file, offset)
    )


def _middlewares_at(file: File, offset: int) -> Iterator[tuple[str, int]]:
    """Yield the middleware that a place is in, or those that call a helper there with the request."""
    decl = file.declaration_at(offset)
    if decl is None:
        return
    function = file.function(decl)
    installed = file.package.project.requests.routes.used
    if any(passes_on(inner) for inner in function.all()) or (file.path, decl.pos) in installed:
        yield file.path, decl.pos
        return
    given = (file.typer.variable_type(parameter) for parameter in function.parameters)
    for call in callers_of(function) if REQUEST in given else ():
        caller = call.function.outermost.symbol
        if passes_on(call.function) and caller is not None and caller.decl is not None:
            yield call.file.path, caller.decl.pos
