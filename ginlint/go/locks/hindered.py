"""Whether somebody who is quick waits behind somebody who is slow: what makes a lock over a wait a harm.

A lock that all hold only while they wait for the same slow thing keeps two of them
apart, which is what it is for: a job that runs once at a time, an address given out once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.locks.blocking import CHANNEL, SLEEP, waiting
from ginlint.go.locks.effects import speaks_of
from ginlint.go.locks.keys import Lock, place_of
from ginlint.go.names import Variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Exit
    from ginlint.go.locks.walk import Event, Walk
    from ginlint.go.names import Function

MAX_FOLLOWED = 100  # functions


def is_one_of_many(lock: Lock) -> bool:
    """Tell a lock that is looked up by a key: whoever waits for it wants the same thing."""
    root = lock.root
    if lock.path or not isinstance(root, Variable) or root.kind != "local":
        return False
    values = [root.definition.value, *(_value_in(write, root) for write in root.writes)]
    return any(isinstance(value, (ast.IndexExpr, ast.CallExpr, ast.TypeAssertExpr)) for value in values)


def is_only_tried(walk: Walk, event: Event) -> bool:
    """Tell a lock that its package takes by TryLock alone: nobody waits for it."""
    match event.held.site:
        case ast.CallExpr(ast.SelectorExpr(x, method)) if _verb(method) == "try":
            name = walk.function.file.text(x).rpartition(".")[2].encode()
        case _:
            return False
    waits = re.compile(rb"\b%b\.R?Lock\(" % re.escape(name))
    return all(waits.search(file.text_noted) is None for file in walk.function.file.package.files)


def _verb(method: str) -> str:
    known = table("locks")["methods"].get(method)
    return str(known["verb"]) if known is not None else ""


def is_of_an_entry(walk: Walk, lock: Lock) -> bool:
    """Tell the lock in what is looked up by a key, if one function alone takes it: it is there for that."""
    root, package = lock.root, walk.function.file.package
    if len(lock.path) != 1 or not lock.kind or not isinstance(root, Variable) or root.kind != "local":
        return False
    match root.definition.value:
        case ast.IndexExpr() | ast.CallExpr(_, [_, *_], _):
            return lock.kind not in package.project.locks.known(package).shared
    return False


def _value_in(write: ast.Node, variable: Variable) -> ast.Expr | None:
    if not isinstance(write, ast.AssignStmt) or len(write.lhs) != len(write.rhs):
        return None
    pairs = zip(write.lhs, write.rhs, strict=True)
    return next((rhs for lhs, rhs in pairs if isinstance(lhs, ast.Ident) and lhs.obj is variable), None)


def hinders_the_quick(walk: Walk, event: Event) -> bool:
    """Tell whether requests need the lock for something that does not wait, elsewhere or on another way."""
    kind = event.held.lock.kind
    if not kind or _has_quick_way(walk, event):
        return True
    project = walk.function.file.package.project
    return any(
        not any(lock.kind == kind for holds, _ in other.outcomes for lock, _ in holds)
        and project.requests.heat(other.function, other.function.body) is not None
        for other in _quick_others(walk, kind)
    )


def holds_up_others(walk: Walk, event: Event) -> bool:
    """Tell a lock that requests need for a moment, or several functions while one sleeps.

    That others wait for an answer of the network is mostly meant: they have to have it, too. So it is that
    they wait until something has come about, for which one looks again and again.
    """
    if _looks_again(event):
        return False
    requests = walk.function.file.package.project.requests
    others = {other.function.outermost: other.function for other in _quick_others(walk, event.held.lock.kind)}
    if any(requests.heat(other, other.body) is not None for other in others.values()):
        return True
    return len(others) > 1 and event.action.what == SLEEP


def _looks_again(event: Event) -> bool:
    """Tell a pause of a callee between two looks at something, but not while it makes a connection."""
    if event.action.what != SLEEP or not event.action.chain[1:]:
        return False
    function, pause = event.action.chain[-1]
    makes = speaks_of(function.outermost.name.rpartition(".")[2], "makes")
    return not makes and function.graph.loop_around(pause) is not None


def _quick_others(walk: Walk, kind: str) -> Iterator[Walk]:
    """Yield who takes such a lock elsewhere, and waits for nothing slow itself, nor for what it is handed."""
    for other in walk.function.file.package.project.locks.walks(walk.function.file.package):
        elsewhere = other.function.outermost is not walk.function.outermost and takes_itself(other, kind)
        if not elsewhere or other.waits or _runs_what_it_gets(other.function):
            continue
        if not _waits_far_down(other.function):
            yield other


def _waits_far_down(function: Function) -> bool:
    """Tell a function that comes to wait by more calls than a walk follows, each of a known function."""
    seen, ahead = {function}, [function]
    while ahead and len(seen) < MAX_FOLLOWED:
        current = ahead.pop(0)
        for node in ast.walk(current.body, into_literals=False):
            action = waiting(current, node)
            if action is not None and action.what != CHANNEL:
                return True
            called = body_of(current.file.typer.callee(node)) if isinstance(node, ast.CallExpr) else None
            if called is not None and called not in seen:
                seen.add(called)
                ahead.append(called)
    return False


def _runs_what_it_gets(function: Function) -> bool:
    """Tell a function that calls a parameter: nobody knows how long that takes."""
    return any(
        isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.Ident)
        and node.fun.obj is not None
        and node.fun.obj.kind == "parameter"
        for node in ast.walk(function.body, into_literals=False)
    )


def takes_itself(walk: Walk, kind: str) -> bool:
    """Tell a function that takes a lock of this kind itself, not by what it calls."""
    return any(
        action.lock is not None and action.lock.kind == kind and len(action.chain) == 1
        for action in walk.touched
    )


def _has_quick_way(walk: Walk, event: Event) -> bool:
    """Tell a lock over data beside it, with a way to a success that does not wait."""
    function, held = walk.function, event.held
    if held.helped or function.graph.position_of(held.site) is None or not _guards_data(walk, event):
        return False
    slow = {id(e.node) for e in walk.events.values() if e.kind == "wait" and e.held.lock == held.lock}

    def step(node: ast.Node, state: bool) -> bool | None:
        return None if id(node) in slow else state

    ways = function.graph.paths_from(held.site, True, step=step)
    return any(way.exit is not None and not _fails(function, way.exit) for way in ways)


def _fails(function: Function, leaving: Exit) -> bool:
    """Tell a way out that reports an error, or that ends nothing."""
    node = leaving.node
    if leaving.kind in ("panic", "no-return"):
        return True
    if not isinstance(node, ast.ReturnStmt):
        return False
    last = node.results[-1] if node.results else None
    nil = isinstance(last, ast.Ident) and last.name == "nil"
    failed = last is not None and not nil and function.type.results[-1].type.text == "error"
    return failed or function.in_error_branch(node)


def _guards_data(walk: Walk, event: Event) -> bool:
    """Tell a lock beside something else that is used after it is taken, and is not what is waited for."""
    lock, function = event.held.lock, walk.function
    if not lock.path:
        return isinstance(lock.root, Variable)
    for node in _later(function, event.held.site):
        place = place_of(function, node)
        if place is None or place[0] != lock.root or len(place[1]) != len(lock.path):
            continue
        if place[1][:-1] == lock.path[:-1] and place[1] != lock.path and not _calls_itself(function, node):
            return True
    return False


def _calls_itself(function: Function, node: ast.SelectorExpr) -> bool:
    """Tell a method of the value that the lock belongs to."""
    typer = function.file.typer
    found = typer.program.select(typer.type_of(node.x), node.sel)
    return found is None or found.method


def _later(function: Function, site: ast.Node) -> Iterator[ast.SelectorExpr]:
    for node in ast.walk(function.body, into_literals=False):
        if isinstance(node, ast.SelectorExpr) and node.pos > site.pos:
            yield node
