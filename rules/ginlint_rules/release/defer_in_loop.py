"""A release is deferred inside a loop

## Why is this bad?
Deferred calls run when the function returns, not when the iteration ends. Each
iteration keeps what it opened until then, and one deferred call more: a long loop
runs out of files or connections, an endless one releases nothing at all.

## Bad
```go
package p

import "os"

func total(paths []string) (int64, error) {
        var sum int64
        for _, path := range paths {
                file, err := os.Open(path)
                if err != nil {
                        return 0, err
                }
                defer file.Close()
                info, err := file.Stat()
                if err != nil {
                        return 0, err
                }
                sum += info.Size()
        }
        return sum, nil
}
```

## Good
```go
package p

import "os"

func total(paths []string) (int64, error) {
        var sum int64
        for _, path := range paths {
                size, err := size(path)
                if err != nil {
                        return 0, err
                }
                sum += size
        }
        return sum, nil
}

func size(path string) (int64, error) {
        file, err := os.Open(path)
        if err != nil {
                return 0, err
        }
        defer file.Close()
        info, err := file.Stat()
        if err != nil {
                return 0, err
        }
        return info.Size(), nil
}
```

## Limits
Silent where the loop always leaves after the defer, in loops over a short
literal or to a small constant, under a condition that holds once (`if stream == nil`,
where the stream is opened), and about a lock that is the same in every round: `lock-taken-twice`
tells of that. A defer that releases nothing of its iteration is a
note, of low confidence where the loop has a number of rounds, or where it only looks back
(it deals with the elements of what is ranged over or with what is used after the loop, or cleans
up after an error); none where it only puts back what variables had before. Of low confidence, too, is
what the iteration releases itself before the next, or reads to its end, as it does rows; what it keeps
for later, in a slice, a field or a goroutine, for it may be meant to stay open; what holds nothing, as
embedded files do; what is opened of the element with a certain name only (`if f.Name == "index"`); and what a
command opens on its way to its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    acquired_in,
    awaited_by_others,
    deferrals,
    ends_with_process,
    exits_after,
    goes_on_and_on,
    holds_nothing,
    is_held_to_the_end,
    is_of_one_name,
    is_taken_again,
    jumped_back_over,
    meant_for_the_end,
    needs_no_release,
    only_puts_back,
    outlasts,
    piling_loop,
    reads_its_rows,
    rule,
    runs_in_one_round,
    settled_each_round,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Acquisition, Deferral, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def defer_in_loop(package: Package) -> Iterator[Finding]:
    for deferral in deferrals(package):
        function, statement = deferral.function, deferral.statement
        loop = piling_loop(function, statement)
        if loop is None:
            if jumped_back_over(function, statement):
                yield _piled(deferral, Confidence.LOW)
            continue
        if runs_in_one_round(function, statement, loop):
            continue
        acquisition = acquired_in(deferral, loop)
        if acquisition is None or _needs_none(acquisition):
            few = not goes_on_and_on(function, loop) and not awaited_by_others(deferral)
            meant = meant_for_the_end(deferral, loop) if acquisition is None else outlasts(acquisition, loop)
            minor = few or meant or not exits_after(function, statement)
            yield _piled(deferral, Confidence.LOW if minor else Confidence.MEDIUM)
        elif settled_each_round(acquisition, statement):
            yield _piled(deferral, Confidence.LOW)
        elif is_taken_again(deferral, acquisition, loop) or (
            _is_callback(acquisition) and only_puts_back(acquisition)
        ):
            continue
        elif (
            outlasts(acquisition, loop)
            or is_held_to_the_end(deferral, acquisition, loop)
            or ends_with_process(function, loop)
            or holds_nothing(acquisition)
            or is_of_one_name(function, statement, loop)
            or reads_its_rows(acquisition, statement)
        ):
            yield _finding(deferral, acquisition, Severity.NOTE, Confidence.LOW)
        elif _is_callback(acquisition):
            yield _finding(deferral, acquisition, Severity.NOTE, Confidence.MEDIUM)
        else:
            yield _finding(deferral, acquisition, None, Confidence.HIGH)


def _needs_none(acquisition: Acquisition) -> bool:
    variable = acquisition.target.variable
    return variable is not None and needs_no_release(variable, acquisition.function.file.version)


def _is_callback(acquisition: Acquisition) -> bool:
    """Tell a function that was got to be called later, of which nobody knows what it gives back."""
    name = acquisition.function.file.typer.callee(acquisition.call).name
    return acquisition.target.is_call and not name.startswith("context.")


def _piled(deferral: Deferral, confidence: Confidence) -> Finding:
    """Report a defer that releases nothing of its iteration; one that never runs is told of already."""
    function = deferral.function
    return Finding(
        at=Location(function.file.path, deferral.statement.pos, deferral.head_end),
        message="this runs when the function returns, not when the iteration ends: "
        "one deferred call more waits with each iteration",
        severity=Severity.NOTE,
        confidence=confidence,
        function=function.name,
    )


def _finding(
    deferral: Deferral, acquisition: Acquisition, severity: Severity | None, confidence: Confidence
) -> Finding:
    function, target = acquisition.function, acquisition.target
    file = function.file
    when = (
        "when the function returns"
        if exits_after(function, deferral.statement)
        else "never, as the loop does not end"
    )
    kept = (
        "it stays locked through the iterations that follow"
        if target.is_lock
        else "one context more is kept with each iteration"
        if file.typer.callee(acquisition.call).name.startswith("context.")
        else "one more stays open with each iteration"
    )
    return Finding(
        at=Location(file.path, deferral.statement.pos, deferral.head_end),
        message=f"`{target.text}` is released {when}, not when the iteration ends: {kept}",
        severity=severity,
        confidence=confidence,
        steps=(
            Step(Location.of(file, acquisition.call), f"each iteration acquires `{target.text}` here"),
            Step(Location.of(file, deferral.statement), "its release waits for the function's return"),
        ),
        function=function.name,
        resource=target.text,
    )
