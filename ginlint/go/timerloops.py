"""Timers that a loop makes round after round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.go.timers import channel_of, is_select_case

if TYPE_CHECKING:
    from ginlint.go.call import Call


def is_awaited_in_select(call: Call) -> bool:
    """Tell a timer that one case of a select waits for and that nobody can stop.

    Its channel stands in the case, or a variable of the same round has it, or the timer.
    """
    function = call.function
    if is_select_case(function, channel_of(function, call.node)):
        return True
    variable = call.result(0)
    if variable is None or variable.writes or variable.function is not function:
        return False
    loop = function.graph.loop_around(call.node)
    uses = [(use, channel_of(function, use)) for use in variable.uses]
    if loop is None or not all(function.graph.loop_around(use) is loop for use, _ in uses):
        return False
    timer = call.callee.name == "time.NewTimer"
    return bool(uses) and all(
        is_select_case(function, channel) and (channel is not use) == timer for use, channel in uses
    )


def is_made_again(call: Call) -> bool:
    """Tell a timer in a loop that may come round again: what follows the select does not always leave it."""
    function = call.function
    select: ast.Node | None = call.node
    if is_select_case(function, channel_of(function, call.node)):
        select = function.enclosing(call.node, ast.SelectStmt)
    return select is not None and function.graph.loop_at(select) is not None
