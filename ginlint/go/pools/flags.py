"""What a way through a function says of variables that it has given plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Variable

    Flags = frozenset[tuple[Variable, str]]

WORDS = ("true", "false", "nil")


def flags_after(node: ast.Node, flags: Flags) -> Flags:
    """Return what is known of variables once `node` has run: `ok = false` says what a test of it gives."""
    changed = node.lhs if isinstance(node, ast.AssignStmt) else assigned(node)
    if isinstance(node, ast.IncDecStmt):
        changed = [node.x]
    targets = {target.obj for target in changed if isinstance(target, ast.Ident)}
    known = frozenset(flag for flag in flags if flag[0] not in targets) if targets else flags
    match node:
        case ast.AssignStmt([ast.Ident() as name], "=", [value]) if name.obj is not None:
            said = _plain(value)
            return known | {(name.obj, said)} if said else known
    return known


def agrees(edge: Edge, flags: Flags) -> bool:
    """Tell whether a branch can be taken: not `if ok` after `ok = false`, nor `if n != 0` after `n = 0`."""
    cond, truth, wanted = edge.cond, edge.truth, "true"
    while isinstance(cond, ast.UnaryExpr) and cond.op == "!":
        cond, truth = cond.x, not truth
    if isinstance(cond, ast.BinaryExpr) and cond.op in ("==", "!="):
        truth, wanted = truth == (cond.op == "=="), _plain(cond.y)
        cond = cond.x
    if not isinstance(cond, ast.Ident) or not wanted:
        return True
    return all((said == wanted) == truth for variable, said in flags if variable is cond.obj)


def assigned(node: ast.Node) -> list[ast.Expr]:
    """Return what a statement gives values that have nothing of their old ones."""
    match node:
        case ast.AssignStmt(lhs, "=" | ":=", _):
            return lhs
        case ast.RangeStmt():
            return [expr for expr in (node.key, node.value) if expr is not None]
        case ast.DeclStmt(specs):
            return [name for spec in specs for name in spec.names]
    return []


def _plain(value: ast.Expr) -> str:
    """Return what a value is, if it says so: true, false, nil or 0."""
    match value:
        case ast.Ident(name) if value.obj is None and name in WORDS:
            return name
        case ast.BasicLit(_, "0"):
            return "0"
    return ""
