"""Whether a lock is held where `here` is called."""

from __future__ import annotations

import pytest

from ginlint.go.state import is_guarded
from tests.go.gotext import call, function, package

HEAD = """
import "sync"
var mu sync.RWMutex
var other sync.Mutex
var sem = make(chan int, 1)
func here() {}
func take() { mu.Lock() }
func both() { mu.Lock(); mu.Unlock() }
func with(f func()) { mu.Lock(); defer mu.Unlock(); f() }
func without(f func()) { f() }
type account struct { Locked *int }
func (a *account) IsLocked() bool { return a.Locked != nil }
var user account
"""

GUARDED = {
    "lock": "mu.Lock(); here(); mu.Unlock()",
    "defer": "mu.Lock(); defer mu.Unlock(); here()",
    "on both ways": "if x { mu.Lock() } else { other.Lock() }; here()",
    "inside a loop": "for { mu.Lock(); here(); mu.Unlock() }",
    "held around a loop": "mu.Lock(); for { here() }",
    "one of two is still held": "mu.Lock(); other.Lock(); other.Unlock(); here()",
    "other way leaves": "if x { return }; mu.Lock(); here()",
    "a literal called at once": "mu.Lock(); func() { here() }()",
    "a lock in the literal": "func() { mu.Lock(); here() }()",
    "a helper that takes it": "take(); here()",
    "a helper that runs what it is given under it": "with(func() { here() })",
    "a semaphore sent to": "sem <- 1; here(); <-sem",
    "a semaphore received from": "<-sem; here(); sem <- 1",
    "a helper named so": "t.lockAll(); here()",
    "another value gives up something of its own": "mu.Lock(); x.Release(); here()",
    "another's field gives up something": "s.mu.Lock(); x.mu.Release(); here()",
    "a switch locks for some commands": "switch { case x: mu.Lock(); defer mu.Unlock() }; here()",
    "a lock in a goroutine": "go func() { mu.Lock(); here() }()",
}
UNGUARDED = {
    "no lock": "here()",
    "before": "here(); mu.Lock()",
    "after": "mu.Lock(); mu.Unlock(); here()",
    "on one way only": "if x { mu.Lock() }; here()",
    "given up in a loop": "mu.Lock(); for { here(); mu.Unlock() }",
    "given up on one way": "mu.Lock(); if x { mu.Unlock() }; here()",
    "a switch locks and gives it up": "switch { case x: mu.Lock(); mu.Unlock() }; here()",
    "a switch locks afterwards": "here(); switch { case x: mu.Lock(); defer mu.Unlock() }",
    "a read lock": "mu.RLock(); here(); mu.RUnlock()",
    "a goroutine does not inherit it": "mu.Lock(); go func() { here() }()",
    "a literal kept for later": "mu.Lock(); g := func() { here() }; mu.Unlock(); g()",
    "a helper that gives it up again": "both(); here()",
    "a helper that only runs it": "without(func() { here() })",
    "taken by a deferred call": "defer mu.Lock(); here()",
    "its owner gives it up": "s.mu.Lock(); s.unlockAll(); here()",
    "a function gives it up": "mu.Lock(); releaseAll(); here()",
    "asked whether it is locked": "if user.IsLocked() { return }; here()",
    "semaphore given back": "sem <- 1; <-sem; here()",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, True) for text in GUARDED.values()] + [(text, False) for text in UNGUARDED.values()],
    ids=[*GUARDED, *UNGUARDED],
)
def test_locks(text: str, *, expected: bool) -> None:
    of = function(package(f"{HEAD}\nfunc f(x bool) {{ {text} }}"))
    place = call(of, "here")

    assert is_guarded(place.function, place.node) is expected


@pytest.mark.parametrize(("name", "expected"), [("addLocked", True), ("add", False), ("locked", False)])
def test_a_name_says_that_the_caller_holds_it(name: str, *, expected: bool) -> None:
    of = function(package(f"{HEAD}\nfunc {name}() {{ here() }}"), name)
    place = call(of, "here")

    assert is_guarded(place.function, place.node) is expected
