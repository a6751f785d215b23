"""A context is put around itself again and again

## Why is this bad?
A derived context keeps its parent. A loop that assigns the new context back to the
variable of the old one makes a chain that is longer with each iteration: nothing
of it is freed, looking a value up takes longer each time, and deadlines and values
of earlier iterations hold in later ones.

## Bad
```go
package p

import (
        "context"
        "log"
)

type key struct{}

func consume(ctx context.Context, jobs <-chan string) {
        for job := range jobs {
                ctx = context.WithValue(ctx, key{}, job)
                handle(ctx)
        }
}

func handle(ctx context.Context) {
        log.Println(ctx.Value(key{}))
}
```

## Good
```go
package p

import (
        "context"
        "log"
)

type key struct{}

func consume(ctx context.Context, jobs <-chan string) {
        for job := range jobs {
                jobCtx := context.WithValue(ctx, key{}, job)
                handle(jobCtx)
        }
}

func handle(ctx context.Context) {
        log.Println(ctx.Value(key{}))
}
```

## Limits
Silent where each iteration starts from another context, and where the variable
belongs to the iteration. Of low confidence: a loop that only builds one context for
after it, from options or headers; loops of a few rounds, or that run only as a service
starts; one that always leaves in its first round; literals of which nobody knows how often they run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, growths, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Growth, Package

CONFIDENCE = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "performance", "external/cwe/cwe-401"))
def context_grows_in_loop(package: Package) -> Iterator[Finding]:
    seen: set[tuple[int, str]] = set()
    for growth in growths(package):
        file = growth.function.file
        place = growth.function.graph.loop_around(growth.statement) or growth.function
        key = (id(place), file.text(growth.target))
        if key not in seen:
            seen.add(key)
            yield _finding(growth)


def _finding(growth: Growth) -> Finding:
    function = growth.function
    file = function.file
    name = file.text(growth.target)
    return Finding(
        at=Location.of(file, growth.statement),
        message=f"`{name}` is put around itself: it is one context deeper with each {growth.per}, "
        "and none of them is freed",
        confidence=CONFIDENCE[growth.strength],
        steps=(
            Step(Location.of(file, growth.call), f"this keeps the `{name}` it is given as its parent"),
            Step(Location.of(file, growth.target), f"and is what the next {growth.per} starts from"),
        ),
        function=function.name,
        resource=name,
    )
