"""A function with room does what it did, and the calls below it get their memory at once."""

from __future__ import annotations

from ginlint.room import SLOTS, with_room


@with_room
def added(first: int, *others: int, last: int = 0) -> int:
    return first + sum(others) + last


def test_the_function_is_the_same() -> None:
    assert (added(1, 2, last=3), added.__name__) == (6, "added")
    assert added.__code__.co_stacksize == SLOTS


def test_it_may_call_itself() -> None:
    @with_room
    def depth(number: int) -> int:
        return 0 if number == 0 else 1 + depth(number - 1)

    assert depth(200) == 200
