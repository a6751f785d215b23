"""A ticker is never stopped (before Go 1.23)

## Why is this bad?
With a Go older than 1.23 a ticker that nobody stops is never freed: it stays, and ticks, for as
long as the process lives. That of time.Tick cannot be stopped at all.

## Bad (Go 1.22)
```go
package p

import "time"

func watch(check func() bool) {
	ticker := time.NewTicker(time.Second)
	for {
		<-ticker.C
		if check() {
			return
		}
	}
}
```

## Good (Go 1.22)
```go
package p

import "time"

func watch(check func() bool) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		<-ticker.C
		if check() {
			return
		}
	}
}
```

## Limits
Speaks only where tickers that nobody holds are not collected: the go line of the main module
is below 1.23, or a godebug setting brings the old timers back. Go 1.27 and later
collect them in any case. Silent in functions that never end, and where the ticker is kept elsewhere.
Workers that no request starts, and that go on until they are told to end, are of low confidence.
Speaks of timers, too, that a select may leave behind: those of a minute or more, or of who knows how long.
"""  # fmt: skip

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    endless_loops,
    goes_on_till_told,
    is_awaited_once,
    is_left_after,
    is_never_stopped,
    keeps_channel_alone,
    leaves_running,
    only_holder,
    replaces_deferred,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Call, Package, Variable

OLD = "if built with Go older than 1.27"


@rule(severity=Severity.NOTE, since="0.1.0", tags=("leak", "external/cwe/cwe-772"))
def ticker_not_stopped(package: Package) -> Iterator[Finding]:
    if package.timers_collected:
        return
    for call in package.calls("time.NewTimer"):
        timer = call.result(0)
        if timer is not None and is_awaited_once(call, timer):
            yield _finding(
                call,
                f"`{timer.name}` is not stopped where another case comes first: kept until it fires, {OLD}",
                timer.name,
            )
    for call in package.calls("time.Tick", "time.NewTicker"):
        if not is_left_after(call) or (call.function.name == "main" and package.name == "main"):
            continue
        channels = (call.node, call.function.parent_of(call.node))
        if any(found.over in channels for found in endless_loops(call.function)):
            continue
        if call.callee.name == "time.Tick" or keeps_channel_alone(call):
            name = "time.Tick" if call.callee.name == "time.Tick" else "this channel"
            found = _finding(
                call, f"the ticker of {name} cannot be stopped: 1 ticker per call stays, {OLD}", name
            )
            worker = name != "time.Tick" and _is_of_a_worker(call, None)
            yield replace(found, confidence=Confidence.LOW) if worker else found
            continue
        variable = call.result(0)
        holder = only_holder(call) if variable is None else None
        if holder is not None:
            yield _held(call, holder)
        elif variable is not None and is_never_stopped(call, variable):
            found = _finding(
                call, f"`{variable.name}` is never stopped: 1 ticker per call stays, {OLD}", variable.name
            )
            yield replace(found, confidence=Confidence.LOW) if _is_of_a_worker(call, variable) else found
        elif variable is not None and leaves_running(call, variable):
            yield _finding(
                call, f"`{variable.name}` is not stopped on every way: a ticker stays, {OLD}", variable.name
            )
        elif variable is not None and replaces_deferred(call, variable):
            yield _finding(
                call,
                f"the defer before stops the ticker that `{variable.name}` had then: one stays, {OLD}",
                variable.name,
            )


def _held(call: Call, holder: Variable) -> Finding:
    """Tell of it where it can be stopped, if that is in the same package."""
    found = _finding(
        call, f"`{holder.name}` is never stopped, and nobody else has it: 1 ticker stays, {OLD}", holder.name
    )
    file = holder.function.file
    if file.package is not call.file.package:
        return found
    place = Location(file.path, holder.pos, holder.pos + len(holder.name))
    made = Step(Location.of(call.file, call.node), "the ticker is made here")
    return replace(found, at=place, function=holder.function.name, steps=(made,))


def _is_of_a_worker(call: Call, variable: Variable | None) -> bool:
    """Tell what no request starts and what ends with the service: there are only so many."""
    heat = call.file.package.project.requests.heat(call.function, call.node)
    return heat is None and goes_on_till_told(call, variable)


def _finding(call: Call, message: str, resource: str) -> Finding:
    requests = call.file.package.project.requests
    once = requests.heat(call.function, call.node) is None and requests.runs_at_start(call.function)
    return Finding(
        at=Location.of(call.file, call.node),
        message=message,
        confidence=Confidence.LOW if once else Confidence.HIGH,
        function=call.function.name,
        resource=resource,
    )
