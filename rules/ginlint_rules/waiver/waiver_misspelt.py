"""A waiver names no rule, so it silences nothing

## Why is this bad?
Its author believes that a finding is answered. It is still reported, or will be once somebody looks for it.

## Bad
```go
package p

func answer() int {
        return 42 //ginlint:ignore late-defr -- the process ends here
}
```

## Good
```go
package p

func answer() int {
        return 42
}
```

## Limits
Names in `//nolint` count only if they are spelt almost like a rule: the others are linters that ginlint
need not know. The rules of plugins are known where the settings name the plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Finding, Package


@rule(severity=Severity.WARNING, since="0.1.0", tests=True)
def waiver_misspelt(package: Package) -> Iterator[Finding]:  # noqa: ARG001 - the engine tells, once the other rules have spoken
    yield from ()
