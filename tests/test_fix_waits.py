"""Fixes of what waits: locks that are kept, sends that nobody receives."""

from __future__ import annotations

import pytest

from ginlint import registry, testing
from ginlint.fix import fixed

RULES = {rule.name: rule for rule in registry.load_all()}
STOCK = """package p

import (
	"errors"
	"sync"
)

var errGone = errors.New("gone")

type stock struct {
	mu    sync.RWMutex
	ready sync.Mutex
	items map[string]int
	log   func(string)
	next  *stock
}

func (s *stock) note(string) {}

func (s *stock) size() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.items)
}

"""
TAKE = """func (s *stock) take(name string) (int, error) {
	s.mu.Lock()
	if s.items[name] == 0 {
		return 0, errGone
	}
	s.items[name]--
	s.mu.Unlock()
	return 1, nil
}
"""

DEFERRED = {
    "plain": (
        TAKE,
        """func (s *stock) take(name string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.items[name] == 0 {
		return 0, errGone
	}
	s.items[name]--
	return 1, nil
}
""",
    ),
    "for reading, in two branches": (
        """func (s *stock) take(name string, n int) int {
	s.mu.RLock() // the counts
	switch n {
	case 0:
		s.mu.RUnlock()
	case 1:
		return s.items[name]
	default:
		n++
		s.mu.RUnlock()
	}
	return n
}
""",
        """func (s *stock) take(name string, n int) int {
	s.mu.RLock() // the counts
	defer s.mu.RUnlock()
	switch n {
	case 0:
	case 1:
		return s.items[name]
	default:
		n++
	}
	return n
}
""",
    ),
}

LOOP = """{
	for range 2 {
		s.mu.Lock()
		if s.items[name] == 0 {
			return 0, errGone
		}
		s.mu.Unlock()
	}
	return 1, nil
}
"""

LEFT_LOOP = """{
	for _, each := range []*stock{s, s.next} {
		each.mu.Lock()
		if each.items == nil {
			continue
		}
		each.mu.Unlock()
		break
	}
	return 1, nil
}
"""
SOMETIMES = """{
	if name != "" {
		s.mu.Lock()
	}
	if len(name) > 9 {
		return 0, errGone
	}
	if name != "" {
		s.items[name]++
		s.mu.Unlock()
	}
	return 1, nil
}
"""

KEPT = {
    "the lock is taken again": ("\ts.mu.Unlock()\n", "\ts.mu.Unlock()\n\ts.mu.Lock()\n\ts.mu.Unlock()\n"),
    "a method locks again": ("return 1, nil", "return s.size(), nil"),
    "another lock is taken": ("\ts.mu.Unlock()\n", "\ts.mu.Unlock()\n\ts.ready.Lock()\n\ts.ready.Unlock()\n"),
    "a function value is called": ("\treturn 1", "\ts.log(name)\n\treturn 1"),
    "a channel is waited for": ("\treturn 1", "\t<-make(chan int, 1)\n\treturn 1"),
    "a goroutine is started": ("\treturn 1", "\tgo s.note(name)\n\treturn 1"),
    "a call is deferred below the lock": ("\ts.mu.Lock()\n", "\ts.mu.Lock()\n\tdefer s.note(name)\n"),
    "the variable stands for another one": ("\ts.items[name]--\n", "\ts.items[name]--\n\ts = s.next\n"),
    "a literal gives it up": ("\ts.mu.Unlock()\n", "\tfree := func() { s.mu.Unlock() }\n\tfree()\n"),
    "in a loop": (TAKE[TAKE.index("{\n") :], LOOP),
    "in a loop that is left below": (TAKE[TAKE.index("{\n") :], LEFT_LOOP),
    "it is locked sometimes": (TAKE[TAKE.index("{\n") :], SOMETIMES),
    "more on the line": ("\ts.mu.Unlock()\n", "\ts.mu.Unlock() // enough\n"),
}


def mended(rule: str, source: str, *, unsafe: bool = False) -> str:
    """Return the source after the fixes of one rule."""
    report = testing.check_code(source, [RULES[rule]])
    texts = {finding.at.path: source.encode() for finding in report.findings}
    after = fixed(report.findings, texts, unsafe=unsafe)
    return next(iter(after.values())).decode() if after else source


@pytest.mark.parametrize("name", DEFERRED)
def test_an_unlock_is_deferred_in_place_of_the_plain_ones(name: str) -> None:
    before, after = DEFERRED[name]
    once = mended("lock-not-released", STOCK + before)
    assert once == STOCK + after
    assert mended("lock-not-released", once, unsafe=True) == once


@pytest.mark.parametrize("name", KEPT)
def test_an_unlock_is_not_deferred_where_something_may_need_the_lock(name: str) -> None:
    old, new = KEPT[name]
    source = STOCK + TAKE.replace(old, new)
    assert source != STOCK + TAKE
    assert testing.check_code(source, [RULES["lock-not-released"]]).findings
    assert mended("lock-not-released", source, unsafe=True) == source


def test_a_known_call_after_the_unlock_makes_the_defer_unsafe() -> None:
    source = STOCK + TAKE.replace("\treturn 1", "\ts.note(name)\n\treturn 1")
    assert mended("lock-not-released", source) == source
    assert "defer s.mu.Unlock()" in mended("lock-not-released", source, unsafe=True)


FETCH = """package p

import (
	"context"
	"sync"
)

func use(int) {}

func fetch(ctx context.Context, load func() (int, error)) int {
	found := make(chan int)
	go func() {
		n, err := load()
		if err != nil {
			found <- -1
			return
		}
		found <- n
	}()
	select {
	case n := <-found:
		return n
	case <-ctx.Done():
		return 0
	}
}

var _ sync.Mutex
"""


def test_a_channel_gets_room_for_the_one_value_that_nobody_may_take() -> None:
    once = mended("send-blocks-forever", FETCH)
    assert once == FETCH.replace("make(chan int)", "make(chan int, 1)")
    assert mended("send-blocks-forever", once, unsafe=True) == once
    zero = FETCH.replace("make(chan int)", "make(chan int, 0)")
    assert mended("send-blocks-forever", zero) == once


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\t\tfound <- n\n", "\t\tfound <- n\n\t\tfound <- n + 1\n"),
        ("\t\tfound <- n\n", "\t\tfor range n {\n\t\t\tfound <- n\n\t\t}\n"),
        ("\tgo func() {\n", "\tgo func() { found <- 7 }()\n\tgo func() {\n"),
        ("\tgo func() {\n", "\tuse(cap(found))\n\tgo func() {\n"),
        ("\tselect {\n", "\tgo func() { found <- 7 }()\n\t<-found\n\tselect {\n"),
    ],
)
def test_room_for_one_is_not_offered_where_more_is_sent_or_the_size_matters(old: str, new: str) -> None:
    source = FETCH.replace(old, new)
    assert source != FETCH
    assert "send" in "".join(
        f.rule for f in testing.check_code(source, [RULES["send-blocks-forever"]]).findings
    )
    assert mended("send-blocks-forever", source, unsafe=True) == source


def test_room_is_not_offered_where_the_sender_is_stuck_at_the_next_channel() -> None:
    source = FETCH.replace("\tfound := make(chan int)\n", "\tfound, next := make(chan int), make(chan int)\n")
    source = source.replace("\t\tfound <- n\n", "\t\tfound <- n\n\t\tnext <- n\n")
    source = source.replace("\t\treturn n\n", "\t\treturn n + <-next\n").replace("found <- -1", "use(-1)")
    assert [f.resource for f in testing.check_code(source, [RULES["send-blocks-forever"]]).findings] == [
        "found"
    ]
    assert mended("send-blocks-forever", source, unsafe=True) == source


def test_room_is_unsafe_where_something_runs_after_the_send() -> None:
    source = FETCH.replace("\t\tfound <- n\n", "\t\tfound <- n\n\t\tuse(n)\n")
    assert mended("send-blocks-forever", source) == source
    assert mended("send-blocks-forever", source, unsafe=True) == source.replace(
        "make(chan int)", "make(chan int, 1)"
    )
