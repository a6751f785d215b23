"""Who borrows a value without taking it over: functions that use it, and what reads or writes through it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import function_of
from ginlint.go.names import Func, Named, Struct, deref
from ginlint.go.ownership.uses import HANDED_OVER, Use, UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Callee, FuncSymbol, Function, Variable

MAX_DEPTH = 6
FIRST_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+(?![a-z])")


@cache
def release_names() -> frozenset[str]:
    return frozenset(table("releases")["methods"])


def reads_through(use: Use, depth: int) -> bool:
    """Tell an argument that the result of its call reads or writes through: of a function that is known to
    wrap it, or of one of the module that wraps it so, returns the wrapper, and keeps nothing.
    """
    callee = use.callee
    if callee is None or use.call is None or use.is_spread:
        return False
    if callee.name in table("releases")["wrappers"]["through"] or _borrows_by_type(callee, use.index):
        return True
    if _is_stub(use, callee):
        return True
    symbol = callee.symbol
    if callee.dynamic or symbol is None or symbol.file is None or symbol.decl is None or depth >= MAX_DEPTH:
        return False
    if symbol.decl.body is None or [str(it) for it in symbol.type.results][1:] not in ([], ["error"]):
        return False
    function = symbol.file.function(symbol.decl)
    if use.index >= len(function.parameters) or function.parameters[use.index].definition.variadic:
        return False
    key = ("through", function.file, function.parameters[use.index].pos)
    found: bool = remembered(
        function.file.package.project.kept,
        key,
        lambda: _returns_wrapper(function, function.parameters[use.index], depth),
    )
    return found


def hides(use: Use) -> bool:
    """Tell an argument that nobody gets back from the result of its call, and so cannot close."""
    callee = use.callee
    if callee is None:
        return False
    wrappers = table("releases")["wrappers"]
    known = callee.name in wrappers["through"] and callee.name not in wrappers["closing"]
    return known or _is_stub(use, callee)


def is_lent_to_its_user(use: Use) -> bool:
    """Tell `cmd.Stdout = f`, and `[]*os.File{f}` there: it is not for an own command to close."""
    owners = table("releases")["borrows"]["owners"]
    typer, target = use.function.file.typer, use.target
    if use.around is not None:
        if str(typer.type_of(use.around)) in owners:
            return True
        around = use.function.parent_of(use.around)
        target = around.lhs[0] if isinstance(around, ast.AssignStmt) and around.rhs == [use.around] else None
    if not isinstance(target, ast.SelectorExpr) or not isinstance(target.x, ast.Ident):
        return False
    command = target.x.obj
    own = command is not None and command.kind == "local" and command.function is use.function
    return own and str(deref(typer.type_of(target.x))) in owners


def _is_stub(use: Use, callee: Callee) -> bool:
    """Tell `pb.NewUsersClient(conn)` of generated code that is not here: it calls through its argument."""
    if callee.symbol is not None or use.call is None or len(use.call.args) != 1:
        return False
    stubs = table("releases")["stubs"]
    if re.fullmatch(stubs["names"], callee.name.rpartition(".")[2]) is None:
        return False
    return str(use.function.file.typer.type_of(use.node)) in stubs["arguments"]


def wrapping_literal(use: Use) -> ast.Expr | None:
    """Return the literal, if one is known to read through its elements: `io.LimitedReader{R: f, N: n}`."""
    if use.around is None:
        return None
    type_ = str(use.function.file.typer.type_of(use.around))
    return use.around if type_ in table("releases")["wrappers"]["literals"] else None


def _returns_wrapper(function: Function, parameter: Variable, depth: int) -> bool:
    wraps = False
    for use in uses_of_variable(function, parameter):
        wrapper = _wrapper(use, depth) if use.function is function else None
        if wrapper is not None:
            inner = list(uses_of(function, wrapper))
            kinds = {it.kind for it in inner}
            if kinds & HANDED_OVER - {UseKind.RETURNED} or any(_is_put_away(it) for it in inner):
                return False
            wraps = wraps or UseKind.RETURNED in kinds
        elif use.function is not function or not _borrows(use):
            return False
    return wraps


def _is_put_away(use: Use) -> bool:
    """Tell an argument of what keeps it: streams.Store(id, stream)."""
    callee = use.callee if use.kind is UseKind.ARGUMENT else None
    if callee is None or use.call is None:
        return False
    name = use.call.fun.sel if isinstance(use.call.fun, ast.SelectorExpr) else ""
    releases = table("releases")
    return callee.name in releases["borrows"]["keeps"] or name in releases["keepers"]


def _wrapper(use: Use, depth: int) -> ast.Expr | None:
    """Return what wraps a value where it is used: a call, or a struct of a type that has nothing to close."""
    if use.kind is UseKind.ARGUMENT and use.call is not None and reads_through(use, depth + 1):
        return use.call
    if use.kind is not UseKind.COMPOSITE or use.around is None:
        return None
    type_ = use.function.file.typer.type_of(use.around)
    program = use.function.file.typer.program
    if not isinstance(type_, Named) or not isinstance(program.underlying(type_), Struct):
        return None
    symbol = program.type_symbol(type_)
    if symbol is None or any(program.select(type_, name) is not None for name in release_names()):
        return None
    return use.around if all(_leaves_open(method) for method in symbol.methods.values()) else None


def _leaves_open(method: FuncSymbol) -> bool:
    """Tell a method that closes nothing, and gives nothing away that can be closed."""
    function = function_of(method)
    if function is None:
        return False
    typer = function.file.typer
    for node in ast.walk(function.body):
        if isinstance(node, ast.CallExpr) and isinstance(node.fun, ast.SelectorExpr):
            if node.fun.sel in release_names():
                return False
        elif isinstance(node, ast.ReturnStmt):
            types = (typer.type_of(value) for value in node.results if isinstance(value, ast.SelectorExpr))
            if any(typer.program.select(type_, "Close") is not None for type_ in types):
                return False
    return True


def is_used_by_name(use: Use) -> bool:
    """Tell an argument of a function nobody can look into whose name says that it uses what it is given."""
    callee = use.callee
    if use.kind is not UseKind.ARGUMENT or callee is None or use.call is None or callee.kind == "value":
        return False
    symbol = callee.symbol
    if symbol is not None and symbol.file is not None:
        return False
    fun = use.call.fun
    name = fun.sel if isinstance(fun, ast.SelectorExpr) else fun.name if isinstance(fun, ast.Ident) else ""
    first = FIRST_WORD.match(name)
    return first is not None and first[0].lower() in table("releases")["borrows"]["verbs"]


def is_borrower(callee: Callee) -> bool:
    """Tell a function outside the module that leaves its arguments to its caller."""
    borrows = table("releases")["borrows"]
    name = callee.name
    if not name or name in borrows["keeps"]:
        return False
    if name.startswith("builtin."):
        return True
    if callee.symbol is not None and callee.symbol.file is not None:
        return False
    first = name.partition("/")[0]
    is_standard = "." not in first or "/" not in name
    return is_standard or name.startswith(tuple(borrows["prefixes"]))


def _borrows_by_type(callee: Callee, index: int) -> bool:
    params = callee.signature.params if isinstance(callee.signature, Func) else ()
    return index < len(params) and str(params[index]) in table("releases")["borrows"]["parameter_types"]


def is_closable_part(use: Use) -> bool:
    """Tell a field that is read and can itself be closed."""
    typer = use.function.file.typer
    part = use.function.parent_of(use.node)
    type_ = typer.type_of(part) if isinstance(part, ast.SelectorExpr) and use.member else None
    return type_ is not None and any(
        typer.program.select(type_, name) is not None for name in ("Close", "Stop", "Shutdown")
    )


def _borrows(use: Use) -> bool:
    """Tell a use that leaves the value where it was."""
    if use.kind is UseKind.ARGUMENT:
        return use.callee is not None and is_borrower(use.callee)
    return use.kind is UseKind.READ or (use.kind is UseKind.METHOD and use.member not in release_names())


def is_asserted(function: Function, part: ast.Expr) -> bool:
    """Tell a field, of a field, that is asserted to be of a type that has to be released."""
    around = function.parent_of(part)
    while isinstance(around, ast.SelectorExpr):
        part, around = around, function.parent_of(around)
    if not isinstance(around, ast.TypeAssertExpr) or around.type is None:
        return False
    typer = function.file.typer
    return any(typer.program.select(typer.type_of(around), name) is not None for name in release_names())
