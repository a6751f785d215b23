"""A lock is held while something slow is waited for

## Why is this bad?
While one request waits for a database, another service or a channel with a lock held,
every other that needs the lock waits as well: the service is as slow as the slowest
answer, and goroutines pile up behind it.

## Bad
```go
package p

import (
        "database/sql"
        "net/http"
        "sync"
)

type pages struct {
        mu    sync.Mutex
        db    *sql.DB
        count int
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
        p.mu.Lock()
        defer p.mu.Unlock()
        p.count++
        if _, err := p.db.ExecContext(r.Context(), "insert into views default values"); err != nil {
                http.Error(w, "not counted", http.StatusInternalServerError)
        }
}
```

## Good
```go
package p

import (
        "database/sql"
        "net/http"
        "sync"
)

type pages struct {
        mu    sync.Mutex
        db    *sql.DB
        count int
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
        p.mu.Lock()
        p.count++
        p.mu.Unlock()
        if _, err := p.db.ExecContext(r.Context(), "insert into views default values"); err != nil {
                http.Error(w, "not counted", http.StatusInternalServerError)
        }
}
```

## Limits
Code that serves requests is looked at, and what it calls, two calls deep; other code only
where another function waits for the same lock, and with --pedantic unless requests run one that
waits for nothing else, or there are several and this one sleeps. In any code a wait is told
that cannot end, because what ends it (a send, a receive, a close, the Done of a WaitGroup
beside the lock) comes in its goroutine after something that needs the lock.
Other waits for a channel are shown with --pedantic, but for a plain send to each of what the
lock guards, where who wants to be removed from there needs the lock as well.

A lock that keeps two writers off one connection is meant to be held: by its name
(`writeMu`), or because the connection lies beside it. So are some that are shown with
--pedantic: one around the first load of something that is kept, one that is looked up by a
key, one that keeps memory in step with a database, one of a stream, and, below a handler, one
that no request needs for anything quick. One lock over calls of one function is told once.
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
    hinders_the_quick,
    holds_up_others,
    is_shared_wait,
    needed_to_go_on,
    rule,
    wait_confidence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Event, Package, Walk


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("performance", "reliability"))
def lock_held_over_io(package: Package) -> Iterator[Finding]:
    told: dict[object, Finding] = {}
    for walk in package.project.locks.walks(package):
        for cause, finding in (*_waits(package, walk), *_deadlocks(walk)):
            key = (cause, finding.severity, finding.confidence)
            first = told.get(key)
            told[key] = finding if first is None else _with(first, finding)
    yield from told.values()


def _with(first: Finding, other: Finding) -> Finding:
    """Tell two findings of one defect as one."""
    also = Step(other.at, f"`{other.resource}` is held over it here, too")
    return replace(first, related=(*first.related, also))


def _waits(package: Package, walk: Walk) -> Iterator[tuple[object, Finding]]:
    best: dict[object, tuple[Event, int]] = {}
    for event in walk.events.values():
        confidence = wait_confidence(walk, event) if event.kind == "wait" else None
        site = event.held.site
        if confidence is not None and (site not in best or confidence > best[site][1]):
            best[site] = (event, confidence)
    first = {id(at_node(event)): (event, confidence) for event, confidence in reversed(best.values())}
    for event, confidence in first.values():  # of several locks around one wait, the first is told
        heat = package.project.requests.heat(walk.function, event.node)
        if heat is not None:
            grade = confidence if not heat.calls or hinders_the_quick(walk, event) else Confidence.LOW
            yield _cause(event), _finding(walk, event, Confidence(grade), f"every {heat.per}")
        elif confidence > Confidence.LOW and is_shared_wait(walk, event):
            grade = confidence if holds_up_others(walk, event) else Confidence.LOW
            yield _cause(event), _finding(walk, event, Confidence(grade), "everything")


def _cause(event: Event) -> object:
    """Return what waits that are one defect have in common: the lock and the function that waits."""
    kind, inner = event.held.lock.kind, event.action.chain[1:]
    return (kind, id(inner[0].function)) if kind and inner else id(event)


def _deadlocks(walk: Walk) -> Iterator[tuple[object, Finding]]:
    for event in walk.events.values():
        end = needed_to_go_on(walk, event) if event.kind == "wait" else None
        if end is None:
            continue
        name, what = event.held.lock.text, event.action.what
        finding = Finding(
            at=Location.of(walk.function.file, at_node(event)),
            message=f"`{name}` is held while this waits for {what}, and what ends the wait needs `{name}`: "
            "neither may ever go on",
            severity=Severity.ERROR,
            confidence=Confidence.MEDIUM,
            steps=event_steps(walk, event, f"this waits for {what}"),
            related=(Step(Location.of(end.function.file, end.node), "the wait would be ended here"),),
            function=walk.function.name,
            resource=name,
        )
        yield (event.held.lock.kind, id(end.node)), finding


def _finding(walk: Walk, event: Event, confidence: Confidence, who: str) -> Finding:
    name, what = event.held.lock.text, event.action.what
    through = f" in `{event.action.chain[1].function.name}`" if event.action.chain[1:] else ""
    return Finding(
        at=Location.of(walk.function.file, at_node(event)),
        message=f"`{name}` is held while this waits for {what}{through}: {who} that needs it waits too",
        confidence=confidence,
        steps=event_steps(walk, event, f"this waits for {what}{through}"),
        related=chain_steps(event.action.chain, f"{what} is waited for here"),
        function=walk.function.name,
        resource=name,
    )
