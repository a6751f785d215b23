"""Records are dataclasses in all but the time they take to make."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, is_dataclass, replace
from typing import Any

import pytest

from ginlint.record import NamedTuple, field, record


@record(slots=True, frozen=True, order=True)
class Point:
    """A frozen record."""

    x: int
    y: int = 2
    more: tuple[int, ...] = field(default_factory=tuple)


@record(slots=True)
class Box:
    name: str
    inside: list[int] = field(default_factory=list)


@record(slots=True, frozen=True)
class Told:
    place: int
    text: str = field(compare=False)


@record(slots=True, eq=False)
class Thing:
    name: str


@record(slots=True, unsafe_hash=True)
class Named:
    name: str

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{self.name}>"


@record(slots=True)
class Nothing:
    pass


def test_a_record_is_a_dataclass() -> None:
    assert is_dataclass(Point)
    assert [one.name for one in fields(Point)] == ["x", "y", "more"]
    assert replace(Point(1), y=3) == Point(1, 3)
    assert asdict(Box("b", [1])) == {"name": "b", "inside": [1]}
    assert Point.__match_args__ == ("x", "y", "more")


def test_arguments_and_defaults() -> None:
    assert (Point(1).y, Point(x=1, y=5).y, Point(1).more) == (2, 5, ())
    assert Box("a").inside is not Box("a").inside
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg] # that is the test
    with pytest.raises(TypeError):
        Box("a", [], 3)  # type: ignore[call-arg] # that is the test


def test_equality_and_hashes() -> None:
    assert (Point(1) == Point(1), Point(1) == Point(2), Box("a") == Box("a")) == (True, False, True)
    assert hash(Point(1)) == hash(Point(1))
    assert {Named("a"), Named("a")} == {Named("a")}
    assert (Told(1, "a") == Told(1, "b"), Told(1, "a") == Told(2, "a")) == (True, False)
    assert {Told(1, "a"), Told(1, "b")} == {Told(1, "a")}
    assert Thing("a") != Thing("a")
    assert (Point(1) == 1, Box("a") == Named("a")) == (False, False)
    assert Nothing() == Nothing()
    with pytest.raises(TypeError):
        hash(Box("a"))


def test_order() -> None:
    assert sorted([Point(2), Point(1, 3), Point(1)]) == [Point(1), Point(1, 3), Point(2)]
    assert (Point(1) <= Point(1), Point(1) >= Point(2), Point(3) > Point(2)) == (True, False, True)
    with pytest.raises(TypeError):
        _ = Point(1) < 1  # type: ignore[operator] # that is the test


def test_frozen_records_cannot_be_changed() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc] # that is the test
    with pytest.raises(FrozenInstanceError):
        del point.x  # type: ignore[misc] # that is the test
    box = Box("a")
    box.name = "b"
    assert box.name == "b"


def test_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        Box("a").other = 1  # type: ignore[attr-defined] # that is the test


@pytest.mark.parametrize("value", [Point(1, 2, (3,)), Box("a", [1]), Named("a")])
def test_pickle_and_copy(value: Any) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - made here
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value


def test_shown_as_dataclasses_are() -> None:
    @dataclass
    class Other:
        name: str
        inside: list[int]

    assert repr(Box("a", [1])) == repr(Other("a", [1])).replace(Other.__qualname__, "Box")
    assert (repr(Named("a")), str(Named("a"))) == ("<a>", "a")


class Pair(NamedTuple):
    """Two of them."""

    first: int
    second: str = "b"

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"

    def with_first(self, first: int) -> Pair:
        return self._replace(first=first)


def test_named_tuples() -> None:
    pair = Pair(1)
    assert (pair, pair.both, pair.with_first(3), Pair.__doc__) == ((1, "b"), "1b", (3, "b"), "Two of them.")
    assert (Pair._fields, Pair._field_defaults) == (("first", "second"), {"second": "b"})
    assert (repr(pair), pair.with_first(2) > pair) == ("Pair(first=1, second='b')", True)
    assert Pair.__annotations__ == {"first": "int", "second": "str"}
    assert pickle.loads(pickle.dumps(pair)) == pair  # noqa: S301 - made here
    match pair:
        case Pair(first, second):
            assert (first, second) == (1, "b")
    with pytest.raises(TypeError):
        Pair()  # type: ignore[call-arg] # that is the test


def test_a_named_tuple_in_a_function() -> None:
    class Inner(NamedTuple):
        x: int

    assert (Inner(1), Inner.__qualname__) == ((1,), "test_a_named_tuple_in_a_function.<locals>.Inner")


def test_a_record_without_docstring_has_no_made_up_signature() -> None:
    assert Box.__doc__ == "Box"
