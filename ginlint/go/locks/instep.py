"""A lock that keeps what lies in memory in step with what lies elsewhere, a database or a connection.

Whoever came in between would find them different: the lock is held over the wait on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.flow import evaluated
from ginlint.go.locks.blocking import SLEEP
from ginlint.go.locks.effects import word_list, words_of
from ginlint.go.locks.keys import is_beside, place_of
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ginlint.go.locks.keys import Lock
    from ginlint.go.locks.walk import Event, Walk
    from ginlint.go.names import Function, Variable

    Place = tuple[Variable | str, tuple[str, ...]]


def keeps_in_step(walk: Walk, event: Event) -> bool:
    """Tell a write to a database of what the lock guards, or one that decides what becomes of it."""
    if not event.action.stores:
        return False
    function, lock = walk.function, event.held.lock
    call = event.action.chain[0].node if event.action.chain else event.node
    if _is_owned(function, lock, call):
        return True
    changed = {name for other in _alike(walk, lock) for name in _names_set(other)}
    if _hands_over(function, event, call, changed):
        return True
    return not event.action.chain and _sets_after(function, event)  # a helper may open it first


def is_opened_again(walk: Walk, event: Event) -> bool:
    """Tell a wait for what was closed under the lock: whoever needs it must wait in any case."""
    function, at, lock = walk.function, event.node, event.held.lock
    if _closes(function, event.held.site.pos, at.pos, lambda on: is_beside(function, lock, on)):
        return True
    if _stops(function, event):
        return True
    if not event.action.chain[1:]:
        return False
    inner, wait = event.action.chain[1]
    own = inner.receiver
    return own is not None and _closes(
        inner, inner.body.pos, wait.pos, lambda on: isinstance(on, ast.Ident) and on.obj is own
    )


def _stops(function: Function, event: Event) -> bool:
    """Tell a pause between stopping and starting what the lock belongs to."""
    lock, pause = event.held.lock, event.node.pos
    before, after = set[str](), set[str]()
    for node in ast.walk(function.body, into_literals=False) if event.action.what == SLEEP else ():
        match node:
            case ast.CallExpr(ast.SelectorExpr(x, sel)) if node.pos > event.held.site.pos:
                if place_of(function, x) == (lock.root, lock.path[:-1]):
                    (before if node.pos < pause else after).update(words_of(sel))
    return bool(before & word_list("ending")) and bool(after & word_list("resumes"))


def _closes(function: Function, after: int, before: int, has: Callable[[ast.Expr], bool]) -> bool:
    return any(
        isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.SelectorExpr)
        and node.fun.sel.lower() == "close"
        and after < node.pos < before
        and has(node.fun.x)
        for node in ast.walk(function.body, into_literals=False)
    )


def _is_owned(function: Function, lock: Lock, call: ast.Node) -> bool:
    """Tell a method of the module's, called on something that lies beside the lock."""
    if not isinstance(call, ast.CallExpr) or not isinstance(call.fun, ast.SelectorExpr):
        return False
    symbol = function.file.typer.callee(call).symbol
    return symbol is not None and symbol.decl is not None and is_beside(function, lock, call.fun.x)


def _hands_over(function: Function, event: Event, call: ast.Node, changed: set[str]) -> bool:
    """Tell whether data that the lock guards is handed over, or what was made of it since."""
    handed = [arg for node in evaluated(call) if isinstance(node, ast.CallExpr) for arg in node.args]
    for node in (inner for arg in handed for inner in ast.walk(arg)):
        value = _made_since(node, event.held.site)
        for part in (node, *(ast.walk(value) if value is not None else ())):
            if last_name(part) in changed and is_beside(function, event.held.lock, part):
                return True
            if (
                isinstance(part, ast.UnaryExpr)
                and part.op == "&"
                and is_beside(function, event.held.lock, part.x)
            ):
                return True
    return False


def _made_since(node: ast.Node, site: ast.Node) -> ast.Expr | None:
    if not isinstance(node, ast.Ident) or node.obj is None or node.obj.kind != "local":
        return None
    return node.obj.definition.value if node.obj.pos > site.pos else None


def _sets_after(function: Function, event: Event) -> bool:
    """Tell whether data beside the lock is set behind a way out for a write that has failed."""
    at = event.node.pos
    failed = [
        node.pos
        for node in ast.walk(function.body, into_literals=False)
        if isinstance(node, ast.ReturnStmt) and node.pos > at and function.in_error_branch(node)
    ]
    return bool(failed) and any(
        target.pos > min(failed) and is_beside(function, event.held.lock, target)
        for target in _targets(function)
    )


def _alike(walk: Walk, lock: Lock) -> Iterator[Function]:
    """Yield the functions of the package that take such a lock."""
    yield walk.function
    for other in walk.function.file.package.project.locks.walks(walk.function.file.package):
        if lock.kind and any(
            action.lock is not None and action.lock.kind == lock.kind for action in other.touched
        ):
            yield other.function


def _names_set(function: Function) -> Iterator[str]:
    return (name for target in _targets(function) if (name := last_name(target)))


def _targets(function: Function) -> Iterator[ast.Expr]:
    """Yield what a function sets, and what it sets something in."""
    for node in ast.walk(function.body, into_literals=False):
        lhs = node.lhs if isinstance(node, ast.AssignStmt) and node.op != ":=" else []
        for target in [node.x] if isinstance(node, ast.IncDecStmt) else lhs:
            inner = target
            while isinstance(inner, ast.IndexExpr | ast.StarExpr):
                inner = inner.x
            yield inner
        if isinstance(node, ast.UnaryExpr) and node.op == "&":
            yield node.x
