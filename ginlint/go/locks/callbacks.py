"""Locks that a function holds while it runs what it was handed, which takes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.locks.holding import held_at
from ginlint.go.locks.keys import operation
from ginlint.go.locks.summary import Summary, at_call, for_callers
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.locks.keys import Lock
    from ginlint.go.locks.summary import Action
    from ginlint.go.names import Callee, Function
    from ginlint.go.package import Package

DEPTH = 3


class Callback(NamedTuple):
    """A literal in `function` that `action` takes `lock` in; `runner` calls it at `run` while it has that."""

    function: Function
    call: ast.CallExpr
    lock: Lock
    action: Action
    runner: Function
    run: ast.CallExpr


class Run(NamedTuple):
    """A parameter is called at `node` while `lock` is held, for `mode`."""

    parameter: int
    lock: Lock
    mode: str
    node: ast.CallExpr


def callbacks(package: Package) -> Iterator[Callback]:
    """Yield the literals of a package that take a lock of whoever runs them."""
    for file in package.speaking:
        for outer in file.functions_at([] if file.test else _handing_over(file)):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    if isinstance(node, ast.CallExpr):
                        yield from _callbacks(function, node)


def _handing_over(file: File) -> list[int]:
    """Return, by the text alone, the calls of what locks in functions that have literals."""
    index, reach = file.facts.index, file.package.project.locks.reach
    names = [name for name in index.calls if reach.locks(name, 0)] if "literal" in index.kinds else []
    return [offset for name in names for offset in index.calls[name] if _has_literal(file, offset)]


def _has_literal(file: File, offset: int) -> bool:
    decl = file.declaration_at(offset)
    return decl is not None and file.holds(decl, "literal")


def _callbacks(function: Function, call: ast.CallExpr) -> Iterator[Callback]:
    literals = {n: arg for n, arg in enumerate(call.args) if isinstance(arg, ast.FuncLit)}
    if not literals:
        return
    callee = function.file.typer.callee(call)
    symbol, locks = callee.symbol, function.file.package.project.locks
    runner = body_of(callee)
    if symbol is None or runner is None or runner.file.test or not locks.reach.locks(symbol.name, 0):
        return
    for run in _runs(runner):
        literal = literals.get(run.parameter)
        if literal is None or literal.scope is None:
            continue
        lock = _seen_from(function, call, callee, runner, run)
        for action in locks.summary(literal.scope, DEPTH).touches:
            waits = "write" in (run.mode, action.mode)  # two may read at once
            if lock is not None and action.lock == lock and waits and lock not in action.without:
                yield Callback(function, call, lock, action, runner, run.node)
                return


def _runs(runner: Function) -> list[Run]:
    """Return where a function calls its parameters with a lock held, itself and at once."""
    numbers = {variable: n for n, variable in enumerate(runner.parameters) if not variable.writes}
    calls = [
        (numbers[node.fun.obj], node)
        for node in ast.walk(runner.body, into_literals=False)
        if isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.Ident)
        and node.fun.obj in numbers
        and not isinstance(runner.parent_of(node), (ast.GoStmt, ast.DeferStmt))
    ]
    modes = _modes(runner) if calls else {}
    return [
        Run(number, lock, modes[lock], node)
        for (number, node), held in zip(calls, held_at(runner, [node for _, node in calls]), strict=True)
        if held is not None
        for lock in held.always
        if lock in modes
    ]


def _modes(function: Function) -> dict[Lock, str]:
    """Return how the locks are taken that a function takes in one way only."""
    found: dict[Lock, set[str]] = {}
    for node in ast.walk(function.body, into_literals=False):
        taken = operation(function, node) if isinstance(node, ast.CallExpr) else None
        if taken is not None and taken.verb in ("take", "try"):
            found.setdefault(taken.lock, set()).add(taken.mode)
    return {lock: modes.pop() for lock, modes in found.items() if len(modes) == 1}


def _seen_from(
    function: Function, call: ast.CallExpr, callee: Callee, runner: Function, run: Run
) -> Lock | None:
    """Name a lock of what is called as the function that calls sees it."""
    held = for_callers(runner, Summary(holds=frozenset({(run.lock, run.mode)})))
    seen = at_call(held, function, call, callee)
    return next((lock for lock, _ in seen.holds), None)
