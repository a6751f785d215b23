"""What the calls in a function do to locks, found out through the module's own functions."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.flow import evaluated
from ginlint.go.locks.blocking import waiting
from ginlint.go.locks.keys import fixed_value, lock_of, operation, operation_of
from ginlint.go.locks.summary import NOTHING, Action, Place, at_call, at_literal, returns_function
from ginlint.go.ownership.implementers import symbols_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.locks.keys import Lock
    from ginlint.go.locks.summary import Summary
    from ginlint.go.names import Callee, FuncSymbol, Function, Variable

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """Return the words of a name: unlockAll_now has unlock, all and now."""
    return frozenset(word.lower() for word in WORD.findall(name))


@lru_cache(maxsize=8192)
def speaks_of(name: str, key: str) -> bool:
    """Tell whether any word of a name is in a list of the model of locks."""
    lowered, words = name.lower(), word_list(key)
    return any(word in lowered for word in words) and not words.isdisjoint(words_of(name))


@cache
def word_list(key: str) -> frozenset[str]:
    """Return a list of words of the model of locks."""
    return frozenset(table("locks")["words"][key])


class Effects:
    """The actions at the nodes of one function; `summary_of` answers for what it calls."""

    __slots__ = ("_known", "function", "summary_of")

    def __init__(self, function: Function, summary_of: Callable[[FuncSymbol | Function], Summary]) -> None:
        self.function = function
        self.summary_of = summary_of
        self._known: dict[int, list[Action]] = {}

    def at(self, node: ast.Node) -> list[Action]:
        """Return what running `node` does, in order; not what it arms or starts."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = list(self._at(node))
        return found

    def _at(self, node: ast.Node) -> Iterator[Action]:
        wait = waiting(self.function, node)
        if wait is not None:
            yield wait
        if isinstance(node, (ast.DeferStmt, ast.GoStmt)):
            parts = [node.call.fun, *node.call.args] if isinstance(node.call, ast.CallExpr) else []
            inner = [n for part in parts for n in _without_body(part)]
        else:
            inner = list(evaluated(node))
        for current in reversed(inner):
            if isinstance(current, ast.CallExpr):
                yield from self.of_call(current)
        yield from self._handed_over(node, inner)

    def of_call(self, call: ast.CallExpr) -> Iterator[Action]:
        """Yield what a call does."""
        found = operation(self.function, call)
        if found is not None:
            yield Action(found.verb, found.lock, found.mode)
            return
        wait = waiting(self.function, call)
        if wait is not None:
            yield wait
            return
        yield from self._through(call)

    def _through(self, call: ast.CallExpr) -> Iterator[Action]:
        target = called_value(call.fun)
        if isinstance(target, ast.FuncLit) and target.scope is not None:
            summary = at_literal(self.summary_of(target.scope), target.scope, self.function, call)
            yield from self._of_summary(summary, call)
        elif isinstance(target, ast.SelectorExpr):
            found = operation_of(self.function, target)
            if found is not None:
                yield Action(found.verb, found.lock, found.mode)
        else:
            yield from self._of_symbol(call, self.function.file.typer.callee(call))

    def _of_symbol(self, call: ast.CallExpr, callee: Callee) -> Iterator[Action]:
        symbol = callee.symbol
        if symbol is None or symbol.decl is None or symbol.decl.body is None:
            yield from self._of_interface(call, callee)
            yield from self._of_unknown(call, callee)
            return
        summary = at_call(self.summary_of(symbol), self.function, call, callee)
        yield from self._of_summary(summary, call, keeps=not returns_function(symbol))

    def _of_summary(self, summary: Summary, call: ast.CallExpr, *, keeps: bool = True) -> Iterator[Action]:
        if summary is NOTHING:
            return
        here = Place(self.function, call)
        for action in (*summary.touches, *summary.waits):
            yield _deeper(action, here)
        for lock in sorted(summary.gives_up | summary.may_give_up, key=lambda lock: lock.text):
            yield Action("release" if lock in summary.gives_up else "forget", lock, "any")
        for lock, mode in sorted(summary.holds, key=lambda held: held[0].text):
            if keeps:
                yield Action("hold", lock, mode, (here,))

    def _of_interface(self, call: ast.CallExpr, callee: Callee) -> Iterator[Action]:
        """Yield what an interface's method waits for that one type of the module has, where requests run it.

        Elsewhere a lock is often there to keep apart what takes long.
        """
        project = self.function.file.package.project
        symbols = symbols_of(project, callee)
        waits = self.summary_of(symbols[0]).waits if len(symbols) == 1 else ()
        if waits and project.requests.heat(self.function, call) is not None:
            for action in waits:
                yield _deeper(action, Place(self.function, call))

    def _of_unknown(self, call: ast.CallExpr, callee: Callee) -> Iterator[Action]:
        """Yield what a call that cannot be looked into gives up: what it is handed, or its name speaks of."""
        for arg in call.args:
            lock = lock_of(self.function, arg)
            if lock is not None and _is_lock(self.function, arg):
                yield Action("forget", lock, "any")
        if callee.kind != "builtin" and speaks_of(last_name(call.fun), self._words_for(callee)):
            yield Action("forget")

    def _words_for(self, callee: Callee) -> str:
        """Return which words say that a callee gives something up: span.End() has no lock of the module."""
        if callee.kind not in ("function", "method") or not callee.name:
            return "gives_up"
        owner = callee.name.rpartition(".")[0]
        package = owner.rpartition(".")[0] if callee.kind == "method" else owner
        return "gives_up" if package in self.function.file.names.program.own else "unlocks"

    def _handed_over(self, node: ast.Node, inner: list[ast.Node]) -> Iterator[Action]:
        """Yield the locks that somebody else may give up from here on."""
        started = node.call if isinstance(node, ast.GoStmt) else None
        armed = node.call if isinstance(node, ast.DeferStmt) else None
        for current in inner:
            if isinstance(current, ast.FuncLit) and current.scope is not None:
                call = self.function.parent_of(current)
                runs_here = isinstance(call, ast.CallExpr) and call.fun is current and call is not started
                if not runs_here and call is not armed and not self._only_called(current):
                    yield from given_up_in(current.scope)
            elif isinstance(current, ast.SelectorExpr) and not self._only_called(current):
                around = self.function.parent_of(current)
                if isinstance(around, ast.CallExpr) and around.fun is current:
                    continue
                yield from self._of_method_value(current)
        if isinstance(started, ast.CallExpr):
            for action in self.of_call(started):
                if action.verb in ("release", "forget"):
                    yield Action("forget", action.lock, "any")

    def _of_method_value(self, value: ast.SelectorExpr) -> Iterator[Action]:
        """Yield what a method may give up that is not called here: whoever gets it may call it."""
        found = operation_of(self.function, value)
        if found is not None and found.verb == "release":
            yield Action("forget", found.lock, "any")
        if found is None and speaks_of(value.sel, "gives_up"):
            typer = self.function.file.typer
            method = typer.program.select(typer.type_of(value.x), value.sel)
            if method is not None and method.method:
                yield Action("forget")

    def _only_called(self, value: ast.Expr) -> bool:
        """Tell a value that a local variable holds for good and that nothing is done with but call it."""
        for variable in _held_by(self.function, value):
            parents = [(self.function.parent_of(use), use) for use in variable.uses]
            return all(isinstance(call, ast.CallExpr) and call.fun is use for call, use in parents)
        return False


def _without_body(part: ast.Expr) -> list[ast.Node]:
    return [part] if isinstance(part, ast.FuncLit) else list(ast.walk(part, into_literals=False))


def _held_by(function: Function, value: ast.Expr) -> Iterator[Variable]:
    around = function.parent_of(value)
    targets: list[ast.Expr] = []
    if isinstance(around, ast.AssignStmt) and around.op == ":=" and len(around.lhs) == len(around.rhs):
        targets = [around.lhs[around.rhs.index(value)]] if value in around.rhs else []
    elif isinstance(around, ast.ValueSpec) and len(around.names) == len(around.values):
        targets = [around.names[around.values.index(value)]]
    for target in targets:
        if isinstance(target, ast.Ident) and target.obj is not None and fixed_value(target.obj) is value:
            yield target.obj


def called_value(fun: ast.Expr) -> ast.Expr | None:
    """Return the literal or method value that a call runs, if it is certain which."""
    if isinstance(fun, ast.FuncLit):
        return fun
    if isinstance(fun, ast.Ident) and fun.obj is not None:
        value = fixed_value(fun.obj)
        return value if isinstance(value, (ast.FuncLit, ast.SelectorExpr)) else None
    return None


def given_up_in(literal: Function) -> Iterator[Action]:
    """Yield the locks that a literal, or one in it, releases anywhere without taking them.

    Those that it takes and leaves to others to release are taken again.
    """
    for function in literal.all():
        verbs: dict[Lock, set[str]] = {}
        for node in ast.walk(function.body, into_literals=False):
            if isinstance(node, ast.SelectorExpr):
                found = operation_of(function, node)
                if found is not None:
                    verbs.setdefault(found.lock, set()).add(found.verb)
            elif isinstance(node, ast.CallExpr) and _is_helper(function, node):
                yield Action("forget")  # a helper that gives something up may give up any lock
        for lock, what in verbs.items():
            if what == {"release"}:
                yield Action("forget", lock, "any")
            elif what == {"take"} and function is literal:
                yield Action("retake", lock)


def _is_helper(function: Function, call: ast.CallExpr) -> bool:
    if not speaks_of(last_name(call.fun), "gives_up"):
        return False
    return operation(function, call) is None


def _is_lock(function: Function, expr: ast.Expr) -> bool:
    program = function.file.typer.program
    return program.select(function.file.typer.type_of(expr), "Unlock") is not None


def _deeper(action: Action, here: Place) -> Action:
    return Action(
        action.verb, action.lock, action.mode, (here, *action.chain), action.without, action.what,
        None, action.serialised, action.stores,
    )  # fmt: skip
