"""A client is made for every request and never closed

## Why is this bad?
An `http.Transport`, a database pool, a Redis or gRPC client keeps connections and
goroutines until it is closed, whether anybody still has it or not. Made in a
handler, each request leaves some behind: connections, goroutines and memory grow
until the database or the process gives up. Closing a response's body does not help.

## Bad
```go
package p

import (
        "net/http"
        "time"

        "github.com/gin-gonic/gin"
)

func proxy(c *gin.Context) {
        client := &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxIdleConns: 10}}
        resp, err := client.Get("https://example.com/")
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

var client = &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxIdleConns: 10}}

func proxy(c *gin.Context) {
        resp, err := client.Get("https://example.com/")
        if err != nil {
                c.Status(http.StatusBadGateway)
                return
        }
        defer resp.Body.Close()
        c.Status(resp.StatusCode)
}
```

## Limits
Silent about an `http.Client` without a transport of its own, about transports that
keep nothing (`DisableKeepAlives`), and about clients that are closed, returned or
kept. A transport with an `IdleConnTimeout` is a warning: what it leaves goes away in
time. One that a helper makes only sometimes, beside clients that need none, is of
medium confidence, and of low if it goes away in time as well. Of medium confidence, too,
is one that is made behind an interface which several types have, and of low if it is
made only sometimes, or goes away in time. What is closed on some ways only,
connection-not-closed reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, clients_per_request, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Client, Package


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("reliability", "external/cwe/cwe-772"))
def client_per_request(package: Package) -> Iterator[Finding]:
    for client in clients_per_request(package):
        yield _finding(client)


def _confidence(client: Client) -> Confidence:
    """Doubt what is not always made, what goes away by itself, and what one of several types may do."""
    kind, heat = client.kind, client.heat
    if not heat.certain:
        doubtful = kind.seldom or kind.bounded or heat.is_far_fetched
        return Confidence.LOW if doubtful else Confidence.MEDIUM
    if kind.seldom:
        return Confidence.LOW if kind.bounded else Confidence.MEDIUM
    return Confidence.HIGH


def _finding(client: Client) -> Finding:
    kind, heat = client.kind, client.heat
    file = client.function.file
    made = f" (`{kind.maker}` makes it)" if kind.maker else ""
    until = ", until they have been idle for long enough" if kind.bounded else ""
    return Finding(
        at=Location.of(file, client.node),
        message=f"a new {kind.what}{made} per {heat.per}, never closed: {kind.cost}, "
        f"per {heat.per}{until}; make one and share it",
        severity=Severity.WARNING if kind.bounded else None,
        confidence=_confidence(client),
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls it, per {heat.per}")
            for call in heat.calls
        ),
        function=client.function.name,
        resource=kind.what,
    )
