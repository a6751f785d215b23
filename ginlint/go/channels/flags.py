"""Flags by which something is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable

SET = ("true", "false")


def first_time(function: Function, cond: ast.Expr) -> bool | None:
    """Return how a test of a flag that its function sets comes out the first time, None for other tests.

    Of `if c.closed { return }`, `if !c.closed { c.closed = true; … }` and a compare-and-swap.
    """
    match cond:
        case ast.UnaryExpr("!", x):
            inner = first_time(function, x)
            return None if inner is None else not inner
        case ast.CallExpr():
            return True if last_name(cond.fun).startswith("CompareAndSwap") else None
        case ast.SelectorExpr() | ast.Ident():
            body = function.body
            if function.file.text_noted.find(b"true", body.pos, body.end) < 0:
                return None
            return False if function.file.text(cond) in _set_to_true(function) else None
    return None


def _set_to_true(function: Function) -> frozenset[str]:
    """Return what a function or a literal in it sets to true."""

    def work() -> frozenset[str]:
        found = []
        for node in ast.walk(function.body):
            match node:
                case ast.AssignStmt([target], "=", [ast.Ident("true")]):
                    found.append(function.file.text(target))
        return frozenset(found)

    known: frozenset[str] = remembered(function.file.package.project.kept, ("set to true", function), work)
    return known


def is_flag(variable: Variable) -> bool:
    """Tell a local variable that only its own function sets, and only to true and false."""
    value = variable.definition.value
    if variable.kind != "local" or not variable.writes or (value is not None and not _is_set(value)):
        return False
    function = variable.function
    if any(_is_pointed_at(function.outermost.parent_of(use)) for use in variable.uses):
        return False
    literal = function.node if isinstance(function.node, ast.FuncLit) else None
    return all(
        isinstance(write, ast.AssignStmt)
        and _sets_flags(write)
        and function.enclosing(write, ast.FuncLit) is literal
        for write in variable.writes
    )


def _is_set(value: ast.Expr) -> bool:
    return isinstance(value, ast.Ident) and value.name in SET


def _is_pointed_at(parent: ast.Node | None) -> bool:
    return isinstance(parent, ast.UnaryExpr) and parent.op == "&"


def _sets_flags(node: ast.AssignStmt) -> bool:
    return node.op == "=" and len(node.lhs) == len(node.rhs) and all(_is_set(value) for value in node.rhs)


def is_of_flag(term: object) -> bool:
    """Tell the term of a flag, or of its opposite."""
    return isinstance(term, tuple) and (term[0] == "flag" or (term[0] == "!" and is_of_flag(term[1])))
