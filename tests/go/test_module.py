from __future__ import annotations

import pytest

from ginlint.errors import ConfigError
from ginlint.go.module import NEWEST, language_version, parse_version, timers_are_collected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.22", (1, 22)),
        ("1.22.3", (1, 22)),
        ("go1.22rc1", (1, 22)),
        ("v1.9", (1, 9)),
        ("1", (1, 0)),
        ("1.x", None),
        ("", None),
        ("default", None),
        ("{{.Go}}", None),
    ],
)
def test_parse_version(text: str, expected: tuple[int, int] | None) -> None:
    assert expected == parse_version(text)


@pytest.mark.parametrize(
    ("go", "constraint", "override", "expected"),
    [
        ("1.20", "", "", (1, 20)),
        ("", "", "", (1, 16)),
        (None, "", "", NEWEST),
        ("{{.Go}}", "", "", NEWEST),
        ("1.20", "//go:build go1.22", "", (1, 22)),
        ("1.24", "//go:build go1.22", "", (1, 22)),
        ("1.24", "//go:build go1.18", "", (1, 21)),
        ("1.20", "//go:build linux || go1.22", "", (1, 20)),
        ("1.20", "//go:build !go1.22", "", (1, 20)),
        ("1.17", "// +build go1.22", "", (1, 17)),
        (None, "//go:build go1.21", "", (1, 21)),
        ("1.20", "", "1.24", (1, 24)),
        ("1.20", "//go:build go1.22", "1.24", (1, 22)),
    ],
)
def test_language_version(go: str | None, constraint: str, override: str, expected: tuple[int, int]) -> None:
    assert expected == language_version(go, constraint, override)


def test_the_version_of_a_user_must_be_one() -> None:
    with pytest.raises(ConfigError, match=r"'newest' is no Go version; write one like 1.22"):
        language_version("1.20", "", "newest")


@pytest.mark.parametrize(
    ("go", "toolchain", "godebug", "directives", "expected"),
    [
        ("1.23", "", {}, {}, True),
        ("1.22", "", {}, {}, False),
        ("", "", {}, {}, False),
        (None, "", {}, {}, True),
        ("1.22", "1.27.0", {}, {}, True),
        ("1.22", "1.26.1", {}, {}, False),
        ("1.22", "default", {}, {}, False),
        ("1.24", "", {"asynctimerchan": "1"}, {}, False),
        ("1.24", "", {"asynctimerchan": "2"}, {}, True),
        ("1.22", "", {"asynctimerchan": "0"}, {}, True),
        ("1.27", "", {"asynctimerchan": "1"}, {}, True),
        ("1.24", "1.27rc1", {"asynctimerchan": "1"}, {}, True),
        ("1.24", "", {"default": "go1.21"}, {}, False),
        ("1.21", "", {"default": "go1.23"}, {}, True),
        ("1.24", "", {}, {"asynctimerchan": "1"}, False),
        ("1.24", "", {"asynctimerchan": "1"}, {"asynctimerchan": "0"}, True),
        ("1.24", "", {"default": "go1.21", "asynctimerchan": "0"}, {}, True),
    ],
)
def test_timers(
    go: str | None, toolchain: str, godebug: dict[str, str], directives: dict[str, str], expected: bool
) -> None:
    assert expected == timers_are_collected(go, toolchain, godebug, directives)
