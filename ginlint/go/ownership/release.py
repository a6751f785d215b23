"""How a value is given back: the calls that do it, deferred or not, here or in a helper."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.names import Basic, Named, deref
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Callee, Function, Variable

MAX_HELPERS = 3
HELPER = "()"


class Target(NamedTuple):
    """What a release gives back: a variable, or what is reached from it by fields.

    `text` is the expression as written (`resp.Body`, `s.mu`), `variable` the local
    variable it starts from, None for a package-level one. `method` is the method
    that releases it, "" where it is called itself (`cancel()`) or a helper does.
    """

    text: str
    variable: Variable | None
    method: str

    @property
    def is_lock(self) -> bool:
        """Whether it is a lock that is given up."""
        return self.method in table("releases")["locks"].values()

    @property
    def is_call(self) -> bool:
        """Whether the variable itself is called, as a cancel function is."""
        return not self.method and self.variable is not None and self.text == self.variable.name


@cache
def _methods() -> frozenset[str]:
    return frozenset(table("releases")["methods"])


def released_by(function: Function, call: ast.CallExpr, *, loosely: bool = False) -> Iterator[Target]:
    """Yield what a call gives back; a literal that is called is looked into.

    With `loosely` anything that may give it back counts: enough to be content, not
    to say that something was owed.
    """
    file = function.file
    match call.fun:
        case ast.SelectorExpr(x, sel, _) if (
            _is_release(call, sel, loosely) and file.typer.package_of(x) is None
        ):
            yield Target(file.text(x), root_variable(x), sel)
        case ast.FuncLit() as literal:
            for inner in ast.walk(literal.body):
                if isinstance(inner, ast.CallExpr):
                    targets = released_by(function, inner, loosely=loosely)
                    yield from (_of_caller(file, literal, call, target) for target in targets)
        case ast.Ident() as fun if fun.obj is not None and not call.args:
            yield Target(fun.name, fun.obj, "")
        case _:
            callee = file.typer.callee(call)
            for index, argument in _given_back(function, callee, call, loosely=loosely):
                if helper_releases(callee, call, index, loosely=loosely):
                    yield Target(file.text(argument), root_variable(argument), HELPER)


def _of_caller(file: File, literal: ast.FuncLit, call: ast.CallExpr, target: Target) -> Target:
    """Return what a literal's parameter stands for where it is called: `func(f *os.File) { … }(file)`."""
    scope = literal.scope
    for parameter, argument in zip(scope.parameters if scope is not None else (), call.args, strict=False):
        if target.variable is parameter and isinstance(argument, (ast.Ident, ast.SelectorExpr)):
            rest = target.text.removeprefix(parameter.name)
            return Target(file.text(argument) + rest, root_variable(argument), target.method)
    return target


def _given_back(
    function: Function, callee: Callee, call: ast.CallExpr, *, loosely: bool
) -> list[tuple[int, ast.Expr]]:
    """Return the arguments that a helper may give back, and which they are.

    Of several ones, who cannot look into the helper goes by its name: ReleaseWorker(log, spec, worker).
    """
    named = (
        (index, argument.x if isinstance(argument, ast.UnaryExpr) and argument.op == "&" else argument)
        for index, argument in enumerate(call.args)
    )
    found: list[tuple[int, ast.Expr]]
    found = [(index, it) for index, it in named if isinstance(it, (ast.Ident, ast.SelectorExpr))]
    if loosely:
        return found
    found = [(index, it) for index, it in found if not _stands_by(function, it)]
    if len(found) > 1 and (callee.symbol is None or callee.symbol.decl is None):
        name = last_name(call.fun).lower()
        found = [(index, it) for index, it in found if last_name(it).lower() in name]
    return found


def _stands_by(function: Function, argument: ast.Expr) -> bool:
    """Tell what a helper is given beside what it gives back: a logger, a context, a text, a number."""
    typer = function.file.typer
    type_ = typer.program.underlying(typer.type_of(argument))
    if isinstance(type_, Basic):
        return type_.name == "string" or isinstance(argument, ast.SelectorExpr)
    named = deref(typer.type_of(argument))
    name = named.name if isinstance(named, Named) else ""
    if not name and isinstance(argument, (ast.Ident, ast.SelectorExpr)):
        name = last_name(argument)
    return name.lower().endswith(tuple(table("releases")["bystanders"]))


def _is_release(call: ast.CallExpr, method: str, loosely: bool) -> bool:
    """Tell what releases its receiver, and not an argument."""
    if method not in _methods():
        return False
    of_argument = bool(call.args) and method in table("releases")["of_argument"]
    return loosely or not of_argument


def gives_back_some(call: ast.CallExpr) -> bool:
    """Tell `sem.Release(1)`: what has so many of them has not been acquired itself."""
    match call:
        case ast.CallExpr(ast.SelectorExpr(_, name), [ast.BasicLit("INT")]):
            return name in table("releases")["counted"]
    return False


def root_variable(expr: ast.Expr) -> Variable | None:
    """Return the local variable that a chain of fields, calls and brackets starts from."""
    while True:
        match expr:
            case ast.Ident():
                return expr.obj
            case ast.SelectorExpr(x, _, _) | ast.StarExpr(x) | ast.IndexExpr(x, _) | ast.TypeAssertExpr(x, _):
                expr = x
            case ast.UnaryExpr("&", x):
                expr = x
            case _:
                return None


def helper_releases(
    callee: Callee, call: ast.CallExpr, index: int, *, loosely: bool = False, depth: int = 0
) -> bool:
    """Tell whether a function gives its argument back: by what it does, or by what it is called."""
    function = body_of(callee)
    if function is None:
        return _says_release(callee.name.rpartition(".")[2] or last_name(call.fun))
    if depth >= MAX_HELPERS or not function.parameters:
        return False
    parameter = function.parameters[min(index, len(function.parameters) - 1)]
    for use in uses_of_variable(function, parameter):
        if (
            use.kind is UseKind.METHOD
            and use.call is not None
            and _releases_here(use.member, use.call, loosely)
        ):
            return True
        if use.kind is UseKind.READ and use.member and _field_released(function, use.node):
            return True
        if use.kind is not UseKind.ARGUMENT or use.callee is None or use.call is None:
            continue
        if helper_releases(use.callee, use.call, use.index, loosely=loosely, depth=depth + 1):
            return True
    return False


def _releases_here(method: str, call: ast.CallExpr, loosely: bool) -> bool:
    """Tell a helper's call of a method of its parameter, or of the parameter itself.

    A helper that unlocks has most often locked; one that calls a function with
    arguments uses it.
    """
    if loosely:
        return not method or method in _methods()
    if not method:
        return not call.args
    return _is_release(call, method, loosely) and method not in table("releases")["locks"].values()


def _field_released(function: Function, node: ast.Expr) -> bool:
    """Tell `p.Body.Close()` and `closeIt(p.Body)`, with `node` being p."""
    selector = function.parent_of(node)
    around = function.parent_of(selector) if selector is not None else None
    if isinstance(around, ast.SelectorExpr):
        called = function.parent_of(around)
        return around.sel in _methods() and isinstance(called, ast.CallExpr) and called.fun is around
    return (
        isinstance(around, ast.CallExpr) and selector in around.args and _says_release(last_name(around.fun))
    )


def _says_release(name: str) -> bool:
    """Tell the name of a helper that gives its argument back: closeQuietly, but not NopCloser."""
    return any(
        word in name.lower() and not re.search(f"{word}r(?![a-z])", name, re.IGNORECASE)
        for word in table("releases")["words"]
    )


def needs_no_release(variable: Variable, version: tuple[int, int]) -> bool:
    """Tell types whose values are collected without being stopped, at this language version."""
    type_ = deref(variable.function.file.typer.variable_type(variable))
    for entry in table("releases")["collected"]:
        since = tuple(int(part) for part in entry["since"].split("."))
        if str(type_) in entry["types"] and version >= since:
            return True
    return False
