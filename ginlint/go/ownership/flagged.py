"""Results of functions of the module that say whether there is a resource beside them: `ok, f := open()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.ownership.attempts import decided_in
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.models import Resource
    from ginlint.go.ownership.sites import Site


class Flags:
    """What variables that are set with a resource say of whether there is one."""

    __slots__ = ("_decided", "_in_literal", "_says", "_siblings", "_site")

    def __init__(self, site: Site, siblings: frozenset[Variable], known: frozenset[Variable]) -> None:
        self._site = site
        self._siblings = siblings
        self._in_literal = site.in_literal
        self._decided = decided_in(site.function, site.call) - known if self._in_literal else frozenset()
        self._says: frozenset[Variable] | None = None

    def deny(self, edge: Edge) -> bool:
        """Tell a way on which one of them says that there is none.

        That is a result of the call, false where it gives nil, or, where a literal acquires it for the
        function around it, any result of what runs the literal, and what the literal sets besides.
        """
        flag = edge.cond.obj if isinstance(edge.cond, ast.Ident) else None
        if flag in self._siblings and not edge.truth and (self._in_literal or flag in self._told()):
            return True
        names = (node.obj for node in ast.walk(edge.cond) if isinstance(node, ast.Ident)) if edge.cond else ()
        return bool(self._decided) and any(name in self._decided for name in names)

    def _told(self) -> frozenset[Variable]:
        if self._says is None:
            site = self._site
            self._says = _says_whether(site.function, site.statement, site.call, site.resource)
        return self._says


def _says_whether(
    function: Function, statement: ast.Node, call: ast.CallExpr, resource: Resource
) -> frozenset[Variable]:
    """Return the variables that are false wherever a call gives nil in place of the resource."""
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) and statement.rhs == [call] else []
    helper = body_of(function.file.typer.callee(call)) if len(targets) > 1 else None
    if helper is None:
        return frozenset()
    results = [
        stmt.results
        for stmt in ast.nodes_of(helper.body, ast.ReturnStmt)
        if len(stmt.results) == len(targets)
    ]
    return frozenset(
        target.obj
        for place, target in enumerate(targets)
        if isinstance(target, ast.Ident)
        and target.obj is not None
        and place != resource.result
        and _is_false_without(results, place, resource.result)
    )


def _is_false_without(results: list[list[ast.Expr]], place: int, resource: int) -> bool:
    """Tell whether every return gives false and nil, or true and something else."""
    pairs = {(_word(given[place]), _word(given[resource]) == "nil") for given in results}
    return bool(pairs) and pairs <= {("false", True), ("true", False)} and ("false", True) in pairs


def _word(value: ast.Expr) -> str:
    return value.name if isinstance(value, ast.Ident) and value.obj is None else ""
