"""Tests after which a resource has ended by itself: with an error of its own, or with its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.acquire import tests_after
from ginlint.go.ownership.cancelled import context_of, says_cancelled
from ginlint.go.ownership.settled import says_failed
from ginlint.go.ownership.uses import uses_of_variable
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Variable
    from ginlint.go.ownership.sites import Site


class Ending:
    """What the tests of a function say of the end of what one site acquires."""

    __slots__ = ("_context", "_errors")

    def __init__(self, site: Site) -> None:
        self._errors = _errors_of(site)
        self._context = context_of(site.function, site.call)

    def is_told(self, edge: Edge) -> bool:
        """Tell a branch that is taken only where the resource has ended."""
        error = self._errors.get(id(edge.cond))
        if error is not None and says_failed(edge, error):
            return True
        return self._context is not None and says_cancelled(edge, self._context)


def _errors_of(site: Site) -> dict[int, Variable]:
    """Map the tests that tell of an error with which a resource ends by itself, by id, to that error.

    `if err := rows.Scan(&id); err != nil`, and the same on two lines.
    """
    found: dict[int, Variable] = {}
    ending = site.resource.ends_on_error_of
    for use in uses_of_variable(site.function, site.variable) if ending else ():
        statement = (
            use.function.parent_of(use.call) if use.call is not None and use.member in ending else None
        )
        error = statement.lhs[-1] if isinstance(statement, ast.AssignStmt) and statement.lhs else None
        if isinstance(error, ast.Ident) and error.obj is not None and use.call is not None:
            found |= {id(test.cond): error.obj for test in tests_after(use.function, use.call)}
    return found
