"""From uses of shared state beside each other to findings: the wording of what races."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Finding, Location, Step
from ginlint.go.state import (
    half_locked,
    handed_out,
    mixed_with_atomics,
    refreshed,
    set_beside,
    unlocked_fields,
    used_alongside,
    used_beside,
)
from ginlint.go.trace import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go import Function, Package
    from ginlint.go.file import File
    from ginlint.go.state import Access, Beside, HalfLocked, HandedOut, Mixed, Unlocked, Use
    from ginlint.go.syntax import ast

MEANWHILE = {"written": "changes", "read": "reads", "ranged over": "goes through"}
CRASH = "two goroutines at once end the process (fatal error: concurrent map access)"
TORN = "a data race, in which a read may get half of the old value and half of the new"
READ_BACK = ", and the value may be another's by now: take what the call returns"
HALF = {
    "read": "read here with no lock held, though `{}` is held where it is written",
    "written": "written here with no lock held, though `{}` is held elsewhere",
    "ranged over": "ranged over here with no lock held, though `{}` is held where it is written",
}


def half_locked_findings(package: Package, *, fields: bool) -> Iterator[Finding]:
    """Yield a finding for each map that is used with a lock and without: of receivers, or of packages."""
    kept = package.project.kept
    halves: list[HalfLocked] = remembered(kept, ("half locked", package), lambda: list(half_locked(package)))
    told = set()
    for half in halves:
        if half.field is fields:
            told.add((half.function.file.path, half.node.pos))
            yield _half_locked(half)
    outs: list[HandedOut] = remembered(kept, ("handed out", package), lambda: list(handed_out(package)))
    for out in outs:
        if out.field is fields and (out.user.file.path, out.used.pos) not in told:
            yield _handed_out(out)


def unlocked_findings(package: Package) -> Iterator[Finding]:
    """Yield a finding for each function that uses fields without the lock that they are set under."""
    together: dict[tuple[Function, str, bool], list[Unlocked]] = {}
    for found in unlocked_fields(package):
        key = (found.uses[0].function.outermost, found.lock.kind, found.plain)
        together.setdefault(key, []).append(found)
    for found, *more in together.values():
        use, *others = found.uses
        name, lock = use.function.file.text(use.node), found.lock.text
        beside = f", and {len(more)} more beside it, are" if more else " is"
        yield Finding(
            at=Location.of(use.function.file, use.node),
            message=f"`{name}`{beside} {use.verb} here with no lock held, though `{lock}` is held where "
            f"`{found.write.function.name}` sets it: {'a data race' if found.plain else TORN}",
            confidence=Confidence.LOW if found.plain else Confidence.MEDIUM,
            related=(
                Step(Location.of(found.write.function.file, found.write.node), f"`{lock}` is held here"),
                *(_used_so(it) for it in others),
                *(_used_so(it.uses[0]) for it in more),
            ),
            function=use.function.name,
            resource=name,
        )


def _used_so(use: Use) -> Step:
    file = use.function.file
    return Step(Location.of(file, use.node), f"`{file.text(use.node)}` is {use.verb} here, too")


def beside_findings(package: Package) -> Iterator[Finding]:
    """Yield a finding for each map or slice that is used beside a goroutine which uses it, with no lock."""
    together: dict[str, list[Beside]] = {}
    for found in chain(used_alongside(package), used_beside(package)):
        together.setdefault(found.kind, []).append(found)
    for found, *others in together.values():
        name = found.function.file.text(found.node)
        yield Finding(
            at=Location.of(found.function.file, found.node),
            message=f"`{name}` is {found.verb} here with no lock held, while a goroutine "
            f"{MEANWHILE[found.meanwhile]} it: {CRASH if found.map else TORN}",
            confidence=Confidence.MEDIUM,
            related=(
                Step(_first_line(found.starter.file, found.start), "the goroutine is started here"),
                Step(
                    Location.of(found.worker.file, found.used),
                    f"it {MEANWHILE[found.meanwhile]} `{name}` here",
                ),
                *(
                    Step(Location.of(it.function.file, it.node), f"it is {it.verb} here, too")
                    for it in others
                ),
            ),
            function=found.function.name,
            resource=name,
        )


def mixed_findings(package: Package, *, fields: bool) -> Iterator[Finding]:
    """Yield a finding for each function that uses plainly what sync/atomic is used for elsewhere."""
    kept = package.project.kept
    found: list[Mixed] = remembered(kept, ("mixed", package), lambda: list(mixed_with_atomics(package)))
    for mixed in found:
        if mixed.field is not fields:
            continue
        first, *others = mixed.plain
        file, other = first.function.file, mixed.other
        name = file.text(first.node)
        more = f", and {len(others)} more beside it, are" if others else " is"
        yield Finding(
            at=Location.of(file, first.node),
            message=f"`{name}`{more} {first.verb} here as a plain value, though `{other.function.name}` uses "
            "sync/atomic for it: a data race" + (READ_BACK if mixed.read_back else ""),
            confidence=Confidence.MEDIUM if mixed.read_back else Confidence.LOW,
            related=(
                Step(Location.of(other.function.file, other.node), "sync/atomic is used here"),
                *(_plain(it) for it in others),
            ),
            function=first.function.name,
            resource=name,
        )


def _plain(place: Access) -> Step:
    return Step(
        Location.of(place.function.file, place.node), f"it is {place.verb} as a plain value here, too"
    )


def set_beside_findings(package: Package) -> Iterator[Finding]:
    """Yield a finding for each field that a goroutine sets again and again while requests read it."""
    for found in set_beside(package):
        file = found.writer.file
        name = file.text(found.target)
        yield Finding(
            at=Location.of(file, found.target),
            message=f"`{name}` is written by a goroutine, again and again, with no lock held, and read while "
            f"serving requests: {TORN}",
            confidence=Confidence.MEDIUM,
            related=(
                Step(_first_line(found.starter.file, found.start), "the goroutine is started here"),
                Step(Location.of(found.reader.file, found.read), "a request reads it here"),
            ),
            function=found.writer.name,
            resource=name,
        )


def refreshed_findings(package: Package) -> Iterator[Finding]:
    """Yield a finding for each package variable that a goroutine sets while requests read it."""
    for found in refreshed(package):
        write = found.write
        file, name = write.function.file, write.variable.name
        harm = "a read meanwhile ends the process (fatal error: concurrent map read and map write)"
        if not write.in_map:
            harm = TORN
        more = len(found.others)
        what = f"`{name}` is" if not more else f"`{name}`, and {more} more variable{'s'[: more > 1]}, are"
        also = (
            Step(Location.of(it.function.file, it.target), f"so is `{it.variable.name}`")
            for it in found.others
        )
        yield Finding(
            at=Location.of(file, write.target),
            message=f"{what} written by a goroutine, again and again, with no lock held, and read while "
            f"serving requests: {harm}",
            related=(Step(Location.of(found.reader.file, found.read), "a request reads it here"), *also),
            function=write.function.name,
            resource=name,
        )


def _first_line(file: File, node: ast.Node) -> Location:
    end = file.parsed.text.find(b"\n", node.pos, node.end)
    return Location(file.path, node.pos, node.end if end < 0 else end)


def _half_locked(half: HalfLocked) -> Finding:
    file, name = half.function.file, half.function.file.text(half.node)
    return Finding(
        at=Location.of(file, half.node),
        message=f"`{name}` is {HALF[half.verb].format(half.lock.text)}: {CRASH}",
        confidence=Confidence.MEDIUM,
        related=(Step(Location.of(half.other.file, half.locked), f"`{half.lock.text}` is held here"),),
        function=half.function.name,
        resource=name,
    )


def _handed_out(out: HandedOut) -> Finding:
    """Return the finding for a map that is used where the lock that it was taken under is not held."""
    file, name, lock = out.function.file, out.function.file.text(out.taken), out.lock.text
    at = Location.of(file, out.taken) if out.returned else Location.of(out.user.file, out.used)
    how = (
        f"returned from under `{lock}` itself, no copy, and" if out.returned else f"taken under `{lock}` and"
    )
    steps = (Step(Location.of(file, out.taken), f"`{lock}` is held here"),) if not out.returned else ()
    where = "by a caller" if out.returned else "here"
    return Finding(
        at=at,
        message=f"`{name}` is {how} {out.verb} {where} once that is given up, "
        f"but written in place under it: {CRASH}",
        confidence=Confidence.MEDIUM,
        related=(
            *steps,
            Step(Location.of(out.user.file, out.used), f"it is {out.verb} here, with no lock held"),
            Step(Location.of(out.writer.file, out.written), "and written here, in place"),
        ),
        function=out.function.name,
        resource=name,
    )
