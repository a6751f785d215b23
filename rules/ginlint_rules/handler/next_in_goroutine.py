"""The rest of the handler chain runs in a goroutine

## Why is this bad?
A middleware that runs the rest of the chain in a goroutine and stops waiting after
a timeout returns while a handler still works. The framework then gives the context,
or the connection, to the next request: two requests write one response, the
handlers' data mix, the process crashes. Nothing stops the handler either, so every
slow request leaves a goroutine.

## Bad
```go
package p

import (
        "time"

        "github.com/gin-gonic/gin"
)

func timeout(c *gin.Context) {
        done := make(chan struct{})
        go func() {
                c.Next()
                close(done)
        }()
        select {
        case <-done:
        case <-time.After(time.Second):
                c.AbortWithStatus(504)
        }
}
```

## Good
```go
package p

import (
        "context"
        "time"

        "github.com/gin-gonic/gin"
)

func timeout(c *gin.Context) {
        ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
        defer cancel()
        c.Request = c.Request.WithContext(ctx)
        c.Next()
}
```

## Limits
Silent where the middleware waits for the goroutine on every way out. Of low
confidence where the handler writes to something of the middleware's own, as
http.TimeoutHandler lets it: whether that is safe is for its locks to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    rest_in_goroutine,
    rule,
    writes_elsewhere,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package, Passed


@rule(severity=Severity.ERROR, since="0.1.0", tags=("correctness", "external/cwe/cwe-362"))
def next_in_goroutine(package: Package) -> Iterator[Finding]:
    seen: set[int] = set()
    for passed in rest_in_goroutine(package):
        if id(passed.start.node) not in seen:
            seen.add(id(passed.start.node))
            yield _finding(passed)


def _finding(passed: Passed) -> Finding:
    file = passed.function.file
    text = file.text(passed.call.fun)
    start = passed.start
    head = start.body.body.pos + 1 if start.body is not None else start.node.end
    started = Location(file.path, start.node.pos, max(head, start.node.pos + 1))
    return Finding(
        at=Location.of(file, passed.call),
        message=f"`{text}` runs in a goroutine that this handler does not always wait for: "
        "it goes on with a context and a response that belong to another request by then",
        confidence=Confidence.LOW if writes_elsewhere(passed) else Confidence.HIGH,
        steps=(
            Step(started, "the goroutine starts here, and the handler may return before it ends"),
            Step(Location.of(file, passed.call), "the rest of the chain runs here"),
        ),
        function=passed.function.name,
        resource=text,
    )
