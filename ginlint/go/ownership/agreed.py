"""Functions whose callers agree that what they get is given back, though nothing else says so.

Where two callers of a factory defer the Close of what it makes, a third that does not has forgotten
it: whatever the factory does, those who use it know.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.callsite import CallNames
from ginlint.go.names import UNKNOWN, Named, deref
from ginlint.go.ownership.acquisition import acquisition_of
from ginlint.go.ownership.closed import stands_before
from ginlint.go.ownership.deferring import deferring, may_defer
from ginlint.go.ownership.events import events
from ginlint.go.ownership.models import Resource
from ginlint.go.ownership.release import released_by, root_variable
from ginlint.go.ownership.uses import uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ginlint.go.call import Call
    from ginlint.go.names import Callee, Function, Variable
    from ginlint.go.project import Project

MIN_AGREED = 2  # functions that give back what they get
MAX_SHARE = 2  # of so many callers that do, one may not


class _Given(NamedTuple):
    """A call of which a result is given back by a defer, as a `resource`; `sometimes`: if that says so."""

    function: Function
    node: ast.CallExpr
    resource: Resource
    sometimes: bool


def agreed(project: Project, known: Mapping[str, Resource]) -> dict[str, Resource]:
    """Map the names of such functions to what they give, of those that are not `known` to acquire."""
    return {
        name: given[0].resource
        for last in deferring(project)
        for name, given in _given_back(project, last).items()
        if name not in known
        and len({id(it.function.outermost) for it in given}) >= MIN_AGREED
        and not any(it.sometimes for it in given)
        and _agree(project, name, given)
    }


def _given_back(project: Project, last: str) -> dict[str, list[_Given]]:
    """Return what functions of that last name give and a defer gives back, by qualified name."""
    found: dict[str, list[_Given]] = defaultdict(list)
    done: set[tuple[str, int]] = set()
    for file, offset in project.call_sites(last):
        decl = file.declaration_at(offset)
        if file.test or decl is None or (file.path, decl.pos) in done or not may_defer(file, decl, last):
            continue
        done.add((file.path, decl.pos))
        for function in file.function(decl).all():
            for defer in ast.nodes_of(function.body, ast.DeferStmt):
                for callee, given in _given_by(function, defer):
                    if callee.rpartition(".")[2] == last:
                        found[callee].append(given)
    return found


def _given_by(function: Function, defer: ast.DeferStmt) -> Iterator[tuple[str, _Given]]:
    call = defer.call if isinstance(defer.call, ast.CallExpr) else None
    for target in released_by(function, call) if call is not None else ():
        variable = target.variable
        agreeing = target.method in table("releases")["agreeing"]
        if not agreeing or variable is None or target.text != variable.name:
            continue
        if any(_opens(use.member) for use in uses_of_variable(function, variable)):
            continue  # what is to close, a method of it has opened
        acquired = acquisition_of(function, target, defer)
        if acquired is None or not isinstance(acquired.statement, ast.AssignStmt):
            continue
        callee = function.file.typer.callee(acquired.call)
        if callee.dynamic or _returns_receiver(callee):
            continue  # what another implementation gives, they do not say
        places = [i for i, it in enumerate(acquired.statement.lhs) if _is_name_of(it, variable)]
        if function.file.typer.variable_type(variable) is UNKNOWN and stands_before(
            function.file.typer, acquired.call
        ):
            continue
        resource = _resource(function, variable, places, callee, target.method) if callee.name else None
        if resource is not None:
            yield callee.name, _Given(function, acquired.call, resource, _is_asked(function, defer, variable))


def _returns_receiver(callee: Callee) -> bool:
    """Tell a method that returns the value it is called on: who has that must give it back."""
    method = body_of(callee)
    if method is None or method.receiver is None:
        return False
    returns = ast.nodes_of(method.body, ast.ReturnStmt)
    given = (value.obj for node in returns for value in node.results if isinstance(value, ast.Ident))
    return any(variable is not None and variable.kind == "receiver" for variable in given)


def _is_asked(function: Function, defer: ast.DeferStmt, variable: Variable) -> bool:
    """Tell `if !tx.shared { defer tx.Rollback() }`: what it gives says whether it is to be given back."""
    test = function.enclosing(defer, ast.IfStmt)
    cond = test.cond if isinstance(test, ast.IfStmt) else None
    selectors = (
        (node for node in ast.walk(cond) if isinstance(node, ast.SelectorExpr)) if cond is not None else ()
    )
    return any(_is_name_of(node.x, variable) for node in selectors)


def _opens(method: str) -> bool:
    releases = table("releases")
    taking = tuple(releases["not_agreeing"]["methods"])
    return method in releases["opens"] or method.lower().startswith(taking)


def _is_name_of(expr: ast.Expr, variable: Variable) -> bool:
    return isinstance(expr, ast.Ident) and expr.obj is variable


def _resource(
    function: Function, variable: Variable, places: list[int], callee: Callee, method: str
) -> Resource | None:
    """Return what a variable holds that the result of a call is assigned to, and `method` gives back."""
    typer, releases = function.file.typer, table("releases")
    type_ = deref(typer.variable_type(variable))
    if type_ is UNKNOWN and places and _is_told_by_name(callee, method):
        release = ((method,), *((name,) for name in releases["methods"] if name != method))
        return _agreed("value", "what it holds", places[0], release, callee)
    others_know = tuple(releases["not_agreeing"]["types"])
    if not isinstance(type_, Named) or not places or type_.name.lower().endswith(others_know):
        return None
    if type_.path not in typer.program.own and "." not in type_.path.partition("/")[0]:
        return None  # what the standard library gives is known
    if typer.program.select(type_, "Deadline") is not None:
        return None  # a context ends with the one that it is made of
    others = (name for name in releases["methods"] if typer.program.select(type_, name) is not None)
    release = ((method,), *((name,) for name in others if name != method))
    return _agreed(type_.name, f"one {type_.name}", places[0], release, callee)


def _is_told_by_name(callee: Callee, method: str) -> bool:
    """Tell a function of a package that is not here, or that gives what such a one gives."""
    path = callee.name.partition(".")[0] if "/" not in callee.name else callee.name.rpartition("/")[0]
    return "." in path.partition("/")[0] and method in table("releases")["for_good"]


def _agreed(
    what: str, cost: str, place: int, release: tuple[tuple[str, ...], ...], callee: Callee
) -> Resource:
    return Resource(
        rule="closer-not-closed",
        what=what,
        cost=cost,
        result=place,
        release=release,
        inferred=True,
        agreed=callee.name.rpartition(".")[2],
    )


def _agree(project: Project, name: str, given: list[_Given]) -> bool:
    """Tell whether hardly a caller keeps what it gets from a function to itself and does not give it back."""
    releasing = {id(it.node) for it in given}
    wanted, last = CallNames((name,)), name.rpartition(".")[2]
    forgetting = 0
    for file, offset in project.call_sites(last):
        call = file.call_at(offset) if not file.test and wanted.may_be_at(file, offset, last) else None
        if call is not None and id(call.node) not in releasing and call.callee.name == name:
            forgetting += _forgets(call, given[0].resource)
    return forgetting * MAX_SHARE <= len(given)


def is_made_of_own(call: Call) -> bool:
    """Tell a call that is given what its function releases itself, under the name that it has it by."""
    own = {root for argument in call.node.args if (root := root_variable(argument)) is not None}
    calls = ast.nodes_of(call.function.body, ast.CallExpr) if own else ()
    return any(target.variable in own for it in calls for target in released_by(call.function, it))


def _forgets(call: Call, resource: Resource) -> bool:
    variable = call.result(resource.result)
    if variable is None or variable.name == "_" or variable.function is not call.function:
        return False
    return not events(call.function, variable, resource)[0]
