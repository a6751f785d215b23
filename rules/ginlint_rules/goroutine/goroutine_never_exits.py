"""Every request starts a goroutine that never ends

## Why is this bad?
A goroutine ends when its function returns. One whose loop has no way out (no return, no
case for a context or a done channel, a range over a ticker's channel, which Stop does not
close) lives as long as the process. Started once that is a worker; started by every
request it is a leak of one goroutine, and all it refers to, per request.

## Bad
```go
package p

import (
	"net/http"
	"time"
)

func serve(w http.ResponseWriter, r *http.Request) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for range ticker.C {
			println("still working")
		}
	}()
	w.WriteHeader(http.StatusNoContent)
}
```

## Good
```go
package p

import (
	"net/http"
	"time"
)

func serve(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	defer close(done)
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				println("still working")
			case <-done:
				return
			}
		}
	}()
	w.WriteHeader(http.StatusNoContent)
}
```

## Limits
Speaks about code that runs per request or per message. Silent where the goroutine is started
under a test that makes it the only one (sync.Once, a nil check, a flag), and about loops that
return when a read or write fails. A handler that never returns itself is told likewise. So is,
in any code, a loop that waits for the ticker of a field alone, which another function stops,
a loop in the default of a select that asks a context once, before it, and a goroutine that waits
for what outlives its function, where a loop without end calls that with the same one each time. What
serves a client and waits for a field, or for a channel that others were given, which no code of the
module closes, is told where it hears nothing else.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    asked_once,
    ast,
    endless_starts,
    is_part_of_a_command,
    left_waiting,
    rule,
    stopped_tickers,
    stuck_reads,
    unclosed_waits,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import AskedOnce, EndlessStart, LeftWaiting, Package, Stopped, StuckRead, Unclosed


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("leak", "external/cwe/cwe-772"))
def goroutine_never_exits(package: Package) -> Iterator[Finding]:
    told = set()
    for start in endless_starts(package):
        told.add(start.endless.loop)
        yield _finding(start)
    for stopped in stopped_tickers(package):
        ends = is_part_of_a_command(stopped.stop.function.outermost, once=True)  # as the process does
        if stopped.loop not in told and not ends:
            yield _stopped(stopped)
    for asked in asked_once(package):
        if asked.loop not in told:
            yield _asked(asked)
    for left in left_waiting(package):
        yield _left(left)
    for unclosed in unclosed_waits(package):
        yield _unclosed(unclosed)
    for stuck in stuck_reads(package):
        if stuck.loop not in told:
            yield _stuck(stuck)


def _stuck(found: StuckRead) -> Finding:
    call, file = found.call, found.call.file
    name = file.text(call.node.fun)
    return Finding(
        at=Location.of(file, call.node),
        message=f"this loop never ends once `{name}` fails for good: it goes on with every error, "
        "and the same one comes back at once",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        steps=(Step(Location.of(file, found.back), "an error leads back to the call"),),
        function=call.function.name,
        resource=name,
    )


def _unclosed(found: Unclosed) -> Finding:
    file, starter = found.function.file, found.starter.file
    channel = file.text(found.channel)
    waits = f"1 goroutine per request waits for `{channel}` alone, which nobody closes"
    start = Step(Location(starter.path, found.node.pos, found.node.pos + 2), "the goroutine is started here")
    return Finding(
        at=Location.of(file, found.wait),
        message=f"{waits}: once the client has left, until somebody sends again; select on an end as well",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        steps=() if found.stream else (start,),
        function=found.function.name,
        resource=channel,
    )


def _left(found: LeftWaiting) -> Finding:
    file, call = found.function.file, found.call
    channel = file.text(found.channel)
    return Finding(
        at=Location(file.path, found.node.pos, found.node.pos + 2),
        message=f"this goroutine waits for `{channel}` also when `{found.function.name}` has returned, "
        "which a loop runs again and again: 1 goroutine per call",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        steps=(Step(Location.of(call.file, call.node), "this loop calls it with the same one each time"),),
        function=found.function.name,
        resource=channel,
    )


def _asked(found: AskedOnce) -> Finding:
    file, loop = found.function.file, found.loop
    return Finding(
        at=Location(file.path, loop.pos, loop.pos + 3),
        message=f"this loop goes on when `{found.context}` ends: it is asked once, before the loop",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        steps=(Step(Location.of(file, found.clause.comm or found.clause), "it is asked here only"),),
        function=found.function.name,
        resource=found.context,
    )


def _stopped(found: Stopped) -> Finding:
    file, loop = found.function.file, found.loop
    ticker = file.text(found.ticker)
    stop = Location.of(found.stop.file, found.stop.node)
    end = loop.x.end if isinstance(loop, ast.RangeStmt) else loop.pos + len("for")
    return Finding(
        at=Location(file.path, loop.pos, end),
        message=f"this loop waits for ever once `{ticker}` is stopped, which does not close its channel: "
        "end it by a channel or a context as well",
        severity=Severity.WARNING,
        related=(Step(stop, "the ticker is stopped here"),),
        function=found.function.name,
        resource=ticker,
    )


def _finding(start: EndlessStart) -> Finding:
    file = start.function.file
    loop = start.endless.loop
    inside = start.endless.function.file
    why = "closing is the only way out of a range over a ticker's channel, and Stop does not close it"
    why = why if start.endless.ticks else "nothing leaves its loop"
    message = f"1 goroutine per {start.heat.per} that never ends: {why}"
    if start.stream:
        cost = f"1 goroutine per {start.heat.per}"
        message = f"this loop never ends, nor does the handler when the client leaves: {cost}"
    calls = (Step(Location.of(call.file, call.node), "this is called") for call in start.heat.calls)
    steps = (
        *calls,
        Step(Location(file.path, start.node.pos, start.node.pos + 2), "the goroutine is started here"),
        Step(Location(inside.path, loop.pos, loop.pos + 3), "this loop is never left"),
    )
    return Finding(
        at=Location(file.path, start.node.pos, start.node.pos + (3 if start.stream else 2)),
        message=message,
        steps=() if start.stream else steps,
        function=start.function.name,
        resource=start.endless.function.name,
    )
