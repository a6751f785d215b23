"""What ends a context, by what it was made of: nothing, a request, the signals to the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.requests import context_origin
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable

MAX_STEPS = 6
CANCELLED = "cancel-not-called"  # the rule about what can be


def ended_by(function: Function, context: ast.Expr | None) -> str:
    """Return "root", "request" or "signals", "" if it is not known.

    Contexts that other modules make of others, but not to be cancelled, are looked through, as are
    variables that get no other value, and a field of a struct that the function, or a helper of the
    module, has just made and nobody else has had.
    """
    for _ in range(MAX_STEPS):
        match context:
            case ast.CallExpr(_, args):
                name = function.file.typer.callee(context).name
                origin = context_origin(name)
                known = function.file.package.project.acquirers.get(name)
                if origin or (known is not None and known.rule == CANCELLED):
                    return origin
                carries = args and body_of(function.file.typer.callee(context)) is None
                context = args[0] if carries else None
            case ast.Ident() if context.obj is not None and not context.obj.writes:
                context = context.obj.definition.value if context.obj.definition.index <= 0 else None
            case ast.SelectorExpr(ast.Ident() as owner, field) if owner.obj is not None:
                made = _field_made(function, owner.obj, field, context.pos)
                if made is None:
                    return ""
                function, context = made
            case _:
                return ""
    return ""


def _field_made(
    function: Function, owner: Variable, field: str, until: int
) -> tuple[Function, ast.Expr] | None:
    """Return what a field of a new struct holds, and where that is made; None if it may have got another."""
    if owner.writes or any(_may_set(function, use, field) and use.pos < until for use in owner.uses):
        return None
    value = owner.definition.value
    if isinstance(value, ast.CallExpr):
        maker = body_of(function.file.typer.callee(value))
        returns = ast.nodes_of(maker.body, ast.ReturnStmt) if maker is not None else []
        if maker is None or len(returns) != 1 or len(returns[0].results) != 1:
            return None
        function, value = maker, returns[0].results[0]
    if isinstance(value, ast.UnaryExpr) and value.op == "&":
        value = value.x
    for element in value.elts if isinstance(value, ast.CompositeLit) else ():
        match element:
            case ast.KeyValueExpr(ast.Ident(name), held) if name == field:
                return function, held
    return None


def _may_set(function: Function, use: ast.Ident, field: str) -> bool:
    """Tell whether the field is set where its struct is used, or whoever gets the struct may do so."""
    part = function.parent_of(use)
    if not isinstance(part, ast.SelectorExpr):
        return True
    around = function.parent_of(part)
    if isinstance(around, ast.CallExpr) and around.fun is part:
        return True
    return part.sel == field and isinstance(around, ast.AssignStmt) and part in around.lhs


def made_in(function: Function, call: ast.CallExpr, depth: int = 0) -> tuple[Function, ast.CallExpr]:
    """Return the call that makes a context to be cancelled, in the helper of the module that hands it on.

    That is a helper with a single such call; what it is given for a parent stays what the caller gives.
    """
    helper = body_of(function.file.typer.callee(call)) if depth < MAX_STEPS else None
    if helper is None:
        return function, call
    made = [node for node in ast.nodes_of(helper.body, ast.CallExpr) if _is_cancelled(helper, node)]
    if len(made) != 1 or _parent_given(made[0]) in helper.parameters:
        return function, call
    return made_in(helper, made[0], depth + 1)


def _is_cancelled(function: Function, call: ast.CallExpr) -> bool:
    known = function.file.package.project.acquirers.get(function.file.typer.callee(call).name)
    return known is not None and known.rule == CANCELLED


def _parent_given(call: ast.CallExpr) -> Variable | None:
    parent = call.args[0] if call.args else None
    return parent.obj if isinstance(parent, ast.Ident) else None


def holds_only_itself(function: Function, call: ast.CallExpr) -> bool:
    """Tell `context.WithCancel(context.Background())`, of which nobody else has anything."""
    function, call = made_in(function, call)
    parent = call.args[0] if call.args else None
    name = function.file.typer.callee(call).name
    return name.startswith("context.WithCancel") and ended_by(function, parent) == "root"
