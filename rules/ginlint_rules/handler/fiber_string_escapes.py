"""Text of a fiber request is kept after its handler

## Why is this bad?
What fiber's `Params`, `Query`, `Get`, `Body` and the like return is memory of the
request, which fiber uses again for the next one. A string that a goroutine, a map or
a channel still has then changes under its hands: keys turn into other keys, one
client's name into another's.

## Bad
```go
package p

import (
        "sync"

        "github.com/gofiber/fiber/v2"
)

var (
        mu    sync.Mutex
        names = map[string]bool{"": true}
)

func visit(c *fiber.Ctx) error {
        mu.Lock()
        defer mu.Unlock()
        clear(names)
        names[c.Params("name")] = true
        return nil
}
```

## Good
```go
package p

import (
        "strings"
        "sync"

        "github.com/gofiber/fiber/v2"
)

var (
        mu    sync.Mutex
        names = map[string]bool{"": true}
)

func visit(c *fiber.Ctx) error {
        mu.Lock()
        defer mu.Unlock()
        clear(names)
        names[strings.Clone(c.Params("name"))] = true
        return nil
}
```

## Limits
Silent in modules that set `Immutable: true`. Text that goes through any function
counts as copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, Step, lent_texts_kept, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import LentText, Package

WHERE = {
    "goroutine": "is used in a goroutine that nobody waits for",
    "timer": "is used by a timer",
    "stream": "is used while the body is streamed, after the handler has returned",
}


@rule(severity=Severity.ERROR, since="0.1.0", tags=("correctness", "fiber", "external/cwe/cwe-488"))
def fiber_string_escapes(package: Package) -> Iterator[Finding]:
    for kept in lent_texts_kept(package):
        yield _finding(kept)


def _finding(kept: LentText) -> Finding:
    escape = kept.escape
    file = escape.use.function.file
    text = file.text(kept.call)
    if escape.by in WHERE:
        how = WHERE[escape.by]
    else:
        assert escape.target is not None  # noqa: S101 - set for these kinds
        verb = "sent to" if escape.by == "sent" else "kept in"
        how = f"is {verb} `{file.text(escape.target)}`"
    return Finding(
        at=Location.of(file, escape.use.node),
        message=f"`{text}` {how}, but fiber uses its memory for the next request: copy it (utils.CopyString)",
        steps=(
            Step(Location.of(file, kept.call), "this is memory of the request"),
            Step(Location.of(file, escape.use.node), "and here it gets away"),
        ),
        function=escape.use.function.name,
        resource=text,
    )
