"""What becomes of a wrapper, and of what it wraps with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.ownership.borrow import MAX_DEPTH, is_borrower, is_closable_part, reads_through
from ginlint.go.ownership.handlers import lasts_in_handler
from ginlint.go.ownership.implementers import bodies_of
from ginlint.go.ownership.uses import HANDED_OVER, Use, UseKind, uses_of
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function


def takes_along(use: Use, depth: int) -> bool:
    """Tell a wrapper that is handed over, and what it wraps with it; one that is only used takes nothing."""
    assert use.call is not None  # noqa: S101 - an argument has a call
    for inner in uses_of(use.function, use.call):
        if inner.kind in HANDED_OVER and not _is_put_back(use, inner):
            return True
        if inner.kind is UseKind.READ and is_closable_part(inner):
            return True  # what it wraps can be reached there
        if inner.kind is not UseKind.ARGUMENT or depth >= MAX_DEPTH:
            continue
        if reads_through(inner, depth):
            if takes_along(inner, depth + 1):
                return True
        elif _keeps(inner, made_here=use.callee is not None and body_of(use.callee) is not None):
            return True
    return False


def _keeps(wrapper: Use, *, made_here: bool) -> bool:
    """Tell a function that may go on with a wrapper: one nobody can look into, of what the module makes."""
    bodies = bodies_of_use(wrapper)
    if not bodies:
        return made_here and (wrapper.callee is None or not is_borrower(wrapper.callee))
    return any(lasts_in_handler(body, wrapper.index) for body in bodies)


def _is_put_back(use: Use, wrapper: Use) -> bool:
    """Tell a wrapper that takes the place of what it wraps: `resp.Body = limited(resp.Body)`."""
    target = wrapper.target if wrapper.kind is UseKind.STORED else None
    text = use.function.file.text
    return isinstance(target, ast.SelectorExpr) and text(target) == text(use.node)


def bodies_of_use(use: Use) -> list[Function]:
    """Return the bodies that a call with the value may run; nothing if that is not known."""
    if use.callee is None:
        return []
    own = body_of(use.callee)
    return [own] if own is not None else bodies_of(use.function.file.package.project, use.callee)
