"""The context of a request is used after its handler

## Why is this bad?
A framework keeps the contexts of requests in a pool. When the handler returns, the
context is given to the next request: what still uses it reads the data of another
client, writes into another client's response, or crashes. A goroutine that is not
waited for does so sooner or later, and so does a field, map or channel that keeps
the context.

## Bad
```go
package p

import (
        "log"

        "github.com/gin-gonic/gin"
)

func order(c *gin.Context) {
        go func() {
                log.Print("ordered by ", c.Query("user"))
        }()
        c.Status(202)
}
```

## Good
```go
package p

import (
        "log"

        "github.com/gin-gonic/gin"
)

func order(c *gin.Context) {
        cCopy := c.Copy()
        go func() {
                log.Print("ordered by ", cCopy.Query("user"))
        }()
        c.Status(202)
}
```

## Limits
Silent where the handler waits for the goroutine on every way out; a wait that a
timeout or a cancelled context can end is none. A goroutine that runs the rest of
the chain is reported by next-in-goroutine. Helpers that get the context keep it
unseen where they belong to another module. One of gin that is handed on as a
context.Context is followed over a few calls, by way of interfaces too.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ginlint.api import (
    Edit,
    Finding,
    Fix,
    Location,
    Severity,
    Step,
    ast,
    copied_contexts_written,
    escapes,
    lent_as_contexts,
    lent_that_may_escape,
    only_reads,
    rest_started_by,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Escape, Function, Lent, Package, Start

RUNS = {
    "goroutine": "in a goroutine that nobody waits for",
    "timer": "by a timer, after the handler has returned",
    "stream": "while the body is streamed, after the handler has returned",
}
STARTS = {
    "goroutine": "the goroutine starts here",
    "timer": "the timer starts here",
    "stream": "the body is handed over here",
}


@rule(
    severity=Severity.ERROR,
    since="0.1.0",
    tags=("correctness", "gin", "echo", "fiber", "hertz", "external/cwe/cwe-488"),
)
def context_escapes_handler(package: Package) -> Iterator[Finding]:
    for lent in chain(lent_that_may_escape(package), lent_as_contexts(package)):
        for escape in escapes(lent):
            if escape.start is None or not rest_started_by(escape.start):
                yield _finding(escape)
    for function, call in copied_contexts_written(package):
        yield _written(function, call)


def _finding(escape: Escape) -> Finding:
    lent, use = escape.lent, escape.use
    file = use.function.file
    name = lent.variable.name
    if escape.start is not None:
        how = f"is used {RUNS[escape.by]}"
    else:
        assert escape.target is not None  # noqa: S101 - set for these kinds
        verb = "sent to" if escape.by == "sent" else "kept in"
        how = f"is {verb} `{file.text(escape.target)}`, which outlives the request"
    return Finding(
        at=Location.of(file, use.node),
        message=f"`{name}` {how}, but {_harm(lent)}: {_advice(escape)}",
        steps=_steps(escape),
        fix=_fix(escape),
        function=use.function.name,
        resource=name,
    )


def _harm(lent: Lent) -> str:
    if lent.framework == "net/http":
        return "the response ends with the handler"
    return f"{lent.framework} gives it to another request when the handler returns"


def _advice(escape: Escape) -> str:
    lent, use = escape.lent, escape.use
    if lent.copy and use.member == lent.copy:
        return f"call {lent.variable.name}.{lent.copy}() before"
    return lent.advice.replace("c.Copy", f"{lent.variable.name}.Copy")


def _steps(escape: Escape) -> tuple[Step, ...]:
    start, given = escape.start, escape.lent.given
    if start is None:
        return ()
    file = escape.use.function.file
    handed = (
        ()
        if given is None
        else (Step(Location.of(given.file, given.node), "a handler gives its context here"),)
    )
    used = Step(Location.of(file, escape.use.node), f"`{escape.lent.variable.name}` is used here")
    return (*handed, Step(_head(start), STARTS[escape.by]), used)


def _head(start: Start) -> Location:
    """Return the place of a start without the body of its literal."""
    end = start.body.body.pos + 1 if start.body is not None else start.node.end
    first = start.node.pos
    return Location(start.function.file.path, first, end if first < end <= start.node.end else start.node.end)


def _fix(escape: Escape) -> Fix | None:
    """Copy gin's context before a goroutine that only reads from it."""
    start, lent = escape.start, escape.lent
    if lent.copy != "Copy" or start is None or start.body is None or not isinstance(start.node, ast.GoStmt):
        return None
    if not start.node.pos < start.body.pos < start.node.end:
        return None  # a literal that was made before: it cannot name what is made here
    inside = [use for use in lent.variable.uses if start.body.pos <= use.pos < start.body.end]
    if not inside or not only_reads(lent.function, inside):
        return None
    file = lent.function.file
    name = f"{lent.variable.name}Copy"
    text = file.parsed.text
    indent = text[text.rfind(b"\n", 0, start.node.pos) + 1 : start.node.pos].decode("utf-8", "replace")
    if indent.strip() or name.encode() in text:
        return None
    line = f"{name} := {lent.variable.name}.Copy()\n{indent}"
    edits = (
        Edit(Location(file.path, start.node.pos, start.node.pos), line),
        *(Edit(Location.of(file, use), name) for use in inside),
    )
    return Fix("copy the context before the goroutine starts", edits, safe=True)


def _written(function: Function, call: ast.CallExpr) -> Finding:
    file = function.file
    method = call.fun.sel if isinstance(call.fun, ast.SelectorExpr) else ""
    return Finding(
        at=Location.of(file, call),
        message=f"`{method}` writes a response, but a copied context has no writer: it panics",
        function=function.name,
        resource=method,
    )
