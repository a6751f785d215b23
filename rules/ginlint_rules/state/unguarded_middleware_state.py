"""Handlers share a variable that nothing guards

## Why is this bad?
The outer body of a middleware factory runs once, and so does the code that makes a
handler's struct. What the handler captures from there, and the fields of the
struct, are one for all requests: two that write at the same time race, and two
that write a map end the process.

## Bad
```go
package p

import "github.com/gin-gonic/gin"

func counting() gin.HandlerFunc {
        hits := map[string]int{}
        return func(c *gin.Context) {
                hits[c.FullPath()]++
                c.Next()
        }
}
```

## Good
```go
package p

import (
        "sync"

        "github.com/gin-gonic/gin"
)

func counting() gin.HandlerFunc {
        var mu sync.Mutex
        hits := map[string]int{}
        return func(c *gin.Context) {
                mu.Lock()
                hits[c.FullPath()]++
                mu.Unlock()
                c.Next()
        }
}
```

## Limits
Anything that looks like a lock held on the way is taken for one. A struct that is
made while serving, one for each request, is nobody else's. Of what goroutines that a
loop starts write, only entries of maps, appending and counting are reported. A map in any
struct that is used under a lock elsewhere is told of wherever a method that takes the lock leaves it
out, and in methods without it that requests run, or that write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    half_locked_findings,
    is_guarded,
    is_shared,
    rule,
    shared_writes,
    writes_side_by_side,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Heat, Package, SharedWrite


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("reliability", "race", "external/cwe/cwe-362"))
def unguarded_middleware_state(package: Package) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for write in shared_writes(package):
        key = (_owner(write), _last(write.name))
        if key in told or is_guarded(write.function, write.node):
            continue
        heat = package.project.requests.heat(write.function, write.node)
        if heat is None or any(is_guarded(call.function, call.node) for call in heat.calls):
            continue
        if is_shared(package, write.function, write.variable, heat):
            told.add(key)
            yield _finding(write, heat)
    for write in writes_side_by_side(package):
        key = (write.function.outermost.name, _last(write.name))
        if key not in told and not is_guarded(write.function, write.node):
            told.add(key)
            yield _side_by_side(write)
    yield from half_locked_findings(package, fields=True)


def _owner(write: SharedWrite) -> str:
    """Return whose variable it is: a type's, or that of the function around."""
    if write.kind == "field":
        symbol = write.function.outermost.symbol
        return symbol.recv_type if symbol is not None else ""
    return write.function.outermost.name


def _last(name: str) -> str:
    """Return the field that is written, without what is left of it and its key."""
    path = name.partition("[")[0]
    return path.partition(".")[2] or path


def _finding(write: SharedWrite, heat: Heat) -> Finding:
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "a data race with everything else that uses it"
    )
    owner = "this handler's struct" if write.kind == "field" else "the function around this handler"
    return Finding(
        at=Location.of(write.function.file, write.target),
        message=f"`{write.name}` of {owner} is one for all requests and written with no lock held: {harm}",
        confidence=_confidence(write),
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls this, per {heat.per}")
            for call in heat.calls
        ),
        function=write.function.name,
        resource=write.name,
    )


def _side_by_side(write: SharedWrite) -> Finding:
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "of two at once, one is lost"
    )
    return Finding(
        at=Location.of(write.function.file, write.target),
        message=f"goroutines that run side by side write `{write.name}` with no lock held: {harm}",
        confidence=Confidence.HIGH,
        function=write.function.name,
        resource=write.name,
    )


def _confidence(write: SharedWrite) -> Confidence:
    """Doubt servers that wait for one answer, such as the redirect of a login, and then end."""
    if write.kind == "field":
        return Confidence.MEDIUM
    text = write.function.file.text(write.function.outermost.body)
    ends = any(word in text for word in ("Shutdown(", "localhost:", "127.0.0.1"))
    return Confidence.LOW if ends and not write.in_map else Confidence.HIGH
