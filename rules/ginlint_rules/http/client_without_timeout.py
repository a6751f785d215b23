"""A request to another service may wait for ever

## Why is this bad?
The default HTTP client has no timeout. When the other side accepts and then says
nothing, the handler that called it hangs, and so does the next one: goroutines and
connections pile up although nothing in this service is wrong.

## Bad
```go
package p

import (
        "net/http"

        "github.com/gin-gonic/gin"
)

func price(c *gin.Context) {
        resp, err := http.Get("http://prices/tea")
        if err != nil {
                c.Status(http.StatusBadGateway)
                return
        }
        defer resp.Body.Close()
        c.Status(resp.StatusCode)
}
```

## Good
```go
package p

import (
        "net/http"
        "time"

        "github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: 5 * time.Second}

func price(c *gin.Context) {
        resp, err := client.Get("http://prices/tea")
        if err != nil {
                c.Status(http.StatusBadGateway)
                return
        }
        defer resp.Body.Close()
        c.Status(resp.StatusCode)
}
```

## Limits
Speaks only of code that runs per request or message. A client in a field, or one that a function is
handed, is told of where all that is put there waits for ever. A client with a Transport of
its own, and one that sends requests made with a context other than
`context.Background()`, are left alone. Examples and programs of tests are of low confidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, clients_without_timeout, is_aside, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Function, Heat, Package


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("reliability", "external/cwe/cwe-1088"))
def client_without_timeout(package: Package) -> Iterator[Finding]:
    for function, node, what in clients_without_timeout(package):
        heat = package.project.requests.heat(function, node)
        if heat is None:
            continue
        yield Finding(
            at=Location.of(function.file, node),
            message=f"{what} waits for ever if the other side does not answer, per {heat.per}: "
            "use a client with Timeout, or a request with a context",
            confidence=_confidence(function, heat),
            steps=tuple(
                Step(Location.of(call.file, call.node), f"`{call.function.name}` calls this, per {heat.per}")
                for call in heat.calls
            ),
            function=function.name,
            resource="client",
        )


def _confidence(function: Function, heat: Heat) -> Confidence:
    """Doubt examples, and a long way to it that leads over interfaces."""
    if is_aside(function.file):
        return Confidence.LOW
    if heat.certain:
        return Confidence.HIGH
    return Confidence.LOW if heat.is_far_fetched else Confidence.MEDIUM
