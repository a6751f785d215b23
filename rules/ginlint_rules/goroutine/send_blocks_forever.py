"""A goroutine sends what nobody will receive

## Why is this bad?
A send on a channel without room waits for a receiver. Where the receiver may leave
first (a timeout, a cancelled context, an early return, an error, the first of several
answers), the goroutine waits for ever and keeps its stack and all that it refers
to: one more with every call.

## Bad
```go
package p

import (
	"context"
	"time"
)

func fetch(ctx context.Context, load func() string) string {
	answer := make(chan string)
	go func() {
		answer <- load()
	}()
	select {
	case text := <-answer:
		return text
	case <-time.After(time.Second):
		return ""
	}
}
```

## Good
```go
package p

import (
	"context"
	"time"
)

func fetch(ctx context.Context, load func() string) string {
	answer := make(chan string, 1)
	go func() {
		answer <- load()
	}()
	select {
	case text := <-answer:
		return text
	case <-time.After(time.Second):
		return ""
	}
}
```

## Limits
Speaks about channels whose every use is seen: made in a function and used by it, the
goroutines that it starts and the module's functions that it calls. Timers, contexts
and other channels are taken to be ready at any time; a size that is not known is taken
to be 2. Since Go 1.27 a running service lists such goroutines itself, in
/debug/pprof/goroutineleak. A loop over the channel of a function whose goroutine only an outer
context ends is told where it can be left early, outside of what requests run. So is a goroutine that
sends into the channel that its function returns, and awaits the end of a context elsewhere only,
and one that waits for its end, but not while it sends to those who may have left, and a send
that takes a slot of a channel with room, where the function gives it back on other ways only. A reply
that a timer or a context may leave unread is told where its channel is made, if others find that in
what is sent to them or in a map. A write to an io.Pipe in a goroutine is a send, too: it is told where
nobody closes the reader, and what reads may fail before the end. A send into a channel in a field is
told where all who receive from it may leave, nobody closes it, and requests make who has the field.
So is a send to workers that may all return before the channel is closed, unless it has room for all.
"""  # fmt: skip

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.api import (
    Confidence,
    Finding,
    Location,
    Severity,
    Step,
    abandoned_producers,
    abandoned_replies,
    deaf_forwards,
    fix_of_all,
    is_part_of_a_command,
    left_fields,
    left_pipes,
    lost_slots,
    never_ends_anyway,
    quitting_receivers,
    rule,
    unheeding_generators,
    waiting,
    waiting_finding,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.api import (
        Abandoned,
        Blocked,
        Deaf,
        Function,
        LeftField,
        LeftPipe,
        LostSlot,
        Package,
        Quitters,
        Reply,
        Unheeding,
    )


@rule(severity=Severity.ERROR, since="0.1.0", tags=("leak", "external/cwe/cwe-772"))
def send_blocks_forever(package: Package) -> Iterator[Finding]:
    groups: list[list[Blocked]] = []
    told: dict[str, set[str]] = {}
    places: set[tuple[str, int]] = set()
    for blocked in waiting(package, "send"):
        if never_ends_anyway(package, blocked) or _is_told_there(package, blocked):
            continue
        groups = _with(groups, blocked)
        places.add((blocked.function.file.path, blocked.at.pos))
        if blocked.primitive is not None:
            told.setdefault(blocked.primitive.function.outermost.name, set()).add(blocked.primitive.name)
    yield from map(_together, groups)
    yield from map(_abandoned, abandoned_producers(package))
    yield from map(_unread, abandoned_replies(package))
    deafs: dict[tuple[Function, str], list[Deaf]] = {}
    for deaf in deaf_forwards(package):
        if (deaf.function.file.path, deaf.send.pos) not in places:
            channel = deaf.function.file.text(deaf.send.chan)
            deafs.setdefault((deaf.function, channel), []).append(deaf)
    for alike in deafs.values():
        yield _deaf(*alike)
    for generator in unheeding_generators(package):
        if generator.channel.name not in told.get(generator.function.outermost.name, ()):
            yield _unheard(generator)
    for quitters in quitting_receivers(package):
        if (quitters.function.file.path, quitters.send.pos) not in places:
            yield _quitting(quitters)
    yield from map(_slot, lost_slots(package))
    yield from map(_pipe, left_pipes(package))
    yield from map(_left, left_fields(package))


def _quitting(found: Quitters) -> Finding:
    function, file = found.function, found.function.file
    name = found.channel.name
    first, *_ = found.loops
    ends = " until the context ends" if found.ended else " for ever"
    return Finding(
        at=Location.of(file, found.send),
        message=f"the send on `{name}` blocks{ends} once all that receive from it have returned, as each may "
        "do before the channel is closed",
        confidence=Confidence.LOW if found.ended else Confidence.MEDIUM,
        steps=(
            Step(Location(first[0].file.path, first[1].pos, first[1].x.end), "this loop can be left early"),
        ),
        function=function.name,
        resource=name,
    )


def _left(found: LeftField) -> Finding:
    function, file = found.function, found.function.file
    return Finding(
        at=Location.of(file, found.send),
        message=f"the send to `{file.text(found.send.chan)}` blocks for ever once `{found.receiver.name}`, "
        "which receives from it, has left: send in a select that also waits for its end",
        confidence=Confidence.MEDIUM if found.sure else Confidence.LOW,
        steps=(Step(Location.of(found.receiver.file, found.leaving), "the receiver leaves here"),),
        function=function.name,
        resource=found.field,
    )


def _is_told_there(package: Package, blocked: Blocked) -> bool:
    """Tell a send in another package that is told of there, whoever calls it."""
    file = blocked.function.file
    if file.package is package:
        return False
    told = [(deaf.function.file, deaf.send.pos) for deaf in deaf_forwards(file.package)]
    told += [(it.function.file, it.send.pos) for it in unheeding_generators(file.package)]
    return (file, blocked.at.pos) in told


def _slot(found: LostSlot) -> Finding:
    file, channel = found.function.file, found.function.file.text(found.send.chan)
    ways = (
        Step(Location.of(file, edge.cond), f"this is {str(edge.truth).lower()}")
        for edge in found.edges
        if edge.cond is not None
    )
    end = (Step(Location.of(file, found.leaving), "this is left here"),) if found.leaving is not None else ()
    return Finding(
        at=Location.of(file, found.send),
        message=f"the slot that this send takes of `{channel}` is not given back on every way: "
        "once all are lost, it waits for ever",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        steps=(*ways, *end),
        function=found.function.name,
        resource=channel,
    )


def _together(group: list[Blocked]) -> Finding:
    """Return the surest finding of a group, in the file of the first, with the other sends beside it."""
    findings = [_blocked(blocked) for blocked in group]
    path = findings[0].at.path
    surest = max(findings, key=lambda one: (one.confidence, one.at.path == path, -one.at.start))
    others = tuple(one for one, finding in zip(group, findings, strict=True) if finding is not surest)
    fix = fix_of_all([surest, *(finding for finding in findings if finding is not surest)])
    return replace(surest, related=tuple(map(_beside, others)), fix=fix)


def _blocked(blocked: Blocked) -> Finding:
    primitive = blocked.primitive
    name = f"`{primitive.name}`" if primitive and primitive.name else "this channel"
    cost = ": 1 goroutine per call" if blocked.start is not None else ""
    return waiting_finding(blocked, f"the send on {name} blocks for ever{when(blocked)}{cost}")


def _with(groups: list[list[Blocked]], blocked: Blocked) -> list[list[Blocked]]:
    """Put a send to those on its channel, and to those of its goroutine: they are mended together."""
    beside = [group for group in groups if any(_is_beside(one, blocked) for one in group)]
    if not beside:
        return [*groups, [blocked]]
    first, *rest = beside
    joined = [*first, *(one for group in rest for one in group), blocked]
    return [joined if group is first else group for group in groups if group not in rest]


def _is_beside(one: Blocked, other: Blocked) -> bool:
    if one.primitive is not None and one.primitive is other.primitive:
        return True
    if one.start is None or one.start is not other.start or one.function is not other.function:
        return False
    return all(it.function.graph.loop_around(it.at) is None for it in (one, other))


def _ends_with_process(found: Deaf) -> bool:
    function = found.function
    serves = function.file.package.project.requests.heat(function, function.body) is not None
    return found.lasts or (not serves and is_part_of_a_command(function.outermost))


def _deaf(found: Deaf, *others: Deaf) -> Finding:
    file = found.function.file
    channel, end = file.text(found.send.chan), file.text(found.end)
    return Finding(
        at=Location.of(file, found.send),
        message=f"while this send waits, `{end}` is not heard: once nobody receives from `{channel}`, "
        "that is for ever; select on both",
        severity=Severity.WARNING,
        confidence=Confidence.LOW if _ends_with_process(found) else Confidence.MEDIUM,
        related=tuple(Step(Location.of(file, other.send), "so does this send") for other in others),
        function=found.function.name,
        resource=channel,
    )


def _unheard(found: Unheeding) -> Finding:
    file = found.sender.file
    return Finding(
        at=Location.of(file, found.send),
        message=f"this send waits for ever once the caller no longer receives from `{found.channel.name}`: "
        f"`{found.context.name}` ends unheard; select on its Done as well",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM if found.sure else Confidence.LOW,
        function=found.function.name,
        resource=found.channel.name,
    )


def _pipe(left: LeftPipe) -> Finding:
    function, file = left.function, left.function.file
    serves = file.package.project.requests.heat(function, function.body) is not None
    ends = not serves and is_part_of_a_command(function, ending=True)
    return Finding(
        at=Location.of(file, left.write),
        message=f"this write to a pipe waits for ever where `{file.text(left.reading.fun)}` returns before "
        "it has read all: 1 goroutine per call; close the reader",
        severity=Severity.WARNING,
        confidence=Confidence.LOW if ends else Confidence.MEDIUM,
        related=(
            Step(Location.of(file, left.made), "the pipe is made here"),
            Step(Location.of(file, left.reading), "the reader is given away here, and closed nowhere"),
        ),
        function=function.name,
        resource=file.text(left.made),
    )


def _unread(reply: Reply) -> Finding:
    file = reply.function.file
    return Finding(
        at=Location.of(file, reply.made),
        message=f"where this wait is given up, `{reply.sender.name}` sends on `{reply.field}` for ever: "
        "give the channel room for one",
        confidence=Confidence.MEDIUM,
        steps=(Step(Location.of(file, reply.left.comm or reply.left), "this ends the wait for the reply"),),
        related=(Step(Location.of(reply.sender.file, reply.send), "this waits for somebody to receive"),),
        function=reply.function.name,
        resource=reply.field,
    )


def _beside(blocked: Blocked) -> Step:
    """Return another send on the same channel, or in the same goroutine: they are mended together."""
    return Step(Location.of(blocked.function.file, blocked.at), "so does this send")


def _abandoned(found: Abandoned) -> Finding:
    file, loop = found.function.file, found.loop
    producer = file.text(found.call.fun)
    return Finding(
        at=Location(file.path, loop.pos, loop.x.end),
        message=f"where this loop is left early, the goroutine of `{producer}` waits to send until "
        f"`{found.context}` ends: 1 goroutine per call; cancel a context of its own",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        related=(Step(Location.of(found.sender.file, found.send), "the goroutine waits here"),),
        function=found.function.name,
        resource=producer,
    )
