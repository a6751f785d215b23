"""Names that have been looked up before they are used: there are only so many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.ownership.release import root_variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function, Variable

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def is_looked_up(function: Function, key: ast.Expr, node: ast.Node) -> bool:
    """Tell whether `key` has named something of the program itself before `node`, in `function`, runs.

    That is an embedded file, a method by reflection, or a key of a map, be it the one that gets it again.
    """
    variable = _named(key)
    if variable is None:
        return False
    asked, place = function.file.text(key), node
    while function is not variable.function:
        if function.parent is None or function.node is None:
            return False
        place, function = function.node, function.parent
    return any(
        _finds(function, statement, (variable, asked), place)
        for statement in ast.nodes_of(function.body, ast.AssignStmt)
    )


def _named(key: ast.Expr) -> Variable | None:
    """Return the variable that is a key, or that stays what the key is a field of."""
    if isinstance(key, ast.Ident):
        return key.obj
    root = root_variable(key) if isinstance(key, ast.SelectorExpr) else None
    return root if root is not None and not root.writes else None


def _finds(function: Function, statement: ast.AssignStmt, key: tuple[Variable, str], place: ast.Node) -> bool:
    variable, asked = key

    def is_key(node: ast.Node) -> bool:
        same = isinstance(node, ast.Expr) and _named(node) is variable
        return same and function.file.text(node) == asked

    match statement.rhs:
        case [ast.CallExpr(_, args, _) as call]:
            return (
                function.file.typer.callee(call).name in table("provenance")["bounded"]["lookups"]
                and any(is_key(n) for a in args for n in ast.walk(a))
                and function.graph.always_before(statement, place)
            )
        case [ast.IndexExpr(_, [index])]:
            ok = statement.lhs[-1]
            return (
                is_key(index)
                and len(statement.lhs) > 1
                and isinstance(ok, ast.Ident)
                and _runs_if(function, ok, statement, place)
            )
    return False


def _runs_if(function: Function, ok: ast.Ident, statement: ast.AssignStmt, place: ast.Node) -> bool:
    """Tell whether `place` runs only where the `ok` that `statement` sets is true."""
    for branch in ast.nodes_of(function.body, ast.IfStmt):
        asked = branch.cond.x if isinstance(branch.cond, ast.UnaryExpr) else branch.cond
        if not isinstance(asked, ast.Ident) or asked.obj is not ok.obj or branch.end < statement.pos:
            continue
        if asked is branch.cond and branch.body.pos <= place.pos < branch.body.end:
            return True
        leaves = asked is not branch.cond and function.graph.always_leaves(branch.body)
        if leaves and branch.end <= place.pos and function.graph.always_before(asked, place):
            return True
    return False


def is_few_by_name(key: ast.Expr) -> bool:
    """Tell a parameter, or a field, whose name speaks of what is set up: a tenant, a shard, a provider."""
    if isinstance(key, ast.CallExpr) and not key.args and isinstance(key.fun, ast.SelectorExpr):
        key = key.fun
    if isinstance(key, ast.Ident) and (key.obj is None or key.obj.kind != "parameter"):
        return False
    few = table("provenance")["bounded"]
    words = [word.lower() for word in WORD.findall(last_name(key))]
    return next((word for word in reversed(words) if word not in few["suffixes"]), "") in few["words"]


def last_name(expr: ast.Expr) -> str:
    """Return the last name of what a collection is called, "" if it has none."""
    match expr:
        case ast.Ident(name):
            return name
        case ast.SelectorExpr(_, sel, _):
            return sel
        case ast.IndexExpr(x, _) | ast.StarExpr(x):
            return last_name(x)
    return ""
