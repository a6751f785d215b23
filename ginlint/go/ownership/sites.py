"""What the search for leaks speaks of: where a resource is acquired, what a way knows, how it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.borrow import is_used_by_name
from ginlint.go.ownership.uses import uses_of_variable
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable
    from ginlint.go.ownership.drains import Drained
    from ginlint.go.ownership.guards import Guard
    from ginlint.go.ownership.models import Resource
    from ginlint.go.ownership.partly import Partly


class State(NamedTuple):
    """What is known on a way.

    `error` still speaks of the acquisition, `drained` is how far it was read, `guards` are the tests
    around the acquisition that would have the same answer. `tested` are the errors that were compared
    with nil since they got another value, and whether they are nil.
    """

    error: bool
    drained: Drained
    guards: frozenset[Guard] = frozenset()
    tested: frozenset[tuple[Variable, bool]] = frozenset()


class Site(NamedTuple):
    """A call that acquires `resource`, kept in `variable`; `statement` runs it."""

    function: Function
    call: ast.CallExpr
    statement: ast.Node
    resource: Resource
    variable: Variable
    error: Variable | None

    @property
    def name(self) -> str:
        """How the function calls what it acquired: `f`, or `log.file` of a struct that it makes."""
        return f"{self.variable.name}.{self.resource.field}" if self.resource.field else self.variable.name

    @property
    def in_literal(self) -> bool:
        """Whether a literal acquires it for the function around it, before `statement` is over."""
        around = self.function.enclosing(self.call, ast.FuncLit)
        return around is not None and around is not self.function.node

    @property
    def is_lent_by_name(self) -> bool:
        """Whether only the name of a function that is given the resource says that it does not close it."""
        return self.resource.lent_to_verbs and any(
            is_used_by_name(use) for use in uses_of_variable(self.function, self.variable)
        )


class Leak(NamedTuple):
    """A way on which a resource is lost.

    `kind` is exit (the function ends), overwritten (an assignment replaces it),
    iteration (the next round of a loop acquires another), panic (something is
    likely to panic), unread (what it is sent to may go another way), unset (what was deferred
    gives it back only for an error, which is nil), calm (only after a panic) or beside (it is returned
    with an error). `place` is where.
    `late` says that a deferred release is written further down, `released` that there is one on
    some way, or that it is handed over, `closes` that the function itself releases it on some way,
    `lent` that only the release after a call says that the call does not do it. Where it is a
    `helper` that loses what `place` lends it, that leads there; `fails` is where somebody would have
    taken it, and failed. `stopped`: it is lost once, by a stop.
    """

    site: Site
    kind: str
    place: ast.Node
    edges: tuple[Edge, ...]
    drained: Drained
    late: bool
    released: bool
    lent: bool = False
    closes: bool = False
    helper: Partly | None = None
    fails: ast.Node | None = None
    stopped: bool = False

    @property
    def at_exit(self) -> bool:
        """Whether the function ends there."""
        return self.kind in ("exit", "unset", "calm", "beside")
