"""A lock is taken while it is held already

## Why is this bad?
Go's mutexes cannot be locked twice by the same goroutine: the second Lock waits for
an Unlock that comes after it, for ever. A second RLock waits as soon as a writer
stands in line between the two.

## Bad
```go
package p

import "sync"

type account struct {
        mu      sync.Mutex
        balance int
}

func (a *account) Balance() int {
        a.mu.Lock()
        defer a.mu.Unlock()
        return a.balance
}

func (a *account) Spend(n int) bool {
        a.mu.Lock()
        defer a.mu.Unlock()
        if a.Balance() < n {
                return false
        }
        a.balance -= n
        return true
}
```

## Good
```go
package p

import "sync"

type account struct {
        mu      sync.Mutex
        balance int
}

func (a *account) Balance() int {
        a.mu.Lock()
        defer a.mu.Unlock()
        return a.balance
}

func (a *account) Spend(n int) bool {
        a.mu.Lock()
        defer a.mu.Unlock()
        if a.balance < n {
                return false
        }
        a.balance -= n
        return true
}
```

## Limits
The two must be reached by the same variable and fields. What goes through an
interface, or a function kept in a variable, is followed only where the values are
made in sight, beside goroutines. RLock twice is reported where something locks
the same field for writing. Of what a function runs with its lock held, literals that are
handed to it are looked into, and no functions that are handed over by name.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    ast,
    at_node,
    callbacks,
    chain_steps,
    event_steps,
    is_ruled_out,
    rule,
    told_by_call,
    waiting,
    waiting_finding,
    word_list,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Callback, Event, Package, Place, Variable, Walk

    Taken = tuple[Walk, Event, Confidence]

SURE_CALLS = 2


@rule(severity=Severity.ERROR, since="0.1.0", tags=("reliability", "external/cwe/cwe-764"))
def lock_taken_twice(package: Package) -> Iterator[Finding]:
    found: dict[ast.Node, list[Taken]] = {}
    seen: set[tuple[str, int]] = set()
    for walk in package.project.locks.walks(package):
        told = set()
        for event in walk.events.values():
            place = at_node(event)
            if event.kind == "twice":
                seen |= {(each.function.file.path, each.node.pos) for each in event.action.chain}
                seen.add((walk.function.file.path, place.pos))
            line = (event.held.lock, walk.function.file.parsed.text.rfind(b"\n", 0, place.pos))
            if event.kind != "twice" or line in told or _only_if_asked(event):
                continue
            confidence = _confidence(package, event)
            if confidence is not None:
                told.add(line)
                helper = event.action.chain[1].node if event.action.chain[1:] else place
                found.setdefault(helper, []).append((walk, event, confidence))
    for taken in found.values():
        if len(taken) > 1 and _is_called_by_these_only(package, taken):
            yield _of_helper(taken)
        else:
            yield from (_finding(*one) for one in taken)
    yield from _of_itself(package, seen)
    yield from (_of_callback(callback) for callback in callbacks(package))


def _of_callback(found: Callback) -> Finding:
    runner, name = found.runner.name.rpartition(".")[2], found.lock.text
    place, *inner = found.action.chain
    return Finding(
        at=Location.of(place.function.file, place.node),
        message=f"this locks `{name}`, which `{runner}` holds while it runs this function: blocks for ever",
        confidence=Confidence.HIGH if len(inner) < SURE_CALLS else Confidence.MEDIUM,
        related=(
            Step(Location.of(found.runner.file, found.run), "it is run here, with the lock held"),
            *chain_steps(found.action.chain, "it is locked again here"),
        ),
        function=place.function.name,
        resource=name,
    )


def _of_itself(package: Package, seen: set[tuple[str, int]]) -> Iterator[Finding]:
    """Yield for goroutines that are seen to wait for a lock of their own, whatever way led there."""
    for blocked in waiting(package, "relock"):
        if (blocked.function.file.path, blocked.at.pos) not in seen and blocked.primitive is not None:
            name = blocked.primitive.name
            text = f"this locks `{name}`, which the same goroutine has locked already: it waits for itself"
            yield replace(waiting_finding(blocked, text), confidence=Confidence.MEDIUM)


def _is_called_by_these_only(package: Package, taken: list[Taken]) -> bool:
    """Tell a helper that calls what locks, and of which all callers hold the lock: it must change."""
    if any(not event.action.chain[2:] for _, event, _ in taken):
        return False
    helper = taken[0][1].action.chain[1].function
    symbol = helper.symbol
    if symbol is None or helper.parent is not None or symbol.name[:1].isupper():
        return False
    calls = 0
    for file, offset in package.project.call_sites(symbol.name):
        call = None if file.test else file.call_at(offset)
        calls += call is not None and call.callee.symbol is symbol
    return calls == len(taken)


def _of_helper(taken: list[Taken]) -> Finding:
    _, event, _ = taken[0]
    place, *inner = event.action.chain[1:]
    name = event.held.lock.text
    return Finding(
        at=Location.of(place.function.file, place.node),
        message=f"this locks `{name}`, which all {len(taken)} callers of `{place.function.name}` hold: "
        "blocks for ever",
        confidence=min(confidence for _, _, confidence in taken),
        related=(
            *chain_steps((place, *inner), "it is locked again here"),
            *(Step(Location.of(w.function.file, at_node(e)), "it is held here") for w, e, _ in taken),
        ),
        function=place.function.name,
        resource=name,
    )


def _finding(walk: Walk, event: Event, confidence: Confidence) -> Finding:
    name = event.held.lock.text
    both_read = event.held.mode == event.action.mode == "read"
    who = f"`{event.action.chain[1].function.name}` locks" if event.action.chain[1:] else "this locks"
    harm = "blocks for ever once a writer waits in between" if both_read else "blocks for ever"
    again = "again, for reading," if both_read else "again"
    return Finding(
        at=Location.of(walk.function.file, at_node(event)),
        message=f"{who} `{name}` {again} while it is held: {harm}",
        confidence=confidence,
        steps=(
            *event_steps(walk, event, f"`{name}` is still held here"),
            *chain_steps(event.action.chain, "it is locked again here"),
        ),
        function=walk.function.name,
        resource=name,
    )


def _confidence(package: Package, event: Event) -> Confidence | None:
    """Return how sure it is; None where two readers do not harm each other."""
    calls = len(event.action.chain) - 1
    if any(_is_missed_before(place) for place in event.action.chain[1:]):
        return Confidence.LOW
    if event.held.mode == event.action.mode == "read":
        if not package.project.locks.is_written(event.held.lock.kind):
            return None
        return Confidence.MEDIUM if calls <= 1 else Confidence.LOW
    return Confidence.HIGH if calls <= SURE_CALLS else Confidence.MEDIUM


def _is_missed_before(place: Place) -> bool:
    """Tell what happens only if something is not there yet: `if found { return … }` stands before it."""
    return any(
        isinstance(node, ast.IfStmt)
        and node.end <= place.node.pos
        and isinstance(node.cond, ast.Ident)
        and words_of(node.cond.name) & word_list("had")
        and place.function.graph.always_leaves(node.body)
        for node in ast.walk(place.function.body, into_literals=False)
    )


def _is_option(node: ast.Ident, given: set[Variable]) -> bool:
    """Tell what a call made of a variadic parameter: `opts := collect(options...)`."""
    made = node.obj.definition.value if node.obj is not None and not node.obj.writes else None
    return isinstance(made, ast.CallExpr) and any(
        isinstance(arg, ast.Ident)
        and arg.obj is not None
        and arg.obj in given
        and arg.obj.definition.variadic
        for arg in made.args
    )


def _only_if_asked(event: Event) -> bool:
    """Tell a callee that locks or not by what it is handed, or by what it knows of the lock.

    What the call in the chain hands over as true or false is no doubt: it says whether.
    """
    if is_ruled_out(event.action.chain):
        return True
    for caller, place in pairwise(event.action.chain):
        function = place.function
        told = told_by_call(function, caller.node) if isinstance(caller.node, ast.CallExpr) else {}
        given = {*function.parameters, *function.outermost.parameters} - told.keys()
        test = function.enclosing(place.node, ast.IfStmt, ast.SwitchStmt, ast.FuncLit)
        while isinstance(test, ast.IfStmt | ast.SwitchStmt):
            asked = test.cond if isinstance(test, ast.IfStmt) else test.tag
            for node in ast.walk(asked) if asked is not None else ():
                if isinstance(node, ast.Ident) and (node.obj in given or _is_option(node, given)):
                    return True
                if isinstance(node, ast.SelectorExpr) and words_of(node.sel) & {"lock", "locked", "held"}:
                    return True
            test = function.enclosing(test, ast.IfStmt, ast.SwitchStmt, ast.FuncLit)
    return False
