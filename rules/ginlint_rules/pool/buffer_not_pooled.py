"""A new buffer is allocated for every request

## Why is this bad?
A handler or middleware runs for every request. A buffer that it allocates each
time, and lets grow, is garbage when the request ends: under load the collector
works for it all the time. Nothing is leaked, but it is the first thing that a
heap profile of such a service shows. A `sync.Pool` hands the same buffers out
again.

## Bad
```go
package p

import (
        "bytes"
        "log"

        "github.com/gin-gonic/gin"
)

func logger() gin.HandlerFunc {
        return func(c *gin.Context) {
                line := bytes.NewBuffer(nil)
                line.WriteString(c.Request.Method)
                c.Next()
                log.Print(line)
        }
}
```

## Good
```go
package p

import (
        "bytes"
        "log"
        "sync"

        "github.com/gin-gonic/gin"
)

var lines = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func logger() gin.HandlerFunc {
        return func(c *gin.Context) {
                line := lines.Get().(*bytes.Buffer)
                line.Reset()
                defer lines.Put(line)
                line.WriteString(c.Request.Method)
                c.Next()
                log.Print(line)
        }
}
```

## Limits
Silent about a buffer that outlives the function: one that is returned, stored,
sent with an HTTP client or put around a connection, since it must not go back to a pool while somebody
reads it. Silent about a `bufio.Reader` below `io.Copy` or `io.ReadAll`, which needs
none. Silent in error branches and in functions that are given an error, which few
requests come to, and that refuse all. Several buffers of one function are one finding. A buffer
that only ever holds a few short strings, and one that a middleware makes for some requests
only, is a note. Of low confidence: a buffer that a handler makes only for some requests, or beside what
takes far longer anyway (writing files, archives, images, parsing templates, a file to
download or uploaded), one around a reader of which nothing is known, one
that it empties and fills again in a loop, and one made further away from the handler.
Compressors take so much memory that they are told wherever they are made for a request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    UseKind,
    always_refuses,
    ast,
    buffers_made,
    costs_more,
    is_kept_for_others,
    is_needless,
    is_of_connection,
    is_of_unknown,
    is_used_again,
    outlives,
    passes_on,
    rule,
    runs_each_time,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Buffer, Function, Heat, Package

SMALL_METHODS = frozenset(
    ("Write", "WriteString", "WriteByte", "WriteRune", "String", "Len", "Bytes", "Reset", "Truncate", "Grow")
)


FILLING = ("Execute", "ExecuteTemplate", "CopyN")


class _Made(NamedTuple):
    """A buffer, and what makes it one per request."""

    buffer: Buffer
    heat: Heat
    severity: Severity
    confidence: Confidence


@rule(severity=Severity.WARNING, since="0.1.0", hot=True, tags=("performance",))
def buffer_not_pooled(package: Package) -> Iterator[Finding]:
    together: dict[tuple[Function, Severity, Confidence], list[_Made]] = {}
    for buffer in buffers_made(package):
        if _is_for_pool(buffer) or buffer.function.in_error_branch(buffer.node):
            continue
        if is_needless(buffer) or _lasts(buffer) or _answers_an_error(buffer.function):
            continue
        heat = package.project.requests.heat(buffer.function, buffer.node)
        if heat is not None and not is_kept_for_others(buffer.function, buffer.node, heat):
            made = _Made(buffer, heat, *_grade(buffer, heat))
            together.setdefault((buffer.function, made.severity, made.confidence), []).append(made)
    for group in together.values():
        yield _finding(group[0], group[1:])


def _lasts(buffer: Buffer) -> bool:
    return outlives(buffer) or is_of_connection(buffer)


def _grade(buffer: Buffer, heat: Heat) -> tuple[Severity, Confidence]:
    calls, middleware = heat.calls, passes_on(heat.root)
    severity = Severity.NOTE if calls or _stays_small(buffer) else Severity.WARNING
    if not heat.certain or len(calls) > 1 or is_used_again(buffer) or is_of_unknown(buffer):
        return severity, Confidence.LOW
    if not middleware and _costs_little_beside(buffer):
        return severity, Confidence.LOW
    each = _each_time(buffer, heat)
    if not (middleware and each) and any(costs_more(function) for function in {buffer.function, heat.root}):
        return severity, Confidence.LOW
    if buffer.large or each:
        return severity, Confidence.LOW if calls and not (middleware or buffer.large) else Confidence.HIGH
    return Severity.NOTE, Confidence.HIGH if middleware and not calls else Confidence.LOW


def _costs_little_beside(buffer: Buffer) -> bool:
    """Tell a buffer that a template, which takes far more, is rendered into, or a few bytes are copied to."""
    calls = [use.call.fun for use in buffer.uses() if use.kind is UseKind.ARGUMENT and use.call is not None]
    return any(isinstance(fun, ast.SelectorExpr) and fun.sel in FILLING for fun in calls)


def _each_time(buffer: Buffer, heat: Heat) -> bool:
    """Tell whether every request makes the buffer, on the way from the handler down."""
    here = buffer.function.outermost if heat.calls else heat.root
    return runs_each_time(buffer.function, buffer.node, here) and all(
        runs_each_time(call.function, call.node, heat.root) for call in heat.calls
    )


def _finding(made: _Made, others: list[_Made]) -> Finding:
    buffer, heat = made.buffer, made.heat
    file = buffer.function.file
    are = f", and {len(others)} more here, are" if others else " is"
    return Finding(
        at=Location.of(file, buffer.node),
        message=f"a new {_name(buffer)}{are} allocated per {heat.per}; nothing is leaked, but a sync.Pool "
        f"would spare the garbage collector the work: {_pooled(buffer)}",
        severity=made.severity,
        confidence=made.confidence,
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls it, per {heat.per}")
            for call in heat.calls
        ),
        related=tuple(
            Step(Location.of(file, other.buffer.node), f"a new {_name(other.buffer)} too") for other in others
        ),
        function=buffer.function.name,
        resource=buffer.what,
    )


def _name(buffer: Buffer) -> str:
    return f"`[]byte` of {buffer.size} bytes" if buffer.size else f"`{buffer.what}`"


def _pooled(buffer: Buffer) -> str:
    if buffer.size:
        return "`buf := pool.Get().(*[]byte); defer pool.Put(buf)`"
    return f"`x := pool.Get().(*{buffer.what}); x.{buffer.reset}; defer pool.Put(x)`"


def _is_for_pool(buffer: Buffer) -> bool:
    """Tell what the New function of a sync.Pool makes."""
    literal = buffer.function.node
    around = buffer.function.parent_of(literal) if literal is not None else None
    return (
        isinstance(around, ast.KeyValueExpr)
        and isinstance(around.key, ast.Ident)
        and around.key.name == "New"
    )


def _answers_an_error(function: Function) -> bool:
    """Tell a function that is given an error, or a type named so, or says no to all: few come to it."""
    if always_refuses(function):
        return True
    types = (str(function.file.typer.variable_type(parameter)) for parameter in function.outermost.parameters)
    return any(type_ == "error" or type_.endswith("Error") for type_ in types)


def _stays_small(buffer: Buffer) -> bool:
    """Tell a local buffer that is only written to by short calls outside of loops."""
    if buffer.variable is None:
        return False
    return all(
        use.kind is UseKind.METHOD
        and use.member in SMALL_METHODS
        and buffer.function.enclosing(use.node, ast.ForStmt, ast.RangeStmt) is None
        for use in buffer.uses()
    )
