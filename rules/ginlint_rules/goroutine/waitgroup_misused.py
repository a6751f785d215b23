"""A WaitGroup counts wrongly

## Why is this bad?
Add inside the goroutine that it counts may run after Wait has returned. Wait in the
loop that starts the goroutines makes them run one by one, or never returns. Where a
path leaves without Done, or returns before it starts the goroutine that it has counted,
Wait blocks for ever. A copy of a WaitGroup counts for itself.

## Bad
```go
package p

import "sync"

func all(jobs []func()) {
	var wg sync.WaitGroup
	for _, job := range jobs {
		go func() {
			wg.Add(1)
			defer wg.Done()
			job()
		}()
	}
	wg.Wait()
}
```

## Good
```go
package p

import "sync"

func all(jobs []func()) {
	var wg sync.WaitGroup
	for _, job := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			job()
		}()
	}
	wg.Wait()
}
```

## Limits
From Go 1.25 on, wg.Go does the counting. Silent where the goroutine passes the group on
or starts goroutines itself, and where Wait follows other work of the same round.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Finding,
    Location,
    Severity,
    Step,
    functions_with_groups,
    misses_done,
    misuses,
    rule,
    waiting,
    waiting_finding,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Misuse, Package

MESSAGES = {
    "add": "`Add` on `{group}` inside the goroutine that it counts: Wait may have returned by then",
    "wait": "`Wait` on `{group}` in the loop that starts the goroutines: each is waited for before the next",
    "done": "the goroutine leaves here without Done on `{group}`: Wait blocks for ever",
    "left": "`Add` on `{group}` counts a goroutine that a return leaves unstarted: Wait blocks for ever",
    "value": "`{group}` is a copy of the caller's WaitGroup: Done here does not reach it; pass a pointer",
}


@rule(severity=Severity.WARNING, since="0.1.0", tags=("correctness",))
def waitgroup_misused(package: Package) -> Iterator[Finding]:
    told = set()
    places = set()
    for function in functions_with_groups(package):
        for misuse in misuses(function):
            told.add((function.outermost.name, misuse.group))
            if misuse.at not in places:  # what several places start is told once
                places.add(misuse.at)
                yield _finding(misuse)
    for blocked in waiting(package, "wait"):
        group = blocked.primitive.name if blocked.primitive is not None else ""
        if misses_done(blocked) and (blocked.function.outermost.name, group) not in told:
            yield waiting_finding(blocked, f"`Wait` blocks for ever: a path does without Done on `{group}`")


def _finding(misuse: Misuse) -> Finding:
    file = misuse.function.file
    steps: tuple[Step, ...] = ()
    if misuse.related is not None:
        within = (misuse.starter or misuse.function).file
        left = misuse.kind == "left"
        place = Location.of(within, misuse.related)
        start = Location(within.path, misuse.related.pos, misuse.related.pos + 2)
        steps = (Step(place, "it is left here"),) if left else (Step(start, "the goroutine is started here"),)
    return Finding(
        at=Location.of(file, misuse.at),
        message=MESSAGES[misuse.kind].format(group=misuse.group),
        related=steps,
        function=misuse.function.name,
        resource=misuse.group,
    )
