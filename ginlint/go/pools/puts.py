"""Where values go back to a pool: sync.Pool.Put and the like, and helpers of the module that call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.callsite import CallNames
from ginlint.go.syntax import ast
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project

MAX_ROUNDS = 2
RECEIVER = -1
HARMLESS_TESTS = ("cap", "Cap", "len", "Len", "Size", "size")


class Put(NamedTuple):
    """A call that gives what `variable` holds back to a pool.

    `function` is the innermost one around the call. `statement` is where it takes
    effect in `scope`, the function that declares the variable: the call's own
    statement, or the defer statement that holds it.
    """

    function: Function
    call: ast.CallExpr
    variable: Variable
    scope: Function
    statement: ast.Stmt
    deferred: bool


def puts(package: Package) -> Iterator[Put]:
    """Yield the calls in a package that give what a local variable holds back to a pool."""
    known = putters(package.project)
    for call in package.calls(*known):
        found = _put(call, known[call.callee.name])
        if found is not None:
            yield found


@question
def putters(project: Project) -> dict[str, int]:
    """Map what puts a value back to the number of the argument, RECEIVER for the receiver."""
    models = table("pools")["put"]
    known = dict.fromkeys(models["argument"], 0) | dict.fromkeys(models["receiver"], RECEIVER)
    fresh = known
    for _ in range(MAX_ROUNDS):
        found: dict[str, int] = {}
        wanted = CallNames(fresh)
        for name in sorted({qualified.rpartition(".")[2] for qualified in fresh}):
            for file, offset in project.call_sites(name):
                decl = file.declaration_at(offset)
                if file.test or decl is None or not wanted.may_be_at(file, offset, name):
                    continue
                call = file.calls(decl).get(offset)
                if call is None or call.callee.name not in fresh:
                    continue
                helper = _helper(call, fresh[call.callee.name])
                if helper is not None and helper[0] not in known:
                    found[helper[0]] = helper[1]
        known = known | found
        fresh = found
    return known


def _helper(call: Call, index: int) -> tuple[str, int] | None:
    """Return the function around a Put of its parameter or receiver, and which one that is."""
    function = call.function
    variable = _given(call, index)
    if function.symbol is None or variable is None or variable.function is not function or variable.writes:
        return None
    if not unconditional(function, call.node, variable):
        return None
    if variable is function.receiver:
        return function.symbol.qualified, RECEIVER
    if variable in function.parameters:
        return function.symbol.qualified, function.parameters.index(variable)
    return None


def _given(call: Call, index: int) -> Variable | None:
    """Return the local variable whose value a call gives back."""
    node = call.node
    given: ast.Expr | None = None
    if index == RECEIVER:
        given = node.fun.x if isinstance(node.fun, ast.SelectorExpr) else None
    elif index < len(node.args):
        given = node.args[index]
    if isinstance(given, ast.UnaryExpr) and given.op == "&":
        given = given.x
    return given.obj if isinstance(given, ast.Ident) else None


def _put(call: Call, index: int) -> Put | None:
    variable = _given(call, index)
    if variable is None:
        return None
    function, scope = call.function, variable.function
    statement = function.parent_of(call.node)
    if function is scope and isinstance(statement, ast.DeferStmt):
        return Put(function, call.node, variable, scope, statement, deferred=True)
    if function is scope and isinstance(statement, ast.ExprStmt):
        return Put(function, call.node, variable, scope, statement, deferred=False)
    if (
        function.parent is not scope
        or function.node is None
        or not unconditional(function, call.node, variable)
    ):
        return None
    around = function.parent_of(function.node)
    defer = function.parent_of(around) if isinstance(around, ast.CallExpr) else None
    if isinstance(defer, ast.DeferStmt) and isinstance(statement, ast.ExprStmt):
        return Put(function, call.node, variable, scope, defer, deferred=True)
    return None


def unconditional(function: Function, node: ast.Node, variable: Variable) -> bool:
    """Tell whether only tests of a size, or of `variable` being nil, stand around `node` in `function`."""
    inner, around = node, function.parent_of(node)
    while around is not None and around is not function.node:
        match around:
            case ast.IfStmt(_, cond, body, orelse):
                if inner in (body, orelse) and not _is_harmless(cond, variable):
                    return False
            case ast.CaseClause() | ast.CommClause() | ast.ForStmt() | ast.RangeStmt():
                return False
        inner, around = around, function.parent_of(around)
    return True


def _is_harmless(cond: ast.Expr, variable: Variable) -> bool:
    match cond:
        case ast.BinaryExpr("&&" | "||", x, y):
            return _is_harmless(x, variable) and _is_harmless(y, variable)
        case ast.BinaryExpr("==" | "!=", ast.Ident() as x, ast.Ident("nil")):
            return x.obj is variable
        case ast.BinaryExpr(_, x, y):
            return any(_is_size(side) for side in (x, y))
    return False


def _is_size(expr: ast.Expr) -> bool:
    match expr:
        case ast.CallExpr(ast.Ident(name) | ast.SelectorExpr(_, name, _), _, _):
            return name in HARMLESS_TESTS
    return False
