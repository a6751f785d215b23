"""What is kept only for as long as a function runs: it takes it out again before it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.names import Function
    from ginlint.go.ownership.uses import Use


class _Entry(NamedTuple):
    """Where something is kept: in an element of `container`, or in the field `container` if `key` is None."""

    container: str
    key: str | None


def is_taken_back(use: Use) -> bool:
    """Tell something whose entry the same function removes before it returns, without a look at it.

    Nobody has it from then on but the function itself: `s.cancels[id] = cancel` with
    `defer delete(s.cancels, id)`.
    """
    entry = _entry(use)
    if entry is None:
        return False
    function = use.function
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.DeferStmt):
            if _runs_whenever(function, node, use.node) and _only_removes(function, node, entry):
                return True
        elif isinstance(node, ast.Stmt) and _always_comes(function, node, use.node, entry):
            return True
    return False


def _entry(use: Use) -> _Entry | None:
    text = use.function.file.text
    match use.target:
        case ast.IndexExpr(container, [key]) if _is_fixed(container) and _is_fixed(key):
            return _Entry(text(container), text(key))
        case ast.SelectorExpr() if _is_fixed(use.target):
            return _Entry(text(use.target), None)
    match use.call:
        case ast.CallExpr(ast.SelectorExpr(container, "Store" | "Set" | "Put"), [key, value], _) if (
            value is use.node
        ):
            known = use.callee.symbol if use.callee is not None else None
            own = known is not None and known.decl is not None  # what that does can be looked up
            return (
                None
                if own or not _is_fixed(container) or not _is_fixed(key)
                else _Entry(text(container), text(key))
            )
    return None


def _is_fixed(expr: ast.Expr) -> bool:
    """Tell a name, or a field, that means the same wherever the function says it."""
    match expr:
        case ast.SelectorExpr(x, _):
            return _is_fixed(x)
        case ast.Ident():
            return expr.obj is not None and not expr.obj.writes
        case ast.BasicLit():
            return True
    return False


def _runs_whenever(function: Function, defer: ast.DeferStmt, kept: ast.Node) -> bool:
    """Tell a defer that is armed on every way on which something is kept."""
    block = function.parent_of(defer)
    statement = _statement(function, kept)
    return block is function.body or (statement is not None and block is function.parent_of(statement))


def _always_comes(function: Function, removal: ast.Stmt, kept: ast.Node, entry: _Entry) -> bool:
    """Tell a removal that no way from where something is kept to the function's end passes by."""
    statement = _statement(function, kept) if _is_removal(function, removal, entry) else None
    if statement is None or function.parent_of(removal) is not function.parent_of(statement):
        return False
    if removal.pos < statement.pos:
        return False
    between = ast.walk(function.body, into_literals=False)
    leaves = (ast.ReturnStmt, ast.BranchStmt)
    return not any(isinstance(node, leaves) and statement.pos < node.pos < removal.pos for node in between)


def _statement(function: Function, node: ast.Node) -> ast.Node | None:
    current: ast.Node | None = node
    while current is not None and not isinstance(current, ast.Stmt):
        current = function.parent_of(current)
    return current


def _only_removes(function: Function, defer: ast.DeferStmt, entry: _Entry) -> bool:
    """Tell a defer that removes an entry and has no other business with what it lies in."""
    said = [node for node in ast.walk(defer) if isinstance(node, (ast.Ident, ast.SelectorExpr))]
    named = sum(function.file.text(node) == entry.container for node in said)
    removals = sum(_is_removal(function, node, entry) for node in ast.walk(defer))
    return removals == 1 and named == 1


def _is_removal(function: Function, node: ast.Node, entry: _Entry) -> bool:
    """Tell `delete(m, k)`, `m.Delete(k)` and `s.f = nil`."""
    text = function.file.text
    match node:
        case ast.AssignStmt([ast.SelectorExpr() as target], "=", [ast.Ident("nil")]):
            return entry.key is None and text(target) == entry.container
        case ast.ExprStmt(call) | ast.DeferStmt(call):
            return _is_removing_call(function, call, entry)
    return False


def _is_removing_call(function: Function, call: ast.Node, entry: _Entry) -> bool:
    text = function.file.text
    match call:
        case ast.CallExpr(ast.Ident("delete"), [container, key], _):
            return (text(container), text(key)) == entry
        case ast.CallExpr(ast.SelectorExpr(container, "Delete" | "Remove" | "Del"), [key], _):
            return (text(container), text(key)) == entry
    return False
