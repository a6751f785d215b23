"""Where a function runs the uses of a value that stand in its literals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.ownership.uses import Use


def places_of(function: Function, use: Use) -> list[ast.Node]:
    """Return the nodes of a use as `function` runs it: the outermost literal around it, or itself.

    A literal that a variable holds for good runs, or goes elsewhere, where the variable is used;
    one that is thrown away never runs.
    """
    if use.function is function:
        return [use.node]
    node: ast.Node = use.node
    current: Function | None = use.function
    while current is not None and current is not function and current.node is not None:
        node, current = current.node, current.parent
    name = _name_of(function, node)
    if name is None or name.name == "_":
        return [node] if name is None else []
    if name.obj is None or name.obj.definition.value is not node or name.obj.writes:
        return [node]
    return [place for ident in name.obj.uses for place in _outermost_in(function, ident)]


def _name_of(function: Function, node: ast.Node) -> ast.Ident | None:
    """Return the one name that a literal is given where it stands."""
    match function.parent_of(node):
        case ast.AssignStmt([ast.Ident() as name], _, [value]) if value is node:
            return name
        case ast.ValueSpec([ast.Ident() as name], _, [value], _) if value is node:
            return name
    return None


def _outermost_in(function: Function, ident: ast.Ident) -> Iterator[ast.Node]:
    """Yield where `function` runs the use of a name: there, or at the outermost literal around it."""
    place: ast.Node = ident
    literal = function.enclosing(ident, ast.FuncLit)
    while isinstance(literal, ast.FuncLit) and literal is not function.node:
        place, literal = literal, function.enclosing(literal, ast.FuncLit)
    yield place
