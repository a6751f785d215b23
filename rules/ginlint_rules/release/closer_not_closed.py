"""A value that must be closed is not

## Why is this bad?
Compressors write the end of their output when they are closed; decoders and
iterators keep buffers, goroutines or a coroutine until then.

## Bad
```go
package p

import (
        "compress/gzip"
        "io"
)

func pack(w io.Writer, text []byte) error {
        packed := gzip.NewWriter(w)
        _, err := packed.Write(text)
        return err
}
```

## Good
```go
package p

import (
        "compress/gzip"
        "io"
)

func pack(w io.Writer, text []byte) error {
        packed := gzip.NewWriter(w)
        if _, err := packed.Write(text); err != nil {
                packed.Close()
                return err
        }
        return packed.Close()
}
```

## Limits
A value that is returned, stored or passed to a function that may keep it is its new
owner's to close. What a function gives, of the module or of a package that is not here, is told
of, too, where hardly a caller does not defer its release. So is a reader that comes from a function
type or an interface (`func(…) (io.ReadCloser, error)`), with medium confidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, leak_findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.WARNING, since="0.1.0", tags=("reliability", "external/cwe/cwe-772"))
def closer_not_closed(package: Package) -> Iterator[Finding]:
    return leak_findings(package, "closer-not-closed")
