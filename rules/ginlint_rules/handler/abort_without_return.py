"""A handler goes on after it answered an error

## Why is this bad?
`c.AbortWithStatus`, `c.JSON` and `http.Error` write a response; they do not leave the
handler. Without a `return` it goes on with what it has just refused: it writes a
second answer behind the first, and may do what the client was not allowed to. In gin, a middleware that
only returns refuses nothing: without an abort, the handlers after it run as well.

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
goes on from the answer. So it is after a middleware of gin that returns: only an abort
keeps the handlers after it from running. Helpers of the module count where they always write, what builds
a response where it writes that, functions of other modules where they are given a
status that refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import (
    Edit,
    Finding,
    Fix,
    Location,
    Severity,
    Step,
    ast,
    lets_go_on,
    rule,
    unaborted,
    written_twice,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import File, Function, Package, Twice


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("correctness", "gin"))
def abort_without_return(package: Package) -> Iterator[Finding]:
    told = set()
    for twice in written_twice(package):
        told.add(twice.first)
        yield _finding(twice)
    for one in unaborted(package):
        answers = [answer for answer in one.answers if answer not in told]
        if answers:
            yield _unaborted(one.function, answers)


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


def _unaborted(function: Function, answers: list[ast.CallExpr]) -> Finding:
    file, (answer, *others) = function.file, answers
    return Finding(
        at=Location.of(file, answer),
        message=f"`{file.text(answer.fun)}` answers the request, but gin goes on to the handlers after this "
        "middleware when it returns: call `Abort` as well",
        related=tuple(Step(Location.of(file, other), "nor is this followed by an abort") for other in others),
        fix=_aborts(file, answers),
        function=function.name,
        resource=file.text(answer.fun),
    )


def _aborts(file: File, answers: list[ast.CallExpr]) -> Fix | None:
    """Abort after each answer, where it is the context's own and on a line of its own."""
    edits = []
    for answer in answers:
        indent = _indent(file, answer)
        owner = answer.fun.x if isinstance(answer.fun, ast.SelectorExpr) else None
        if indent is None or not isinstance(owner, ast.Ident):
            return None
        edits.append(Edit(Location(file.path, answer.end, answer.end), f"\n{indent}{owner.name}.Abort()"))
    return Fix("abort the chain", tuple(edits), safe=False)


def _fix(twice: Twice) -> Fix | None:
    """Return after the answer, where the function has no results."""
    if twice.function.type.results:
        return None
    file = twice.function.file
    indent = _indent(file, twice.first)
    if indent is None:
        return None
    place = Location(file.path, twice.first.end, twice.first.end)
    lines = ["return"]
    if lets_go_on(twice.function, twice.first, twice.variable):
        lines.insert(0, f"{twice.variable.name}.Abort()")
    text = "".join(f"\n{indent}{line}" for line in lines)
    return Fix("return after the answer", (Edit(place, text),), safe=False)


def _indent(file: File, node: ast.Node) -> str | None:
    """Return the blanks before what begins a line, else None."""
    text = file.parsed.text
    start = text.rfind(b"\n", 0, node.pos) + 1
    indent = text[start : node.pos].decode("utf-8", "replace")
    return None if indent.strip() else indent
