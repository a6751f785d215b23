"""A middleware keeps a copy of every body, however large

## Why is this bad?
A middleware that copies each response, or request, into memory to log it holds as
many bytes as the client asks for. A download or an event stream of a gigabyte is
then a gigabyte of memory, and a few of them at a time end the process.

## Bad
```go
package p

import (
        "bytes"
        "log"

        "github.com/gin-gonic/gin"
)

type recorder struct {
        gin.ResponseWriter
        body *bytes.Buffer
}

func (r *recorder) Write(data []byte) (int, error) {
        r.body.Write(data)
        return r.ResponseWriter.Write(data)
}

func audit(body *bytes.Buffer) gin.HandlerFunc {
        return func(c *gin.Context) {
                c.Writer = &recorder{ResponseWriter: c.Writer, body: body}
                c.Next()
                log.Print(body.Len())
        }
}
```

## Good
```go
package p

import (
        "bytes"
        "log"

        "github.com/gin-gonic/gin"
)

const limit = 64 << 10

type recorder struct {
        gin.ResponseWriter
        body *bytes.Buffer
}

func (r *recorder) Write(data []byte) (int, error) {
        if room := limit - r.body.Len(); room > 0 {
                r.body.Write(data[:min(room, len(data))])
        }
        return r.ResponseWriter.Write(data)
}

func audit(body *bytes.Buffer) gin.HandlerFunc {
        return func(c *gin.Context) {
                c.Writer = &recorder{ResponseWriter: c.Writer, body: body}
                c.Next()
                log.Print(body.Len())
        }
}
```

## Limits
Any test in the method that copies is taken for a limit. A handler that reads its own
request is body-read-unbounded's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, bodies_captured, bodies_read, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import BodyCapture, BodyRead, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-770"))
def body_captured_unbounded(package: Package) -> Iterator[Finding]:
    for capture in bodies_captured(package):
        yield _of_response(capture)
    for read in bodies_read(package):
        if read.passed_on:
            yield _of_request(read)


def _of_response(capture: BodyCapture) -> Finding:
    method = capture.method
    where: tuple[Step, ...] = ()
    if method.file is not None and method.decl is not None:
        place = Location(method.file.path, method.decl.name_pos, method.decl.name_pos + len(method.name))
        where = (Step(place, "this method copies all that is written"),)
    return Finding(
        at=Location.of(capture.function.file, capture.node),
        message=f"`{capture.owner.name}` keeps a copy of the whole response in memory, "
        f"as large as it may be, per {capture.heat.per}: stop copying at a limit",
        confidence=Confidence.HIGH if capture.heat.certain else Confidence.LOW,
        related=where,
        function=capture.function.name,
        resource=capture.owner.name,
    )


def _of_request(read: BodyRead) -> Finding:
    text = read.function.file.text(read.call.fun)
    return Finding(
        at=Location.of(read.function.file, read.call),
        message=f"`{text}` in a middleware keeps a copy of the whole request body in memory, "
        "as large as the client makes it: limit it with http.MaxBytesReader",
        function=read.function.name,
        resource=text,
    )
