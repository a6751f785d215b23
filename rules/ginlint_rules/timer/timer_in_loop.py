"""A loop makes a timer in every round (before Go 1.23)

## Why is this bad?
time.After makes a timer that, with a Go older than 1.23, stays until it fires. Where
another case of the select is ready first, each round leaves one more behind: a busy loop
with a long timeout holds very many of them.

## Bad (Go 1.22)
```go
package p

import "time"

func consume(events <-chan string, handle func(string)) {
	for {
		select {
		case event := <-events:
			handle(event)
		case <-time.After(time.Minute):
			return
		}
	}
}
```

## Good (Go 1.22)
```go
package p

import "time"

func consume(events <-chan string, handle func(string)) {
	idle := time.NewTimer(time.Minute)
	defer idle.Stop()
	for {
		select {
		case event := <-events:
			handle(event)
			if !idle.Stop() {
				<-idle.C
			}
			idle.Reset(time.Minute)
		case <-idle.C:
			return
		}
	}
}
```

## Limits
Speaks only where timers that nobody holds are not collected: the go line of the main module
is below 1.23, or a godebug setting brings the old timers back. Go 1.27 and later
collect them in any case. Silent where the loop always waits for the timer, or is always left after it.
"""  # fmt: skip

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.api import (
    Finding,
    Location,
    Severity,
    Step,
    is_awaited_in_select,
    is_made_again,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.NOTE, since="0.1.0", tags=("leak", "external/cwe/cwe-772"))
def timer_in_loop(package: Package) -> Iterator[Finding]:
    if package.timers_collected:
        return
    told: dict[object, Finding] = {}
    for call in package.calls("time.After", "time.NewTimer"):
        function = call.function
        loop = function.graph.loop_around(call.node)
        if loop is None or not is_awaited_in_select(call) or not is_made_again(call):
            continue
        at = Location.of(call.file, call.node)
        if loop in told:  # the timers of one loop are mended together
            first = told[loop]
            told[loop] = replace(first, related=(*first.related, Step(at, "so is this one")))
            continue
        told[loop] = Finding(
            at=at,
            message="a timer in every round, each kept until it fires, if built with Go older than 1.27",
            function=function.name,
            resource=call.callee.name,
        )
    yield from told.values()
