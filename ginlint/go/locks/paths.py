"""What is known of locks on one path of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.locks.keys import Lock
    from ginlint.go.locks.summary import Action, Held
    from ginlint.go.syntax import ast


class State(NamedTuple):
    """What is known on a path.

    `held` are the locks taken here, `owed` those given up that the caller took, `armed` the
    defers, `facts` the outcomes of tests that are made more than once, `spent` the locks
    given up though a defer will do so, with where, `given` those taken and given up.
    """

    held: frozenset[Held] = frozenset()
    owed: frozenset[Lock] = frozenset()
    armed: tuple[ast.DeferStmt, ...] = ()
    facts: frozenset[tuple[str, bool]] = frozenset()
    spent: frozenset[tuple[Held, ast.Node]] = frozenset()
    given: frozenset[Held] = frozenset()


def blocks(action: Action, state: State) -> bool:
    """Tell an action that never comes back: it takes a lock that is held."""
    return action.verb == "take" and any(
        held.lock == action.lock and "write" in (held.mode, action.mode) for held in state.held
    )


def joined(old: State, new: State) -> State | None:
    """Return what both know if they agree on the locks that are held: tests made no difference to these."""
    if old.held != new.held or old.owed != new.owed or old.armed != new.armed or old.spent != new.spent:
        return None
    if new.facts <= old.facts and new.given <= old.given:
        return new
    return new._replace(facts=old.facts & new.facts, given=old.given & new.given)


def with_held(state: State, held: Held) -> State:
    given = without(state.given, held.lock) if state.given else state.given
    return state._replace(held=state.held | {held}, given=given)


def without(held: frozenset[Held], lock: Lock) -> frozenset[Held]:
    return frozenset(one for one in held if one.lock != lock)


def with_taken(state: State, held: Held) -> State:
    """Return what is known once a lock is taken; the caller has it back if it was given up before."""
    if held.lock in state.owed:
        return state._replace(owed=state.owed - {held.lock}, given=without(state.given, held.lock))
    return with_held(state, held)


def forget(state: State, lock: Lock | None) -> State:
    if lock is None:
        return state._replace(held=frozenset(), given=frozenset())
    mine = frozenset(held for held in state.held if held.lock == lock)
    given = without(state.given, lock)
    if mine:
        return state._replace(held=state.held - mine, given=given)
    return state._replace(held=state.held - namesakes(state, lock), owed=state.owed | {lock}, given=given)


def namesakes(state: State, lock: Lock) -> frozenset[Held]:
    """Return the locks that what is given up, and not held by this name, may be by another."""
    return frozenset(held for held in state.held if held.lock.kind and held.lock.kind == lock.kind)
