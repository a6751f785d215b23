"""Contexts of a framework that a handler hands on as a context.Context, to what uses them in a goroutine.

`h.users.Delete(c, id)` gives what is behind `Delete(ctx context.Context, id int)` gin's own context, which
is another request's as soon as the handler has returned.
"""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from ginlint.go.escapes import Lent, escapes, lent
from ginlint.go.ownership import bodies_of
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests, helps_tests
from ginlint.go.trace import question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ginlint.go.call import Call
    from ginlint.go.flow import Edge
    from ginlint.go.goroutines import Start
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project

CONTEXT = "context.Context"
MAX_HOPS = 3
MAX_VISITED = 40  # parameters that a context may have come through
MAX_CALLS = 60  # of a name that many have, nobody looks further


def lent_as_contexts(package: Package) -> Iterator[Lent]:
    """Yield the parameters that a handler's context is given for, in functions that let it outlive that."""
    model = table("handlers")["as_context"]
    if not _has_handlers(package.project):
        return
    for file in package.speaking:
        starts = () if for_tests(file) else file.facts.index.kinds.get("go", ())
        for outer in file.functions_at(starts):
            for variable in outer.parameters:
                if not variable.uses or variable.writes:
                    continue  # what it holds then is another one
                if str(file.typer.variable_type(variable)) != CONTEXT:
                    continue
                found = Lent(outer, variable, model["framework"], model["advice"], "")
                starts_it = [it.start for it in escapes(found) if it.start is not None]
                given = _given(outer, variable, starts_it) if starts_it else None
                if given is not None:
                    yield found._replace(given=given)


@question
def _has_handlers(project: Project) -> bool:
    model = table("handlers")["as_context"]
    return any(
        model["package"] in file.names.aliases.values()
        for package in project.packages
        for file in package.files
        if not file.test
    )


def _given(function: Function, variable: Variable, starts: Sequence[Start]) -> Call | None:
    """Return the call by which a handler gives its context for a parameter, perhaps by way of others.

    The function's own call is one that comes to any of `starts`.
    """
    framework = table("handlers")["as_context"]["framework"]
    pending = deque([(function, variable, 0)])
    seen = {(function, variable)}
    while pending and len(seen) < MAX_VISITED:
        current, parameter, hops = pending.popleft()
        position = current.parameters.index(parameter)
        for call in _calls_of(current):
            if not hops and not any(_comes_to(function, call, start) for start in starts):
                continue
            value = call.node.args[position] if position < len(call.node.args) else None
            given = value.obj if isinstance(value, ast.Ident) else None
            if given is None or given.writes or given not in given.function.parameters:
                continue
            owner = given.function
            handed = lent(owner, given)
            if handed is not None and handed.framework == framework:
                return call
            passed = owner.node is None and str(owner.file.typer.variable_type(given)) == CONTEXT
            if passed and hops < MAX_HOPS and (owner, given) not in seen:
                seen.add((owner, given))
                pending.append((owner, given, hops + 1))
    return None


def _comes_to(function: Function, call: Call, start: Start) -> bool:
    """Tell whether a call may come to a start: one with `true` not to what follows `if wait { return }`."""
    given = {
        parameter: arg.name == "true"
        for parameter, arg in zip(function.parameters, call.node.args, strict=False)
        if isinstance(arg, ast.Ident) and arg.obj is None and arg.name in ("true", "false")
    }
    if not given or start.function is not function or any(parameter.writes for parameter in given):
        return True

    def branch(edge: Edge, state: bool) -> bool | None:
        asked = edge.cond.obj if isinstance(edge.cond, ast.Ident) else None
        return None if asked in given and given[asked] != edge.truth else state

    ways = function.graph.paths_from(
        None, True, step=lambda _, state: state, branch=branch, stop=lambda node, _: node is start.node
    )
    return any(way.exit is None for way in ways)


def _calls_of(function: Function) -> Iterator[Call]:
    """Yield the calls of a declared function, those by way of an interface too."""
    symbol, project = function.symbol, function.file.package.project
    sites = list(islice(project.call_sites(symbol.name), MAX_CALLS + 1)) if symbol is not None else []
    for file, offset in sites if len(sites) <= MAX_CALLS else ():
        call = None if helps_tests(file) else file.call_at(offset)
        if call is None or symbol is None:
            continue
        if call.callee.name == symbol.qualified or (
            call.callee.dynamic and function in bodies_of(project, call.callee)
        ):
            yield call
