"""Goroutines and what they meet at: who waits for ever.

A scope, which is a function with the goroutines that it starts and the module's
functions that it calls, is run in the abstract into one graph of operations per
goroutine; all that these can come to together is explored within a budget.
Channels, locks, groups and contexts count where every use is seen; whatever leaves
the scope is left alone.
"""

from ginlint.go.channels.exits import exits_on_failure
from ginlint.go.channels.groups import Misuse, functions_with_groups, misuses, waits_in_adding_loop
from ginlint.go.channels.mend import room_for_one
from ginlint.go.channels.rangeends import ends_otherwise
from ginlint.go.channels.scope import Blocked, Event, blocked_in
from ginlint.go.channels.values import Primitive

__all__ = [
    "Blocked",
    "Event",
    "Misuse",
    "Primitive",
    "blocked_in",
    "ends_otherwise",
    "exits_on_failure",
    "functions_with_groups",
    "misuses",
    "room_for_one",
    "waits_in_adding_loop",
]
