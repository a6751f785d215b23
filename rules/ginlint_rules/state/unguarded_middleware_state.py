"""Handlers share a variable that nothing guards

## Why is this bad?
The outer body of a middleware factory runs once, and so does the code that makes a
handler's struct. What the handler captures from there, and the fields of the
struct, are one for all requests: two that write at the same time race, and two
that write a map end the process.

## Bad
```go
package p

import "github.com/gin-gonic/gin"

func counting() gin.HandlerFunc {
        hits := map[string]int{}
        return func(c *gin.Context) {
                hits[c.FullPath()]++
                c.Next()
        }
}
```

## Good
```go
package p

import (
        "sync"

        "github.com/gin-gonic/gin"
)

func counting() gin.HandlerFunc {
        var mu sync.Mutex
        hits := map[string]int{}
        return func(c *gin.Context) {
                mu.Lock()
                hits[c.FullPath()]++
                mu.Unlock()
                c.Next()
        }
}
```

## Limits
Anything that looks like a lock held on the way is taken for one. A struct that is
made while serving, one for each request, is nobody else's. A field that is set only where it was
found unset (`if s.client == nil`) is left alone in a struct that has no handlers, for main may have set it.
Of what goroutines that a
loop starts write, entries of maps, appending, counting and variables that each sets to what it has found
are reported; of what two literals write that one function sets going one after the other, all but elements
of slices. Fields that they set by a method of one value that they all have are reported there, but for
constants. So is a local variable that a goroutine and the function that has started it use at once, where
one of them writes it and nothing between waits: a receive, or a call that may wait by its name. What is set
to a constant, a flag, is told of with `--pedantic`. Fields of one field are
one finding, and so is what one goroutine writes. A map in any
struct that is used under a lock elsewhere is told of wherever a method that takes the lock leaves it
out, and in methods without it that requests run, that write, or that take it next. So is one that is
only fetched under its lock, or returned, and gone through without. Where nothing locks at all, one that a
goroutine without end uses is told of in methods that anybody may call meanwhile, if either writes it; so
is a text, a slice, a struct or an interface that such a goroutine sets and requests read. Any other field
that a method sets under a lock of its struct is told of where a request uses it without, unless more
functions leave the lock out than have it; numbers and flags only with `--pedantic`.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    ast,
    beside_findings,
    half_locked_findings,
    is_guarded,
    is_set_by_makers,
    is_set_where_unset,
    is_shared,
    mixed_findings,
    one_of_many_goroutines,
    rule,
    serves,
    set_beside_findings,
    shared_method_writes,
    shared_writes,
    stays_on_receiver,
    unlocked_findings,
    used_meanwhile,
    writes_by_pairs,
    writes_of_one,
    writes_side_by_side,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import Function, Heat, Meanwhile, OwnWrite, Package, SharedWrite


@rule(severity=Severity.ERROR, since="0.1.0", hot=True, tags=("reliability", "race", "external/cwe/cwe-362"))
def unguarded_middleware_state(package: Package) -> Iterator[Finding]:
    together: dict[tuple[str, str], list[_Shared]] = {}
    told: set[tuple[str, str]] = set()
    for write in chain(shared_writes(package), shared_method_writes(package)):
        owner, path = _owner(write), _last(write.name)
        if (owner, path) in told or is_guarded(write.function, write.node):
            continue
        requests = package.project.requests
        asked = requests.sure_heat if write.aside else requests.heat
        heat = asked(write.function, write.node)
        if heat is None or any(is_guarded(call.function, call.node) for call in heat.calls):
            continue
        if _counts(write, heat) and is_shared(package, write.function, write.variable, heat):
            told.add((owner, path))
            place = path.partition(".")[0] if stays_on_receiver(heat) else write.function.outermost.name
            together.setdefault((owner, place), []).append(_Shared(write, heat))
    places: set[tuple[str, int]] = set()
    for group in together.values():
        places |= {(write.function.file.path, write.target.pos) for write, _ in group}
        yield _finding(*_worst_first(group))
    yield from _written_side_by_side(package, told)
    yield from _used_meanwhile(package, told)
    yield from _set_by_each(package, places)
    for finding in chain(half_locked_findings(package, fields=True), mixed_findings(package, fields=True)):
        if (finding.at.path, finding.at.start) not in places:
            places.add((finding.at.path, finding.at.start))
            yield finding
    for finding in chain(beside_findings(package), set_beside_findings(package), unlocked_findings(package)):
        if (finding.at.path, finding.at.start) not in places:
            yield finding


def _counts(write: SharedWrite, heat: Heat) -> bool:
    """Tell what two requests may write at once, not one loop over messages or connections, nor lazily."""
    if is_set_by_makers(write.function, write.node, write.variable, write.target):
        return False
    apart = any(
        isinstance(call.function.parent_of(call.node), ast.GoStmt) or one_of_many_goroutines(call.function)
        for call in heat.calls
    )
    one_loop = heat.per != "request" and serves(heat.root) is None
    alone = one_loop and stays_on_receiver(heat) and not apart
    if write.in_map or (stays_on_receiver(heat) and not write.aside and not (alone and heat.calls)):
        return True
    field = _last(write.name).rpartition(".")[2]
    return not alone and not is_set_where_unset(write.function, write.node, field, heat)


class _Shared(NamedTuple):
    """A write of what requests share, and why it is hot."""

    write: SharedWrite
    heat: Heat


def _worst_first(group: list[_Shared]) -> tuple[_Shared, list[_Shared]]:
    """Return what to report of one field, a map's entry if there is one, and what is beside it."""
    first, *others = sorted(group, key=_rank)  # whichever function is declared first
    return first, others


def _rank(shared: _Shared) -> tuple[bool, str, int]:
    write = shared.write
    return not write.in_map, write.function.outermost.name, write.target.pos


def _written_side_by_side(package: Package, told: set[tuple[str, str]]) -> Iterator[Finding]:
    together: dict[Function, list[SharedWrite]] = {}
    for write in writes_side_by_side(package):
        key = (write.function.outermost.name, _last(write.name))
        if key not in told and not is_guarded(write.function, write.node):
            told.add(key)
            together.setdefault(write.function, []).append(write)
    for group in together.values():
        yield _side_by_side(group[0], group[1:])
    for pairs in writes_by_pairs(package):
        new = [it for it in pairs if (it[0].function.outermost.name, _last(it[0].name)) not in told]
        if new:
            told.update((it.function.outermost.name, _last(it.name)) for it, _ in new)
            yield _of_pairs(new)


def _set_by_each(package: Package, places: set[tuple[str, int]]) -> Iterator[Finding]:
    """Yield a finding for each method that the goroutines of a loop run on one value, all fields in one."""
    together: dict[Function, list[OwnWrite]] = {}
    for found in writes_of_one(package):
        place = (found.method.file.path, found.target.pos)
        if place not in places:
            places.add(place)
            together.setdefault(found.method, []).append(found)
    for group in together.values():
        yield _by_each(group[0], group[1:])


def _by_each(found: OwnWrite, others: list[OwnWrite]) -> Finding:
    """Return the finding at the field, with the loop's start of a goroutine and the call of the method.

    A field of another package's is told of where that is called.
    """
    file, name = found.method.file, found.method.file.text(found.target)
    here = file.package is found.starter.file.package
    more = f", and {len(others)} more beside it," if others else ""
    starter = found.starter.file
    return Finding(
        at=Location.of(file, found.target) if here else Location.of(starter, found.call),
        message=f"`{name}`{more} {'are' if others else 'is'} set by each of the goroutines that "
        f"`{found.starter.name}` starts in a loop, all on one value, with no lock held: one takes what "
        "another has set for its own",
        confidence=Confidence.MEDIUM,
        steps=(
            Step(Location.of(starter, found.start), "a goroutine is started each round"),
            Step(Location.of(starter, found.call), "and calls this on the same value as the others"),
            *(() if here else (Step(Location.of(file, found.target), f"`{name}` is set here"),)),
        ),
        related=tuple(Step(Location.of(file, it.target), "so is this") for it in others),
        function=found.method.name if here else found.starter.name,
        resource=name,
    )


def _used_meanwhile(package: Package, told: set[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a finding for each goroutine that uses what its starter does, all variables in one."""
    together: dict[Function, list[Meanwhile]] = {}
    for found in used_meanwhile(package):
        key = (found.function.outermost.name, found.variable.name)
        if key not in told:
            told.add(key)
            together.setdefault(found.literal, []).append(found)
    for group in together.values():
        first, *others = sorted(group, key=lambda it: it.plain)
        yield _meanwhile(first, others)


def _meanwhile(found: Meanwhile, others: list[Meanwhile]) -> Finding:
    """Return the finding at what is written, with the start of the goroutine and the other use."""
    file, name = found.function.file, found.variable.name
    write, other = (found.inside, found.outside) if found.written else (found.outside, found.inside)
    where = "in a goroutine" if found.written else "here"
    who = "the function that started it" if found.written else "a goroutine started before"
    more = f", and {len(others)} more," if others else ""
    return Finding(
        at=Location.of(file, write),
        message=f"`{name}`{more} is written {where} while {who} uses it, with no lock held and nothing "
        "between that waits: a data race",
        confidence=Confidence.LOW if found.plain else Confidence.MEDIUM,
        steps=(
            Step(Location.of(file, found.start.node), "the goroutine is started here"),
            Step(Location.of(file, other), f"`{name}` is used here"),
        ),
        related=tuple(
            Step(Location.of(file, it.inside if it.written else it.outside), f"so is `{it.variable.name}`")
            for it in others
        ),
        function=found.function.name,
        resource=name,
    )


def _of_pairs(pairs: list[tuple[SharedWrite, SharedWrite]]) -> Finding:
    """Return the finding of what two goroutines write, at an entry of a map if there is one."""
    write, _ = next((it for it in pairs if it[0].in_map and it[1].in_map), pairs[0])
    more = f", and {len(pairs) - 1} more," if len(pairs) > 1 else ""
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "one overwrites what the other has written, or reads it as its own"
    )
    return Finding(
        at=Location.of(write.function.file, write.target),
        message=f"two goroutines that run side by side write `{write.name}`{more} with no lock held: {harm}",
        confidence=Confidence.HIGH,
        related=tuple(_also(it) for pair in pairs for it in pair if it is not write),
        function=write.function.name,
        resource=write.name,
    )


def _owner(write: SharedWrite) -> str:
    """Return whose variable it is: a type's, or that of the function around."""
    if write.kind == "field":
        symbol = write.function.outermost.symbol
        return symbol.recv_type if symbol is not None else ""
    return write.function.outermost.name


def _last(name: str) -> str:
    """Return the field that is written, without what is left of it and its key."""
    path = name.partition("[")[0]
    return path.partition(".")[2] or path


def _finding(shared: _Shared, others: list[_Shared]) -> Finding:
    write, heat = shared
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "a data race with everything else that uses it"
    )
    owner = "the function around this handler"
    if write.kind == "field":
        owner = "this handler's struct" if stays_on_receiver(heat) else "this struct"
    more = f", and {len(others)} more beside it," if others else ""
    return Finding(
        at=Location.of(write.function.file, write.target),
        message=f"`{write.name}`{more} of {owner} {'are' if others else 'is'} one for all requests "
        f"and written with no lock held: {harm}",
        confidence=_confidence(write),
        steps=tuple(
            Step(Location.of(call.file, call.node), f"`{call.function.name}` calls this, per {heat.per}")
            for call in heat.calls
        ),
        related=tuple(_also(other.write) for other in others),
        function=write.function.name,
        resource=write.name,
    )


def _also(write: SharedWrite) -> Step:
    return Step(Location.of(write.function.file, write.target), f"`{write.name}` is written too")


def _side_by_side(write: SharedWrite, others: list[SharedWrite]) -> Finding:
    harm = (
        "two at once end the process (fatal error: concurrent map writes)"
        if write.in_map
        else "of two at once, one is lost"
    )
    more = f", and {len(others)} more," if others else ""
    return Finding(
        at=Location.of(write.function.file, write.target),
        message=f"goroutines that run side by side write `{write.name}`{more} with no lock held: {harm}",
        confidence=Confidence.HIGH,
        related=tuple(_also(other) for other in others),
        function=write.function.name,
        resource=write.name,
    )


def _confidence(write: SharedWrite) -> Confidence:
    """Doubt servers that wait for one answer, such as the redirect of a login, and then end."""
    if write.kind == "field":
        return Confidence.MEDIUM
    text = write.function.file.text(write.function.outermost.body)
    ends = any(word in text for word in ("Shutdown(", "localhost:", "127.0.0.1"))
    return Confidence.LOW if ends and not write.in_map else Confidence.HIGH
