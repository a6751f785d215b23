"""Whether a lock is meant to be held the way it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.locks.blocking import CHANNEL, GROUP, SLEEP
from ginlint.go.locks.effects import WORD, speaks_of, word_list, words_of
from ginlint.go.locks.fanout import feeds_each
from ginlint.go.locks.hindered import is_of_an_entry, is_one_of_many, is_only_tried
from ginlint.go.locks.instep import is_opened_again, keeps_in_step
from ginlint.go.locks.keys import Lock, operation, place_of
from ginlint.go.locks.ruledout import is_ruled_out
from ginlint.go.names import Variable
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.locks.walk import Event, Walk
    from ginlint.go.names import Function

PARAGRAPH = 6
LOW, MEDIUM = 1, 2  # as findings number their confidence


def wait_confidence(walk: Walk, event: Event) -> int | None:
    """Return how sure it is, LOW or MEDIUM, that a lock should not be held over a wait; None if it should."""
    lock, action = event.held.lock, event.action
    if _is_of_one_call(walk, lock) or not _is_waited_for(walk, event) or is_ruled_out(event.action.chain):
        return None
    if is_only_tried(walk, event):
        return None
    if speaks_of(lock.text.rpartition(".")[2], "serialises") or _is_named_for(lock, walk.function):
        return None
    if action.what == SLEEP and _paces(lock, walk.function):
        return None
    if words_of(walk.function.outermost.name.rpartition(".")[2]) & word_list("ending"):
        return LOW
    beside = _is_beside(walk, lock, action.on)
    is_local = not lock.path and isinstance(lock.root, Variable)
    if action.serialised and (beside or is_local or action.on is None):
        return None
    if feeds_each(walk, event):
        return MEDIUM
    if action.what in (CHANNEL, GROUP) or event.held.mode == "read":
        return LOW
    if action.serialised and _is_parameter(action.on):
        return LOW  # a helper that keeps the writers of one connection apart
    if _comes_of_failure(walk, event):
        return LOW
    meant = is_one_of_many(lock) or _is_of_a_stream(walk.function) or keeps_in_step(walk, event)
    meant = meant or is_of_an_entry(walk, lock) or is_opened_again(walk, event)
    meant = meant or _is_checked_twice(walk, event)
    return LOW if meant or _loads_once(walk, event) else MEDIUM


def _paces(lock: Lock, function: Function) -> bool:
    """Tell a lock by which all wait for their turn, by its name, its owner's or the function's."""
    owner, _, name = lock.kind.rpartition(".")
    named = words_of(owner.rpartition(".")[2]) | words_of(name)
    return bool((named | words_of(function.outermost.name.rpartition(".")[2])) & word_list("paces"))


def _is_named_for(lock: Lock, function: Function) -> bool:
    """Tell a lock that keeps apart those who do one thing, by its name: addUserMutex in addNewUser."""
    name, does = lock.text.rpartition(".")[2], function.outermost.name.rpartition(".")[2]
    named = words_of(name) - word_list("mutexes")
    same = [first.lower() for text in (name, does) for first in WORD.findall(text)[:1]]
    return len(named) > 1 and named <= words_of(does) and len(set(same)) == 1


def is_shared_wait(walk: Walk, event: Event) -> bool:
    """Tell a wait, in code that no request runs, with a lock that other functions of the package wait for.

    While a program starts, nobody else is there yet.
    """
    name = walk.function.outermost.name.rpartition(".")[2]
    if name.lower().startswith(tuple(word_list("starts_with"))) or name.lower() in word_list("starts"):
        return False
    words = words_of(name)
    if words & word_list("starting") or ("start" in words and not walk.function.outermost.parameters):
        return False  # what is started with something in hand is started while others run
    around = walk.function.parent_of(walk.function.node) if walk.function.node is not None else None
    if isinstance(around, ast.CallExpr) and last_name(around.fun).startswith(("Do", "Once")):
        return False  # it runs once
    if any(word in walk.function.outermost.name.lower() for word in table("locks")["doubles"]):
        return False
    package = walk.function.file.package
    return event.held.lock.kind in package.project.locks.known(package).shared


def _is_of_one_call(walk: Walk, lock: Lock) -> bool:
    """Tell a lock that is made anew for every request: no other waits for it."""
    root = lock.root
    if not isinstance(root, Variable) or root.kind != "local":
        return False
    value = root.definition.value
    made = value.x if isinstance(value, ast.UnaryExpr) and value.op == "&" else value
    if made is not None and not isinstance(made, ast.CompositeLit):
        return False
    requests = walk.function.file.package.project.requests
    return requests.heat(root.function, root.function.body) is not None


def _is_waited_for(walk: Walk, event: Event) -> bool:
    """Tell whether anybody waits for the lock: where it is only ever tried, whoever fails goes away."""
    site, kind = event.held.site, event.held.lock.kind
    tried = isinstance(site, ast.CallExpr) and last_name(site.fun).startswith("Try")
    return not tried or not kind or walk.function.file.package.project.locks.is_waited_for(kind)


def _comes_of_failure(walk: Walk, event: Event) -> bool:
    """Tell a wait only for who has failed: a helper pauses before it tries again."""
    if event.action.what != SLEEP:
        return walk.function.in_error_branch(event.node) or _knows_error(walk.function, event.node)
    if not event.action.chain[1:]:
        return False
    function, pause = event.action.chain[-1]
    return function.in_error_branch(pause) or any(
        isinstance(node, ast.IfStmt) and node.end <= pause.pos and _has_gone_well(function, node)
        for node in ast.walk(function.body, into_literals=False)
    )


def _knows_error(function: Function, node: ast.Node) -> bool:
    """Tell what runs only for one error: inside `if err == ErrGone { … }`."""
    around = function.enclosing(node, ast.IfStmt, ast.FuncLit)
    while isinstance(around, ast.IfStmt):
        if around.body.pos <= node.pos < around.body.end and _is_one_error(function, around.cond):
            return True
        around = function.enclosing(around, ast.IfStmt, ast.FuncLit)
    return False


def _is_one_error(function: Function, cond: ast.Expr) -> bool:
    match cond:
        case ast.BinaryExpr("==", x, y) if not (isinstance(y, ast.Ident) and y.name == "nil"):
            return _is_error(function.file.text(x))
        case ast.CallExpr():
            return function.file.typer.callee(cond).name in ("errors.Is", "errors.As")
    return False


def _has_gone_well(function: Function, stmt: ast.IfStmt) -> bool:
    """Tell `if err == nil { return … }`, with or without more reasons to leave."""
    leaves = bool(stmt.body.stmts) and isinstance(stmt.body.stmts[-1], (ast.ReturnStmt, ast.BranchStmt))
    return leaves and any(
        isinstance(node, ast.BinaryExpr)
        and node.op == "=="
        and isinstance(node.y, ast.Ident)
        and node.y.name == "nil"
        and _is_error(function.file.text(node.x))
        for node in ast.walk(stmt.cond)
    )


def _is_of_a_stream(function: Function) -> bool:
    """Tell Read, Write and their like of a stream, which only one at a time may use."""
    outer = function.outermost
    name = outer.name.rpartition(").")[2]
    first = outer.type.params[0].type.text if outer.type.params else ""
    return name in table("locks")["streams"] and first == "[]byte"


def _is_beside(walk: Walk, lock: Lock, on: ast.Expr | None) -> bool:
    """Tell something that lies in the same struct as the lock."""
    place = place_of(walk.function, on) if on is not None else None
    return place is not None and place[0] == lock.root and place[1][:-1] == lock.path[: len(place[1]) - 1]


def _loads_once(walk: Walk, event: Event) -> bool:
    """Tell a wait that happens only if something is not there yet."""
    text, site = walk.function.file.text, event.held.site
    for edge in walk.edges_to(event):
        if edge.cond is None or edge.cond.pos < site.pos:
            continue
        match edge.cond:
            case ast.BinaryExpr("==" | "!=", ast.Ident() | ast.SelectorExpr() as x, ast.Ident("nil")) if (
                _is_error(text(x))
            ):
                continue
            case ast.BinaryExpr("==", ast.Ident() | ast.SelectorExpr(), ast.Ident("nil")) if edge.truth:
                return True
            case ast.BinaryExpr("!=", ast.Ident() | ast.SelectorExpr(), ast.Ident("nil")) if not edge.truth:
                return True
            case ast.Ident(name) if not edge.truth and speaks_of(name, "had"):
                return True
            case ast.CallExpr(fun) if not edge.truth and speaks_of(last_name(fun), "had"):
                return True
            case ast.BinaryExpr("==" | "!=" | ">" as op, x, ast.BasicLit(_, empty)) if _is_found(x, empty):
                if edge.truth == (op == "=="):
                    return True
            case ast.BinaryExpr() | ast.UnaryExpr() | ast.CallExpr() if _asks_for_age(
                walk.function, edge.cond
            ):
                return True
            case ast.SelectorExpr() if not edge.truth:
                return True
    return False


def _is_found(x: ast.Expr, empty: str) -> bool:
    """Tell what is compared to "", and the length of what a call gave, to 0."""
    match x:
        case ast.CallExpr(ast.Ident("len"), [ast.Ident() as found], _) if empty == "0":
            return found.obj is not None and isinstance(found.obj.definition.value, ast.CallExpr)
    return empty == '""' and isinstance(x, (ast.Ident, ast.SelectorExpr))


def _is_checked_twice(walk: Walk, event: Event) -> bool:
    """Tell what is done if a test, made before the lock was taken, still says so: one does it for all."""
    text, site = walk.function.file.text, event.held.site
    edges = (edge.cond for edge in walk.edges_to(event))
    tests = {text(cond).lstrip("!") for cond in edges if cond is not None and cond.pos > site.end}
    return any(
        text(node.cond).lstrip("!") in tests
        for node in ast.nodes_of(walk.function.body, ast.IfStmt)
        if node.cond.end < site.pos and not _is_error_test(node.cond)
    )


def _is_error_test(cond: ast.Expr) -> bool:
    return isinstance(cond, ast.BinaryExpr) and isinstance(cond.y, ast.Ident) and cond.y.name == "nil"


def _asks_for_age(function: Function, cond: ast.Expr) -> bool:
    """Tell a condition by which something that is kept is used until it is too old."""
    text = function.file.text(cond)
    if any(word in text for word in ("time.Since(", "time.Now()", "time.Until(", ".IsZero()")):
        return True
    return any(
        isinstance(node, ast.CallExpr)
        and function.file.typer.callee(node).name in ("time.Time.After", "time.Time.Before")
        and any(isinstance(part, ast.SelectorExpr) for part in (*node.args, getattr(node.fun, "x", None)))
        for node in ast.walk(cond)
    )


def _is_parameter(on: ast.Expr | None) -> bool:
    return isinstance(on, ast.Ident) and on.obj is not None and on.obj.kind == "parameter"


def _is_error(text: str) -> bool:
    return "err" in text.lower()


def locked_for_nothing(walk: Walk) -> Iterator[tuple[Lock, ast.Node, ast.Node, bool]]:
    """Yield the locks with nothing between Lock and Unlock: both calls, and whether that seems meant."""
    function = walk.function
    for block in ast.walk(function.body, into_literals=False):
        stmts = getattr(block, "stmts", None) or (
            block.body if isinstance(block, (ast.CaseClause, ast.CommClause)) else []
        )
        for number, (first, second) in enumerate(pairwise(stmts)):
            if not isinstance(first, ast.ExprStmt) or not isinstance(second, ast.ExprStmt):
                continue
            if not isinstance(first.x, ast.CallExpr) or not isinstance(second.x, ast.CallExpr):
                continue
            taken, released = operation(function, first.x), operation(function, second.x)
            if taken is None or released is None or (taken.verb, released.verb) != ("take", "release"):
                continue
            if taken.lock == released.lock and taken.mode == released.mode:
                meant = _is_meant(walk, first, second, stmts[number + 2 :])
                yield taken.lock, first.x, second.x, meant


def _is_meant(walk: Walk, first: ast.Node, second: ast.Node, rest: list[ast.Stmt]) -> bool:
    """Tell a barrier: said so in a comment, the last of its block, or done for a signal.

    So it is in a loop, where a defer would have the next round wait for ever.
    """
    if not rest or _is_commented(walk.function.file.parsed.text, first, second):
        return True
    writes = isinstance(rest[0], (ast.AssignStmt, ast.IncDecStmt)) and getattr(rest[0], "op", "") != ":="
    if not writes and walk.function.graph.loop_around(first) is not None:
        return True
    if isinstance(rest[0], (ast.ReturnStmt, ast.BranchStmt)):
        return True
    return any(
        isinstance(node, ast.CallExpr) and last_name(node.fun) in word_list("barrier_before")
        for node in ast.walk(rest[0])
    )


def _is_commented(text: bytes, first: ast.Node, second: ast.Node) -> bool:
    """Tell whether there is a comment between two statements, beside them, or in the paragraph above."""
    end = text.find(b"\n", second.end)
    around = text[text.rfind(b"\n", 0, first.pos) + 1 : end if end >= 0 else len(text)]
    above = text[: text.rfind(b"\n", 0, first.pos) + 1].splitlines()[-PARAGRAPH:]
    for line in reversed(above):
        if not line.strip():
            break
        around += line
    return b"//" in around or b"/*" in around
