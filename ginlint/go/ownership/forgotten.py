"""Fields that are set to nil while they hold something open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.names import Named, deref
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import Function
    from ginlint.go.package import Package

IS_NIL = re.compile(rb"=(?<![=!<>:]=)\s*nil\b")
BACK_TO_FIELD = re.compile(rb"\s*\w+\.")  # read backwards
MAX_FIELD = 100  # bytes before an equals sign that are looked at


class Forgotten(NamedTuple):
    """An assignment of nil to `field`, which holds `what`, in `function`; `used` is a call on it before."""

    function: Function
    statement: ast.AssignStmt
    field: ast.SelectorExpr
    used: ast.CallExpr
    what: str


def forgotten_fields(package: Package) -> Iterator[Forgotten]:
    """Yield the fields that a function uses and then sets to nil, and that it does nothing else with."""
    for file in package.speaking:
        for outer in () if file.test else file.functions_at(_set_to_nil(file.parsed.text)):
            for function in outer.all():
                yield from _forgotten_in(function)


def _set_to_nil(text: bytes) -> Iterator[int]:
    """Yield where a field is set to nil."""
    for found in IS_NIL.finditer(text):
        if BACK_TO_FIELD.match(text[max(0, found.start() - MAX_FIELD) : found.start()][::-1]):
            yield found.start()


def _forgotten_in(function: Function) -> Iterator[Forgotten]:
    holds: dict[str, str] = table("releases")["held"]
    name = function.outermost.name.lower()
    if any(word in name for word in (*table("releases")["handing_words"], *table("releases")["words"])):
        return
    for statement in ast.nodes_of(function.body, ast.AssignStmt):
        match statement:
            case ast.AssignStmt([ast.SelectorExpr() as field], "=", [ast.Ident("nil")]):
                what = holds.get(str(deref(function.file.typer.type_of(field))), "")
                used = (
                    _last_use(function, statement, field)
                    if what or _is_closed_elsewhere(function, field)
                    else None
                )
                if (
                    used is not None
                    and (what or _is_given_up(function, statement))
                    and not _was_not_got(function, statement, field)
                ):
                    yield Forgotten(function, statement, field, used, what or field.sel)


def _is_closed_elsewhere(function: Function, field: ast.SelectorExpr) -> bool:
    """Tell a field that another method of its owner closes: who sets it to nil has that to do, too."""
    typer = function.file.typer
    owner = deref(typer.type_of(field.x))
    if not isinstance(owner, Named) or owner.path != function.file.package.path:
        return False
    for file in function.file.package.files:
        index = file.facts.index.calls
        for name in () if file.test else sorted(index.keys() & set(table("releases")["owner_methods"])):
            for offset in index[name]:
                call = _call_on(file, offset, field.sel)
                match call.node.fun if call is not None else None:
                    case ast.SelectorExpr(ast.SelectorExpr(x, field.sel)) if (
                        deref(file.typer.type_of(x)) == owner
                    ):
                        return call is not None and call.function.outermost is not function.outermost
    return False


def _call_on(file: File, offset: int, field: str) -> Call | None:
    """Return the call at an offset, if its text may be that of a method of such a field."""
    start = file.text_noted.rfind(b"\n", 0, offset)
    return file.call_at(offset) if field.encode() in file.text_noted[start:offset] else None


def _is_given_up(function: Function, statement: ast.AssignStmt) -> bool:
    """Tell what is set to nil in a branch, but not in one that says that it has ended already."""
    test = function.enclosing(statement, ast.IfStmt)
    branches = isinstance(test, ast.IfStmt)
    while isinstance(test, ast.IfStmt):
        said = function.file.text(test.cond).lower()
        within = test.body.pos <= statement.pos < test.body.end
        if within and any(word in said for word in table("releases")["ended_words"]):
            return False
        test = function.enclosing(test, ast.IfStmt)
    return branches


def _was_not_got(function: Function, statement: ast.AssignStmt, field: ast.SelectorExpr) -> bool:
    """Tell a field that is set to nil in a test of the call, just before, that was to fill it."""
    text = function.file.text
    test = function.enclosing(statement, ast.IfStmt)
    block = function.parent_of(test) if isinstance(test, ast.IfStmt) else None
    if not isinstance(test, ast.IfStmt) or not isinstance(block, ast.BlockStmt):
        return False
    at = block.stmts.index(test)
    return any(
        isinstance(before, ast.AssignStmt)
        and len(before.lhs) > len(before.rhs)
        and any(text(target) == text(field) for target in before.lhs)
        for before in (test.init, *block.stmts[max(0, at - 1) : at])
    )


def _last_use(function: Function, statement: ast.AssignStmt, field: ast.SelectorExpr) -> ast.CallExpr | None:
    """Return a call of a method of the field before `statement`, if nobody may have or close its value."""
    text = function.file.text
    written, owner = text(field), text(field.x)
    found: ast.CallExpr | None = None
    for node in ast.walk(function.outermost.body):
        if isinstance(node, ast.CallExpr) and _may_close(node, owner, text(node.fun)):
            return None
        if isinstance(node, ast.CallExpr) and node.pos < statement.pos and _uses(function, node, field):
            found = node
        if not isinstance(node, ast.SelectorExpr) or node is field or text(node) != written:
            continue
        call = _call_of(function, node)
        around = function.parent_of(node)
        if call is not None and call.pos < statement.pos:
            found = call
        elif call is None and not (isinstance(around, ast.BinaryExpr) or _is_target(around, node)):
            return None
        elif _has_another_name(around, node):
            return None  # under which it may be closed
    return found


def _uses(function: Function, call: ast.CallExpr, field: ast.SelectorExpr) -> bool:
    """Tell a call of another method of the same owner, which calls a method of the field."""
    if not isinstance(call.fun, ast.SelectorExpr) or function.file.text(call.fun.x) != function.file.text(
        field.x
    ):
        return False
    body = body_of(function.file.typer.callee(call))
    return body is not None and any(
        isinstance(node, ast.SelectorExpr)
        and node.sel == field.sel
        and isinstance(node.x, ast.Ident)
        and node.x.obj is body.receiver
        and _call_of(body, node) is not None
        for node in ast.walk(body.body)
    )


def _may_close(call: ast.CallExpr, owner: str, callee: str) -> bool:
    """Tell a call of a method of the owner, or of the field, that closes by its name."""
    fun = call.fun
    if not isinstance(fun, ast.SelectorExpr) or not callee.startswith(f"{owner}."):
        return False
    releases = table("releases")
    words = (*releases["words"], *releases["may_end_words"])
    return "lock" not in fun.sel.lower() and any(word in fun.sel.lower() for word in words)


def _call_of(function: Function, field: ast.SelectorExpr) -> ast.CallExpr | None:
    selector = function.parent_of(field)
    call = function.parent_of(selector) if isinstance(selector, ast.SelectorExpr) else None
    return call if isinstance(call, ast.CallExpr) and call.fun is selector else None


def _has_another_name(around: ast.Node | None, field: ast.SelectorExpr) -> bool:
    """Tell `s.db = db`."""
    values = around.rhs if isinstance(around, ast.AssignStmt) and field in around.lhs else []
    return any(isinstance(value, ast.Ident) and value.obj is not None for value in values)


def _is_target(around: ast.Node | None, field: ast.SelectorExpr) -> bool:
    return isinstance(around, ast.AssignStmt) and field in around.lhs
