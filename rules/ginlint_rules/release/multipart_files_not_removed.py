"""Uploaded files stay in the temporary folder

## Why is this bad?
Parsing a multipart form writes what does not fit into memory to temporary files.
The server removes them after the handler, but only those of the request that it
made itself. Once a middleware has passed on a copy (`WithContext`, `Clone`,
`http.TimeoutHandler`, tracing), each large upload leaves its files behind.

## Bad
```go
package p

import (
        "context"
        "net/http"
)

type key struct{}

func tagged(next http.Handler) http.Handler {
        return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, r.Host)))
        })
}

func upload(w http.ResponseWriter, r *http.Request) {
        if err := r.ParseMultipartForm(1 << 20); err != nil {
                http.Error(w, err.Error(), http.StatusBadRequest)
        }
}
```

## Good
```go
package p

import (
        "context"
        "net/http"
)

type key struct{}

func tagged(next http.Handler) http.Handler {
        return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, r.Host)))
        })
}

func upload(w http.ResponseWriter, r *http.Request) {
        if err := r.ParseMultipartForm(1 << 20); err != nil {
                http.Error(w, err.Error(), http.StatusBadRequest)
                return
        }
        defer r.MultipartForm.RemoveAll()
}
```

## Limits
Said once for a module, at the first place that parses a form. Whether that route is
behind the middleware is not looked at. Silent where RemoveAll is called
anywhere, and where the body is limited to what fits into memory; of low confidence
where it is limited by an amount that is not constant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Confidence, Finding, Location, Severity, Step, rule, uploads_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-459"))
def multipart_files_not_removed(package: Package) -> Iterator[Finding]:
    upload = uploads_left(package)
    if upload is None:
        return
    parse, replace = upload.parse, upload.replace
    there = Step(
        Location.of(replace.file, replace.node), "the request is replaced here, so the server has another"
    )
    yield Finding(
        at=Location.of(parse.file, parse.node),
        message="the files of large uploads stay in the temporary folder, one for each: the server removes "
        "only those of its own request, and a middleware replaces it; call `MultipartForm.RemoveAll`",
        confidence=Confidence.LOW if upload.limited else Confidence.MEDIUM,
        steps=(there, Step(Location.of(parse.file, parse.node), "and this writes files to be removed")),
        function=parse.function.name,
    )
