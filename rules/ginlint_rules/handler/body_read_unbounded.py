"""The body of a request is read with no limit

## Why is this bad?
net/http does not limit the size of a request's body. `io.ReadAll` takes it into
memory whole, so one client that sends enough ends the process. What is compressed
grows a thousandfold when it is read. `ParseMultipartForm` limits what stays in
memory; the rest fills the disk.

## Bad
```go
package p

import (
        "io"
        "net/http"
)

func save(w http.ResponseWriter, r *http.Request) {
        body, err := io.ReadAll(r.Body)
        if err != nil || len(body) == 0 {
                w.WriteHeader(http.StatusBadRequest)
        }
}
```

## Good
```go
package p

import (
        "io"
        "net/http"
)

func save(w http.ResponseWriter, r *http.Request) {
        body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
        if err != nil || len(body) == 0 {
                w.WriteHeader(http.StatusBadRequest)
        }
}
```

## Limits
Silent where the function limits the body or asks for its length, on routes with a
middleware of the module that limits it, and in modules with one that limits all; about
forms whose files the function removes. A proxy in front may limit it as well; that is not seen.
Of low confidence: bodies of responses that a handler asks another server for, and
decompressed data that comes from elsewhere: read by a helper, got from another server
or from a queue; and what examples and test tools read.
What one handler reads in several places is one finding, and so is what the methods
of a type read that help handlers: they give results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    bodies_read,
    helps_a_handler,
    is_aside,
    is_handed_down,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import BodyRead, Heat, Package

SAYS = {
    "request": "takes the whole request body into memory, as large as the client makes it: "
    "limit it with http.MaxBytesReader",
    "form": "limits what stays in memory, but not what goes to disk: limit the body with http.MaxBytesReader",
    "decompressed": "reads all that compressed data gives, which may be a thousand times its size: "
    "limit it with io.LimitReader",
    "response": "takes the whole response of another server into memory, as large as that makes it",
}


MAX_HOPS = 3  # calls from a handler, one of them by way of an interface


@rule(
    severity=Severity.WARNING,
    since="0.1.0",
    hot=True,
    tags=("security", "reliability", "external/cwe/cwe-770"),
    security_severity=5.3,
)
def body_read_unbounded(package: Package) -> Iterator[Finding]:
    together: dict[tuple[object, str, Confidence], list[BodyRead]] = {}
    for read in bodies_read(package):
        if not read.passed_on:
            together.setdefault((_asked(read), read.what, _confidence(read)), []).append(read)
    for group in together.values():
        yield _finding(group[0], group[1:])


def _asked(read: BodyRead) -> object:
    """Return who reads the body of one request: a handler, or a type whose methods help one."""
    if read.heat is None:
        return read.function
    symbol = read.heat.root.symbol
    return symbol.recv_type if symbol is not None and helps_a_handler(symbol) else read.heat.root


def _finding(read: BodyRead, others: list[BodyRead]) -> Finding:
    heat = read.heat
    file = read.function.file
    text = file.text(read.call.fun)
    return Finding(
        at=Location.of(file, read.call),
        message=f"`{text}` {SAYS[read.what]}",
        severity=Severity.NOTE if read.what == "response" or heat is None else None,
        confidence=_confidence(read),
        steps=_steps(heat) if heat is not None else (),
        related=tuple(
            Step(Location.of(other.function.file, other.call), "and here, for the same handler")
            for other in others
        ),
        function=read.function.name,
        resource=text,
    )


def _confidence(read: BodyRead) -> Confidence:
    """Doubt what no request is seen to lead to; one that is read itself leads there, if by an interface."""
    heat = read.heat
    if heat is None or read.what == "response" or read.handed or is_aside(read.function.file):
        return Confidence.LOW
    if heat.certain:
        return Confidence.HIGH
    near = read.what == "request" and heat.per == "request" and len(heat.calls) <= MAX_HOPS
    return Confidence.MEDIUM if near and is_handed_down(read) else Confidence.LOW


def _steps(heat: Heat) -> tuple[Step, ...]:
    return tuple(
        Step(Location.of(call.file, call.node), f"`{call.function.name}` calls it, per {heat.per}")
        for call in heat.calls
    )
