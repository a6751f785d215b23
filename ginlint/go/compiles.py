"""What is compiled from a constant text each time it is used."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.ownership.buffers import costs_more
from ginlint.go.ownership.uses import UseKind, uses_of
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
    """A call in hot code that compiles the same text each time; `what` it makes."""

    function: Function
    call: ast.CallExpr
    what: str
    heat: Heat

    @property
    def costs_little(self) -> bool:
        """Whether its function, or the one that calls that, does what takes far longer."""
        near = {self.function.outermost, *(call.function.outermost for call in self.heat.calls[-1:])}
        return any(costs_more(function, besides=_models()) for function in near)


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
            yield Compiled(call.function, call.node, model["what"], heat)


def _is_constant(call: Call, model: dict[str, Any]) -> bool:
    """Tell arguments that are the same each time."""
    args = call.node.args
    if not model["texts"]:
        return True
    first = model["texts"][0]
    if call.callee.name.rpartition(".")[2] in ("MatchString", "Match"):
        return bool(args) and is_constant_text(call.function, args[0])
    return len(args) > first and all(is_constant_text(call.function, arg) for arg in args[first:])


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
            return isinstance(definition.value, ast.BasicLit)
    value = function.file.typer.package_value(expr)
    return value is not None and value.const


def _is_kept(call: Call) -> bool:
    """Tell a result that goes somewhere where it may be used again."""
    node: ast.Expr = call.node
    around = call.function.parent_of(node)
    if isinstance(around, ast.CallExpr) and node in around.args:
        node = around  # template.Must
    return any(use.kind in KEPT for use in uses_of(call.function, node))
