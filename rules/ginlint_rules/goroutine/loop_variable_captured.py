"""A loop variable is shared by all iterations

## Why is this bad?
Before Go 1.22 a loop has one variable for all its iterations, and in every
version that is so for a variable declared outside of it. A goroutine, a deferred
call or a stored function that uses it sees what the loop has put there since: most
often the last element, several times, and none of the others.

## Bad
```go
package p

import "fmt"

func announce(names []string) {
	var name string
	for _, name = range names {
		go func() {
			fmt.Println(name)
		}()
	}
}
```

## Good
```go
package p

import "fmt"

func announce(names []string) {
	var name string
	for _, name = range names {
		go func(name string) {
			fmt.Println(name)
		}(name)
	}
}
```

## Limits
What := declares in the head of a loop is new in each iteration since Go 1.22, by
the language version of the file. Silent where the iteration waits for what it
started, and where the function literal is handed to a call that is not known to
run it later, or put where the one of the iteration before was. Of low confidence in
a test, where a server or subtest of the same iteration most often ends with it.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, captures, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Capture, Package

BY = {
    "goroutine": "this goroutine sees what the loop has put there by then",
    "defer": "this deferred call sees what the loop put there last",
    "callback": "this function runs later and sees what the loop has put there by then",
    "stored": "this function is kept and sees what the loop has put there by then",
    "address": "this address is the same each time",
}


@rule(severity=Severity.ERROR, since="0.1.0", tests=True, tags=("correctness",))
def loop_variable_captured(package: Package) -> Iterator[Finding]:
    for capture in captures(package):
        yield _finding(capture)


def _finding(capture: Capture) -> Finding:
    file = capture.function.file
    name = capture.variable.name
    advice = "keep a copy" if capture.by == "address" else "pass it as an argument"
    return Finding(
        at=Location.of(file, capture.use),
        message=f"`{name}` is one variable for all iterations: {BY[capture.by]}; {advice}",
        steps=(
            Step(
                Location(file.path, capture.loop.pos, capture.loop.body.pos + 1),
                f"the loop sets `{name}` here",
            ),
            Step(Location.of(file, capture.use), "and this use comes later"),
        ),
        confidence=Confidence.HIGH if capture.sure else Confidence.LOW,
        function=capture.function.name,
        resource=name,
    )
