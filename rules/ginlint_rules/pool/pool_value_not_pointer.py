"""What is put into a pool is no pointer

## Why is this bad?
`Put` takes an interface. A pointer fits into one as it is; for a slice, struct,
string or number memory is allocated each time, to hold a copy. That is one of the
allocations that the pool was meant to spare.

## Bad
```go
package p

import "sync"

var buffers = sync.Pool{New: func() any { return make([]byte, 4096) }}

func use() {
        buf := buffers.Get().([]byte)
        buffers.Put(buf)
}
```

## Good
```go
package p

import "sync"

var buffers = sync.Pool{New: func() any { b := make([]byte, 4096); return &b }}

func use() {
        buf := buffers.Get().(*[]byte)
        buffers.Put(buf)
}
```

## Limits
Nothing is leaked: the cost is one small allocation for each Put, 24 bytes for a
slice. Silent about maps, channels and functions, which are pointers, and about
interfaces, whose content is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, ast, boxed, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Call, Package

INDEX = re.compile(r"\[[^][]*\]")  # which of several pools is no matter


@rule(severity=Severity.NOTE, since="0.1.0", tags=("performance",))
def pool_value_not_pointer(package: Package) -> Iterator[Finding]:
    told: set[tuple[str, str, str]] = set()
    for call in package.calls("sync.Pool.Put"):
        what = boxed(call.function, call.node.args[0]) if call.node.args else ""
        pool = INDEX.sub("", call.file.text(call.node.fun))
        place = (call.function.outermost.name, pool, what)
        if what and place not in told:
            told.add(place)
            yield _finding(call, what)


def _finding(call: Call, what: str) -> Finding:
    value = call.node.args[0]
    text = call.file.text(value)
    shown = f"`{text}`" if isinstance(value, (ast.Ident, ast.SelectorExpr)) else "this"
    article = "an" if what == "array" else "a"
    return Finding(
        at=Location.of(call.file, value),
        message=f"{shown} is {article} {what}, no pointer: each Put allocates memory to hold it",
        function=call.function.name,
        resource=text if len(text) < 40 else "",  # noqa: PLR2004 - names, not literals
    )
