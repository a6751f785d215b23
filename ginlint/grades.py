"""How bad a loss is and how sure: what is lost once, as a service starts or in a test, costs little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.finding import Confidence, Severity
from ginlint.go.call import last_name
from ginlint.go.clients import answers_head
from ginlint.go.emptyanswers import asks_own_server, is_answered_empty, is_said_empty, reads_answer
from ginlint.go.fakes import is_answered_by_fake
from ginlint.go.goroutines import in_goroutine
from ginlint.go.names import Chan, deref
from ginlint.go.ownership import (
    Drained,
    bodies_of,
    ends_with_context,
    ends_with_owner,
    released_by,
)
from ginlint.go.requests import (
    callers_of,
    is_part_of_a_command,
    runs_a_command,
    runs_for_ever,
    runs_once,
)
from ginlint.go.syntax import ast
from ginlint.go.testsupport import asserts, helps_tests, is_end_to_end, is_tool, takes_test
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go import Function, Project
    from ginlint.go.call import Call
    from ginlint.go.names import Callee
    from ginlint.go.ownership import Dropped, Leak, Resource, Site
    from ginlint.go.requests import Requests

MAX_HANDED = 3
DATE = 8  # digits
SEVERITIES = {str(severity): severity for severity in Severity}


def severity_of(leak: Leak) -> Severity | None:
    site = leak.site
    if leak.drained and site.resource.exhausted_by:
        return Severity.WARNING
    if site.resource.hot_severity:
        requests = site.function.file.package.project.requests
        if requests.heat(site.function, site.call) is not None:
            return SEVERITIES[site.resource.hot_severity]
    return SEVERITIES.get(site.resource.severity)


def costs_little(function: Function, node: ast.Node, rule: str = "") -> bool:
    """Tell what main or a command loses once, outside of loops, or a tool, or a test, or what has no body.

    A few rules, those of `told_in_tests`, speak of tests as of other code.
    """
    if isinstance(node, ast.CallExpr) and answers_head(function, node):
        return True
    file = function.file
    tests = file.test or (helps_tests(file) and not is_end_to_end(file.path))
    if tests and rule in table("releases")["told_in_tests"]:
        kept_for_nothing = (
            is_answered_empty(function) or asks_own_server(function) or is_said_empty(function, node)
        )
        return (
            kept_for_nothing
            or not reads_answer(function, node)
            or _may_be_mocked(function, node)
            or is_answered_by_fake(function)
        )
    if helps_tests(function.file) or asserts(function.file) or takes_test(function):
        return True
    migrates = _migrates(function, node)
    if not (migrates or runs_once(function, node) or is_tool(function.file)):
        return False
    heat = function.file.package.project.requests.heat(function, node)
    return heat is None or (migrates and not heat.certain)


def _migrates(function: Function, node: ast.Node) -> bool:
    """Tell a step of a migration, by its folder or file: it is taken once, when a version is installed."""
    names, file = table("releases")["migrations"], function.file
    folder = file.package.path.rpartition("/")[2]
    first, _, rest = file.path.rpartition("/")[2].partition("_")
    dated = len(first) >= DATE and first.isdigit() and bool(rest)  # 20240131120000_add_owner.go
    step = folder in names or dated or (first in names and rest[:1].isdigit())
    return step and function.graph.loop_at(node) is None


def _may_be_mocked(function: Function, node: ast.Node) -> bool:
    """Tell a call in a test by way of an interface, which a test has give what costs nothing.

    It is one of the module, or what stands between a client and the network.
    """
    typer = function.file.typer
    callee = typer.callee(node) if isinstance(node, ast.CallExpr) else None
    if callee is None or not callee.dynamic:
        return False
    if callee.name in table("releases")["mocked_in_tests"]:
        return callee.receiver is None or typer.package_value(callee.receiver) is None
    return callee.name.rsplit(".", 2)[0] in function.file.package.project.program.own


def confidence_of(leak: Leak) -> Confidence:
    if leak.stopped or (leak.drained and leak.site.resource.drained_by):
        return Confidence.LOW
    test = leak.site.function.file.test
    if leak.drained and (test or (leak.site.resource.plain and leak.drained is Drained.READ)):
        return Confidence.LOW
    if costs_little(leak.site.function, leak.site.call, leak.site.resource.rule):
        return Confidence.LOW
    if leak.kind == "panic":
        return Confidence.MEDIUM
    if leak.site.resource.inferred:
        requests = leak.site.function.file.package.project.requests
        hot = requests.heat(leak.site.function, leak.site.call) is not None
        grows = not leak.site.resource.agreed and _grows(leak)
        return at_most(leak.site.resource, Confidence.MEDIUM) if hot or grows else Confidence.LOW
    lasts = leak.at_exit and is_closed_by_process(leak.site.resource)
    if lasts and (ends_with_process(leak.site.function, leak.site.call) or _is_given_up(leak)):
        return Confidence.LOW
    if _may_be_embedded(leak.site.function, leak.site.call) or _ends_with_lender(leak.site):
        return Confidence.LOW
    if leak.at_exit and (ends_with_owner(leak.site) or ends_with_context(leak.site)):
        return Confidence.LOW
    guessed = leak.site.resource.assumed or leak.site.is_lent_by_name or leak.lent
    return at_most(leak.site.resource, Confidence.MEDIUM if guessed else Confidence.HIGH)


def _grows(leak: Leak) -> bool:
    """Tell what is made in a loop, or made use of elsewhere in its function, but lost on this way."""
    site = leak.site
    if site.resource.confidence or is_part_of_a_command(site.function) or _is_given_up(leak):
        return False
    if site.function.graph.loop_at(site.call) is not None:
        return True
    return leak.released and not (_makes(site.function) and not callers_of(site.function.outermost))


def ends_with_process(function: Function, node: ast.Node) -> bool:
    """Tell what a command does that ends, and that none of its loops does again and again."""
    serves = function.file.package.project.requests.heat(function, node) is not None
    return not serves and is_part_of_a_command(function, ending=True) and not runs_for_ever(function, node)


def is_closed_by_process(resource: Resource) -> bool:
    return resource.rule in table("releases")["closed_by_process"]


def _is_given_up(leak: Leak) -> bool:
    """Tell a way on which a service that is about to start gives up what it is to have as long as it runs."""
    if not _is_lost_before_requests(leak):
        return False
    if leak.site.resource.lasting == "start":
        if _is_closed_by_callers(leak.site.function):
            return False
        starts = _starts(leak.site.function) or _makes(leak.site.function)
        return starts or _is_the_only_one(leak.site) or fails_to_start(leak)
    return not leak.closes and fails_to_start(leak) and _is_called_at_start_only(leak.site.function)


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


def _is_called_at_start_only(function: Function) -> bool:
    """Tell a function that nothing calls but what runs as a service starts, and not again and again."""
    requests = function.file.package.project.requests
    calls = callers_of(function.outermost)
    return bool(calls) and not any(
        in_goroutine(call.function)
        or call.function.graph.loop_at(call.node) is not None
        or not _runs_at_start(requests, call.function.outermost)
        for call in calls
    )


def _runs_at_start(requests: Requests, function: Function) -> bool:
    return function.name in ("main", "init") or runs_a_command(function) or requests.runs_at_start(function)


def is_made_at_start(function: Function, node: ast.Node) -> bool:
    """Tell what a function made for it does, not in a loop, as a service starts: it is lost once."""
    requests = function.file.package.project.requests
    if function.graph.loop_at(node) is not None or requests.heat(function, node) is not None:
        return False
    return _makes(function) and requests.runs_at_start(function)


def _is_lost_before_requests(leak: Leak) -> bool:
    """Tell a return, outside of requests, on which something is lost that is kept or released on others."""
    site = leak.site
    if not leak.at_exit or not leak.released:
        return False
    return site.function.file.package.project.requests.heat(site.function, site.call) is None


def _is_closed_by_callers(function: Function) -> bool:
    """Tell a function all of whose callers give back what they get as they return, none of them the program.

    What is so used is made again and again, and not for as long as the service runs.
    """
    requests = function.file.package.project.requests
    calls = callers_of(function) if function.node is None else []
    return bool(calls) and not any(
        _runs_at_start(requests, call.function) or _serves(call.function) or not _defers_release(call)
        for call in calls
    )


def _serves(function: Function) -> bool:
    """Tell by what a function calls, or waits for, that it goes on as long as the service does."""
    names, at = table("releases")["served_until_the_end"], table("releases")["served_at"]
    typer = function.file.typer
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.CallExpr(fun, _, _) if last_name(fun) in names:
                return True
            case ast.CallExpr(ast.SelectorExpr(_, name), [ast.BasicLit("STRING")]) if name in at:
                return True
            case ast.UnaryExpr("<-", ast.CallExpr(ast.SelectorExpr(_, "Done"), [])):
                return True
            case ast.RangeStmt(_, _, _, x) if isinstance(typer.program.underlying(typer.type_of(x)), Chan):
                return True
    return False


def _defers_release(call: Call) -> bool:
    got = call.result(0)
    defers = ast.nodes_of(call.function.body, ast.DeferStmt) if got is not None else ()
    return any(
        target.variable is got
        for defer in defers
        if isinstance(defer.call, ast.CallExpr)
        for target in released_by(call.function, defer.call)
    )


def _starts(function: Function) -> bool:
    """Tell `func (s *Server) Run() error`, which keeps what it opens to itself."""
    name = function.outermost.name.rpartition(".")[2]
    results = [field.type.text for field in function.outermost.type.results]
    return name.startswith(tuple(table("releases")["starters"])) and results in ([], ["error"])


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
                case [*_, last] if result < len(node.results) - 1 and _is_nil(node.results[result]):
                    if _is_nil(last) or (not function.in_error_branch(node) and _may_be_nil(last)):
                        return True
    return False


def _may_be_nil(error: ast.Expr) -> bool:
    """Tell `os.Mkdir(path, 0o700)` where an error is returned, but not what makes one."""
    name = last_name(error.fun).lower() if isinstance(error, ast.CallExpr) else ""
    return name != "" and not any(word in name for word in table("releases")["makes_errors"])


def _is_nil(expr: ast.Expr) -> bool:
    return isinstance(expr, ast.Ident) and expr.name == "nil" and expr.obj is None


def _ends_with_lender(site: Site) -> bool:
    """Tell rows of a transaction that the function is given: they are closed when its caller ends that."""
    fun = site.call.fun
    root = fun.x.obj if isinstance(fun, ast.SelectorExpr) and isinstance(fun.x, ast.Ident) else None
    if root is None or root.kind != "parameter":
        return False
    type_ = str(deref(site.function.file.typer.variable_type(root)))
    releases = table("releases")
    return type_ in releases["lending"] and site.resource.rule in releases["ended_by_transaction"]


def _may_be_embedded(function: Function, call: ast.CallExpr) -> bool:
    """Tell the Open of a file system that holds the files of the program itself: they cost nothing."""
    if function.file.typer.callee(call).name != "net/http.FileSystem.Open":
        return False
    return any(spec.path == "embed" for spec in function.file.names.imports)


def at_most(resource: Resource, confidence: Confidence) -> Confidence:
    """Return a confidence, or less where the resource has a limit."""
    limit = resource.confidence
    if limit == "low":
        return Confidence.LOW
    return Confidence.MEDIUM if limit == "medium" else confidence


def drop_confidence(dropped: Dropped) -> Confidence:
    """Return how sure it is that a dropped resource costs anything: a command closes all when it ends."""
    function = dropped.call.function
    ends = is_closed_by_process(dropped.resource) and ends_with_process(function, dropped.call.node)
    once = costs_little(function, dropped.call.node, dropped.resource.rule)
    requests = function.file.package.project.requests
    unused = dropped.resource.lazy and not isinstance(function.parent_of(dropped.call.node), ast.SelectorExpr)
    lasts = dropped.resource.lasting == "process" and requests.heat(function, dropped.call.node) is None
    if (
        ends
        or once
        or lasts
        or unused
        or _may_be_embedded(function, dropped.call.node)
        or _may_give_none(function.file.package.project, dropped.call.callee, dropped.resource.result)
    ):
        return Confidence.LOW
    return at_most(dropped.resource, Confidence.MEDIUM if dropped.resource.assumed else Confidence.HIGH)
