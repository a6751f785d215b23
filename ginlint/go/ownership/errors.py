"""Errors beside what is acquired: which variables hold them, and what they are wrapped and copied into."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.names import UNKNOWN, Basic, Func, Named, Tuple, deref
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.names import Function, Variable


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
    if isinstance(type_, Func):
        return False
    return "err" in variable.name.lower() or (type_ is UNKNOWN and _is_last_and_may_be_nil(variable))


def asks_for_error(cond: ast.Expr) -> bool:
    """Tell a comparison of an error with nil."""
    match cond:
        case ast.BinaryExpr("==" | "!=", ast.Ident() as x, ast.Ident("nil")) if x.obj is not None:
            return is_error(x.obj)
        case ast.BinaryExpr("==" | "!=", x, ast.Ident("nil")):
            return "err" in last_name(x).lower()
    return False


def _is_last_and_may_be_nil(variable: Variable) -> bool:
    """Tell `client, e := dial()` with a test of e for nil: Go's functions give their error last."""
    value, index = variable.definition.value, variable.definition.index
    if not isinstance(value, ast.CallExpr) or index < 1:
        return False
    if index + 1 < len(names_defined_by(variable.function.parent_of(value))):
        return False
    return any(map(partial(_decides, variable.function), variable.uses))


def _decides(function: Function, use: ast.Ident) -> bool:
    """Tell a test for nil that returns where the value is not nil, or goes on where it is."""
    test = function.parent_of(use)
    around = function.parent_of(test) if test is not None else None
    match test, around:
        case ast.BinaryExpr("==", _, ast.Ident("nil")), _:
            return True
        case ast.BinaryExpr("!=", _, ast.Ident("nil")), ast.IfStmt(body=body):
            return any(isinstance(it, (ast.ReturnStmt, ast.BranchStmt)) for it in ast.walk(body))
    return False


def is_no_number(expr: ast.Expr) -> bool:
    """Tell the 0 by which a number that is an error, as syscall.Errno, says that there is none; or a name."""
    if isinstance(expr, ast.BasicLit):
        return bool(expr.value == "0")
    return last_name(expr).lower().endswith(tuple(table("releases")["no_errors"]))


def tells_success(fun: ast.Expr) -> bool:
    """Tell a helper that is true where its error argument is nil: assert.NoError(t, err)."""
    return last_name(fun) in table("releases")["true_without_error"]


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
            return last_name(fun) in table("releases")["true_with_error"] or _is_wanted(function, around)
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
                and last_name(inner.fun) in table("releases")["true_with_error"]
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


def carried_on(function: Function, errors: frozenset[Variable]) -> frozenset[Variable]:
    """Return `errors`, and where one goes that nothing tests itself: `err = e; if err != nil { … }`."""
    found = set(errors)
    for error in errors:
        if not any(map(partial(_is_test, function), error.uses)):
            found.update(_copies(function, error))
    return frozenset(found)


def _is_test(function: Function, use: ast.Ident) -> bool:
    return isinstance(function.parent_of(use), ast.BinaryExpr)


def _copies(function: Function, error: Variable) -> Iterator[Variable]:
    """Yield what gets the value of an error in the block in which the error gets it, on every way then."""
    value = error.definition.value
    statement = function.parent_of(value) if value is not None else None
    block = function.parent_of(statement) if statement is not None else None
    for use in error.uses:
        put = function.parent_of(use)
        if not isinstance(put, ast.AssignStmt) or function.parent_of(put) is not block:
            continue
        if len(put.lhs) == len(put.rhs) and use in put.rhs:
            target = put.lhs[put.rhs.index(use)]
            variable = target.obj if isinstance(target, ast.Ident) else None
            if variable is None or not is_error(variable) or statement is None:
                continue
            if not any(statement.end <= it.pos < put.pos for it in variable.uses):
                yield variable


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
    """Tell `err = wrap(err, "rows")` and `err = e`, after which an error is nil if it was so before."""
    call = statement.rhs[0] if len(statement.rhs) == len(statement.lhs) == 1 else None
    if isinstance(call, ast.Ident):
        return call.obj in errors
    if not isinstance(call, ast.CallExpr):
        return False
    others = [arg for arg in call.args if not (isinstance(arg, ast.Ident) and arg.obj in errors)]
    return len(others) == len(call.args) - 1 and all(isinstance(arg, ast.BasicLit) for arg in others)


def names_defined_by(statement: ast.Node | None) -> list[ast.Ident]:
    """Return the names on the left side of an assignment or in a var."""
    if isinstance(statement, ast.AssignStmt):
        return [target for target in statement.lhs if isinstance(target, ast.Ident)]
    return list(statement.names) if isinstance(statement, ast.ValueSpec) else []


def may_fail(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that gives an error, by its type or else by what takes it."""
    type_ = function.file.typer.type_of(call)
    last = type_.types[-1] if isinstance(type_, Tuple) and type_.types else type_
    if last is not UNKNOWN:
        return str(last) == "error"
    around = function.parent_of(call)
    target = around.lhs[-1] if isinstance(around, ast.AssignStmt) and around.rhs == [call] else None
    return isinstance(target, ast.Ident) and target.obj is not None and is_error(target.obj)
