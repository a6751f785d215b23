"""From what the ledger of a package holds to findings: the wording that leak rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Edit, Finding, Fix, Location, Severity, Step
from ginlint.go.clients import answers_head, is_client_per_request
from ginlint.go.fakes import is_answered_by_fake
from ginlint.go.names import deref
from ginlint.go.ownership import (
    Drained,
    bodies_of,
    deferred_release,
    ends_with_context,
    ends_with_owner,
    moved_up,
)
from ginlint.go.requests import callers_of, is_part_of_a_command, runs_once
from ginlint.go.syntax import ast
from ginlint.go.testsupport import asserts, helps_tests
from ginlint.models import table
from ginlint.together import one_for_each_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go import Function, Package, Project, Variable
    from ginlint.go.names import Callee
    from ginlint.go.ownership import Acquisition, Dropped, Half, Leak, Partly, Resource, Site, Unlike

MAX_HANDED = 3
SEVERITIES = {str(severity): severity for severity in Severity}


def leaks_of(package: Package, rule: str) -> Iterator[Leak]:
    """Yield the leaks that the rule of this name reports; more specific rules have theirs already."""
    for leak in package.project.ledger(package).leaks:
        own = leak.site.resource.rule == rule and leak.kind != "overwritten" and not leak.late
        ends = leak.kind == "exit" and is_main(leak.site.function)
        if own and not ends and not is_client_per_request(leak.site.function, leak.site.call):
            yield leak


def is_main(function: Function) -> bool:
    """Tell main itself: what is open when it returns, the end of the process closes."""
    return function.name == "main" and function.file.package.name == "main"


def leak_findings(package: Package, rule: str) -> Iterator[Finding]:
    """Yield a finding for each leak of a resource that the rule of this name reports."""
    leaks = leaks_of(package, rule)
    yield from one_for_each_test((leak.site.function, leak_finding(leak)) for leak in leaks)
    for finding, _ in partly_findings(package, rule):
        yield finding
    ledger = package.project.ledger(package)
    for unlike in ledger.unlike:
        if unlike.resource.rule == rule:
            yield _unlike_finding(unlike)
    for half in ledger.halves:
        if half.resource.rule == rule:
            yield _half_finding(half)


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
    closed_at_end = _closed_by_process(resource) and is_part_of_a_command(site.function)
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
    return _at_most(partly.site.resource, Confidence.MEDIUM)


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
        confidence=_at_most(resource, Confidence.MEDIUM),
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
    return Finding(
        at=Location.of(file, site.call),
        message=f"the {resource.what} in `{site.variable.name}` is {how}: {cost}",
        severity=_severity(leak),
        confidence=_confidence(leak),
        steps=steps(leak),
        fix=_fix(leak),
        function=site.function.name,
        resource=site.variable.name,
    )


def _fix(leak: Leak) -> Fix | None:
    insertion = deferred_release(leak)
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


def _severity(leak: Leak) -> Severity | None:
    site = leak.site
    if leak.drained and site.resource.exhausted_by:
        return Severity.WARNING
    if site.resource.hot_severity:
        requests = site.function.file.package.project.requests
        if requests.heat(site.function, site.call) is not None:
            return SEVERITIES[site.resource.hot_severity]
    return SEVERITIES.get(site.resource.severity)


def costs_little(function: Function, node: ast.Node, rule: str = "") -> bool:
    """Tell what is lost once, by main or a command and outside of loops, or in a test, or has no body.

    A few rules, those of `told_in_tests`, speak of tests as of other code.
    """
    if isinstance(node, ast.CallExpr) and answers_head(function, node):
        return True
    if function.file.test and rule in table("releases")["told_in_tests"]:
        return _may_be_mocked(function, node) or is_answered_by_fake(function)
    if helps_tests(function.file) or asserts(function.file):
        return True
    return runs_once(function, node) and function.file.package.project.requests.heat(function, node) is None


def _may_be_mocked(function: Function, node: ast.Node) -> bool:
    """Tell a call in a test by way of an interface of the module: a test has it give what costs nothing."""
    callee = function.file.typer.callee(node) if isinstance(node, ast.CallExpr) else None
    if callee is None or not callee.dynamic:
        return False
    return callee.name.rsplit(".", 2)[0] in function.file.package.project.program.own


def _confidence(leak: Leak) -> Confidence:
    if leak.drained and leak.site.resource.drained_by:
        return Confidence.LOW
    if costs_little(leak.site.function, leak.site.call, leak.site.resource.rule):
        return Confidence.LOW
    if leak.kind == "panic":
        return Confidence.MEDIUM
    if leak.site.resource.inferred:
        requests = leak.site.function.file.package.project.requests
        hot = requests.heat(leak.site.function, leak.site.call) is not None
        return _at_most(leak.site.resource, Confidence.MEDIUM) if hot or _grows(leak) else Confidence.LOW
    lasts = leak.kind == "exit" and _closed_by_process(leak.site.resource)
    if lasts and (is_part_of_a_command(leak.site.function) or _is_given_up(leak)):
        return Confidence.LOW
    if _may_be_embedded(leak.site.function, leak.site.call) or _ends_with_lender(leak.site):
        return Confidence.LOW
    if leak.kind == "exit" and (ends_with_owner(leak.site) or ends_with_context(leak.site)):
        return Confidence.LOW
    guessed = leak.site.resource.assumed or leak.site.is_lent_by_name or leak.lent
    return _at_most(leak.site.resource, Confidence.MEDIUM if guessed else Confidence.HIGH)


def _grows(leak: Leak) -> bool:
    """Tell what is made in a loop, or made use of elsewhere in its function, but lost on this way."""
    site = leak.site
    if site.resource.confidence or is_part_of_a_command(site.function) or _is_given_up(leak):
        return False
    return leak.released or site.function.graph.loop_at(site.call) is not None


def _closed_by_process(resource: Resource) -> bool:
    return resource.rule in table("releases")["closed_by_process"]


def _is_given_up(leak: Leak) -> bool:
    """Tell a way on which a service that is about to start gives up what it is to have as long as it runs."""
    if leak.site.resource.lasting != "start" or not _is_lost_before_requests(leak):
        return False
    return _makes(leak.site.function) or _is_the_only_one(leak.site) or fails_to_start(leak)


def _is_the_only_one(site: Site) -> bool:
    """Tell what a package variable has on other ways: the service opens it once."""
    return any(
        isinstance(value, ast.Ident)
        and value.obj is site.variable
        and isinstance(target, ast.Ident)
        and target.obj is None
        and target.name != "_"
        for put in ast.nodes_of(site.function.body, ast.AssignStmt)
        for target, value in zip(put.lhs, put.rhs, strict=False)
    )


def fails_to_start(leak: Leak) -> bool:
    """Tell a way on which what runs as a service starts gives up what it otherwise hands on."""
    function = leak.site.function
    return _is_lost_before_requests(leak) and function.file.package.project.requests.runs_at_start(function)


def is_made_at_start(function: Function, node: ast.Node) -> bool:
    """Tell what a function made for it does, not in a loop, as a service starts: it is lost once."""
    requests = function.file.package.project.requests
    if function.graph.loop_at(node) is not None or requests.heat(function, node) is not None:
        return False
    return _makes(function) and requests.runs_at_start(function)


def _is_lost_before_requests(leak: Leak) -> bool:
    """Tell a return, outside of requests, on which something is lost that is kept or released on others."""
    site = leak.site
    if leak.kind != "exit" or not leak.released:
        return False
    return site.function.file.package.project.requests.heat(site.function, site.call) is None


def _makes(function: Function) -> bool:
    """Tell a function by its name that it makes what lasts, or one that only such functions call."""
    makers = tuple(table("releases")["makers"])
    callers = [call.function.outermost.name for call in callers_of(function.outermost)]
    return any(
        names and all(name.rpartition(".")[2].lower().startswith(makers) for name in names)
        for names in ([function.outermost.name], callers)
    )


def _may_give_none(project: Project, callee: Callee, result: int, depth: int = 0) -> bool:
    """Tell a function of the module that returns nil without an error, too: its caller may know when.

    So may one that calls a method of an interface, if one of the implementations does.
    """
    symbol = callee.symbol
    bodies = bodies_of(project, callee)
    if symbol is not None and symbol.file is not None and symbol.decl is not None:
        bodies = [symbol.file.function(symbol.decl)] if symbol.decl.body is not None else []
    for function in bodies:
        for node in ast.nodes_of(function.body, ast.ReturnStmt):
            match node.results:
                case [ast.CallExpr() as call] if depth < MAX_HANDED and _may_give_none(
                    project, function.file.typer.callee(call), result, depth + 1
                ):
                    return True
                case [*_, last] if _is_nil(last) and result < len(node.results):
                    if _is_nil(node.results[result]):
                        return True
    return False


def _is_nil(expr: ast.Expr) -> bool:
    return isinstance(expr, ast.Ident) and expr.name == "nil" and expr.obj is None


def _ends_with_lender(site: Site) -> bool:
    """Tell rows of a transaction that the function is given: they are closed when its caller ends that."""
    fun = site.call.fun
    root = fun.x.obj if isinstance(fun, ast.SelectorExpr) and isinstance(fun.x, ast.Ident) else None
    if root is None or root.kind != "parameter":
        return False
    type_ = str(deref(site.function.file.typer.variable_type(root)))
    return type_ in table("releases")["lending"] and site.resource.rule == "rows-not-closed"


def _may_be_embedded(function: Function, call: ast.CallExpr) -> bool:
    """Tell the Open of a file system that holds the files of the program itself: they cost nothing."""
    if function.file.typer.callee(call).name != "net/http.FileSystem.Open":
        return False
    return any(spec.path == "embed" for spec in function.file.names.imports)


def _at_most(resource: Resource, confidence: Confidence) -> Confidence:
    """Return a confidence, or less where the resource has a limit."""
    limit = resource.confidence
    if limit == "low":
        return Confidence.LOW
    return Confidence.MEDIUM if limit == "medium" else confidence


def drop_confidence(dropped: Dropped) -> Confidence:
    """Return how sure it is that a dropped resource costs anything: a command closes all when it ends."""
    function = dropped.call.function
    ends = _closed_by_process(dropped.resource) and is_part_of_a_command(function)
    once = costs_little(function, dropped.call.node, dropped.resource.rule)
    requests = function.file.package.project.requests
    lasts = dropped.resource.lasting == "process" and requests.heat(function, dropped.call.node) is None
    if (
        ends
        or once
        or lasts
        or _may_be_embedded(function, dropped.call.node)
        or _may_give_none(function.file.package.project, dropped.call.callee, dropped.resource.result)
    ):
        return Confidence.LOW
    return _at_most(dropped.resource, Confidence.MEDIUM if dropped.resource.assumed else Confidence.HIGH)


def steps(leak: Leak) -> tuple[Step, ...]:
    """Return the way from the acquisition to the loss."""
    site = leak.site
    file = site.function.file
    verb = site.resource.verb
    ends = {
        "exit": f"the function is left here, with `{site.variable.name}` not {verb}",
        "overwritten": f"`{site.variable.name}` is replaced here before it is {verb}",
        "panic": f"a panic here leaves `{site.variable.name}` not {verb}: the framework recovers and goes on",
        "iteration": "the loop comes back here and acquires another one",
    }
    ways = (
        Step(Location.of(file, edge.cond), f"this is {str(edge.truth).lower()}")
        for edge in leak.edges
        if edge.cond is not None
    )
    acquired = Step(Location.of(file, site.call), f"the {site.resource.what} is acquired here")
    if leak.helper is not None:
        return acquired, *_steps_in_helper(leak.helper)
    return (
        acquired,
        *ways,
        Step(_end(leak), ends[leak.kind]),
    )


def _end(leak: Leak) -> Location:
    """Return the place where the resource is lost; where the body just ends, its closing brace."""
    function = leak.site.function
    if leak.place is leak.site.call:
        return _closing(function)
    return Location.of(function.file, leak.place)


def _closing(function: Function) -> Location:
    """Return the place of the brace that closes a body."""
    return Location(function.file.path, max(function.body.end - 1, 0), function.body.end)
