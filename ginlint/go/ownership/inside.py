"""A resource in a field of a struct that the same function makes: who has the struct has the resource.

`c := &client{conn: conn}` hands nothing over yet. What is done with `c.conn`, by the function or
by the methods of `c` that it calls, is done to the connection; where `c` itself goes, it goes, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.names import Pointer, Struct, deref
from ginlint.go.ownership.borrow import is_borrower, is_closable_part, release_names
from ginlint.go.ownership.uses import HANDED_OVER, Use, UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Type, Typer, Variable

MAX_CALLS = 3


class Inside(NamedTuple):
    """A resource in `field` of the struct in `owner`, put there as `target` where that is assigned."""

    owner: Variable
    field: str
    target: ast.Ident | None

    def uses(self) -> Iterator[tuple[Use, Use | None]]:
        """Yield the uses of the owner, each with a use of the resource that it makes; None hands it over."""
        for use in uses_of_variable(self.owner.function, self.owner):
            for inner in _made_by(use, self.field, 0) if use.node is not self.target else ():
                yield use, inner


def inside(use: Use) -> Inside | None:
    """Return where a use puts the resource, if that is a struct which nobody else has yet."""
    if use.kind is UseKind.COMPOSITE and use.around is not None:
        owner, field = _named(use.function, use.around), _field_of(use)
        return Inside(owner, field, None) if owner is not None and field else None
    return assigned(use.function, use.target) if use.kind is UseKind.STORED else None


def _named(function: Function, literal: ast.Expr) -> Variable | None:
    """Return the local variable that a literal, or a pointer to it, makes and that never changes."""
    value, around = literal, function.parent_of(literal)
    if isinstance(around, ast.UnaryExpr) and around.op == "&":
        value, around = around, function.parent_of(around)
    names: list[ast.Expr] = []
    if isinstance(around, ast.AssignStmt) and len(around.lhs) == len(around.rhs) and value in around.rhs:
        names = [around.lhs[around.rhs.index(value)]]
    elif isinstance(around, ast.ValueSpec) and len(around.names) == len(around.values):
        names = [around.names[around.values.index(value)]]
    name = names[0].obj if names and isinstance(names[0], ast.Ident) else None
    return name if name is not None and name.definition.value is value and _is_own(name, function) else None


def _is_own(name: Variable, function: Function) -> bool:
    return name.kind == "local" and name.function is function and not name.writes


def _field_of(use: Use) -> str:
    """Return the field of a struct of the module that an element of its literal fills, "" if none."""
    typer = use.function.file.typer
    assert use.around is not None  # noqa: S101 - an element has a literal around it
    type_ = typer.type_of(use.around)
    struct = typer.program.underlying(type_)
    if not isinstance(struct, Struct) or not _is_readable(typer, type_):
        return ""
    pair = use.function.parent_of(use.node)
    if isinstance(pair, ast.KeyValueExpr):
        return pair.key.name if isinstance(pair.key, ast.Ident) else ""
    index = use.around.elts.index(use.node) if use.node in use.around.elts else len(struct.fields)
    return struct.fields[index].name if index < len(struct.fields) else ""


def assigned(function: Function, target: ast.Expr | None) -> Inside | None:
    """Return the struct, made by the function, a field of which is assigned."""
    match target:
        case ast.SelectorExpr(ast.Ident() as name, field, _) if name.obj is not None:
            owner = name.obj
        case _:
            return None
    if owner.function is not function or not _is_made(function, owner, name.pos):
        return None
    earlier = (it for it in uses_of_variable(function, owner) if it.node.pos < name.pos)
    shared = any(inner is None for it in earlier for inner in _made_by(it, field, 0))
    return None if shared else Inside(owner, field, name)


def _is_made(function: Function, owner: Variable, before: int) -> bool:
    """Tell `&T{…}`, `T{…}`, `new(T)` and `var x T`, of a struct whose methods can be looked into.

    A named result may be given one, once, `before` anything is put into it.
    """
    typer = function.file.typer
    type_ = typer.variable_type(owner)
    if not _is_own(owner, function) and not (owner.kind == "result" and _set_once(owner, before)):
        return False
    match _set_once(owner, before) if owner.kind == "result" else owner.definition.value:
        case ast.UnaryExpr("&", ast.CompositeLit()) | ast.CompositeLit():
            return _is_readable(typer, deref(type_))
        case ast.CallExpr() as call:
            return typer.callee(call).name == "builtin.new" and _is_readable(typer, deref(type_))
    declared = owner.kind == "local" and owner.definition.type is not None and not isinstance(type_, Pointer)
    return declared and _is_readable(typer, type_)


def _set_once(owner: Variable, before: int) -> ast.Expr | None:
    """Return what a variable is set to, if one statement does that alone."""
    write = owner.writes[0] if len(owner.writes) == 1 else None
    if not isinstance(write, ast.AssignStmt) or len(write.lhs) != 1 or len(write.rhs) != 1:
        return None
    return write.rhs[0] if write.end <= before else None


def _is_readable(typer: Typer, type_: Type) -> bool:
    """Tell a type whose methods can all be looked into."""
    symbol = typer.program.type_symbol(type_) if isinstance(typer.program.underlying(type_), Struct) else None
    return symbol is not None and all(method.file is not None for method in symbol.methods.values())


def _made_by(use: Use, field: str, depth: int) -> Iterator[Use | None]:
    """Yield the uses of the field that a use of its struct makes; None where the struct gets elsewhere."""
    match use.kind:
        case UseKind.READ if not use.member:
            return
        case UseKind.READ:
            yield from _part(use, field)
        case UseKind.METHOD if use.member and use.call is not None:
            yield from _called(use, field, depth)
        case UseKind.ARGUMENT if use.callee is not None and not use.is_spread:
            body = body_of(use.callee)
            if body is not None and use.index < len(body.parameters):
                yield from _in_callee(body.parameters[use.index], field, depth)
            elif not is_borrower(use.callee):
                yield None
        case _:
            yield None


def _part(use: Use, field: str) -> Iterator[Use | None]:
    """Yield what happens to the field that is read; of another one whether it may close this."""
    selector = use.function.parent_of(use.node)
    if not isinstance(selector, ast.SelectorExpr):
        yield None
        return
    typer = use.function.file.typer
    found = typer.program.select(typer.type_of(use.node), use.member)
    if found is None or found.method:
        yield None  # a method's value has its receiver
        return
    if use.member == field:
        around = use.function.parent_of(selector)
        if isinstance(around, ast.AssignStmt) and selector in around.lhs:
            yield None
        yield from uses_of(use.function, selector)
        return
    for inner in uses_of(use.function, selector):
        if inner.member in release_names() or (inner.kind in HANDED_OVER and is_closable_part(use)):
            yield None


def _called(use: Use, field: str, depth: int) -> Iterator[Use | None]:
    """Yield what a method does to the field of its receiver."""
    assert use.call is not None  # noqa: S101 - a method is called
    started = isinstance(use.function.parent_of(use.call), ast.GoStmt)
    if use.callee is None or use.callee.kind != "method" or started:
        yield None
        return
    if use.member in release_names():
        yield None
    body = body_of(use.callee)
    if body is not None and body.receiver is not None:
        yield from _in_callee(body.receiver, field, depth)
    elif use.callee.symbol is None and not use.callee.name:
        yield None


def _in_callee(parameter: Variable, field: str, depth: int) -> Iterator[Use | None]:
    if depth >= MAX_CALLS or parameter.definition.variadic:
        yield None
        return
    for use in uses_of_variable(parameter.function, parameter):
        yield from _made_by(use, field, depth + 1)
