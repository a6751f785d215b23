"""What one use does to the duty of giving a resource back, by what becomes of it where it goes.

To accept that a resource was released or handed over, almost anything will do;
only a use that is known to borrow leaves the duty where it was.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.names import Func
from ginlint.go.ownership.borrow import (
    MAX_DEPTH,
    is_asserted,
    is_borrower,
    is_closable_part,
    is_lent_to_its_user,
    is_used_by_name,
    reads_through,
    release_names,
)
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.implementers import bodies_of
from ginlint.go.ownership.parts import gives_closer, gives_itself, gives_part, releases_through
from ginlint.go.ownership.through import bodies_of_use, takes_along
from ginlint.go.ownership.uses import HANDED_OVER, Use, UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.go.trace import remembered
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Callee, Function, Variable
    from ginlint.go.ownership.models import Resource


class Event(IntEnum):
    """What a use does to the duty of giving a resource back."""

    BORROWS = 0
    TRANSFERS = 1
    RELEASES = 2


def classify(use: Use, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int) -> Event:
    """Return what one use does; `paths` lead from the value in use to its releasing methods."""
    match use.kind:
        case UseKind.STORED | UseKind.COMPOSITE if is_lent_to_its_user(use):
            return Event.BORROWS
        case UseKind.RETURNED | UseKind.STORED | UseKind.SENT:
            return Event.TRANSFERS
        case UseKind.COMPOSITE:
            return _among_options(use, resource, paths, depth)
        case UseKind.GOROUTINE:
            return _started(use, resource, paths, depth)
        case UseKind.METHOD:
            return _method(use, resource, paths, depth)
        case UseKind.ARGUMENT:
            return _argument(use, resource, paths, depth)
        case UseKind.READ if use.member:
            return _member(use, resource, paths, depth)
    return Event.BORROWS


def _method(use: Use, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int) -> Event:
    if not use.member:
        return Event.RELEASES if ("()",) in paths else Event.BORROWS
    if any(path == (use.member,) for path in paths):
        return Event.RELEASES
    if use.member in resource.drained_by and depth > 0 and _is_repeated(use.function, use.node):
        return Event.TRANSFERS  # a helper that loops over rows most often reads them all
    if use.member in release_names() and not resource.is_function and not paths:
        return Event.TRANSFERS
    if releases_through(use, resource):
        return Event.RELEASES
    if use.call is not None and (
        gives_itself(use, use.call, resource) or gives_closer(use, use.call, resource)
    ):
        return Event.TRANSFERS
    if use.call is not None and resource.lasting and gives_part(use, use.call):
        return Event.TRANSFERS
    return _receiver_effect(use, resource, paths, depth)


def _receiver_effect(use: Use, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int) -> Event:
    """Return what a method of the module does to its receiver: it may close it, or put it into its pool."""
    function = body_of(use.callee) if use.callee is not None else None
    if function is None or function.receiver is None or depth > MAX_DEPTH:
        return Event.BORROWS
    released = _effect(function, function.receiver, resource, paths, depth + 1)
    return released if released is Event.RELEASES else Event.BORROWS


def _member(use: Use, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int) -> Event:
    """Follow a field that is read, or a method that is named without being called."""
    selector = use.function.parent_of(use.node)
    if any(path == (use.member,) for path in paths):
        # The method's value is kept, t.Cleanup(f.Close), or forgotten to be called: _ = f.Close
        return Event.BORROWS if _is_thrown_away(use.function, selector) else Event.RELEASES
    if not isinstance(selector, ast.SelectorExpr) or depth > MAX_DEPTH:
        return Event.BORROWS
    deeper = tuple(path[1:] for path in paths if len(path) > 1 and path[0] == use.member)
    if not deeper:
        return Event.RELEASES if resource.inferred and _closes(use, selector) else _part(use, selector)
    found = (classify(inner, resource, deeper, depth + 1) for inner in uses_of(use.function, selector))
    return max(found, default=Event.BORROWS)


def _closes(use: Use, part: ast.SelectorExpr) -> bool:
    """Tell `content.Data.Close()`: what an owner's own method would do."""
    closing = release_names().difference(table("releases")["locks"].values())
    return any(inner.member in closing for inner in uses_of(use.function, part))


def _is_thrown_away(function: Function, value: ast.Node | None) -> bool:
    around = function.parent_of(value) if value is not None else None
    targets = around.lhs if isinstance(around, ast.AssignStmt) else []
    return bool(targets) and all(isinstance(target, ast.Ident) and target.name == "_" for target in targets)


def _part(use: Use, part: ast.SelectorExpr) -> Event:
    """Look where a field goes that can itself be closed: who keeps it has what there is to close."""
    if is_asserted(use.function, part):
        return Event.TRANSFERS  # tx.Statement.ConnPool.(*sql.Tx): the same by another name
    typer = use.function.file.typer
    is_function = isinstance(
        typer.program.underlying(typer.type_of(part)), Func
    )  # it may give back its owner
    if (is_function or is_closable_part(use)) and any(
        inner.kind in HANDED_OVER for inner in uses_of(use.function, part)
    ):
        return Event.TRANSFERS
    return Event.BORROWS


def _started(use: Use, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int) -> Event:
    """Look at an argument of a go statement's call: a function that leaves it alone does not take it."""
    if use.call is None or use.is_spread:
        return Event.TRANSFERS
    if isinstance(use.call.fun, ast.FuncLit):
        return _effect_of_literal(use.call.fun, use.index, resource, paths, depth)
    bodies = bodies_of_use(use) if depth < MAX_DEPTH else []
    found = (_effect_on(body, use.index, resource, paths, depth) for body in bodies)
    return max(found, default=Event.TRANSFERS)


def _effect_of_literal(
    literal: ast.FuncLit, index: int, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int
) -> Event:
    scope = literal.scope
    if scope is None or index >= len(scope.parameters) or scope.parameters[index].definition.variadic:
        return Event.TRANSFERS
    return _effect(scope, scope.parameters[index], resource, paths, depth)


def _argument(use: Use, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int) -> Event:
    callee = use.callee
    if callee is None or use.call is None:
        return Event.TRANSFERS
    if callee.name in resource.release_by or _is_own_put(use, resource):
        return Event.RELEASES
    if depth < MAX_DEPTH and reads_through(use, depth):
        return Event.TRANSFERS if takes_along(use, depth) else Event.BORROWS
    if is_borrower(callee):
        return Event.BORROWS
    if isinstance(use.call.fun, ast.FuncLit):
        return _effect_of_literal(use.call.fun, use.index, resource, paths, depth)
    if resource.lent_to_verbs and is_used_by_name(use) and depth < MAX_DEPTH:
        return _through_results(use, use.call, resource, depth)
    bodies = bodies_of(use.function.file.package.project, callee) if depth < MAX_DEPTH else []
    if not bodies or use.is_spread:
        found = effect_on_parameter(callee, use.call, use.index, resource, paths, depth)
    else:
        found = max(_effect_on(body, use.index, resource, paths, depth) for body in bodies)
    if found is Event.BORROWS and resource.drained_by and _is_repeated(use.function, use.call):
        steps = any(_steps(body, use.index, resource) for body in bodies_of_use(use))
        return Event.TRANSFERS if steps else found
    return found


def _is_own_put(use: Use, resource: Resource) -> bool:
    """Tell a method of the module that gives its argument back by its name: its pool keeps or drops it."""
    callee = use.callee
    if callee is None or callee.symbol is None or callee.kind != "method":
        return False
    return callee.name.rpartition(".")[2] in resource.own_release_by


def _is_repeated(function: Function, node: ast.Node) -> bool:
    return function.enclosing(node, ast.ForStmt, ast.RangeStmt) is not None


def _steps(function: Function, index: int, resource: Resource) -> bool:
    """Tell a helper that asks rows for the next one: called in a loop it may come to their end."""
    uses = uses_of_variable(function, function.parameters[min(index, len(function.parameters) - 1)])
    return any(use.member in resource.drained_by for use in uses)


def _through_results(use: Use, call: ast.CallExpr, resource: Resource, depth: int) -> Event:
    """Follow all results of a call that may go on using its argument; closing one may close the argument."""
    around = use.function.parent_of(call)
    targets = around.lhs if isinstance(around, ast.AssignStmt) and around.rhs == [call] else []
    names = [target.obj for target in targets if isinstance(target, ast.Ident) and target.obj is not None]
    if not names:
        inner = list(uses_of(use.function, call))
    else:
        inner = [it for name in names if not is_error(name) for it in uses_of_variable(use.function, name)]
    found = (classify(it, resource, (), depth + 1) for it in inner if not _is_failure(it))
    return Event.TRANSFERS if max(found, default=Event.BORROWS) is not Event.BORROWS else Event.BORROWS


def _is_failure(use: Use) -> bool:
    """Tell what is returned by a function that gives nothing but an error."""
    results = use.function.type.results
    return use.kind is UseKind.RETURNED and len(results) == 1 and results[0].type.text == "error"


def _among_options(use: Use, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int) -> Event:
    """Follow a field of a literal that is only handed to functions of the module: f(Options{Reader: r})."""
    pair = use.function.parent_of(use.node)
    key = pair.key if isinstance(pair, ast.KeyValueExpr) else None
    if use.around is None or not isinstance(key, ast.Ident) or depth >= MAX_DEPTH:
        return Event.TRANSFERS
    found = [Event.BORROWS]
    for whole in uses_of(use.function, use.around):
        bodies = bodies_of_use(whole)
        if whole.kind is not UseKind.ARGUMENT or not bodies or whole.call is None or whole.is_spread:
            return Event.TRANSFERS
        found += (_effect_on_field(body, whole.index, key.name, resource, paths, depth) for body in bodies)
    return max(found)


def _effect_on_field(
    function: Function,
    index: int,
    field: str,
    resource: Resource,
    paths: tuple[tuple[str, ...], ...],
    depth: int,
) -> Event:
    """Return what a function does to what a field of its parameter holds."""
    parameter = function.parameters[index] if index < len(function.parameters) else None
    if parameter is None or parameter.definition.variadic:
        return Event.TRANSFERS
    found = Event.BORROWS
    for use in uses_of_variable(function, parameter):
        part = use.function.parent_of(use.node)
        if use.kind is not UseKind.READ or not use.member or not isinstance(part, ast.SelectorExpr):
            return Event.TRANSFERS
        if use.member == field:
            inner = (classify(it, resource, paths, depth + 1) for it in uses_of(use.function, part))
            found = max(found, *inner, Event.BORROWS)
    return found


def effect_on_parameter(
    callee: Callee,
    call: ast.CallExpr,
    index: int,
    resource: Resource,
    paths: tuple[tuple[str, ...], ...],
    depth: int,
) -> Event:
    """Return what a function does to an argument; without a body it may do anything.

    So may one too many calls down, but hardly with what callees use and leave to their callers.
    """
    body = body_of(callee)
    if body is None or (call.ellipsis and index == len(call.args) - 1):
        return Event.TRANSFERS
    if depth > MAX_DEPTH:
        return Event.BORROWS if resource.lent_to_verbs else Event.TRANSFERS
    return _effect_on(body, index, resource, paths, depth)


def effect_on(function: Function, index: int, resource: Resource) -> Event:
    """Return what a function does to a resource that it is handed as an argument."""
    return _effect_on(function, index, resource, resource.release, 0)


def _effect_on(
    function: Function, index: int, resource: Resource, paths: tuple[tuple[str, ...], ...], depth: int
) -> Event:
    if not function.parameters:
        return Event.TRANSFERS
    parameter = function.parameters[min(index, len(function.parameters) - 1)]
    if parameter.definition.variadic:
        return Event.TRANSFERS
    return _effect(function, parameter, resource, paths, depth)


def _effect(
    function: Function,
    parameter: Variable,
    resource: Resource,
    paths: tuple[tuple[str, ...], ...],
    depth: int,
) -> Event:
    """Return what a function does to what a parameter holds; kept, as interfaces lead to the same bodies."""
    key = ("effect", function.file, parameter.pos, resource, paths, depth)

    def work() -> Event:
        uses = [use for use in uses_of_variable(function, parameter) if not _is_handed_round(use, parameter)]
        return max((classify(use, resource, paths, depth + 1) for use in uses), default=Event.BORROWS)

    found: Event = remembered(function.file.package.project.kept, key, work)
    return found


def _is_handed_round(use: Use, parameter: Variable) -> bool:
    """Tell what a function hands to itself: it does there what it does anyway."""
    function, callee = parameter.function, use.callee
    if use.kind is not UseKind.ARGUMENT or callee is None or callee.symbol is not function.symbol:
        return False
    return function.symbol is not None and function.parameters[use.index : use.index + 1] == [parameter]
