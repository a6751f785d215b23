"""A handler goes on after it answered an error

## Why is this bad?
`c.AbortWithStatus`, `c.JSON` and `http.Error` write a response; they do not leave the
handler. Without a `return` it goes on with what it has just refused: it writes a
second answer behind the first, and may do what the client was not allowed to.

## Bad
```go
package p

import (
        "net/http"

        "github.com/gin-gonic/gin"
)

func show(c *gin.Context) {
        var form struct{ Name string }
        if err := c.ShouldBind(&form); err != nil {
                c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
        }
        c.JSON(http.StatusOK, form)
}
```

## Good
```go
package p

import (
        "net/http"

        "github.com/gin-gonic/gin"
)

func show(c *gin.Context) {
        var form struct{ Name string }
        if err := c.ShouldBind(&form); err != nil {
                c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
                return
        }
        c.JSON(http.StatusOK, form)
}
```

## Limits
Only said where something is written, or the rest of the chain run, on a way that
goes on from the answer. Helpers of the module count where they always write, what builds
a response where it writes that, functions of other modules where they are given a
status that refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Edit, Finding, Fix, Location, Severity, Step, rule, written_twice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package, Twice


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("correctness", "gin"))
def abort_without_return(package: Package) -> Iterator[Finding]:
    for twice in written_twice(package):
        yield _finding(twice)


def _finding(twice: Twice) -> Finding:
    file = twice.function.file
    first, second = file.text(twice.first.fun), file.text(twice.second.fun)
    return Finding(
        at=Location.of(file, twice.first),
        message=f"`{first}` answers the request, but the handler goes on to `{second}`: return after it",
        steps=(
            Step(Location.of(file, twice.first), "the error is answered here"),
            Step(Location.of(file, twice.second), "and here the handler writes again"),
        ),
        fix=_fix(twice),
        function=twice.function.name,
        resource=first,
    )


def _fix(twice: Twice) -> Fix | None:
    """Return after the answer, where the function has no results."""
    if twice.function.type.results:
        return None
    file = twice.function.file
    text = file.parsed.text
    start = text.rfind(b"\n", 0, twice.first.pos) + 1
    indent = text[start : twice.first.pos].decode("utf-8", "replace")
    if indent.strip():
        return None
    place = Location(file.path, twice.first.end, twice.first.end)
    return Fix("return after the answer", (Edit(place, f"\n{indent}return"),), safe=False)
