"""A request starts a goroutine for each of its items

## Why is this bad?
A goroutine is cheap, what it does is not: a request with ten thousand items opens ten
thousand connections, files or queries at once. The client, not the service, decides.

## Bad
```go
package p

import "net/http"

func notify(w http.ResponseWriter, r *http.Request) {
	for _, name := range r.URL.Query()["name"] {
		go send(name)
	}
}

func send(string) {}
```

## Good
```go
package p

import "net/http"

func notify(w http.ResponseWriter, r *http.Request) {
	slots := make(chan struct{}, 8)
	for _, name := range r.URL.Query()["name"] {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			send(name)
		}()
	}
}

func send(string) {}
```

## Limits
Opt-in: how many are too many, the code does not say. Speaks about loops over data of unknown
size in code that runs per request or message. Silent where the loop sends, receives or waits, and
where a name speaks of a limit, a pool or a semaphore.
"""  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.api import Finding, Location, Severity, rule, unbounded_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Package


@rule(severity=Severity.NOTE, since="0.1.0", hot=True, opt_in=True, tags=("leak", "external/cwe/cwe-770"))
def goroutines_unbounded(package: Package) -> Iterator[Finding]:
    for found in unbounded_starts(package):
        yield Finding(
            at=Location(found.function.file.path, found.node.pos, found.node.pos + 2),
            message=f"1 goroutine per item of a {found.heat.per}, and nothing limits how many at once",
            function=found.function.name,
            resource="go",
        )
