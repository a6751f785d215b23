"""Where a value comes from: whether a client, the clock or chance decides what it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import Call, function_of
from ginlint.go.names import Basic, Named, deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.requests import serves
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.names import FuncSymbol, Function, Program, Type, ValueSymbol, Variable

MAX_DEPTH = 8
FEW = 2  # constants of an enumeration: one alone may stand for none
UNBOUNDED = "unbounded"
BOUNDED = "bounded"
UNKNOWN = "unknown"
FRESH = "fresh"  # equal to nothing before; what is read from it need not be


@cache
def _names(kind: str, key: str) -> frozenset[str]:
    return frozenset(table("provenance")[kind][key])


class _Ways(NamedTuple):
    """How a value is traced: the calls that lead to the function, outermost first, and how far."""

    calls: tuple[Call, ...]
    follow: bool
    depth: int = 0

    def deeper(self) -> _Ways:
        return self._replace(depth=self.depth + 1)


def provenance(
    function: Function, expr: ast.Expr, calls: Sequence[Call] = (), *, follow: bool = False
) -> str:
    """Return "unbounded", "bounded" or "unknown" for the values that `expr` may have.

    `calls` lead to `function`, outermost first: a parameter is what the last of
    them passes. With `follow` the results of the module's functions are traced too.
    """
    found = _trace(function, expr, _Ways(tuple(calls), follow))
    return UNBOUNDED if found == FRESH else found


def _trace(function: Function, expr: ast.Expr, ways: _Ways) -> str:
    if ways.depth > MAX_DEPTH:
        return UNKNOWN
    type_ = function.file.typer.type_of(expr)
    return _by_type(function.file.typer.program, type_) or _by_form(function, expr, ways.deeper())


def _by_type(program: Program, type_: Type) -> str:
    if str(type_) in _names("bounded", "types"):
        return BOUNDED
    return FRESH if str(type_) in _names("fresh", "types") else _of_enumeration(program, type_)


def _of_enumeration(program: Program, type_: Type) -> str:
    """Tell a type of the module of which constants are declared: numbers are few, texts need not be."""
    shape = program.underlying(type_) if isinstance(type_, Named) else None
    scope = program.own.get(type_.path) if isinstance(type_, Named) else None
    if not isinstance(type_, Named) or not isinstance(shape, Basic) or scope is None:
        return ""
    constants = [value for value in scope.values.values() if value.const and value.type_text == type_.name]
    if str(shape) == "string":
        return UNKNOWN if constants or any(_converts(it, type_) for it in scope.values.values()) else ""
    return BOUNDED if len(constants) >= FEW and any(map(_counts_from_zero, constants)) else ""


def _converts(value: ValueSymbol, type_: Named) -> bool:
    """Tell `const Mail = Kind("mail")`."""
    exprs = value.file.initialisers(value.decl) if value.const and value.file and value.decl else []
    match exprs[value.decl.position : value.decl.position + 1] if value.decl is not None else []:
        case [ast.CallExpr(ast.Ident(name), [ast.BasicLit()])]:
            return name == type_.name
    return False


def _counts_from_zero(value: ValueSymbol) -> bool:
    """Tell the first of an enumeration; units and sizes do not begin so."""
    exprs = value.file.initialisers(value.decl) if value.file is not None and value.decl is not None else []
    match exprs[value.decl.position : value.decl.position + 1] if value.decl is not None else []:
        case [ast.Ident("iota") | ast.BasicLit("INT", "0") | ast.BinaryExpr("+", ast.Ident("iota"), _)]:
            return True
    return False


def _by_form(function: Function, expr: ast.Expr, deeper: _Ways) -> str:
    match expr:
        case ast.BasicLit() | ast.FuncLit():
            return BOUNDED
        case ast.Ident():
            return _name(function, expr, deeper)
        case ast.CallExpr():
            return _call(function, expr, deeper)
        case ast.SelectorExpr():
            return _field(function, expr, deeper)
        case ast.BinaryExpr(op, x, y):
            return BOUNDED if op == "%" else _worst([_trace(function, side, deeper) for side in (x, y)])
        case ast.TypeAssertExpr(x, _):
            return _trace(function, x, deeper)
        case ast.IndexExpr(x, _) | ast.SliceExpr(x, _, _, _) | ast.StarExpr(x):
            return _worst([_trace(function, x, deeper)])
        case ast.UnaryExpr("&", ast.CompositeLit()):
            return FRESH
        case ast.UnaryExpr("&" | "-" | "+", x):
            return _worst([_trace(function, x, deeper)])
        case ast.CompositeLit(_, elts):
            values = [e.value if isinstance(e, ast.KeyValueExpr) else e for e in elts]
            return _worst([_trace(function, value, deeper) for value in values])
    return UNKNOWN


def _worst(found: Sequence[str]) -> str:
    if UNBOUNDED in found:
        return UNBOUNDED
    return UNKNOWN if UNKNOWN in found or FRESH in found else BOUNDED


def _name(function: Function, ident: ast.Ident, ways: _Ways) -> str:
    variable = ident.obj
    if variable is None:
        value = function.file.typer.package_value(ident)
        return BOUNDED if value is None or value.const else UNKNOWN
    if variable.kind == "parameter" and variable.function.parent is None:
        return _argument(variable, ways)
    definition = variable.definition
    if definition.range_of is not None:
        return _worst([_trace(function, definition.range_of.x, ways)])
    if definition.value is not None:
        found = _trace(function, definition.value, ways)
        return UNKNOWN if variable.writes and found == BOUNDED else found
    if _is_filled_in(variable):
        return UNBOUNDED
    return _assigned(variable, ways)


def _assigned(variable: Variable, ways: _Ways) -> str:
    """Return what is assigned to a variable that is declared without a value."""
    found = []
    for stmt in variable.writes:
        if not isinstance(stmt, ast.AssignStmt):
            return UNKNOWN
        index = next((n for n, x in enumerate(stmt.lhs) if isinstance(x, ast.Ident) and x.obj is variable), 0)
        value = stmt.rhs[index] if len(stmt.rhs) == len(stmt.lhs) else stmt.rhs[0]
        found.append(_trace(variable.function, value, ways))
    if found and all(one == FRESH for one in found):
        return FRESH
    return _worst(found) if found else UNKNOWN


def _is_filled_in(variable: Variable) -> bool:
    """Tell a variable whose address goes to a call that decodes a request into it."""
    function = variable.function
    for ident in variable.uses:
        around = function.parent_of(ident)
        call = function.parent_of(around) if isinstance(around, ast.UnaryExpr) else around
        fun = call.fun if isinstance(call, ast.CallExpr) else None
        if isinstance(fun, ast.SelectorExpr) and fun.sel in _names("unbounded", "fills"):
            return True
    return False


def _argument(variable: Variable, ways: _Ways) -> str:
    owner = variable.function
    index = owner.parameters.index(variable) if variable in owner.parameters else -1
    if not ways.calls:
        return UNBOUNDED if _is_message(variable) else UNKNOWN
    last = ways.calls[-1]
    if not 0 <= index < len(last.node.args) or last.callee.symbol is not owner.symbol:
        return UNKNOWN
    return _trace(last.function, last.node.args[index], ways._replace(calls=ways.calls[:-1]))


def _call(function: Function, call: ast.CallExpr, ways: _Ways) -> str:
    callee = function.file.typer.callee(call)
    if callee.name in _names("unbounded", "calls"):
        return UNBOUNDED
    if callee.name in _names("fresh", "calls"):
        return FRESH
    if callee.name in _names("bounded", "calls"):
        return BOUNDED
    if callee.name in _names("addresses", "calls") and call.args:
        found = _trace(function, call.args[0], ways)
        return UNBOUNDED if found == UNKNOWN and _is_handed_over(call.args[0]) else found
    if callee.kind == "conversion" or callee.name in _names("through", "calls"):
        return _worst([_trace(function, arg, ways) for arg in call.args])
    if isinstance(call.fun, ast.SelectorExpr) and callee.kind == "method" and not call.args:
        inner = _trace(function, call.fun.x, ways)
        few = inner == BOUNDED and call.fun.sel == "String"
        return inner if inner == UNBOUNDED or few else UNKNOWN
    if ways.follow and callee.symbol is not None and not callee.dynamic:
        return _result(callee.symbol, Call(call, function), ways)
    return UNKNOWN


def _is_handed_over(expr: ast.Expr, depth: int = 0) -> bool:
    """Tell a parameter, an element of one, and a variable that begins as one."""
    variable = root_variable(expr)
    if variable is None or depth > MAX_DEPTH:
        return False
    if variable.kind == "parameter":
        return True
    definition = variable.definition
    begins = definition.range_of.x if definition.range_of is not None else definition.value
    return begins is not None and _is_handed_over(begins, depth + 1)


def _result(symbol: FuncSymbol, call: Call, ways: _Ways) -> str:
    """Return unbounded if the first result of a function of the module may be, else unknown."""
    called = function_of(symbol)
    if called is None:
        return UNKNOWN
    inside = ways._replace(calls=(*ways.calls, call))
    found = [
        _trace(called, node.results[0], inside)
        for node in ast.walk(called.body, into_literals=False)
        if isinstance(node, ast.ReturnStmt) and node.results
    ]
    return UNBOUNDED if UNBOUNDED in found else UNKNOWN


def _field(function: Function, expr: ast.SelectorExpr, ways: _Ways) -> str:
    typer = function.file.typer
    value = typer.package_value(expr)
    if value is not None:
        return BOUNDED if value.const else UNKNOWN
    name = f"{deref(typer.type_of(expr.x))}.{expr.sel}"
    if name in _names("unbounded", "fields"):
        return UNBOUNDED
    if name in _names("bounded", "fields"):
        return BOUNDED
    root = root_variable(expr)
    if root is None:
        return _worst([_trace(function, expr.x, ways)]) if isinstance(expr.x, ast.CallExpr) else UNKNOWN
    if _is_filled_in(root) or (root.kind == "parameter" and _is_message(root)):
        return UNBOUNDED
    return UNKNOWN


def _is_message(variable: Variable) -> bool:
    """Tell the request of a gRPC method: what follows the context."""
    owner = variable.function
    typer = owner.file.typer
    return (
        len(owner.parameters) == 2  # noqa: PLR2004
        and owner.parameters[1] is variable
        and str(typer.variable_type(owner.parameters[0])) == "context.Context"
        and owner.symbol is not None
        and owner.symbol.recv_type != ""
        and serves(owner) is not None
    )
