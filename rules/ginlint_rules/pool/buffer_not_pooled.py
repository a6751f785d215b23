"""A new buffer is allocated for every request

## Why is this bad?
A handler or middleware runs for every request. A buffer that it allocates each
time, and lets grow, is garbage when the request ends: under load the collector
works for it all the time. Nothing is leaked, but it is the first thing that a
heap profile of such a service shows. A `sync.Pool` hands the same buffers out
again.

## Bad
```go
package p

import (
	"bytes"
	"log"

	"github.com/gin-gonic/gin"
)

func logger() gin.HandlerFunc {
	return func(c *gin.Context) {
		line := bytes.NewBuffer(nil)
		line.WriteString(c.Request.Method)
		c.Next()
		log.Print(line)
	}
}
```

## Good
```go
package p

import (
	"bytes"
	"log"
	"sync"

	"github.com/gin-gonic/gin"
)

var lines = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func logger() gin.HandlerFunc {
	return func(c *gin.Context) {
		line := lines.Get().(*bytes.Buffer)
		line.Reset()
		defer lines.Put(line)
		line.WriteString(c.Request.Method)
		c.Next()
		log.Print(line)
	}
}
```

## Limits
Silent about a buffer that outlives the function: one that is returned, stored
or sent with an HTTP client, since it must not go back to a pool while somebody
reads it. Silent in error branches, which are not taken by every request. A
buffer made by a function that handlers call, and one that only ever holds a few
short strings, is a note; further away from the handler, of low confidence.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    UseKind,
    ast,
    buffers_made,
    outlives,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Buffer, Heat, Package

MAX_HOPS = 2
SMALL_METHODS = frozenset(
    "Write WriteString WriteByte WriteRune String Len Bytes Reset Truncate Grow".split()
)


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("performance",))
def buffer_not_pooled(package: Package) -> Iterator[Finding]:
    for buffer in buffers_made(package):
        if _is_for_pool(buffer) or buffer.function.in_error_branch(buffer.node) or outlives(buffer):
            continue
        heat = package.project.requests.heat(buffer.function, buffer.node)
        if heat is not None:
            yield _finding(buffer, heat)


def _finding(buffer: Buffer, heat: Heat) -> Finding:
    file = buffer.function.file
    return Finding(
        at=Location.of(file, buffer.node),
        message=f"a new {_name(buffer)} is allocated per {heat.per}; nothing is leaked, but a sync.Pool "
        f"would spare the garbage collector the work: {_pooled(buffer)}",
        severity=Severity.NOTE if heat.calls or _stays_small(buffer) else Severity.WARNING,
        confidence=Confidence.HIGH if heat.certain and len(heat.calls) <= MAX_HOPS else Confidence.LOW,
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls it, per {heat.per}")
            for call in heat.calls
        ),
        function=buffer.function.name,
        resource=buffer.what,
    )


def _name(buffer: Buffer) -> str:
    return f"`[]byte` of {buffer.size} bytes" if buffer.size else f"`{buffer.what}`"


def _pooled(buffer: Buffer) -> str:
    if buffer.size:
        return "`buf := pool.Get().(*[]byte); defer pool.Put(buf)`"
    return f"`x := pool.Get().(*{buffer.what}); x.{buffer.reset}; defer pool.Put(x)`"


def _is_for_pool(buffer: Buffer) -> bool:
    """Tell what the New function of a sync.Pool makes."""
    literal = buffer.function.node
    around = buffer.function.parent_of(literal) if literal is not None else None
    return (
        isinstance(around, ast.KeyValueExpr)
        and isinstance(around.key, ast.Ident)
        and around.key.name == "New"
    )


def _stays_small(buffer: Buffer) -> bool:
    """Tell a local buffer that is only written to by short calls outside of loops."""
    if buffer.variable is None:
        return False
    return all(
        use.kind is UseKind.METHOD
        and use.member in SMALL_METHODS
        and buffer.function.enclosing(use.node, ast.ForStmt, ast.RangeStmt) is None
        for use in buffer.uses()
    )
