"""Locks: which are held where, along every path and through the functions that are called."""

from ginlint.go.locks.again import is_kept_apart
from ginlint.go.locks.blocking import GROUP
from ginlint.go.locks.callbacks import Callback, callbacks
from ginlint.go.locks.early import Early, unlocked_early
from ginlint.go.locks.effects import word_list, words_of
from ginlint.go.locks.hindered import hinders_the_quick, holds_up_others
from ginlint.go.locks.judge import is_shared_wait, locked_for_nothing, wait_confidence
from ginlint.go.locks.keys import Lock, operation_of
from ginlint.go.locks.mend import deferred_unlock
from ginlint.go.locks.project import Locks, gives_up_beside, is_left_to_goroutine, is_only_locked
from ginlint.go.locks.ruledout import is_ruled_out, told_by_call
from ginlint.go.locks.summary import Action, Held, Place
from ginlint.go.locks.walk import Event, Kept, Walk
from ginlint.go.locks.writes import may_guard

__all__ = [
    "GROUP",
    "Action",
    "Callback",
    "Early",
    "Event",
    "Held",
    "Kept",
    "Lock",
    "Locks",
    "Place",
    "Walk",
    "callbacks",
    "deferred_unlock",
    "gives_up_beside",
    "hinders_the_quick",
    "holds_up_others",
    "is_kept_apart",
    "is_left_to_goroutine",
    "is_only_locked",
    "is_ruled_out",
    "is_shared_wait",
    "locked_for_nothing",
    "may_guard",
    "operation_of",
    "told_by_call",
    "unlocked_early",
    "wait_confidence",
    "word_list",
    "words_of",
]
