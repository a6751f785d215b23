"""How a value is given back: the calls that do it, deferred or not, here or in a helper."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.names import UNKNOWN, Basic, Func, Named, Tuple, deref
from ginlint.go.ownership.uses import UseKind, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        case ast.FuncLit(_, body):
            for inner in ast.walk(body):
                if isinstance(inner, ast.CallExpr):
                    yield from released_by(function, inner, loosely=loosely)
        case ast.Ident() as fun if fun.obj is not None and not call.args:
            yield Target(fun.name, fun.obj, "")
        case _:
            callee = file.typer.callee(call)
            for index, argument in _given_back(function, callee, call, loosely=loosely):
                if helper_releases(callee, call, index, loosely=loosely):
                    yield Target(file.text(argument), root_variable(argument), HELPER)


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
        name = _last_name(call.fun).lower()
        found = [(index, it) for index, it in found if _last_name(it).lower() in name]
    return found


def _stands_by(function: Function, argument: ast.Expr) -> bool:
    """Tell what a helper is given beside what it gives back: a logger, a context, a text."""
    typer = function.file.typer
    type_ = typer.program.underlying(typer.type_of(argument))
    if isinstance(type_, Basic):
        return type_.name == "string"
    named = deref(typer.type_of(argument))
    name = named.name if isinstance(named, Named) else ""
    if not name and isinstance(argument, (ast.Ident, ast.SelectorExpr)):
        name = _last_name(argument)
    return name.lower().endswith(tuple(table("releases")["bystanders"]))


def _is_release(call: ast.CallExpr, method: str, loosely: bool) -> bool:
    """Tell the methods that release their receiver from those that release an argument."""
    return method in _methods() and (
        loosely or not call.args or method not in table("releases")["of_argument"]
    )


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
        return _says_release(callee.name.rpartition(".")[2] or _last_name(call.fun))
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
        isinstance(around, ast.CallExpr) and selector in around.args and _says_release(_last_name(around.fun))
    )


def _says_release(name: str) -> bool:
    """Tell the name of a helper that gives its argument back: closeQuietly, but not NopCloser."""
    return any(
        word in name.lower() and not re.search(f"{word}r(?![a-z])", name, re.IGNORECASE)
        for word in table("releases")["words"]
    )


def _last_name(fun: ast.Expr) -> str:
    return fun.sel if isinstance(fun, ast.SelectorExpr) else fun.name if isinstance(fun, ast.Ident) else ""


def _gives_text(method: Func) -> bool:
    """Tell `Error() string`; a logger's Error is none."""
    return not method.params and [str(result) for result in method.results] == ["string"]


def is_error(variable: Variable) -> bool:
    """Tell whether a variable holds an error, by type or else by name."""
    typer = variable.function.file.typer
    type_ = typer.variable_type(variable)
    if isinstance(type_, Basic):
        return type_.name == "error"
    named = deref(type_)
    if isinstance(named, Named):  # an error type of the module's own, or nobody knows its methods
        method = typer.program.select(named, "Error")
        tells = method is not None and isinstance(method.type, Func) and _gives_text(method.type)
        if tells or named.name.endswith(("Error", "Err")):
            return True
        if isinstance(typer.program.underlying(named), Basic) and "err" in named.name.lower():
            return True  # type ErrorCode int
        return variable.name == "err" or (type_ is not named and "err" in variable.name.lower())
    return not isinstance(type_, Func) and "err" in variable.name.lower()


def is_no_number(expr: ast.Expr) -> bool:
    """Tell the 0 by which a number that is an error, as syscall.Errno, says that there is none; or a name."""
    if isinstance(expr, ast.BasicLit):
        return bool(expr.value == "0")
    return _last_name(expr).lower().endswith(tuple(table("releases")["no_errors"]))


def tells_success(fun: ast.Expr) -> bool:
    """Tell a helper that is true where its error argument is nil: assert.NoError(t, err)."""
    return _last_name(fun) in table("releases")["true_without_error"]


def is_expected_to_fail(error: Variable | None, statement: ast.Node | None) -> bool:
    """Tell a call in a test whose error is wanted: require.Error(t, err), if err == nil { t.Fatal() }."""
    function = error.function if error is not None else None
    if error is None or statement is None or function is None or not function.file.test:
        return False
    use = min((use for use in error.uses if use.pos >= statement.end), key=lambda use: use.pos, default=None)
    around = function.parent_of(use) if use is not None else None
    match around:
        case ast.BinaryExpr("==", ast.Ident(), ast.Ident("nil")):
            return _is_reason_to_fail(function, around)
        case ast.BinaryExpr("!=", ast.Ident(), ast.Ident(name) | ast.SelectorExpr(_, name, _)) if (
            name != "nil"
        ):
            return _is_reason_to_fail(function, around)
        case ast.TypeAssertExpr() | ast.CallExpr(ast.SelectorExpr(ast.Ident("errors"), "Is" | "As", _)):
            return True  # which error it is, asks who knows that there is one
        case ast.CallExpr(fun):
            return _last_name(fun) in table("releases")["true_with_error"] or _is_wanted(function, around)
    return False


def _is_reason_to_fail(function: Function, test: ast.Expr) -> bool:
    """Tell a test that alone is enough for what an if statement does: `if err == nil || … {`."""
    around = function.parent_of(test)
    while isinstance(around, ast.BinaryExpr) and around.op == "||":
        around = function.parent_of(around)
    return isinstance(around, ast.IfStmt)


def _is_wanted(function: Function, asked: ast.CallExpr) -> bool:
    """Tell gomega's Expect(err).To(HaveOccurred()), and require.True(t, os.IsNotExist(err))."""
    match function.parent_of(asked):
        case ast.CallExpr(ast.SelectorExpr(_, "True")):
            return True
        case ast.SelectorExpr(_, "To" | "Should") as selector:
            call = function.parent_of(selector)
            inner = call.args[0] if isinstance(call, ast.CallExpr) and call.args else None
            return (
                isinstance(inner, ast.CallExpr)
                and _last_name(inner.fun) in table("releases")["true_with_error"]
            )
    return False


def speaks_of(arg: ast.Expr, is_error: Callable[[ast.Expr], bool]) -> bool:
    """Tell the error as an argument, wrapped or not: `failed(wrap(err))`."""
    if isinstance(arg, ast.CallExpr):
        return is_error(arg) or any(speaks_of(inner, is_error) for inner in arg.args)
    return is_error(arg)


def asserted_of(ok: ast.Ident) -> ast.Expr | None:
    """Return what an ok speaks of: err, of `e, ok := err.(*T)`."""
    value = ok.obj.definition.value if ok.obj is not None else None
    return value.x if isinstance(value, ast.TypeAssertExpr) else None


def errors_from(function: Function, error: Variable | None) -> frozenset[Variable]:
    """Return an error variable and those made from it by a call: err := wrap(err)."""
    if error is None:
        return frozenset()
    found = {error}
    for use in error.uses:
        call = function.parent_of(use)
        around = function.parent_of(call) if isinstance(call, ast.CallExpr) and use in call.args else None
        for name in names_defined_by(around):
            if name.obj is not None and name.obj.definition.value is call and is_error(name.obj):
                found.add(name.obj)
    return frozenset(found)


def is_wrapped(statement: ast.AssignStmt, errors: frozenset[Variable]) -> bool:
    """Tell `err = wrap(err, "rows")`, after which an error is nil if it was so before."""
    call = statement.rhs[0] if len(statement.rhs) == len(statement.lhs) == 1 else None
    if not isinstance(call, ast.CallExpr):
        return False
    others = [arg for arg in call.args if not (isinstance(arg, ast.Ident) and arg.obj in errors)]
    return len(others) == len(call.args) - 1 and all(isinstance(arg, ast.BasicLit) for arg in others)


def names_defined_by(statement: ast.Node | None) -> list[ast.Ident]:
    """Return the names on the left side of an assignment or in a var."""
    if isinstance(statement, ast.AssignStmt):
        return [target for target in statement.lhs if isinstance(target, ast.Ident)]
    return list(statement.names) if isinstance(statement, ast.ValueSpec) else []


def needs_no_release(variable: Variable, version: tuple[int, int]) -> bool:
    """Tell types whose values are collected without being stopped, at this language version."""
    type_ = deref(variable.function.file.typer.variable_type(variable))
    for entry in table("releases")["collected"]:
        since = tuple(int(part) for part in entry["since"].split("."))
        if str(type_) in entry["types"] and version >= since:
            return True
    return False


def may_fail(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that gives an error, by its type or else by what takes it."""
    type_ = function.file.typer.type_of(call)
    last = type_.types[-1] if isinstance(type_, Tuple) and type_.types else type_
    if last is not UNKNOWN:
        return str(last) == "error"
    around = function.parent_of(call)
    target = around.lhs[-1] if isinstance(around, ast.AssignStmt) and around.rhs == [call] else None
    return isinstance(target, ast.Ident) and target.obj is not None and is_error(target.obj)
