"""Two locks are taken in different orders

## Why is this bad?
If one goroutine holds A and wants B, while another holds B and wants A, neither
goes on. It takes bad luck to happen, and so it happens in production.

## Bad
```go
package p

import "sync"

type bank struct {
        accounts sync.Mutex
        journal  sync.Mutex
}

func (b *bank) pay() {
        b.accounts.Lock()
        defer b.accounts.Unlock()
        b.journal.Lock()
        defer b.journal.Unlock()
}

func (b *bank) audit() {
        b.journal.Lock()
        defer b.journal.Unlock()
        b.accounts.Lock()
        defer b.accounts.Unlock()
}
```

## Good
```go
package p

import "sync"

type bank struct {
        accounts sync.Mutex
        journal  sync.Mutex
}

func (b *bank) pay() {
        b.accounts.Lock()
        defer b.accounts.Unlock()
        b.journal.Lock()
        defer b.journal.Unlock()
}

func (b *bank) audit() {
        b.accounts.Lock()
        defer b.accounts.Unlock()
        b.journal.Lock()
        defer b.journal.Unlock()
}
```

## Limits
Locks are compared by the field that they are, within a package: two values of one type
may never meet. That is why the rule speaks with --pedantic only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ginlint.api import Confidence, Finding, Location, Severity, Step, at_node, chain_steps, event_steps, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Event, Package, Walk


class Pair(NamedTuple):
    """An inner lock taken while an outer one is held."""

    walk: Walk
    event: Event


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-833"))
def lock_order_inverted(package: Package) -> Iterator[Finding]:
    pairs: dict[tuple[str, str], Pair] = {}
    for walk in package.project.locks.walks(package):
        for event in walk.events.values():
            inner = event.action.lock
            if event.kind != "inner" or inner is None or not inner.kind or not event.held.lock.kind:
                continue
            if inner.kind != event.held.lock.kind:
                pairs.setdefault((event.held.lock.kind, inner.kind), Pair(walk, event))
    for (outer, inner_kind), pair in pairs.items():
        other = pairs.get((inner_kind, outer))
        if other is not None and not _all_read(pair.event, other.event):
            yield _finding(pair, other)


def _all_read(*events: Event) -> bool:
    return all(event.held.mode == event.action.mode == "read" for event in events)


def _finding(pair: Pair, other: Pair) -> Finding:
    walk, event = pair
    outer, inner = event.held.lock.text, event.action.lock.text if event.action.lock else ""
    there = Location.of(other.walk.function.file, at_node(other.event))
    return Finding(
        at=Location.of(walk.function.file, at_node(event)),
        message=f"`{inner}` is locked after `{outer}` here, and before it in `{other.walk.function.name}`: "
        "two that meet wait for each other for ever",
        confidence=Confidence.LOW,
        steps=(
            *event_steps(walk, event, f"`{inner}` is locked next"),
            *chain_steps(event.action.chain, f"`{inner}` is locked here"),
        ),
        related=(Step(there, "the other order is here"),),
        function=walk.function.name,
        resource=f"{outer}/{inner}",
    )
