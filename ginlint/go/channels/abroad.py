"""Whether a wait in another package is the business of the function that was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.constant import integer
from ginlint.go.ownership.uses import UseKind, uses_of
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.channels.scope import Blocked
    from ginlint.go.channels.values import Primitive
    from ginlint.go.names import Function


def is_of_others(blocked: Blocked) -> bool:
    """Tell a wait in another package that the root has not brought about, or not alone.

    The root has if it makes the channel itself, or does something else than meet at one that a
    function of the other package gave it.
    """
    root, primitive = blocked.root, blocked.primitive
    package = root.file.package
    if blocked.function.file.package is package:
        return False
    if primitive is None or primitive.kind != "chan":
        return True
    maker = primitive.function.outermost
    if maker.file.package is package:
        return primitive.function is not root  # who makes it is looked at, too
    left = [event.function.outermost for event in blocked.events if event.kind in ("other", "return")]
    own = root.outermost in left or (not _is_passed_by(blocked) and _calls(root, maker))
    return not own or not _is_given(primitive)


def _is_passed_by(blocked: Blocked) -> bool:
    """Tell a wait that somebody else, who could end it, passes by."""
    return any(event.kind == "other" for event in blocked.events)


def _calls(root: Function, maker: Function) -> bool:
    """Tell whether the root itself calls the maker of a channel."""
    typer = root.file.typer
    return any(body_of(typer.callee(call)) is maker for call in ast.nodes_of(root.body, ast.CallExpr))


def _is_given(primitive: Primitive) -> bool:
    """Tell a channel that its maker returns, itself or in a struct; one of unknown room is left out."""
    made, function = primitive.at, primitive.function
    if not isinstance(made, ast.CallExpr):
        return False
    if len(made.args) > 1 and integer(made.args[1], function.file.typer) is None:
        return False
    shared = (UseKind.RETURNED, UseKind.COMPOSITE, UseKind.STORED)
    return any(use.kind in shared for use in uses_of(function, made))
