"""Whether a lock is held where something shared is written.

To say that none is, every way to the place must be without; anything that looks
like taking a lock counts as one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.flow import evaluated
from ginlint.go.goroutines import start_of
from ginlint.go.locks.outcomes import Tests, still_known, targets, told
from ginlint.go.state.tokens import after_field
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge
    from ginlint.go.names import FuncSymbol, Function

# words that have the name of a lock in them, and what asks whether something is locked
OTHER = re.compile(r"(?:(?<![a-z])|un|non)[bc]lock|[BC]lock|^(?:[iI]s|[hH]as|[wW]as)(?=[A-Z_])\w*")
SAYING = re.compile(r"[lL]ocked")  # how the names of fields begin that say so
Held = frozenset[str]
Facts = frozenset[tuple[str, bool]]  # outcomes of tests that are made more than once
State = tuple[Held, Facts]
NOTHING: Held = frozenset()
NOTHING_KNOWN: Facts = frozenset()


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(table("locks")[key])


def is_guarded(function: Function, node: ast.Node) -> bool:
    """Tell whether a lock is held for writing whenever `node` in `function` (the innermost one) runs."""
    if has_said_so(function):
        return True
    current, place = function, node
    while True:
        if _held_on_every_path(current, place) or _is_claimed(current, place) or _is_chosen(current, place):
            return True
        literal = current.node
        if literal is None or current.parent is None:
            return False
        call = current.parent_of(literal)
        if isinstance(call, ast.CallExpr) and literal in call.args and _locks_around(current, call):
            return True
        if isinstance(call, ast.CallExpr) and start_of(current) is not None:
            return False  # it runs beside what holds the lock, or after that
        if not isinstance(call, ast.CallExpr):
            return False  # kept for later: what is held now says nothing
        current, place = current.parent, literal


def has_said_so(function: Function) -> bool:
    """Tell a function that says by its name that its caller holds the lock."""
    return function.outermost.name.endswith(_words("held_suffixes"))


def _held_on_every_path(function: Function, node: ast.Node) -> bool:
    graph = function.graph
    position = graph.position_of(node)
    if position is None:
        return False
    target = graph.blocks[position[0]].nodes[position[1]]
    if not speaks_of_locks(function):
        return False
    kept = function.file.package.project.kept
    before: dict[int, set[Held]] = remembered(kept, ("held", function), lambda: _held_before(function))
    reached = before.get(id(target), ())  # none, if tests made before rule it out
    return all(_after_part(function, target, held) for held in reached)


def _held_before(function: Function) -> dict[int, set[Held]]:
    """Return what may be held before each node of the graph, by its id."""
    before: dict[int, set[Held]] = {}
    tests = Tests(function)
    text = function.file.text
    changing: dict[int, list[ast.Node]] = {}

    def step(current: ast.Node, state: State) -> State:
        held, facts = state
        before.setdefault(id(current), set()).add(held)
        if id(current) not in changing:
            changing[id(current)] = [it for it in _runs_now(current) if _is_lock_word(function, it)]
        for inner in changing[id(current)]:
            held = _after(function, inner, held)
        return held, still_known(facts, [text(it) for it in targets(current)]) if facts else facts

    def branch(edge: Edge, state: State) -> State | None:
        held, facts = state
        asked, turned = told(function, edge.cond) if edge.cond is not None else ("", False)
        if asked in tests:
            truth = edge.truth != turned
            if (asked, not truth) in facts:
                return None
            facts |= {(asked, truth)}
        return held, tests.needed(facts, edge.target)

    for _ in function.graph.paths_from(
        None, (NOTHING, NOTHING_KNOWN), step=step, branch=branch, join=_joined
    ):
        pass
    return before


def _joined(old: State, new: State) -> State | None:
    """Return what both know, if they hold the same."""
    return (new[0], old[1] & new[1]) if old[0] == new[0] else None


def _is_claimed(function: Function, node: ast.Node) -> bool:
    """Tell what one at a time comes to: the others have left before, where they found a flag set.

    It is tested and set under a lock that is given up again, or by CompareAndSwap.
    """
    tested: list[ast.Expr] | None = None
    for stmt in function.body.stmts:
        if stmt.end > node.pos:
            break
        match stmt:
            case ast.ExprStmt(ast.CallExpr(fun, _, _)):
                effect = _effect(last_name(fun))
                tested = [] if effect == "takes" else None if effect == "gives_up" else tested
            case ast.IfStmt(None, cond, body, None) if function.graph.always_leaves(body):
                if isinstance(cond, ast.UnaryExpr) and _swaps(cond.x):
                    return True
                if tested is not None:
                    tested.append(cond)
            case ast.AssignStmt([target], "=", _) if tested:
                text = function.file.text
                if any(text(x) == text(target) for cond in tested for x in ast.walk(cond)):
                    return True
    return False


def _is_chosen(function: Function, node: ast.Node) -> bool:
    """Tell what runs after a switch that takes a lock until the end for some commands: it knows for which."""
    if not speaks_of_locks(function):
        return False
    return any(
        isinstance(stmt, ast.DeferStmt)
        and isinstance(stmt.call, ast.CallExpr)
        and _effect(last_name(stmt.call.fun)) == "gives_up"
        for clause in ast.nodes_of(function.body, ast.CaseClause)
        if clause.end <= node.pos
        for stmt in clause.body
    )


def _swaps(expr: ast.Expr) -> bool:
    return isinstance(expr, ast.CallExpr) and last_name(expr.fun).startswith("CompareAndSwap")


def speaks_of_locks(function: Function) -> bool:
    """Tell a function in which anything looks like taking or giving up a lock."""
    kept = function.file.package.project.kept  # a function's writes are asked about one after the other
    speaks: bool = remembered(kept, ("locks", function), lambda: _speaks(function))
    return speaks


def _speaks(function: Function) -> bool:
    return any(_is_lock_word(function, inner) for inner in ast.walk(function.body, into_literals=False))


def may_hold_lock(function: Function, node: ast.Node) -> bool:
    """Tell whether anything that looks like a lock may be held at `node`, if only for reading."""
    if not speaks_of_locks(function):
        return False
    position = function.graph.position_of(node)
    if position is None:
        return True
    target = function.graph.blocks[position[0]].nodes[position[1]]
    kept = function.file.package.project.kept
    places: set[int] = remembered(kept, ("may hold", function), lambda: _may_hold(function))
    return id(target) in places


def _may_hold(function: Function) -> set[int]:
    """Return the nodes of the graph, by their ids, before which a lock has been taken and not given up."""
    places: set[int] = set()

    def step(current: ast.Node, held: Held) -> Held:
        if held:
            places.add(id(current))
        for inner in _runs_now(current):
            if _is_lock_word(function, inner):
                held = _after_any(function, inner, held)
        return held

    for _ in function.graph.paths_from(None, NOTHING, step=step):
        pass
    return places


def _after_any(function: Function, node: ast.Node, held: Held) -> Held:
    """Return what is held after what looks like a lock, for reading too; of a channel nobody knows."""
    if not isinstance(node, ast.CallExpr):
        return held | {""}
    key = function.file.text(node.fun.x) if isinstance(node.fun, ast.SelectorExpr) else ""
    if _effect(last_name(node.fun)) == "gives_up":
        return held - {key} if key in held else _without(held, key, last_name(node.fun))
    return held | {key}


def _after_part(function: Function, target: ast.Node, held: Held) -> Held:
    """Return what is held once the calls in the statement itself have been made."""
    for inner in _runs_now(target):
        held = _after(function, inner, held) if isinstance(inner, ast.CallExpr) else held
    return held


def _runs_now(node: ast.Node) -> Iterator[ast.Node]:
    """Yield what runs at `node`: of a deferred or started call only what it is made from."""
    if isinstance(node, (ast.DeferStmt, ast.GoStmt)):
        call = node.call
        parts = [call.fun, *call.args] if isinstance(call, ast.CallExpr) else []
        for part in parts:
            if isinstance(part, ast.CallExpr):
                yield from ast.walk(part, into_literals=False)
        return
    yield from evaluated(node)


def _is_lock_word(function: Function, node: ast.Node) -> bool:
    if isinstance(node, ast.SendStmt):
        return not _is_its_own(function, node.chan)
    if isinstance(node, ast.UnaryExpr):
        return node.op == "<-" and not _is_its_own(function, node.x)
    if not isinstance(node, ast.CallExpr):
        return False
    return _effect(last_name(node.fun)) != "" or _locks_for_caller(function, node)


def last_name(fun: ast.Expr) -> str:
    """Return the last name of a callee, "" if it has none."""
    match fun:
        case ast.SelectorExpr(_, sel, _):
            return sel
        case ast.Ident(name):
            return name
        case ast.IndexExpr(x, _) | ast.CallExpr(x, _, _):
            return last_name(x)
    return ""


@cache
def _effect(name: str) -> str:
    """Return takes, shares, gives_up or "" by what a call is named; `releaseLocked` leaves the lock."""
    lower = OTHER.sub("", name).lower()
    for effect in ("gives_up", "shares", "takes"):
        if any(word in lower for word in _words(effect)):
            kept = effect == "gives_up" and "unlock" not in lower and name.endswith(_words("held_suffixes"))
            return "" if kept else effect
    return ""


def _after(function: Function, node: ast.Node, held: Held) -> Held:
    match node:
        case ast.CallExpr(fun, _, _):
            effect = _effect(last_name(fun))
            key = function.file.text(fun.x) if isinstance(fun, ast.SelectorExpr) else ""
            if effect == "takes":
                return held | {key}
            if effect == "gives_up":
                return held - {key} if key in held else _without(held, key, last_name(fun))
            if not effect and _locks_for_caller(function, node):
                return held | {last_name(fun)}
        case ast.SendStmt(ast.Ident(name) as channel, _) if _is_from_outside(function, channel):
            return held - {f"<-{name}"} if f"<-{name}" in held else held | {f"{name}<-"}
        case ast.UnaryExpr("<-", ast.Ident(name) as channel) if _is_from_outside(
            function, channel
        ) and _is_token(function, node, name):
            return held - {f"{name}<-"} if f"{name}<-" in held else held | {f"<-{name}"}
        case ast.SendStmt(ast.SelectorExpr() as channel, _) | ast.UnaryExpr(
            "<-", ast.SelectorExpr() as channel
        ):
            return after_field(function, isinstance(node, ast.SendStmt), function.file.text(channel), held)
    return held


def _without(held: Held, owner: str, name: str) -> Held:
    """Return what is left when a method of `owner`, or a function, gives up what it was not seen to take.

    It may be a lock in the owner, but neither another's nor, for a read lock, what is held for writing.
    """
    if name == "RUnlock":
        return held
    return frozenset(key for key in held if owner and key and not key.startswith(f"{owner}."))


def _is_from_outside(function: Function, channel: ast.Ident) -> bool:
    """Tell a channel that others use too: a package variable's, or one of the function around."""
    return channel.obj is None or channel.obj.function is not function


def _is_its_own(function: Function, channel: ast.Expr) -> bool:
    """Tell a channel that a function makes, or is given by a loop: a semaphore is there for all."""
    variable = channel.obj if isinstance(channel, ast.Ident) else None
    return variable is not None and variable.function is function and variable.kind in ("local", "range")


def _is_token(function: Function, receive: ast.UnaryExpr, channel: str) -> bool:
    """Tell what is received for its own sake, or given back: a value that is used says nothing of locks."""
    around = function.parent_of(receive)
    if not isinstance(around, ast.AssignStmt | ast.ValueSpec):
        return True
    names = around.lhs if isinstance(around, ast.AssignStmt) else around.names
    if all(isinstance(name, ast.Ident) and name.name == "_" for name in names):
        return True
    return any(
        isinstance(node, ast.SendStmt) and isinstance(node.chan, ast.Ident) and node.chan.name == channel
        for inner in function.outermost.all()
        for node in ast.walk(inner.body, into_literals=False)
    )


def _locks_for_caller(function: Function, call: ast.CallExpr) -> bool:
    """Tell a helper of the module that returns with a lock taken."""
    symbol = function.file.typer.callee(call).symbol
    names = _called_names(symbol) if symbol is not None else []
    effects = [_effect(name) for name in names]
    return "takes" in effects and "gives_up" not in effects


def takes_lock(function: Function, call: ast.CallExpr) -> bool:
    """Tell a call that looks like taking a lock, or that returns with one taken."""
    return _effect(last_name(call.fun)) in ("takes", "shares") or _locks_for_caller(function, call)


def _locks_around(literal: Function, call: ast.CallExpr) -> bool:
    """Tell a helper that is handed the literal to run it under a lock."""
    callee = literal.file.typer.callee(call)
    if _effect(last_name(call.fun)) == "takes" or callee.name in _words("alone"):
        return True
    symbol = callee.symbol
    return symbol is not None and "takes" in {_effect(name) for name in _called_names(symbol)}


def _called_names(symbol: FuncSymbol) -> list[str]:
    """Return the last names of what a function of the module calls itself; none if it takes no lock.

    What a literal does that it returns is left out.
    """
    if symbol.file is None or symbol.decl is None or symbol.decl.body is None:
        return []
    written = symbol.file.body_text(symbol.decl).lower()
    if not any(word.encode() in written for word in _words("takes")):
        return []
    body = symbol.file.function(symbol.decl).body
    given = {
        id(node) for literal in _handed_back(symbol.file.function(symbol.decl)) for node in ast.walk(literal)
    }
    nodes = [node for node in ast.walk(body) if id(node) not in given]
    names = [last_name(n.fun) for n in nodes if isinstance(n, ast.CallExpr)]
    others = [n.sel for n in nodes if isinstance(n, ast.SelectorExpr)]
    return names + [name for name in others if SAYING.match(name) is None]


def _handed_back(function: Function) -> Iterator[ast.FuncLit]:
    """Yield the literals that a function returns for its caller: `return func() { mu.Unlock() }`."""
    leavings = ast.nodes_of(function.body, ast.ReturnStmt)
    results = [result for it in leavings for result in it.results]
    names = {it.obj for it in results if isinstance(it, ast.Ident)} | {*function.results}
    for assigned in ast.nodes_of(function.body, ast.AssignStmt):
        if len(assigned.lhs) == len(assigned.rhs):
            pairs = zip(assigned.lhs, assigned.rhs, strict=True)
            results += [value for name, value in pairs if isinstance(name, ast.Ident) and name.obj in names]
    results += [arg for it in results if isinstance(it, ast.CallExpr) for arg in it.args]
    yield from (it for it in results if isinstance(it, ast.FuncLit))
