"""A pool is made for every request

## Why is this bad?
A pool hands values on from one request to the next. One that a handler makes for
itself starts empty and is garbage when the request ends: it spares nothing, and each
one is registered with the collector until its next round.

## Bad
```go
package p

import (
        "bytes"
        "net/http"
        "sync"
)

func show(w http.ResponseWriter, r *http.Request) {
        buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
        buf := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(buf)
        buf.WriteString(r.URL.Path)
        w.Write(buf.Bytes())
}
```

## Good
```go
package p

import (
        "bytes"
        "net/http"
        "sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func show(w http.ResponseWriter, r *http.Request) {
        buf := buffers.Get().(*bytes.Buffer)
        defer buffers.Put(buf)
        buf.Reset()
        buf.WriteString(r.URL.Path)
        w.Write(buf.Bytes())
}
```

## Limits
Silent about pools that are returned, stored or handed on. A copy of a local pool is
reported wherever it is made, a copy of a field is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, pools_copied, pools_made, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Heat, Package


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("performance",))
def pool_created_per_request(package: Package) -> Iterator[Finding]:
    for pool in pools_made(package):
        yield Finding(
            at=Location.of(pool.function.file, pool.node),
            message=f"this sync.Pool is made per {pool.heat.per}: it starts empty each time and spares "
            "nothing; make one for all",
            confidence=Confidence.HIGH if pool.heat.certain else Confidence.LOW,
            steps=_steps(pool.heat),
            function=pool.function.name,
            resource="sync.Pool",
        )
    for copy in pools_copied(package):
        yield Finding(
            at=Location.of(copy.function.file, copy.node),
            message=f"this copies the sync.Pool `{copy.node.name}`: what is put into one is not found in the "
            "other, and a copy in use is corrupt; keep a pointer to it",
            severity=Severity.WARNING,
            function=copy.function.name,
            resource="sync.Pool",
        )


def _steps(heat: Heat) -> tuple[Step, ...]:
    return tuple(
        Step(Location.of(call.file, call.node), f"`{call.function.name}` calls it, per {heat.per}")
        for call in heat.calls
    )
