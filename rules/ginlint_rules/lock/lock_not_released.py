"""A lock is not released on every path

## Why is this bad?
A mutex knows no owner: if the function that locked it returns, it stays locked.
Everybody who comes after waits for ever, one goroutine after the other, and the
service stands still with no error in its log.

## Bad
```go
package p

import (
        "errors"
        "sync"
)

type stock struct {
        mu    sync.Mutex
        items map[string]int
}

func (s *stock) take(name string) error {
        s.mu.Lock()
        if s.items[name] == 0 {
                return errors.New("sold out")
        }
        s.items[name]--
        s.mu.Unlock()
        return nil
}
```

## Good
```go
package p

import (
        "errors"
        "sync"
)

type stock struct {
        mu    sync.Mutex
        items map[string]int
}

func (s *stock) take(name string) error {
        s.mu.Lock()
        defer s.mu.Unlock()
        if s.items[name] == 0 {
                return errors.New("sold out")
        }
        s.items[name]--
        return nil
}
```

## Limits
A function may return with a lock held if it is called so (`acquireLock`), if it
returns what unlocks, or if another function unlocks the same field without locking
it. A panic between the two counts where requests are served, since their servers
recover from it. Locks in maps and slices are not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, kept_locks, kept_steps, rule, unlock_fix, waiters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


HOW = {
    "panic": "a panic leaves `{}` locked",
    "round": "`{}` stays locked when the loop goes on",
    "return": "`{}` is still locked when the function returns",
    "end": "`{}` is still locked when the function ends",
}


@rule(severity=Severity.ERROR, since="0.1.0", tags=("reliability", "external/cwe/cwe-667"))
def lock_not_released(package: Package) -> Iterator[Finding]:
    for found in kept_locks(package):
        function, kept = found.walk.function, found.kept
        name = kept.held.lock.text
        yield Finding(
            at=Location.of(function.file, kept.held.site),
            message=f"{HOW[kept.exit_kind].format(name)}: whoever locks it next waits for ever",
            confidence=found.confidence,
            steps=kept_steps(found),
            related=waiters(found),
            fix=unlock_fix(found),
            function=function.name,
            resource=name,
        )
