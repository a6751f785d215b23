"""What is compiled from a constant text each time it is used."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.ownership.buffers import costs_more
from ginlint.go.ownership.uses import UseKind, uses_of
from ginlint.go.requests import callers_of
from ginlint.go.state import is_kept_for_others
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function
    from ginlint.go.package import Package
    from ginlint.go.requests import Heat

KEPT = frozenset((UseKind.STORED, UseKind.SENT, UseKind.RETURNED, UseKind.COMPOSITE))


class Compiled(NamedTuple):
    """A call in hot code that compiles the same text each time; `what` it makes.

    `made` says that there is no text: one value does for all of a package.
    """

    function: Function
    call: ast.CallExpr
    what: str
    heat: Heat
    made: bool = False

    @property
    def costs_little(self) -> bool:
        """Whether its function, or the one that calls that, does what takes far longer."""
        near = {_handler_of(self.function), *(_handler_of(call.function) for call in self.heat.calls[-1:])}
        return any(costs_more(function, besides=_models()) for function in near)


def _handler_of(function: Function) -> Function:
    """Return the outermost function around that requests run: a literal may be a handler itself."""
    requests = function.file.package.project.requests
    while function.parent is not None and requests.heat(function.parent, function.parent.body) is not None:
        function = function.parent
    return function


@cache
def _models() -> dict[str, dict[str, Any]]:
    return {name: entry for entry in table("compiles")["compile"] for name in entry["names"]}


def compiled_per_request(package: Package) -> Iterator[Compiled]:
    """Yield the calls in hot code that compile a constant text and do not keep the result."""
    for call in package.calls(*_models()):
        model = _models()[call.callee.name]
        if call.file.test or not _is_constant(call, model) or _is_kept(call):
            continue
        heat = package.project.requests.heat(call.function, call.node)
        if heat is not None and not is_kept_for_others(call.function, call.node, heat):
            yield Compiled(call.function, call.node, model["what"], heat, model.get("made", False))


def _is_constant(call: Call, model: dict[str, Any]) -> bool:
    """Tell arguments that are the same each time."""
    args = call.node.args
    if not model["texts"]:
        return True
    first = model["texts"][0]
    if call.callee.name.rpartition(".")[2] in ("MatchString", "Match"):
        return bool(args) and _is_one_of_few(call.function, args[0])
    return len(args) > first and all(_is_one_of_few(call.function, arg) for arg in args[first:])


def _is_one_of_few(function: Function, expr: ast.Expr) -> bool:
    """Tell a constant text, one of a list of such, and a parameter for which every caller has one."""
    if is_constant_text(function, expr):
        return True
    variable = expr.obj if isinstance(expr, ast.Ident) else None
    if variable is None or variable.writes:
        return False
    loop = variable.definition.range_of
    if loop is not None:
        return _lists_texts(function, loop.x, variable.definition.index)
    if variable.kind != "parameter" or variable.function.parent is not None:
        return False
    index, calls = variable.function.parameters.index(variable), callers_of(variable.function)
    return bool(calls) and all(
        index < len(call.node.args) and is_constant_text(call.function, call.node.args[index])
        for call in calls
    )


def _lists_texts(function: Function, over: ast.Expr, place: int) -> bool:
    """Tell a literal of which all keys (place 0), or values, are constant texts; one of a variable, too."""
    if isinstance(over, ast.Ident) and over.obj is not None and not over.obj.writes:
        over = over.obj.definition.value or over
    if not isinstance(over, ast.CompositeLit) or not over.elts:
        return False
    texts = [
        (elt.key if place == 0 else elt.value)
        if isinstance(elt, ast.KeyValueExpr)
        else (elt if place == 1 else None)
        for elt in over.elts
    ]
    return all(text is not None and is_constant_text(function, text) for text in texts)


def is_constant_text(function: Function, expr: ast.Expr) -> bool:
    """Tell an expression whose text is known when the program is built."""
    match expr:
        case ast.BasicLit():
            return True
        case ast.BinaryExpr("+", x, y):
            return is_constant_text(function, x) and is_constant_text(function, y)
        case ast.Ident() if expr.obj is not None:
            definition = expr.obj.definition
            if expr.obj.writes or definition.value is None or definition.index >= 0:
                return False
            return is_constant_text(function, definition.value)
    value = function.file.typer.package_value(expr)
    return value is not None and value.const


def _is_kept(call: Call) -> bool:
    """Tell a result that goes somewhere where it may be used again."""
    node: ast.Expr = call.node
    around = call.function.parent_of(node)
    if isinstance(around, ast.CallExpr) and node in around.args:
        node = around  # template.Must
    return any(
        use.kind in KEPT and not (use.around is not None and _is_only_gone_through(call.function, use.around))
        for use in uses_of(call.function, node)
    )


def _is_only_gone_through(function: Function, literal: ast.CompositeLit) -> bool:
    """Tell a map or slice in a local variable that is ranged over, and nothing else, where it is made."""
    around = function.parent_of(literal)
    made = around.lhs if isinstance(around, ast.AssignStmt) and around.rhs == [literal] else []
    variable = made[0].obj if len(made) == 1 and isinstance(made[0], ast.Ident) else None
    loops = [around] if variable is None else [variable.function.parent_of(use) for use in variable.uses]
    return bool(loops) and all(isinstance(loop, ast.RangeStmt) for loop in loops)
