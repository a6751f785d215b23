"""Where a deferred unlock stands for the plain ones, so that every way out gives the lock up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.locks.keys import operation, operation_of
from ginlint.go.syntax import ast
from ginlint.go.writing import (
    Change,
    Mending,
    begins_line,
    ends_line,
    indent_of,
    line_end,
    removed_lines,
    statements_around,
)
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.locks.keys import Lock
    from ginlint.go.locks.walk import Kept, Walk
    from ginlint.go.names import Function

HARMLESS = ("builtin", "conversion")
KNOWN = ("function", "method")


def deferred_unlock(walk: Walk, kept: Kept) -> Mending | None:
    """Return how a lock is given up by a `defer`, None where that may change too much.

    The plain calls that give it up go, so that the lock is held to the end. That is safe
    where nothing but constants, names and builtins is evaluated after them; calls
    that are known not to wait and not to lock make it unsafe, all others forbid it.
    """
    function, held = walk.function, kept.held
    taking = _plain_operation(function, held.site, "take")
    if taking is None or held.helped or function.graph.loop_at(held.site) is not None:
        return None
    releases = _releases(walk, held.lock, held.site)
    if not releases or not all(_is_removable(function, held.site, stmt) for stmt in releases):
        return None
    place = line_end(function, held.site.end)
    if place is None or _is_reached_anew(function, held.lock, held.site):
        return None
    quiet = [_is_quiet(walk, stmt) for stmt in releases]
    if None in quiet:
        return None
    undo = table("locks")["methods"][taking.sel]["undo"]
    text = f"defer {function.file.text(taking.x)}.{undo}()"
    added = Change(place, place, f"\n{indent_of(function, held.site)}{text}")
    removed = (Change(*removed_lines(function, stmt), "") for stmt in releases)
    return Mending(text, (added, *removed), safe=all(quiet))


def _plain_operation(function: Function, stmt: ast.Node, verb: str) -> ast.SelectorExpr | None:
    """Return `mu.Lock` of a statement `mu.Lock()`."""
    if not isinstance(stmt, ast.ExprStmt) or not isinstance(stmt.x, ast.CallExpr):
        return None
    found = operation(function, stmt.x)
    fun = stmt.x.fun
    return fun if found is not None and found.verb == verb and isinstance(fun, ast.SelectorExpr) else None


def _releases(walk: Walk, lock: Lock, site: ast.Node) -> list[ast.ExprStmt]:
    """Return the statements that give a lock up; none if anything else does, or takes it again."""
    found: list[ast.ExprStmt] = []
    for node in walk.function.graph.nodes():
        fun = _plain_operation(walk.function, node, "release")
        for action in walk.effects.at(node):
            if node is site or action.verb in ("wait", "touch") or action.lock not in (None, lock):
                continue
            if action.verb != "release" or action.chain or fun is None or not isinstance(node, ast.ExprStmt):
                return []
            found.append(node)
    return [] if _is_known_elsewhere(walk.function, lock, {id(stmt.x.fun) for stmt in found}) else found  # type: ignore[attr-defined] # a call


def _is_known_elsewhere(function: Function, lock: Lock, own: set[int]) -> bool:
    """Tell a lock that literals or defers give up too, or method values: `unlock := mu.Unlock`."""
    for inner in function.outermost.all():
        for node in ast.walk(inner.body, into_literals=False):
            if not isinstance(node, ast.SelectorExpr) or id(node) in own:
                continue
            found = operation_of(inner, node)
            if found is not None and found.lock == lock and found.verb != "take":
                return True
    return False


def _is_removable(function: Function, site: ast.Node, stmt: ast.ExprStmt) -> bool:
    """Tell a statement on a line of its own that always comes after `site`, and is not all of an if."""
    if not function.graph.always_before(site, stmt):
        return False
    if not begins_line(function, stmt.pos) or not ends_line(function, stmt.end):
        return False
    block = function.parent_of(stmt)
    return len(statements_around(function, stmt)) > 1 or isinstance(block, (ast.CaseClause, ast.CommClause))


def _is_reached_anew(function: Function, lock: Lock, site: ast.Node) -> bool:
    """Tell a lock whose expression may mean another one later, and calls that are deferred below the lock."""
    later = [node for node in function.graph.nodes() if node.pos > site.pos]
    written = [function.file.text(target).strip("()*") for node in later for target in _targets(node)]
    deferred = any(isinstance(node, ast.DeferStmt) for node in later)
    return deferred or any(f"{lock.text}.".startswith(f"{name}.") for name in written)


def _targets(node: ast.Node) -> list[ast.Expr]:
    match node:
        case ast.AssignStmt(lhs, _, _):
            return list(lhs)
        case ast.RangeStmt(key, value, _, _, _):
            return [target for target in (key, value) if target is not None]
    return []


def _is_quiet(walk: Walk, release: ast.ExprStmt) -> bool | None:
    """Tell whether all that runs after a release is sure to go on below the lock; None if it may not."""
    calm = True
    for node in walk.function.graph.after(release):
        if _plain_operation(walk.function, node, "release") is not None:
            continue
        if isinstance(node, (ast.GoStmt, ast.SelectStmt, ast.SendStmt)) or walk.effects.at(node):
            return None
        for inner in evaluated(node):
            if isinstance(inner, ast.FuncLit) or (isinstance(inner, ast.UnaryExpr) and inner.op == "<-"):
                return None
            if isinstance(inner, ast.CallExpr):
                callee = walk.function.file.typer.callee(inner)
                if callee.kind not in HARMLESS and (callee.kind not in KNOWN or callee.dynamic):
                    return None
                calm = calm and callee.kind in HARMLESS
    return calm
