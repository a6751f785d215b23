"""A break leaves the select, not the loop around it

## Why is this bad?
A break without a label leaves the innermost for, select or switch. In a select it ends the
case that runs anyway, and the endless loop around it goes on: where it was meant to stop
with the context, it now spins, since the context stays done.

## Bad
```go
package p

import "context"

func consume(ctx context.Context, events <-chan string, handle func(string)) {
	for {
		select {
		case event := <-events:
			handle(event)
		case <-ctx.Done():
			break
		}
	}
}
```

## Good
```go
package p

import "context"

func consume(ctx context.Context, events <-chan string, handle func(string)) {
	for {
		select {
		case event := <-events:
			handle(event)
		case <-ctx.Done():
			return
		}
	}
}
```

## Limits
Speaks where nothing else leaves the endless loop, or where the break is all that is done
when a context, or a channel named done, stop or quit, says that it is over. Silent about a break that
passes over the rest of its case, unless an error, nil or a closed channel is the reason, and about
those that end one case like another, as in C. A case for one
of these with no break at all is told likewise, if it only stops, closes or logs something.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Finding,
    Location,
    Severity,
    Step,
    ast,
    breaking_functions,
    inner_breaks,
    rule,
    selecting_functions,
    unheeded_ends,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Function, LoopStmt, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("correctness",))
def break_leaves_select_only(package: Package) -> Iterator[Finding]:
    for outer in breaking_functions(package):
        for function in outer.all():
            for found in inner_breaks(function):
                file = function.file
                what = "select" if isinstance(found.inner, ast.SelectStmt) else "switch"
                advice = "the loop around it goes on; return or name the loop"
                yield Finding(
                    at=Location.of(file, found.stmt),
                    message=f"this break leaves only the {what}: {advice}",
                    related=(
                        Step(
                            Location(file.path, found.loop.pos, found.loop.pos + 3), "the loop goes on here"
                        ),
                    ),
                    function=function.name,
                    resource="break",
                )
    for outer in selecting_functions(package):
        for function in outer.all():
            for clause, loop in unheeded_ends(function):
                yield _unheeded(function, clause, loop)


def _unheeded(function: Function, clause: ast.CommClause, loop: LoopStmt) -> Finding:
    file = function.file
    at = clause.comm if clause.comm is not None else clause
    return Finding(
        at=Location(file.path, clause.pos, at.end),
        message="this case ends the select, not the loop around it, which goes on for ever: return",
        related=(Step(Location(file.path, loop.pos, loop.pos + 3), "the loop goes on here"),),
        function=function.name,
        resource="case",
    )
