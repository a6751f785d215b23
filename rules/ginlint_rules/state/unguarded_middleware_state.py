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
made while serving, one for each request, is nobody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    is_guarded,
    is_made_per_request,
    rule,
    shared_writes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package, SharedWrite


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("reliability", "race"))
def unguarded_middleware_state(package: Package) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for write in shared_writes(package):
        key = (write.function.outermost.name, write.name)
        if key in told or is_guarded(write.function, write.node):
            continue
        if write.kind == "field" and is_made_per_request(package, write):
            continue
        if package.project.requests.heat(write.function, write.node) is not None:
            told.add(key)
            yield _finding(write)


def _finding(write: SharedWrite) -> Finding:
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "a data race with everything else that uses it"
    )
    owner = "this handler's struct" if write.kind == "field" else "the function around this handler"
    return Finding(
        at=Location.of(write.function.file, write.target),
        message=f"`{write.name}` of {owner} is one for all requests and written with no lock held: {harm}",
        confidence=Confidence.HIGH if write.kind == "captured" else Confidence.MEDIUM,
        function=write.function.name,
        resource=write.name,
    )
