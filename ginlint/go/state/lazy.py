"""What the first who asks for it makes: variables, fields and entries that are set where they were unset."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.names import Named, deref
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.release import root_variable
from ginlint.go.state.registry import makings
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Function, ValueSymbol, Variable
    from ginlint.go.requests import Heat

    IsIt = Callable[[ast.Expr], bool]

MAX_DEPTH = 2  # of values that make each other
ZEROS = ("nil", "0", '""', "``", "false")


def only_if_unset(function: Function, node: ast.Node, variable: ValueSymbol) -> bool:
    """Tell whether `node` runs only where a test has found `variable` nil, zero, empty or false.

    The test stands around it, or before it and leaves where the variable is set.
    """
    return _only_if_unset(function, node, lambda expr: function.file.typer.package_value(expr) is variable)


def is_set_where_unset(function: Function, node: ast.Node, field: str, heat: Heat) -> bool:
    """Tell a field that is set, here or on the way of `heat` to it, only where a test has found it unset."""
    places = ((function, node), *((call.function, call.node) for call in heat.calls))
    return any(sets_only_if_unset(around, place, field) for around, place in places)


def sets_only_if_unset(function: Function, node: ast.Node, field: str) -> bool:
    """Tell whether `node` runs only where a test has found a field of this name unset."""
    return _only_if_unset(
        function, node, lambda expr: isinstance(expr, ast.SelectorExpr) and expr.sel == field
    )


def is_set_by_makers(function: Function, node: ast.Node, variable: Variable, target: ast.Expr) -> bool:
    """Tell a field that is set only where it is nil, though all who make a value of its type have set it.

    All are seen where values are only made by literals, in one package, which sets it to nil nowhere.
    """
    field = target.sel if isinstance(target, ast.SelectorExpr) and _obj(target.x) is variable else None
    owner = deref(function.file.typer.variable_type(variable))
    if field is None or not isinstance(owner, Named) or owner.args:
        return False
    if not _only_if_unset(function, node, lambda it: isinstance(it, ast.SelectorExpr) and it.sel == field):
        return False
    project = function.file.package.project
    made = list(makings(project, owner))
    return (
        bool(made)
        and all(_gives_field(maker, it, field) for maker, it in made)
        and not any(
            _makes_bare(written, field).search(file.text_noted)
            for package in project.packages
            for file in package.files
            if not file.test and owner.name.encode() in file.text_noted
            for written in _written(owner, file)
        )
    )


def _written(owner: Named, file: File) -> Iterator[str]:
    """Yield how a file writes a type: alone in its package, after the name of that elsewhere."""
    if file.package.path == owner.path:
        yield owner.name
    yield from (f"{it}.{owner.name}" for it, path in file.names.aliases.items() if path == owner.path)


@cache
def _makes_bare(type_name: str, field: str) -> re.Pattern[bytes]:
    """Match what makes a value of a type with no literal, embeds one, or sets its field to nil."""
    type_, field_ = re.escape(type_name.encode()), re.escape(field.encode())
    bare = rb"\bvar\s+\w+\s+(?:\w+\.)?%b\b(?!\s*=)|^\s*(?:\w+\.)?%b[ \t]*$|\]\s*(?:\w+\.)?%b\b" % (
        type_,
        type_,
        type_,
    )
    return re.compile(rb"%b|\.%b\s*=\s*nil\b" % (bare, field_), re.MULTILINE)


def _gives_field(maker: Function, made: ast.Expr, field: str) -> bool:
    """Tell `T{field: value}`, with a value that is a package's, a literal, or the address of one."""
    elements = made.elts if isinstance(made, ast.CompositeLit) else []
    given = (it.value for it in elements if isinstance(it, ast.KeyValueExpr) and last_name(it.key) == field)
    value = next(given, None)
    match value:
        case ast.FuncLit() | ast.CompositeLit() | ast.UnaryExpr("&", ast.CompositeLit()):
            return True
        case ast.Ident(name):
            return value.obj is None and name not in ZEROS
        case ast.SelectorExpr(ast.Ident(name) as owner, _):
            return owner.obj is None and name in maker.file.names.aliases
    return False


def only_before_set_up(function: Function, node: ast.Node) -> bool:
    """Tell whether `node` runs only where a package variable that the function does not set is nil."""
    typer = function.file.typer
    set_here = {
        typer.package_value(target)
        for stmt in ast.nodes_of(function.body, ast.AssignStmt)
        for target in stmt.lhs
    }
    inner, around = node, function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        match around:
            case ast.IfStmt(_, ast.BinaryExpr("==", asked, ast.Ident("nil")), body, _) if inner is body:
                value = typer.package_value(asked)
                if value is not None and value not in set_here:
                    return True
        inner, around = around, function.parent_of(around)
    return False


def is_kept_for_others(function: Function, node: ast.Node, heat: Heat | None = None, depth: int = 0) -> bool:
    """Tell what is made at `node`, or on the way of `heat` to it, only until something that lasts is set.

    That is `if s.client == nil { s.client = made() }`, in its forms. `depth` counts the values that
    were followed to where they are made, to tell whether they last.
    """
    calls = heat.calls if heat is not None else ()
    return _is_made_once(function, node, depth) or any(
        _is_made_once(call.function, call.node, depth) for call in calls
    )


def _is_made_once(function: Function, node: ast.Node, depth: int) -> bool:
    text_of = function.file.text
    for target in _set_after(function, node):
        text = text_of(target)
        names = set(_named_after(function, text))
        root = root_variable(target)
        if _only_if_unset(function, node, lambda expr: text_of(expr) == text or _obj(expr) in names):  # noqa: B023
            return root is None or _outlasts_requests(function, root, depth)
    return False


def _outlasts_requests(function: Function, variable: Variable, depth: int) -> bool:
    """Tell a receiver not seen to be made while serving, and what a function that runs once declares."""
    project = function.file.package.project
    if variable.kind != "receiver":
        return project.requests.heat(variable.function, variable.function.body) is None
    owner = deref(function.file.typer.variable_type(variable))
    if not isinstance(owner, Named) or depth > MAX_DEPTH:
        return isinstance(owner, Named)
    for maker, node in makings(project, owner):
        heat = project.requests.heat(maker, node)
        if heat is not None and heat.certain and not is_kept_for_others(maker, node, heat, depth + 1):
            return False
    return True


def _obj(expr: ast.Expr) -> Variable | None:
    return expr.obj if isinstance(expr, ast.Ident) else None


def _set_after(function: Function, node: ast.Node) -> Iterator[ast.Expr]:
    """Yield what the statement of `node`, or a later one, sets: package variables, fields and entries."""
    for stmt in ast.nodes_of(function.body, ast.AssignStmt):
        for target in stmt.lhs if stmt.op == "=" and stmt.end >= node.end else ():
            root = root_variable(target)
            if root is None:
                lasts = not (isinstance(target, ast.Ident) and target.name == "_")
            elif root.function is function:
                lasts = root.kind == "receiver"
            else:
                lasts = not is_error(root)
            if lasts:
                yield target


def _named_after(function: Function, text: str) -> Iterator[Variable]:
    """Yield the variables that get what `text` stands for, or whether it is there."""
    for stmt in ast.nodes_of(function.body, ast.AssignStmt):
        single = len(stmt.rhs) == 1
        for number, target in enumerate(stmt.lhs):
            value = stmt.rhs[0 if single else number]
            variable = _obj(target)
            if variable is not None and function.file.text(value) == text:
                yield variable


def _only_if_unset(function: Function, node: ast.Node, is_it: IsIt) -> bool:
    inner, around = node, function.parent_of(node)
    while around is not None and not isinstance(around, ast.FuncLit):
        match around:
            case ast.IfStmt(_, cond, body, orelse):
                if inner is body and _says(function, cond, is_it, unset=True):
                    return True
                if inner is orelse and _says(function, cond, is_it, unset=False):
                    return True
            case ast.BlockStmt(stmts):
                if any(_leaves_if_set(function, stmt, is_it) for stmt in stmts if stmt.end <= inner.pos):
                    return True
        inner, around = around, function.parent_of(around)
    return False


def _leaves_if_set(function: Function, stmt: ast.Stmt, is_it: IsIt) -> bool:
    match stmt:
        case ast.IfStmt(init, cond, body, None):
            return function.graph.always_leaves(body) and (
                _says(function, cond, is_it, unset=False) or _finds_entry(init, cond, is_it)
            )
    return False


def _finds_entry(init: ast.Stmt | None, cond: ast.Expr, is_it: IsIt) -> bool:
    """Tell `if _, ok := variable[key]; ok`."""
    match init, cond:
        case ast.AssignStmt([_, ast.Ident(name)], _, [ast.IndexExpr(x, _)]), ast.Ident(asked):
            return name == asked and _reaches(x, is_it)
    return False


def _says(function: Function, cond: ast.Expr, is_it: IsIt, *, unset: bool) -> bool:
    """Tell whether `cond` holds only where it is unset, or at least wherever it is set."""
    match cond:
        case ast.UnaryExpr("!", x):
            return _reaches(x, is_it) if unset else _says(function, x, is_it, unset=True)
        case ast.BinaryExpr("==", x, _):
            return unset and _reaches(x, is_it)
        case ast.BinaryExpr("!=" | ">", x, y):
            return not unset and function.file.text(y) in ZEROS and _reaches(x, is_it)
        case ast.BinaryExpr("&&" | "||" as op, x, y):
            enough = any if op == ("&&" if unset else "||") else all
            return enough(_says(function, side, is_it, unset=unset) for side in (x, y))
        case ast.CallExpr(ast.SelectorExpr(x, "IsNil" | "IsZero"), []):
            of = x.args[0] if isinstance(x, ast.CallExpr) and len(x.args) == 1 else x  # reflect.ValueOf(v)
            return unset and _reaches(of, is_it)
    return not unset and is_it(cond)


def _reaches(expr: ast.Expr, is_it: IsIt) -> bool:
    """Tell it, len of it, an element or a field of it."""
    while True:
        if is_it(expr):
            return True
        match expr:
            case ast.CallExpr(ast.Ident("len"), [x], _) | ast.IndexExpr(x, _) | ast.SelectorExpr(x, _, _):
                expr = x
            case _:
                return False
