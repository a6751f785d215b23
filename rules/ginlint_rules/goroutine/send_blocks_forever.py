"""A goroutine sends what nobody will receive

## Why is this bad?
A send on a channel without room waits for a receiver. Where the receiver may leave
first (a timeout, a cancelled context, an early return, an error, the first of several
answers), the goroutine waits for ever and keeps its stack and all that it refers
to: one more with every call.

## Bad
```go
package p

import (
	"context"
	"time"
)

func fetch(ctx context.Context, load func() string) string {
	answer := make(chan string)
	go func() {
		answer <- load()
	}()
	select {
	case text := <-answer:
		return text
	case <-time.After(time.Second):
		return ""
	}
}
```

## Good
```go
package p

import (
	"context"
	"time"
)

func fetch(ctx context.Context, load func() string) string {
	answer := make(chan string, 1)
	go func() {
		answer <- load()
	}()
	select {
	case text := <-answer:
		return text
	case <-time.After(time.Second):
		return ""
	}
}
```

## Limits
Speaks about channels whose every use is seen: made in a function and used by it, the
goroutines that it starts and the module's functions that it calls. Timers, contexts
and other channels are taken to be ready at any time; a size that is not known is taken
to be 2. Since Go 1.27 a running service lists such goroutines itself, in
/debug/pprof/goroutineleak.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Severity, rule, waiting, waiting_finding, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.ERROR, since="0.1.0", tags=("leak", "external/cwe/cwe-772"))
def send_blocks_forever(package: Package) -> Iterator[Finding]:
    for blocked in waiting(package, "send"):
        name = (
            f"`{blocked.primitive.name}`" if blocked.primitive and blocked.primitive.name else "this channel"
        )
        cost = ": 1 goroutine per call" if blocked.start is not None else ""
        yield waiting_finding(blocked, f"the send on {name} blocks for ever{when(blocked)}{cost}")
