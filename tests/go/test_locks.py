"""Which locks are held where: paths, helpers, tries, defers, and what callees do."""

from __future__ import annotations

import pytest

from tests.go.gotext import project

PRELUDE = """package a

import "sync"

type box struct {
	mu sync.RWMutex
	n  int
}

func (b *box) lock()   { b.mu.Lock() }
func (b *box) unlock() { b.mu.Unlock() }
func (b *box) get() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.n
}
func (b *box) pause() {
	b.mu.Unlock()
	b.n = 1
	b.mu.Lock()
}
"""


def seen(body: str) -> list[str]:
    """Return what `func (b *box) f(ok bool)` keeps locked at which exit, and its events."""
    linked = project({"a/a.go": f"{PRELUDE}\nfunc (b *box) f(ok bool) {{\n{body}\n}}\n"})
    (walk,) = (w for w in linked.locks.walks(linked.packages[0]) if w.function.name == "(*box).f")
    kept = [f"{kept.held.lock.text} kept at {kept.exit_kind}" for kept in walk.kept]
    return [*kept, *(f"{event.kind} {event.held.lock.text}" for event in walk.events.values())]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("b.mu.Lock()\nif ok { return }\nb.mu.Unlock()", ["b.mu kept at return"]),
        ("b.mu.Lock()\ndefer b.mu.Unlock()\nif ok { return }", []),
        ("b.mu.Lock()\ndefer func() { b.mu.Unlock() }()\nif ok { return }", []),
        ("b.lock()\nif ok { return }\nb.unlock()", ["b.mu kept at return"]),
        ("b.lock()\ndefer b.unlock()\nif ok { return }", []),
        ("if ok { b.mu.Lock() }\nb.n++\nif ok { b.mu.Unlock() }", []),
        ("if ok { b.mu.Lock() }\nok = !ok\nif ok { b.mu.Unlock() }", ["b.mu kept at end"]),
        ("if !b.mu.TryLock() { return }\nb.mu.Unlock()", []),
        ("if b.mu.TryLock() { return }", ["b.mu kept at return"]),
        ("mu := &b.mu\nmu.Lock()\nb.mu.Unlock()", []),
        ("b.mu.Lock()\nfree := b.mu.Unlock\nif ok { return }\nfree()", ["b.mu kept at return"]),
        ("b.mu.Lock()\ngo func() { b.mu.Unlock() }()", []),
        ("b.mu.Lock()\npanic(ok)", ["b.mu kept at panic"]),
        ("b.mu.Lock()\nb = &box{}\nb.mu.Lock()\nb.mu.Unlock()", []),
    ],
)
def test_what_is_held_at_an_exit(body: str, expected: list[str]) -> None:
    assert seen(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("b.mu.Lock()\nb.get()\nb.mu.Unlock()", ["twice b.mu"]),
        ("b.mu.Lock()\ngo b.get()\nb.mu.Unlock()", []),
        ("b.mu.Lock()\ngo func() { b.get() }()\nb.mu.Unlock()", []),
        ("b.mu.Lock()\nb.pause()\nb.mu.Unlock()", []),
        ("b.mu.Lock()\nb.mu.Unlock()\nb.get()", []),
        ("b.mu.RLock()\nb.mu.Unlock()", ["mismatch b.mu"]),
        ("b.mu.Lock()\ndefer b.mu.Lock()", ["rearmed b.mu"]),
        ("other := &box{}\nb.mu.Lock()\nother.mu.Lock()\nother.mu.Unlock()\nb.mu.Unlock()", ["inner b.mu"]),
    ],
)
def test_what_happens_while_a_lock_is_held(body: str, expected: list[str]) -> None:
    assert seen(body) == expected


def test_a_lock_through_an_embedded_field_is_one_with_the_field_itself() -> None:
    text = 'package a\nimport "sync"\ntype s struct{ sync.Mutex }\n'
    linked = project({"a/a.go": text + "func (x *s) f() { x.Lock(); x.Mutex.Unlock() }\n"})

    (walk,) = linked.locks.walks(linked.packages[0])

    assert (walk.kept, list(walk.events.values())) == ([], [])
