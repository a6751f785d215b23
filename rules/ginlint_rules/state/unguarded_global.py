"""A request writes a package variable unguarded

## Why is this bad?
Handlers run at the same time, each in a goroutine of its own. Two that write the
same variable without a lock lose updates and read half-written values. For a
map it is worse: the runtime notices and ends the whole process with "fatal
error: concurrent map writes", which no recovery middleware can catch.

## Bad
```go
package p

import "github.com/gin-gonic/gin"

var hits int

func home(c *gin.Context) {
	hits++
	c.String(200, "welcome")
}
```

## Good
```go
package p

import (
	"sync/atomic"

	"github.com/gin-gonic/gin"
)

var hits atomic.Int64

func home(c *gin.Context) {
	hits.Add(1)
	c.String(200, "welcome")
}
```

## Limits
Anything that looks like a lock held on the way is taken for one, whichever
variable it guards. Writes that only code at start-up makes, `sync.Once`, atomics,
`sync.Map` and a variable that one goroutine owns are fine. A variable that the
first who asks for it sets is of low confidence if somebody asks at start-up, and so
is what only a mode for developers writes, what is written where the process
ends, what is written only while another variable is nil, and a write beside which a comment says that it
needs no lock. A variable that
handlers change through a pointer kept elsewhere is not followed. A map that is used under a
lock elsewhere is told of wherever a function that takes the lock leaves it out, and in functions
without it that requests run, that write, or that take it next. So is one that is only fetched under its
lock, and gone through without. What a goroutine sets again and again while requests read it is told of where
an entry of a map is set, and where the variable has more than one word: a text, a slice, a struct.
Methods count as writes that change a `rand.Rand`, a list, a buffer or a writer, and variables that all
programs share: `http.DefaultClient.Timeout = …`. One variable is one finding, however many functions of
a package write it.
"""  # fmt: skip

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    ast,
    ends_the_process,
    global_writes,
    half_locked_findings,
    is_confined,
    is_guarded,
    is_meant_to_race,
    is_waived,
    method_writes,
    mixed_findings,
    one_of_many_goroutines,
    only_before_set_up,
    only_for_developers,
    only_if_unset,
    provenance,
    refreshed_findings,
    rule,
    runs_each_time,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import GlobalWrite, Heat, Package


MAX_CERTAIN_HOPS = 5
MAX_DYNAMIC_HOPS = 3
SHOWN = 20  # of them, as a report that names all is read by nobody


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("reliability", "race", "external/cwe/cwe-362"))
def unguarded_global(package: Package) -> Iterator[Finding]:
    groups: list[_Group] = []
    for write in chain(global_writes(package), method_writes(package)):
        if is_guarded(write.function, write.node):
            continue
        heat = package.project.requests.heat(write.function, write.node)
        if is_confined(write, heat) if heat is not None else not one_of_many_goroutines(write.function):
            continue
        if heat is None or not any(is_guarded(call.function, call.node) for call in heat.calls):
            _join(groups, write, heat)
    rewritten = _rewritten(groups)
    yield from _findings([(group, _confidence(group, rewritten)) for group in _with_callees(groups)])
    told = {(write.function.outermost, write.variable.name) for group in groups for write in group.writes}
    names = {(function.name, name) for function, name in told}
    yield from (
        found
        for found in chain(
            half_locked_findings(package, fields=False),
            refreshed_findings(package),
            mixed_findings(package, fields=False),
        )
        if (found.function, found.resource) not in names
    )


class _Group:
    """Writes that make one finding: of one function, or on the way of one handler."""

    __slots__ = ("heat", "writes")

    def __init__(self, write: GlobalWrite, heat: Heat | None) -> None:
        self.heat = heat
        self.writes = [write]

    @property
    def first(self) -> GlobalWrite:
        return self.writes[0]

    def takes(self, write: GlobalWrite, heat: Heat | None) -> bool:
        """Tell whether another write is no finding of its own."""
        same = any(write.variable is known.variable for known in self.writes)
        if write.function.outermost is self.first.function.outermost:
            return same or bool(heat is not None and heat.calls and self.heat is not None and self.heat.calls)
        if heat is None or self.heat is None or heat.root is not self.heat.root:
            return False
        return same or not (heat.certain or self.heat.certain)

    @property
    def hops(self) -> int:
        """How many calls lead from the handler to the writes."""
        return len(self.heat.calls) if self.heat is not None else 0

    def calls(self, other: _Group) -> bool:
        """Tell a helper that, on the way of the same handler, always goes on to another group."""
        if self.heat is None or other.heat is None or not self.heat.calls:
            return False
        here = self.first.function.outermost
        return self.heat.root is other.heat.root and any(
            call.function.outermost is here and runs_each_time(call.function, call.node, here)
            for call in other.heat.calls
        )


def _with_callees(groups: list[_Group]) -> list[_Group]:
    """Put what a helper always calls to what it writes itself: requests should not run the helper.

    What somebody sets for the first who asks is mended by itself.
    """
    kept = []
    for group in sorted(groups, key=lambda it: it.hops, reverse=True):
        lazy = all(only_if_unset(write.function, write.node, write.variable) for write in group.writes)
        above = [other for other in groups if not lazy and other.hops < group.hops and other.calls(group)]
        if above:
            min(above, key=lambda it: it.hops).writes.extend(group.writes)
        else:
            kept.append(group)
    return [group for group in groups if group in kept]


def _join(groups: list[_Group], write: GlobalWrite, heat: Heat | None) -> None:
    for group in groups:
        if group.takes(write, heat):
            group.writes.append(write)
            return
    groups.append(_Group(write, heat))


def _rewritten(groups: list[_Group]) -> frozenset[str]:
    """Return the variables that requests write in more places than one."""
    places: dict[str, int] = {}
    for group in groups:
        for write in group.writes:
            places[write.variable.qualified] = places.get(write.variable.qualified, 0) + 1
    return frozenset(name for name, count in places.items() if count > 1)


def _findings(graded: list[tuple[_Group, Confidence]]) -> Iterator[Finding]:
    """Yield a finding for each variable that groups begin with: one lock mends it in all of them."""
    together: dict[tuple[str, bool], list[tuple[_Group, Confidence]]] = {}
    for group, confidence in graded:
        if is_waived(group.first.function.file, group.first.target):
            yield _finding(group, confidence)  # who waives it there says nothing of the others
            continue
        key = (group.first.variable.qualified, confidence is Confidence.LOW)
        together.setdefault(key, []).append((group, confidence))
    for groups in together.values():
        first, *others = sorted(groups, key=lambda it: (not it[0].first.in_map, -it[1].value))
        found = _finding(*first)
        also = tuple(_step(other) for other, _ in others[:SHOWN])
        more = f"; so it is in {len(others)} more function{'s'[: len(others) > 1]}" if others else ""
        yield replace(found, message=found.message + more, related=(*found.related, *also))


def _step(group: _Group) -> Step:
    write = group.first
    return Step(Location.of(write.function.file, write.target), f"`{write.function.name}` writes it, too")


def _finding(group: _Group, confidence: Confidence) -> Finding:
    write, heat = group.first, group.heat
    file = write.function.file
    name = write.variable.name
    how = f"changed by `{write.by}`" if write.by else "written"
    who = f"while serving a {heat.per}" if heat is not None else "by goroutines that run side by side"
    others = len({known.variable.qualified for known in group.writes}) - 1
    more = f", and {others} more variable{'s' if others > 1 else ''}," if others else ""
    return Finding(
        at=Location.of(file, write.target),
        message=f"`{name}`{more} {'are' if others else 'is'} {how} {who} with no lock held: {_harm(write)}",
        confidence=confidence,
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls this, per {heat.per}")
            for call in heat.calls
        )
        if heat is not None
        else (),
        related=(*_declared(write), *(step for other in group.writes[1:] for step in _also(other))),
        function=write.function.name,
        resource=name,
    )


def _harm(write: GlobalWrite) -> str:
    if write.in_map:
        return "two at once end the process (fatal error: concurrent map writes)"
    if write.updates:
        return "a data race, in which updates are lost"
    return "a data race with everything else that uses it"


def _confidence(group: _Group, rewritten: frozenset[str]) -> Confidence:
    heat = group.heat
    if is_meant_to_race(group.first.function, group.first.node):
        return Confidence.LOW
    if heat is None:
        return Confidence.HIGH
    if all(only_before_set_up(write.function, write.node) for write in group.writes):
        return Confidence.LOW
    if _set_at_start(group, heat, rewritten) or _is_for_developers(group, heat) or _is_last(group, heat):
        return Confidence.LOW
    if heat.certain and len(heat.calls) <= MAX_CERTAIN_HOPS:
        return Confidence.HIGH
    return Confidence.MEDIUM if len(heat.calls) <= MAX_DYNAMIC_HOPS else Confidence.LOW


def _set_at_start(group: _Group, heat: Heat, rewritten: frozenset[str]) -> bool:
    """Tell what is set by the first who asks for it, and asked for before anything is served."""
    requests = group.first.function.file.package.project.requests
    variables = {write.variable.qualified: write.variable for write in group.writes}
    if any(_is_for_each_client(write, heat) for write in group.writes):
        return False
    if all(
        only_if_unset(write.function, write.node, write.variable)
        and write.variable.qualified not in rewritten
        for write in group.writes
    ):
        return requests.runs_at_start(group.first.function)
    return any(
        only_if_unset(call.function, call.node, variable)
        for call in heat.calls
        for variable in variables.values()
    ) and requests.runs_at_start(group.first.function)


def _is_for_developers(group: _Group, heat: Heat) -> bool:
    return any(only_for_developers(call.function, call.node) for call in heat.calls) or all(
        only_for_developers(write.function, write.node) for write in group.writes
    )


def _is_last(group: _Group, heat: Heat) -> bool:
    """Tell what is written on the way to the end of the process."""
    functions = (*(write.function for write in group.writes), *(call.function for call in heat.calls))
    return any(ends_the_process(function.outermost) for function in functions)


def _is_for_each_client(write: GlobalWrite, heat: Heat) -> bool:
    """Tell an entry that a client chooses the key of: another one is not there from the start."""
    match write.target:
        case ast.IndexExpr(_, [key]) if write.in_map:
            return provenance(write.function, key, heat.calls) == "unbounded"
    return False


def _declared(write: GlobalWrite) -> tuple[Step, ...]:
    declared = write.variable
    if declared.file is None or declared.decl is None:
        return ()
    place = Location(declared.file.path, declared.decl.pos, declared.decl.end)
    return (Step(place, f"`{declared.name}` is declared here, one for all"),)


def _also(write: GlobalWrite) -> tuple[Step, ...]:
    return (Step(Location.of(write.function.file, write.target), f"`{write.variable.name}` is written too"),)
