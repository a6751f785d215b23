"""A stopped timer's channel is drained (since Go 1.23)

## Why is this bad?
Since Go 1.23 nothing is left in a timer's channel once Stop has returned. A receive that
follows, whatever Stop returned, waits for a value that never comes. One that follows Reset
waits for the new time to pass. A timer made by time.AfterFunc has no channel at all, in any version
of Go: a receive from its nil C waits for ever.

## Bad
```go
package p

import "time"

func again(timer *time.Timer, d time.Duration) {
	timer.Stop()
	<-timer.C
	timer.Reset(d)
}
```

## Good
```go
package p

import "time"

func again(timer *time.Timer, d time.Duration) {
	timer.Stop()
	timer.Reset(d)
}
```

## Limits
Speaks of drained channels only where the go line of the main module is 1.23 or later and no godebug
setting brings the old timers back; of AfterFunc wherever its timer is kept in a variable. Silent about
the guarded form, if !timer.Stop() { <-timer.C }, of other timers, which still works, and about receives
in a select.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Finding,
    Location,
    Severity,
    Step,
    drains_after_reset,
    drains_after_stop,
    receives_of_nil,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.ERROR, since="0.1.0", tags=("correctness", "external/cwe/cwe-833"))
def timer_drain_blocks(package: Package) -> Iterator[Finding]:
    yield from _of_calling(package)
    if not package.timers_collected:
        return
    for call in package.calls("time.Timer.Stop", "time.Ticker.Stop"):
        for receive in drains_after_stop(call):
            yield Finding(
                at=Location.of(call.file, receive),
                message="this receive blocks for ever: a stopped timer's channel is empty since Go 1.23",
                steps=(
                    Step(Location.of(call.file, call.node), "the timer is stopped here"),
                    Step(Location.of(call.file, receive), "and nothing is sent any more"),
                ),
                function=call.function.name,
                resource="timer",
            )
    for call in package.calls("time.Timer.Reset"):
        drained = drains_after_reset(call)
        if drained is not None:
            yield Finding(
                at=Location.of(call.file, drained),
                message="this receive waits until the timer that was just set fires: "
                "since Go 1.23 its channel is empty after Reset",
                severity=Severity.WARNING,
                steps=(Step(Location.of(call.file, call.node), "the timer is set here"),),
                function=call.function.name,
                resource="timer",
            )


def _of_calling(package: Package) -> Iterator[Finding]:
    for call in package.calls("time.AfterFunc"):
        for receive in receives_of_nil(call):
            yield Finding(
                at=Location.of(call.file, receive),
                message="this receive blocks for ever: the channel of a timer made by time.AfterFunc is nil",
                steps=(
                    Step(Location.of(call.file, call.node), "the timer calls a function, and sends nothing"),
                ),
                function=call.function.name,
                resource="timer",
            )
