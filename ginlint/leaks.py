"""From what the ledger of a package holds to findings: the wording that leak rules share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Edit, Finding, Fix, Location, Step
from ginlint.go.clients import is_client_per_request
from ginlint.go.ownership import (
    Drained,
    deferred_release,
    moved_up,
    opened_on,
)
from ginlint.go.syntax import ast
from ginlint.grades import (
    SEVERITIES,
    at_most,
    confidence_of,
    costs_little,
    ends_with_process,
    is_closed_by_process,
    severity_of,
)
from ginlint.together import fix_of_all, one_for_each_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go import Function, Package, Variable
    from ginlint.go.ownership import Acquisition, Half, Leak, Partly, Site, Unlike


def leaks_of(package: Package, rule: str) -> Iterator[Leak]:
    """Yield the leaks that the rule of this name reports; more specific rules have theirs already."""
    told: list[Leak] = []
    for leak in package.project.ledger(package).leaks:
        own = leak.site.resource.rule == rule and leak.kind != "overwritten" and not leak.late
        ends = leak.at_exit and is_main(leak.site.function)
        if own and not ends and not is_client_per_request(leak.site.function, leak.site.call):
            told.append(leak)
    yield from (leak for leak in told if not _ends_with_one_of(leak, told))


def _ends_with_one_of(leak: Leak, told: list[Leak]) -> bool:
    """Tell the channel of a connection that is lost as well: who closes the connection closes both."""
    function = leak.site.function
    owner = opened_on(function, leak.site.call) if leak.at_exit else None
    return owner is not None and any(
        other.at_exit
        and other.site.function is function
        and other.site.name == function.file.text(owner)
        and confidence_of(other) >= confidence_of(leak)
        for other in told
    )


def is_main(function: Function) -> bool:
    """Tell main itself: what is open when it returns, the end of the process closes."""
    return function.name == "main" and function.file.package.name == "main"


def leak_findings(package: Package, rule: str) -> Iterator[Finding]:
    """Yield a finding for each leak of a resource that the rule of this name reports."""
    yield from one_for_each_test(_told_once(leaks_of(package, rule)))
    for finding, _ in partly_findings(package, rule):
        yield finding
    ledger = package.project.ledger(package)
    for unlike in ledger.unlike:
        if unlike.resource.rule == rule:
            yield _unlike_finding(unlike)
    for half in ledger.halves:
        if half.resource.rule == rule:
            yield _half_finding(half)


def _told_once(leaks: Iterator[Leak]) -> Iterator[tuple[Function, Finding]]:
    """Yield the findings of leaks, those of one variable that is lost at one place as one, the surest."""
    places: dict[tuple[Function, Variable, str, int], list[Leak]] = {}
    for leak in leaks:
        at = -1 if leak.place is leak.site.call else leak.place.pos  # -1 is the end of the body
        places.setdefault((leak.site.function, leak.site.variable, leak.kind, at), []).append(leak)
    for alternatives in places.values():
        told = sorted((leak_finding(leak) for leak in alternatives), key=lambda it: (-it.confidence, it.at))
        beside = (Step(other.at, "or acquired here") for other in told[1:])
        related = (*told[0].related, *beside)
        yield alternatives[0].site.function, replace(told[0], related=related, fix=fix_of_all(told))


def partly_findings(package: Package, rule: str) -> Iterator[tuple[Finding, Site]]:
    """Yield a finding for each helper or literal that loses what it is left with, and its site."""
    ledger = package.project.ledger(package)
    for parameter, partly in {partly.parameter: partly for partly in ledger.partly}.items():
        if partly.site.resource.rule == rule and parameter.function.file.package is package:
            yield _partly_finding(partly), partly.site


def _partly_finding(partly: Partly) -> Finding:
    """Return the finding of what a helper loses, at its parameter."""
    site, helper, parameter = partly.site, partly.helper, partly.parameter
    resource = site.resource
    closed_at_end = is_closed_by_process(resource) and ends_with_process(site.function, partly.call)
    others = "on every path by the function literal that it is left to"
    if parameter.function is helper:
        others = "on every path, nor by who hands it over"
    return Finding(
        at=_named(helper, parameter),
        message=f"the {resource.what} in `{parameter.name}` is not {resource.verb} {others}: "
        f"{resource.cost} per call",
        severity=SEVERITIES.get(resource.severity),
        confidence=Confidence.LOW if closed_at_end else _confidence_of_part(partly),
        steps=_steps_in_helper(partly),
        function=helper.name,
        resource=parameter.name,
    )


def _steps_in_helper(partly: Partly) -> tuple[Step, ...]:
    """Return the way from where a resource is handed over to where the helper loses it."""
    file = partly.helper.file
    ways = (
        Step(Location.of(file, edge.cond), f"this is {str(edge.truth).lower()}")
        for edge in partly.edges
        if edge.cond is not None
    )
    what = f"the {partly.site.resource.what} is handed over here"
    given = Step(Location.of(partly.site.function.file, partly.call), what)
    end = Location.of(file, partly.place) if partly.place is not None else _closing(partly.helper)
    return given, *ways, Step(end, "this is left here")


def _confidence_of_part(partly: Partly) -> Confidence:
    if costs_little(partly.site.function, partly.call, partly.site.resource.rule):
        return Confidence.LOW
    return at_most(partly.site.resource, Confidence.MEDIUM)


def _half_finding(half: Half) -> Finding:
    """Return the finding of what goes back to its pool on some ways only, where it first does."""
    function, resource = half.function, half.resource
    ways = (
        Step(Location.of(function.file, edge.cond), f"this is {str(edge.truth).lower()}")
        for edge in half.edges
        if edge.cond is not None
    )
    last = half.leaving.node
    end = Location.of(function.file, last) if last is not None else _closing(function)
    return Finding(
        at=Location.of(function.file, half.put),
        message=f"`{half.parameter.name}` is {resource.verb} here, but not on every path: "
        f"{resource.cost} per call",
        severity=SEVERITIES.get(resource.severity),
        confidence=Confidence.MEDIUM,
        steps=(
            *ways,
            Step(end, f"the function is left here, with `{half.parameter.name}` not {resource.verb}"),
        ),
        function=function.name,
        resource=half.parameter.name,
    )


def _unlike_finding(unlike: Unlike) -> Finding:
    """Return the finding of a method that leaves open what other implementations close."""
    resource, parameter = unlike.resource, unlike.parameter
    index = unlike.function.parameters.index(parameter)
    other = _named(unlike.other, unlike.other.parameters[index])
    return Finding(
        at=_named(unlike.function, parameter),
        message=f"the {resource.what} in `{parameter.name}` is never {resource.verb}, as most other "
        f"implementations do for their callers: {resource.cost} per call",
        severity=SEVERITIES.get(resource.severity),
        confidence=at_most(resource, Confidence.MEDIUM),
        related=(Step(other, f"it is {resource.verb} by this one"),),
        function=unlike.function.name,
        resource=parameter.name,
    )


def _named(function: Function, variable: Variable) -> Location:
    return Location(function.file.path, variable.pos, variable.pos + len(variable.name.encode()))


def leak_finding(leak: Leak) -> Finding:
    """Return the finding of a leak: at the acquisition, with the way to where the resource is lost."""
    site = leak.site
    file = site.function.file
    resource = site.resource
    every = "in every iteration" if leak.kind == "iteration" else "on every path"
    how = f"not {resource.verb} {every}" if leak.released else f"never {resource.verb}"
    cost = f"{resource.cost} per call"
    if leak.drained and resource.exhausted_by:
        rare = "where writing fails that" if leak.drained is Drained.COPIED else "one that cannot be unpacked"
        cost = f"it is read to its end, but {rare} costs {resource.cost}"
        if resource.plain and leak.drained is Drained.READ:
            cost = f"it is read to its end, or until that fails, which gives {resource.cost} back"
    if resource.agreed:
        cost += f"; other callers of `{resource.agreed}` have theirs {resource.verb}"
    return Finding(
        at=Location.of(file, site.call),
        message=f"the {resource.what} in `{site.name}` is {how}: {cost}",
        severity=severity_of(leak),
        confidence=confidence_of(leak),
        steps=steps(leak),
        fix=_fix(leak),
        function=site.function.name,
        resource=site.name,
    )


def _fix(leak: Leak) -> Fix | None:
    insertion = deferred_release(leak) if leak.kind not in ("unread", "unset", "calm", "beside") else None
    if insertion is None:
        return None
    place = Location(leak.site.function.file.path, insertion.offset, insertion.offset)
    edit = Edit(place, f"\n{insertion.indent}{insertion.text}")
    return Fix(f"add `{insertion.text}`", (edit,), safe=insertion.safe)


def move_fix(acquisition: Acquisition, defer: ast.DeferStmt) -> Fix | None:
    """Return the fix that writes a late defer right after the check of what it releases."""
    move = moved_up(acquisition, defer)
    if move is None:
        return None
    path, insertion = acquisition.function.file.path, move.insertion
    added = Edit(Location(path, insertion.offset, insertion.offset), f"\n{insertion.indent}{insertion.text}")
    removed = Edit(Location(path, move.start, move.end), "")
    return Fix(f"move `{insertion.text}` up to the acquisition", (added, removed), safe=insertion.safe)


def steps(leak: Leak) -> tuple[Step, ...]:
    """Return the way from the acquisition to the loss."""
    site = leak.site
    file = site.function.file
    verb = site.resource.verb
    ends = {
        "exit": f"the function is left here, with `{site.name}` not {verb}",
        "overwritten": f"`{site.name}` is replaced here before it is {verb}",
        "panic": f"a panic here leaves `{site.name}` not {verb}: the framework recovers and goes on",
        "iteration": "the loop comes back here and acquires another one",
        "beside": f"`{site.name}` is returned here with an error, at which callers leave it open",
        "calm": f"nothing has panicked here, so the deferred function leaves `{site.name}` not {verb}",
        "unset": f"the deferred function sees no error here and leaves `{site.name}` not {verb}",
        "unread": "nobody receives it where this comes first",
    }
    ways = (
        Step(Location.of(file, edge.cond), f"this is {str(edge.truth).lower()}")
        for edge in leak.edges
        if edge.cond is not None
    )
    acquired = [Step(Location.of(file, site.call), f"the {site.resource.what} is acquired here")]
    if leak.helper is not None:
        return *acquired, *_steps_in_helper(leak.helper)
    if leak.fails is not None:
        taken = "it is sent here" if leak.kind == "unread" else "who would take it fails here"
        acquired.append(Step(Location.of(file, leak.fails), taken))
    return *acquired, *ways, Step(_end(leak), ends[leak.kind])


def _end(leak: Leak) -> Location:
    """Return the place where the resource is lost; where the body just ends, its closing brace."""
    function = leak.site.function
    if leak.place is leak.site.call:
        return _closing(function)
    if isinstance(leak.place, ast.CommClause):
        return Location(function.file.path, leak.place.pos, leak.place.pos + len("case"))
    return Location.of(function.file, leak.place)


def _closing(function: Function) -> Location:
    """Return the place of the brace that closes a body."""
    return Location(function.file.path, max(function.body.end - 1, 0), function.body.end)
