"""A lock is released the wrong way, or at once

## Why is this bad?
RLock goes with RUnlock, and Lock with Unlock: the other one ends the process with
"fatal error: sync: Unlock of unlocked RWMutex". Many hold RLock at a time, so what is
written below it has no guard: use Lock. `defer mu.Lock()` is a slip of the
pen for `defer mu.Unlock()`, and blocks for ever. An Unlock on the way to a deferred
one, with no Lock between, ends the process too, as does one that is deferred above
the Lock where a return comes between. An Unlock right after the Lock guards nothing:
mostly the `defer` before it got lost.

## Bad
```go
package p

import "sync"

type table struct {
        mu   sync.RWMutex
        rows map[string]string
}

func (t *table) get(key string) string {
        t.mu.RLock()
        defer t.mu.Unlock()
        return t.rows[key]
}
```

## Good
```go
package p

import "sync"

type table struct {
        mu   sync.RWMutex
        rows map[string]string
}

func (t *table) get(key string) string {
        t.mu.RLock()
        defer t.mu.RUnlock()
        return t.rows[key]
}
```

## Limits
Lock and Unlock with nothing between can be meant: to wait until another one is
through. With a comment at the place, or where nothing but a signal follows, that is
taken to be so; likewise, with a comment on it, that a lock for reading is enough. An
Unlock of a lock that the caller holds is not looked at, nor is a second Unlock that depends on
what is set beside the first. Of what is written below an
RLock, only maps, appending and counting in the lock's own struct are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    at_node,
    chain_steps,
    event_steps,
    is_kept_apart,
    is_said_to_suffice,
    locked_for_nothing,
    may_guard,
    rule,
    unlocked_early,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Early, Event, Package, Walk

SAYS = {
    "mismatch": "and this does not undo that",
    "rearmed": "and this does not undo that",
    "again": "and this unlocks it, though it is unlocked by then",
    "spent": "and this unlocks it as the function returns, though it is unlocked by then",
    "written": "and this is written, as others that hold it for reading may do",
}
CALLS = {
    ("write", True): "Lock",
    ("write", False): "Unlock",
    ("read", True): "RLock",
    ("read", False): "RUnlock",
}


@rule(severity=Severity.ERROR, since="0.1.0", tags=("reliability", "external/cwe/cwe-667"))
def lock_pair_mismatched(package: Package) -> Iterator[Finding]:
    for walk in package.project.locks.walks(package):
        told: set[object] = set()
        for event in walk.events.values():
            if event.kind == "written" and not may_guard(walk, event):
                continue
            if event.kind == "again" and is_kept_apart(walk, event):
                continue
            # One that is unlocked on one way too many meets all unlocks that follow.
            key = event.held.site if event.kind == "again" else event.node
            if event.kind in SAYS and key not in told:
                told.add(key)
                meant = event.kind == "written" and is_said_to_suffice(walk.function)
                found = _finding(walk, event, _message(event))
                yield replace(found, confidence=Confidence.LOW) if meant else found
        for early in unlocked_early(walk):
            yield _early_finding(walk, early)
        for lock, first, second, meant in locked_for_nothing(walk):
            yield Finding(
                at=Location.of(walk.function.file, first),
                message=f"`{lock.text}` is unlocked at once: it guards nothing; was `defer` meant?",
                confidence=Confidence.LOW if meant else Confidence.HIGH,
                related=(),
                function=walk.function.name,
                resource=f"{lock.text}/{walk.function.file.text(second)}",
            )


def _early_finding(walk: Walk, early: Early) -> Finding:
    file, name = walk.function.file, early.lock.text
    ways = (
        Step(Location.of(file, edge.cond), f"this is {str(edge.truth).lower()}")
        for edge in early.edges
        if edge.cond is not None
    )
    return Finding(
        at=Location.of(file, early.defer),
        message=f"`{name}` is unlocked on every way out, but locked only after a return: "
        "to unlock what is not locked ends the process",
        steps=(
            *ways,
            Step(Location.of(file, early.leaving), f"the function returns here, and unlocks `{name}`"),
        ),
        related=(Step(Location.of(file, early.taken), "it is locked here"),),
        function=walk.function.name,
        resource=name,
    )


def _finding(walk: Walk, event: Event, message: str) -> Finding:
    return Finding(
        at=Location.of(walk.function.file, at_node(event)),
        message=message,
        steps=_steps(walk, event),
        related=_unlocked(walk, event),
        function=walk.function.name,
        resource=event.held.lock.text,
    )


def _steps(walk: Walk, event: Event) -> tuple[Step, ...]:
    chain = event.action.chain
    says = f"and `{chain[-1].function.name}` is called" if chain else SAYS[event.kind]
    return (*event_steps(walk, event, says), *chain_steps(chain, "which writes this, as others may do"))


def _unlocked(walk: Walk, event: Event) -> tuple[Step, ...]:
    if event.kind != "spent" or event.action.on is None:
        return ()
    return (Step(Location.of(walk.function.file, event.action.on), "it is unlocked here"),)


def _message(event: Event) -> str:
    name = event.held.lock.text
    if event.kind in ("spent", "again"):
        return f"`{name}` is unlocked twice: here, and before it on some way, which ends the process"
    if event.kind == "written":
        by = f" by `{event.action.chain[-1].function.name}`" if event.action.chain else ""
        return (
            f"`{event.action.what}` is written{by} while `{name}` is held for reading only: "
            "others may do so at the same time; use Lock"
        )
    taken = CALLS[event.held.mode, True]
    if event.kind == "rearmed":
        again, undo = CALLS[event.action.mode, True], CALLS[event.held.mode, False]
        return (
            f"the deferred call locks `{name}` again and blocks for ever: `{again}` was written for `{undo}`"
        )
    wrong, right = CALLS[event.action.mode, False], CALLS[event.held.mode, False]
    return f"`{name}` is locked by {taken} and released by {wrong}, which ends the process: use {right}"
