"""A goroutine waits for what nobody will do

## Why is this bad?
A receive needs a sender, a range over a channel ends when the channel is closed, a
Wait when all that was added is done. Where nobody is left to do that, the
goroutine waits for ever, with its stack and all that it refers to.

## Bad
```go
package p

func process(items []string, handle func(string)) {
	queue := make(chan string)
	go func() {
		for item := range queue {
			handle(item)
		}
	}()
	for _, item := range items {
		queue <- item
	}
}
```

## Good
```go
package p

func process(items []string, handle func(string)) {
	queue := make(chan string)
	go func() {
		for item := range queue {
			handle(item)
		}
	}()
	for _, item := range items {
		queue <- item
	}
	close(queue)
}
```

## Limits
Speaks about channels, groups and conditions whose every use is seen: made in a
function and used by it, the goroutines that it starts and the module's functions that
it calls. A helper that is left to wait is told of where it is started. A Done that is
missing on a path is told by waitgroup-misused. Since Go 1.27 a running service lists
such goroutines itself, in /debug/pprof/goroutineleak. What waits in a loop that nothing leaves,
once per request, is told by goroutine-never-exits. A goroutine that waits for a timer alone is told of
where another function stops that timer, and nobody sets it again.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    misses_done,
    never_ends_anyway,
    rule,
    stopped_timers,
    waiting,
    waiting_finding,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package

MESSAGES = {
    "receive": "the receive from {name} blocks for ever{when}: nobody is left to send on it or close it",
    "range": "the range over {name} never ends{when}: nobody closes it",
    "wait": "`Wait` blocks for ever{when}: nobody is left to call `Done` on {name}",
    "select": "this select blocks for ever{when}: nobody is left to meet any of its cases",
    "condwait": "`Wait` blocks for ever{when}: nobody is left to wake {name}",
}


@rule(severity=Severity.ERROR, since="0.1.0", tags=("leak", "external/cwe/cwe-772"))
def receive_blocks_forever(package: Package) -> Iterator[Finding]:
    for blocked in waiting(package, *MESSAGES):
        if misses_done(blocked) or never_ends_anyway(package, blocked):
            continue
        name = f"`{blocked.primitive.name}`" if blocked.primitive and blocked.primitive.name else "it"
        yield waiting_finding(blocked, MESSAGES[blocked.kind].format(name=name, when=when(blocked)))
    for found in stopped_timers(package):
        file = found.function.file
        yield Finding(
            at=Location.of(file, found.receive),
            message=f"the receive from `{found.name}.C` blocks for ever if the timer is stopped first: "
            "Stop sends nothing and does not close the channel",
            confidence=Confidence.HIGH,
            steps=(Step(Location.of(file, found.stop), "the timer is stopped here"),),
            function=found.function.name,
            resource=found.name,
        )
