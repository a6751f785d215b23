"""Middlewares of gin that refuse a request and return: without an abort the handlers after them run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.answers import refuses, writes
from ginlint.go.call import body_of, last_name
from ginlint.go.escapes import lent
from ginlint.go.flow import evaluated
from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project

MAX_HELPERS = 4


class Unaborted(NamedTuple):
    """A middleware that refuses a request by each of `answers`, and lets the rest of the chain have it."""

    function: Function
    answers: list[ast.CallExpr]


def unaborted(package: Package) -> Iterator[Unaborted]:
    """Yield the middlewares that refuse a request and do not end its chain."""
    for file in package.speaking:
        if for_tests(file) or not _imports_gin(file):
            continue
        installed = _installed(package.project)
        offsets = [*file.facts.index.calls.get("Next", ())]
        names = {name.rpartition(".")[2] for name in installed}
        offsets += [decl.pos for decl in file.facts.functions if decl.name in names]
        for outer in file.functions_at(offsets):
            for function in outer.all():
                for variable in function.parameters:
                    if not _is_of_gin(function, variable) or not _may_be_middleware(function, variable):
                        continue
                    answers = list(_unaborted_in(function, variable))
                    if answers and is_middleware(function, variable):
                        yield Unaborted(function, answers)


def lets_go_on(function: Function, answer: ast.CallExpr, variable: Variable) -> bool:
    """Tell an answer of a middleware after which a return would not keep the handlers from running."""
    return is_middleware(function, variable) and not may_abort(function, answer, variable)


def _imports_gin(file: File) -> bool:
    return table("responses")["chain"]["package"] in file.names.aliases.values()


def _is_of_gin(function: Function, variable: Variable) -> bool:
    found = lent(function, variable)
    return found is not None and found.framework == "gin" and not found.own


def is_middleware(function: Function, variable: Variable) -> bool:
    """Tell what is installed before handlers, or goes on to them itself and is no handler of a route."""
    if not _is_of_gin(function, variable) or not _may_be_middleware(function, variable):
        return False
    routes = function.file.package.project.requests.routes
    return not any(key in routes.served for key in _keys(function))


def _may_be_middleware(function: Function, variable: Variable) -> bool:
    calls = ast.nodes_of(function.body, ast.CallExpr)
    return _is_installed(function) or any(_goes_on(function, call, variable) for call in calls)


def _is_installed(function: Function) -> bool:
    """Tell a function that is installed by its name, or the literal that it returns."""
    symbol = function.outermost.symbol
    if symbol is None or not (function.node is None or _is_made(function)):
        return False
    wraps = function.node is not None and any(map(_is_handler, function.outermost.parameters))
    return not wraps and symbol.qualified in _installed(function.file.package.project)


def _is_handler(parameter: Variable) -> bool:
    """Tell a parameter for a handler: what is made around it may be the last of a chain."""
    type_ = str(parameter.function.file.typer.variable_type(parameter))
    return type_.startswith("func(") or type_.rpartition(".")[2] == "HandlerFunc"


def _keys(function: Function) -> list[tuple[str, int]]:
    symbol, path = function.outermost.symbol, function.file.path
    declared = symbol.decl.pos if symbol is not None and symbol.decl is not None else -1
    start = declared if function.node is None else function.node.pos
    return [(path, start), *([(path, declared)] if _is_made(function) else [])]


@question
def _installed(project: Project) -> frozenset[str]:
    """Return the qualified names of the module's functions that are handed to what installs middlewares."""
    found: set[str] = set()
    for name in table("responses")["chain"]["installs"]:
        for file, offset in project.call_sites(name):
            call = None if file.test else file.call_at(offset)
            for arg in call.node.args if call is not None else ():
                if isinstance(arg, ast.CallExpr):
                    symbol = file.typer.callee(arg).symbol
                else:
                    symbol = (
                        file.typer.function_named(arg)
                        if isinstance(arg, (ast.Ident, ast.SelectorExpr))
                        else None
                    )
                if symbol is not None and symbol.file is not None:
                    found.add(symbol.qualified)
    return frozenset(found)


def _is_made(literal: Function) -> bool:
    return literal.node is not None and literal.parent is literal.outermost and _is_returned(literal)


def _is_returned(literal: Function) -> bool:
    around = literal.parent.parent_of(literal.node) if literal.parent and literal.node else None
    return isinstance(around, ast.ReturnStmt)


def _goes_on(function: Function, call: ast.CallExpr, variable: Variable) -> bool:
    """Tell `c.Next()`."""
    return (
        isinstance(call.fun, ast.SelectorExpr)
        and root_variable(call.fun.x) is variable
        and _is_next(function, call)
    )


def _is_next(function: Function, call: ast.CallExpr) -> bool:
    return function.file.typer.callee(call).name in table("responses")["chain"]["goes_on"]


def _unaborted_in(function: Function, variable: Variable) -> Iterator[ast.CallExpr]:
    if _is_kept(function, variable):
        return
    for statement in ast.nodes_of(function.body, ast.ExprStmt):
        call = statement.x
        if not isinstance(call, ast.CallExpr) or not _says_no(function, statement, call, variable):
            continue
        if _comes_first(function, statement, variable) and _is_never_aborted(function, statement, variable):
            yield call


def _is_kept(function: Function, variable: Variable) -> bool:
    """Tell a context that something else holds as well, by which it may be aborted."""
    around = (function.outermost.parent_of(use) for use in variable.uses)
    return any(
        isinstance(it, (ast.CompositeLit, ast.KeyValueExpr, ast.AssignStmt, ast.ValueSpec)) for it in around
    )


def _says_no(function: Function, statement: ast.ExprStmt, call: ast.CallExpr, variable: Variable) -> bool:
    """Tell an answer, in a branch, that refuses the request, or sends it elsewhere."""
    branch = function.enclosing(statement, ast.IfStmt, ast.CaseClause, ast.FuncLit)
    if branch is None or isinstance(branch, ast.FuncLit) or function.graph.loop_around(statement) is not None:
        return False
    if not writes(function, call, variable) or may_abort(function, call, variable):
        return False
    name = function.file.typer.callee(call).name
    elsewhere = name in table("responses")["chain"]["redirects"]
    return elsewhere or refuses(function, call) or function.in_error_branch(statement)


def _comes_first(function: Function, statement: ast.ExprStmt, variable: Variable) -> bool:
    """Tell what may be answered before the chain goes on or has been aborted."""

    def step(node: ast.Node, before: bool) -> bool:
        return before and not _ends_or_goes_on(function, node, variable)

    def stop(node: ast.Node, _before: bool) -> bool:
        return node is statement

    ways = function.graph.paths_from(None, True, step=step, stop=stop)
    reached = [way.state for way in ways if way.exit is None]
    return any(reached)


def _ends_or_goes_on(function: Function, node: ast.Node, variable: Variable) -> bool:
    return any(
        _goes_on(function, call, variable) or may_abort(function, call, variable)
        for call in evaluated(node)
        if isinstance(call, ast.CallExpr)
    )


def _is_never_aborted(function: Function, statement: ast.ExprStmt, variable: Variable) -> bool:
    """Tell whether the function is left on every way, and nothing that may abort comes before that."""
    if any(
        isinstance(node, ast.DeferStmt) and _names(node, variable)
        for node in ast.walk(function.body, into_literals=False)
    ):
        return False

    def step(node: ast.Node, aborted: bool) -> bool:
        calls = (it for it in evaluated(node) if isinstance(it, ast.CallExpr))
        return aborted or any(may_abort(function, call, variable) for call in calls)

    ways = list(function.graph.paths_from(statement, False, step=step))
    returns = ("return", "end")
    return bool(ways) and all(not way.state and way.exit and way.exit.kind in returns for way in ways)


def may_abort(function: Function, call: ast.CallExpr, variable: Variable, depth: int = 0) -> bool:
    """Tell a call after which the chain may have ended: an abort, a helper with one, or what nobody knows.

    Of what has no body here only statements are believed to: what gives something asks for something.
    """
    fun = call.fun
    if isinstance(fun, ast.SelectorExpr) and root_variable(fun.x) is variable:
        return fun.sel.startswith(tuple(table("responses")["next"]["aborting"]))
    given = [n for n, arg in enumerate(call.args) if isinstance(arg, ast.Ident) and arg.obj is variable]
    if not given:
        by_another = isinstance(fun, ast.SelectorExpr) and _names(fun.x, variable)  # wrap(c).stop()
        return by_another or any(isinstance(arg, ast.FuncLit) and _names(arg, variable) for arg in call.args)
    if "abort" in last_name(fun).lower():
        return True
    body = body_of(function.file.typer.callee(call)) if depth < MAX_HELPERS else None
    if body is None or given[0] >= len(body.parameters):
        return isinstance(function.parent_of(call), ast.ExprStmt)
    parameter = body.parameters[given[0]]
    return any(
        may_abort(inner, node, parameter, depth + 1)
        for inner in body.all()
        for node in ast.nodes_of(inner.body, ast.CallExpr)
    )


def _names(node: ast.Node, variable: Variable) -> bool:
    return any(isinstance(inner, ast.Ident) and inner.obj is variable for inner in ast.walk(node))
