"""The same text is compiled for every request

## Why is this bad?
Compiling a regular expression or a template takes many times longer than using it,
and allocates. A validator that is made anew has to look at every struct again. Done
once, in a variable of the package, it costs nothing.

## Bad
```go
package p

import (
        "net/http"
        "regexp"
)

func check(w http.ResponseWriter, r *http.Request) {
        name := regexp.MustCompile(`^[a-z]+$`)
        if !name.MatchString(r.URL.Query().Get("name")) {
                w.WriteHeader(http.StatusBadRequest)
        }
}
```

## Good
```go
package p

import (
        "net/http"
        "regexp"
)

var name = regexp.MustCompile(`^[a-z]+$`)

func check(w http.ResponseWriter, r *http.Request) {
        if !name.MatchString(r.URL.Query().Get("name")) {
                w.WriteHeader(http.StatusBadRequest)
        }
}
```

## Limits
Only said of texts that are constants, if one of a few, and of results that nobody keeps, nor what is made
of them for all that come later: `if s.page == nil { s.page = load() }`. Nothing is
leaked: it is time, and work for the collector. Several in one function are one finding.
Of low confidence beside what takes far longer: running programs, writing files,
archives and images, asking other servers; and where it is many calls from the handler
to it, so that few requests may come there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, compiled_per_request, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Compiled, Function, Package


MAX_HOPS = 3


@rule(severity=Severity.NOTE, since="0.1.0", hot=True, tags=("performance",))
def compile_per_request(package: Package) -> Iterator[Finding]:
    together: dict[tuple[Function | None, str, Confidence], list[Compiled]] = {}
    for compiled in compiled_per_request(package):
        # One variable mends all of a package that have no text of their own.
        function = None if compiled.made else compiled.function
        key = (function, compiled.what, _confidence(compiled))
        together.setdefault(key, []).append(compiled)
    for group in together.values():
        yield _finding(group[0], group[1:])


def _confidence(compiled: Compiled) -> Confidence:
    heat = compiled.heat
    doubtful = not heat.certain or len(heat.calls) > MAX_HOPS or compiled.costs_little
    return Confidence.LOW if doubtful else Confidence.HIGH


def _finding(compiled: Compiled, others: list[Compiled]) -> Finding:
    heat = compiled.heat
    file = compiled.function.file
    verb = "made" if compiled.made else "compiled"
    where = "here" if all(it.function is compiled.function for it in others) else "in this package"
    more = f", and {len(others)} more {where}, are" if others else " is"
    return Finding(
        at=Location.of(file, compiled.call),
        message=f"the same {compiled.what}{more} {verb} per {heat.per}; nothing is leaked, but once, "
        "in a variable of the package, is enough",
        confidence=_confidence(compiled),
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls it, per {heat.per}")
            for call in heat.calls
        ),
        related=tuple(
            Step(Location.of(other.function.file, other.call), f"a {other.what} too") for other in others
        ),
        function=compiled.function.name,
        resource=compiled.what,
    )
