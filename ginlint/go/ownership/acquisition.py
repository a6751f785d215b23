"""Where a value that is given back later was acquired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.errors import is_error
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

MAX_BRANCHES = 12  # acquisitions that one defer is for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.release import Target


class Acquisition(NamedTuple):
    """A call after which something must be given back.

    `statement` runs it. `error` is the variable that says whether it failed,
    `witness` are further variables that tell (ok, or a bool made from the error),
    `siblings` the other results.
    """

    function: Function
    statement: ast.Stmt
    call: ast.CallExpr
    target: Target
    error: Variable | None
    witness: frozenset[Variable]
    siblings: frozenset[Variable] = frozenset()


def acquisition_of(function: Function, target: Target, before: ast.Stmt) -> Acquisition | None:
    """Return the last acquisition of `target` that is written before `before` in the same function."""
    if target.is_lock:
        return _lock(function, target, before)
    found = _acquisitions(function, target, before)
    return found[-1] if found else None


def acquisitions_of(function: Function, target: Target, before: ast.Stmt) -> list[Acquisition]:
    """Return the last acquisition and those of other branches, none of which comes to another first."""
    if target.is_lock:
        lock = _lock(function, target, before)
        return [lock] if lock is not None else []
    found = _acquisitions(function, target, before)[-MAX_BRANCHES:]
    graph, places = function.graph, [it.statement for it in found]

    def is_apart(one: Acquisition) -> bool:
        return graph.comes_to(one.statement, before, [it for it in places if it is not one.statement])

    return [it for it in found if it is found[-1] or is_apart(it)]


def _acquisitions(function: Function, target: Target, before: ast.Stmt) -> list[Acquisition]:
    if target.variable is None or target.variable.function is not function or is_error(target.variable):
        return []
    if "[" in target.text:
        return []  # which element it is, nobody knows
    found: list[Acquisition] = []
    for declared in ast.nodes_of(function.body, ast.DeclStmt):
        for spec in declared.specs if declared.pos < before.pos else ():
            if len(spec.values) == 1:
                one = _assigned(function, target, declared, spec.names, spec.values[0])
                found += [one] if one is not None else []
    for node in ast.nodes_of(function.body, ast.AssignStmt):
        if node.pos >= before.pos:
            continue
        if len(node.rhs) == 1:
            one = _assigned(function, target, node, node.lhs, node.rhs[0])
            found += [one] if one is not None else []
        if any(
            isinstance(expr, ast.SelectorExpr) and is_part_of(function, expr, target) for expr in node.lhs
        ):
            found = []  # another value has been put there
    return found


def is_part_of(function: Function, expr: ast.Expr, target: Target) -> bool:
    """Tell whether an expression is the target, or what it is reached through."""
    return f"{target.text}.".startswith(f"{function.file.text(expr)}.")


def _assigned(
    function: Function, target: Target, statement: ast.Stmt, lhs: Sequence[ast.Expr], call: ast.Expr
) -> Acquisition | None:
    names = [expr.obj if isinstance(expr, ast.Ident) else None for expr in lhs]
    if not isinstance(call, ast.CallExpr) or target.variable not in names:
        return None
    callee = function.file.typer.callee(call)
    if callee.kind in ("builtin", "conversion") or callee.name in table("releases")["lent"]:
        return None
    if len(names) == 1 and _is_getter(call):
        return None
    others = [name for name in names if name is not None and name is not target.variable]
    error = next((name for name in reversed(others) if is_error(name)), None)
    witness = {name for name in others if name.name == "ok" or name.name.startswith(("found", "exist"))}
    if error is not None:
        witness |= {v for v in function.variables if _made_from(v, error)}
    return Acquisition(function, statement, call, target, error, frozenset(witness), frozenset(others))


def _is_getter(call: ast.CallExpr) -> bool:
    """Tell `x.GetConn()` and `x.String()`, which show what x has; a Get alone may take one from a pool."""
    match call:
        case ast.CallExpr(ast.SelectorExpr(_, name, _), [], _):
            getters = table("guesses")["getters"]
            rests = (name.removeprefix(prefix) for prefix in getters["prefixes"] if name.startswith(prefix))
            return name in getters["names"] or any(rest[:1].isupper() for rest in rests)
    return False


def _made_from(variable: Variable, error: Variable) -> bool:
    """Tell `ok := err == nil`."""
    value = variable.definition.value
    return isinstance(value, ast.BinaryExpr) and any(
        isinstance(side, ast.Ident) and side.obj is error for side in (value.x, value.y)
    )


def _lock(function: Function, target: Target, before: ast.Stmt) -> Acquisition | None:
    found: Acquisition | None = None
    if _locks_itself(function, target, before):
        return None
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.ExprStmt(ast.CallExpr(ast.SelectorExpr(x, sel, _), [], _) as call) if (
                node.pos < before.pos
            ):
                releases = table("releases")["locks"].get(sel)
                if releases == target.method and function.file.text(x) == target.text:
                    found = Acquisition(function, node, call, target, None, frozenset())
    return found


def _locks_itself(function: Function, target: Target, release: ast.Stmt) -> bool:
    """Tell `defer func() { mu.Lock(); n--; mu.Unlock() }()`, which gives back what it has taken itself."""
    return any(
        isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.SelectorExpr)
        and table("releases")["locks"].get(node.fun.sel) == target.method
        and function.file.text(node.fun.x) == target.text
        for node in ast.walk(release)
    )
