"""What comes out of a cache is data: nothing in it is ever run."""

from __future__ import annotations

import os
import pickle

import pytest

from ginlint.cache.packed import pack, unpack
from ginlint.finding import Confidence, Edit, Finding, Fix, Location, Severity, Step


def test_findings_come_back_as_they_were() -> None:
    at = Location("a.go", 1, 2)
    finding = Finding(
        at,
        "leaks",
        severity=Severity.ERROR,
        confidence=Confidence.MEDIUM,
        steps=(Step(at, "here"),),
        fix=Fix("close it", (Edit(at, "x"),), safe=True),
    )

    assert unpack(pack([finding, {"a": (1, b"2", None)}])) == [finding, {"a": (1, b"2", None)}]


class Harmful:
    def __init__(self, function: object, *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> object:
        return self.call


@pytest.mark.parametrize(
    "harm",
    [
        Harmful(os.system, "true"),
        Harmful(eval, "1"),
        Harmful(getattr, Location, "__init__"),
    ],
)
def test_code_is_refused(harm: Harmful) -> None:
    with pytest.raises(ValueError, match="is damaged"):
        unpack(pickle.dumps(harm))


@pytest.mark.parametrize("name", ["os", "dataclass", "Location.of", "contents_of"])
def test_only_own_classes_are_taken(name: str) -> None:
    for module in ("ginlint.finding", "ginlint.outside"):
        with pytest.raises(ValueError, match="is damaged"):
            unpack(f"c{module}\n{name}\n.".encode())


@pytest.mark.parametrize("data", [b"", b"\x80", b"garbage", pack([1, 2])[:-2]])
def test_what_makes_no_sense_is_an_error_of_its_own(data: bytes) -> None:
    with pytest.raises(ValueError, match="is damaged"):
        unpack(data)
