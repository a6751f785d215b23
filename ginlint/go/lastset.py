"""What a variable may hold where it is read, if branches before set it to one thing or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Variable

MAX_WRITES = 12


def last_set(function: Function, variable: Variable, place: ast.Node) -> list[ast.Expr]:
    """Return what a local variable of `function` was last set to when control comes to `place`.

    A call of which it takes the first result stands for that. Empty where some of that is not an
    expression, as for a parameter, or is set in a literal.
    """
    writes = [write for write in variable.writes if isinstance(write, ast.AssignStmt)]
    if variable.function is not function or variable.kind != "local" or len(writes) != len(variable.writes):
        return []
    if len(writes) > MAX_WRITES or any(
        function.enclosing(write, ast.FuncLit) is not function.node for write in writes
    ):
        return []
    found: list[ast.Expr] = []
    for start, value in _settings(variable, writes):
        if function.graph.comes_to(start, place, writes):
            if value is None:
                return []
            found.append(value)
    return found


def _settings(variable: Variable, writes: list[ast.AssignStmt]) -> Iterator[tuple[ast.Node, ast.Expr | None]]:
    """Yield where a variable is set and to what, None if that is not known."""
    definition = variable.definition
    if definition.value is not None:
        yield definition.value, definition.value if definition.index <= 0 else None
    for write in writes:
        at = next(i for i, lhs in enumerate(write.lhs) if isinstance(lhs, ast.Ident) and lhs.obj is variable)
        paired = len(write.rhs) == len(write.lhs)
        yield write, write.rhs[at] if paired else write.rhs[0] if at == 0 else None
