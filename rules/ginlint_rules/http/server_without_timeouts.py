"""A server waits for its clients without limit

## Why is this bad?
A client that opens connections and sends its request a byte a minute, or never,
keeps a goroutine and a connection for each. Without a timeout for reading the
header nothing ever frees them, and a few thousand of such clients are enough.

## Bad
```go
package p

import "github.com/gin-gonic/gin"

func serve(engine *gin.Engine) error {
        return engine.Run(":8080")
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

func serve(engine *gin.Engine) error {
        server := &http.Server{
                Addr:              ":8080",
                Handler:           engine,
                ReadHeaderTimeout: 5 * time.Second,
        }
        return server.ListenAndServe()
}
```

## Limits
ReadTimeout alone is as good. Timeouts that the package sets later count for all
its servers. Servers that listen on a loopback address, if only by default, or a unix socket
are left alone. Those of examples, test tools, debug builds and a mode for developers are of low
confidence, and those that serve nothing but profiles: what matters there is who reaches them.
Nothing is said of WriteTimeout: streams need to be without.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    ast,
    has_timeout,
    is_aside,
    is_local,
    is_wrapper,
    limit_fix,
    only_for_developers,
    rule,
    server_literals,
    serves_profiles_only,
    serving_calls,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Listener, Package


@rule(
    severity=Severity.WARNING, since="0.1.0", tags=("security", "external/cwe/cwe-400"), security_severity=5.3
)
def server_without_timeouts(package: Package) -> Iterator[Finding]:
    servers: dict[tuple[str, str] | ast.Expr, list[Listener]] = {}
    for listener in chain(serving_calls(package), server_literals(package)):
        if not (is_local(listener) or is_wrapper(listener) or has_timeout(listener)):
            variable = _assigned_to(listener)
            name = listener.function.outermost.name
            servers.setdefault((name, variable) if variable else listener.node, []).append(listener)
    for made in servers.values():
        yield _finding(made)


def _assigned_to(listener: Listener) -> str:
    """Return what a server literal is assigned to: made in one of several ways, it is one server."""
    around = listener.function.parent_of(listener.node)
    if isinstance(around, ast.UnaryExpr):
        around = listener.function.parent_of(around)
    if not isinstance(around, ast.AssignStmt) or around.op != "=":
        return ""
    return listener.function.file.text(around.lhs[0])


def _is_doubtful(listener: Listener) -> bool:
    """Tell what no client of the service should reach: examples, servers of profiles, those of developers."""
    if is_aside(listener.function.file) or serves_profiles_only(listener):
        return True
    return only_for_developers(listener.function, listener.node)


def _finding(made: list[Listener]) -> Finding:
    listener = made[0]
    file = listener.function.file
    node = listener.node
    literal = isinstance(node, ast.CompositeLit)
    what = (
        "this server has"
        if literal
        else f"`{file.text(node.fun)}` has"
        if isinstance(node, ast.CallExpr)
        else ""
    )
    remedy = "set ReadHeaderTimeout" if literal else "use an http.Server with ReadHeaderTimeout"
    end = node.type.end if isinstance(node, ast.CompositeLit) and node.type is not None else node.end
    return Finding(
        at=Location(file.path, node.pos, end),
        message=f"{what} no read timeout: a slow client keeps a connection and a goroutine; {remedy}",
        confidence=Confidence.LOW if _is_doubtful(listener) else Confidence.HIGH,
        fix=limit_fix(made),
        function=listener.function.name,
        resource="server",
    )
