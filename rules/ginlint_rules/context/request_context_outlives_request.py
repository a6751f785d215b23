"""A request's context is used by work that outlives it

## Why is this bad?
The server cancels the context of a request when its handler returns. Work that
was started to go on after that fails with "context canceled" as soon as it asks:
the mail is not sent, the row not written, and only when the handler was faster.

## Bad
```go
package p

import (
        "database/sql"
        "log"

        "github.com/gin-gonic/gin"
)

func order(db *sql.DB) gin.HandlerFunc {
        return func(c *gin.Context) {
                ctx := c.Request.Context()
                go func() {
                        if _, err := db.ExecContext(ctx, "insert into audit default values"); err != nil {
                                log.Println(err)
                        }
                }()
                c.Status(202)
        }
}
```

## Good
```go
package p

import (
        "context"
        "database/sql"
        "log"
        "time"

        "github.com/gin-gonic/gin"
)

func order(db *sql.DB) gin.HandlerFunc {
        return func(c *gin.Context) {
                ctx := context.WithoutCancel(c.Request.Context())
                go func() {
                        ctx, cancel := context.WithTimeout(ctx, time.Minute)
                        defer cancel()
                        if _, err := db.ExecContext(ctx, "insert into audit default values"); err != nil {
                                log.Println(err)
                        }
                }()
                c.Status(202)
        }
}
```

## Limits
Silent where the handler waits for anything, the work tells somebody that it is done,
asks the context itself whether it should stop, or takes only values from it, and in
handlers that keep their connection, such as WebSockets. A framework's own context
in a goroutine is context-escapes-handler.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, outliving, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Outliving, Package

WITHOUT_CANCEL_SINCE = (1, 21)
KEYWORD = len("go")
MAX_HOPS = 3


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("reliability",))
def request_context_outlives_request(package: Package) -> Iterator[Finding]:
    for work in outliving(package):
        yield _finding(work)


def _finding(work: Outliving) -> Finding:
    function = work.function
    file = function.file
    name = file.text(work.use)
    remedy = (
        "`context.WithoutCancel` keeps its values"
        if file.version >= WITHOUT_CANCEL_SINCE
        else "a context of its own with a timeout does not"
    )
    return Finding(
        at=Location.of(file, work.use),
        message=f"`{name}` is cancelled when the handler returns, and nobody waits for this work: {remedy}",
        confidence=Confidence.HIGH if work.certain and len(work.path) <= MAX_HOPS else Confidence.MEDIUM,
        steps=(
            *(
                Step(
                    Location.of(call.file, call.node),
                    f"`{call.function.name}` hands on the request's context",
                )
                for call in work.path
            ),
            Step(Location(file.path, work.start.pos, work.start.pos + KEYWORD), "the work is started here"),
            Step(Location.of(file, work.call), f"and fails here once `{name}` is cancelled"),
        ),
        function=function.name,
        resource=name,
    )
