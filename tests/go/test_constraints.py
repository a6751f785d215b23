from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ginlint.go.constraints import (
    evaluate,
    exclusive,
    file_constraint,
    go_version,
    is_ignored,
    needs,
    parse,
    platform_tags,
)
from ginlint.go.header import Header, scan_header


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("//go:build linux", ("linux",)),
        ("linux", ("linux",)),
        ("//go:build linux && !cgo", ("linux", "cgo", "!", "&&")),
        ("//go:build a || b && c", ("a", "b", "c", "&&", "||")),
        ("//go:build (a || b) && c", ("a", "b", "||", "c", "&&")),
        ("//go:build !(a || b)", ("a", "b", "||", "!")),
        ("//go:build a&&b||c", ("a", "b", "&&", "c", "||")),
        ("// +build a,!b c", ("a", "b", "!", "&&", "c", "||")),
        ("//+build a\n// +build b", ("a", "b", "&&")),
        ("// +build", ("ignore",)),
        ("// +build !!a", ("ignore",)),
        ("", ()),
        ("//go:build", ()),
        ("//go:build a &&", ()),
        ("//go:build a b", ()),
        ("//go:build !!a", ()),
        ("//go:build (a", ()),
        ("//go:build a)", ()),
        ("//go:build ()", ()),
        ("//go:build a & b", ()),
        ("//go:build a-b", ()),
        ("//go:build " + "(" * 5000 + "a" + ")" * 5000, ("a",)),
    ],
)
def test_parse(text: str, expected: tuple[str, ...]) -> None:
    assert expected == parse(text)


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("linux && go1.22", {"linux", "go1.22"}, True),
        ("linux && go1.22", {"linux"}, False),
        ("!windows", set(), True),
        ("!(a || b) || c", {"b"}, False),
        ("!(a || b) || c", {"b", "c"}, True),
        ("a || b && c", {"a"}, True),
        ("(a || b) && c", {"a"}, False),
        ("", set(), True),
    ],
)
def test_evaluate(text: str, tags: set[str], expected: bool) -> None:
    assert expected == evaluate(parse(text), tags.__contains__)


@pytest.mark.parametrize(
    ("goos", "expected"),
    [
        ("linux", {"linux", "amd64", "unix"}),
        ("android", {"android", "linux", "amd64", "unix"}),
        ("ios", {"ios", "darwin", "amd64", "unix"}),
        ("illumos", {"illumos", "solaris", "amd64", "unix"}),
        ("windows", {"windows", "amd64"}),
        ("plan9", {"plan9", "amd64"}),
    ],
)
def test_platform_tags(goos: str, expected: set[str]) -> None:
    assert expected == platform_tags(goos, "amd64")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("linux && go1.22", (1, 22)),
        ("(linux && go1.22) || (windows && go1.20)", (1, 20)),
        ("linux", None),
        ("linux || (windows && go1.22)", None),
        ("!go1.22", None),
        ("!(!go1.22 || linux)", (1, 22)),
        ("!(!go1.22 && linux)", None),
        ("(linux && !linux && go1.20) || go1.21", (1, 20)),
        ("go1", (1, 0)),
        ("go1.20 && go1.22", (1, 22)),
        ("go1.22.1", None),
        ("", None),
    ],
)
def test_go_version(text: str, expected: tuple[int, int] | None) -> None:
    assert expected == go_version(parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ignore", True),
        ("ignore && linux", True),
        ("ignore && !go1.9", True),
        ("!ignore", False),
        ("ignore || linux", False),
        ("tools", False),
        ("", False),
    ],
)
def test_is_ignored(text: str, expected: bool) -> None:
    assert expected == is_ignored(parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("debug", True),
        ("linux && (debug || mock)", True),
        ("debug || sqlite", False),
        ("!debug", False),
        ("sqlite", False),
        ("", False),
    ],
)
def test_needs(text: str, expected: bool) -> None:
    assert expected == needs(parse(text), frozenset({"debug", "mock"}))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a_windows.go", ("windows",)),
        ("a_windows_test.go", ("windows",)),
        ("a_arm64.go", ("arm64",)),
        ("a_linux_arm64.go", ("linux", "arm64", "&&")),
        ("a_b_linux_arm64_test.go", ("linux", "arm64", "&&")),
        ("a_arm64_linux.go", ("linux",)),
        ("a_linux.pb.go", ("linux",)),
        ("linux.go", ()),
        ("linux_test.go", ()),
        ("a_unix.go", ()),
        ("a_linuxes.go", ()),
    ],
)
def test_file_name(name: str, expected: tuple[str, ...]) -> None:
    assert expected == file_constraint(name, ())


def test_file_name_and_line() -> None:
    assert file_constraint("a_linux.go", ("cgo",)) == ("linux", "cgo", "&&")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("linux", "windows", True),
        ("linux", "!linux", True),
        ("linux", "android", False),
        ("linux", "unix", False),
        ("windows", "unix", True),
        ("linux", "amd64", False),
        ("amd64", "arm64", True),
        ("gc", "gccgo", True),
        ("!gc", "!gccgo", True),
        ("cgo", "!cgo", True),
        ("cgo", "netgo", False),
        ("go1.22", "!go1.21", True),
        ("go1.21", "!go1.22", False),
        ("!go1", "go1.5", True),
        ("a || b", "!a && !b", True),
        ("a || b", "!a", False),
        ("linux", "", False),
        ("", "", False),
        ("linux && cgo", "linux && !cgo && amd64", True),
        ("darwin || linux", "!unix", True),
        (" && ".join(f"t{n}" for n in range(40)), "!t1", False),
    ],
)
def test_exclusive(one: str, other: str, expected: bool) -> None:
    assert expected == exclusive(parse(one), parse(other))
    assert expected == exclusive(parse(other), parse(one))


@given(st.text("ab!&|() \t.1#", max_size=60))
def test_any_text_is_an_expression(text: str) -> None:
    expr = parse(text)

    assert evaluate(expr, lambda _: True) in {True, False}
    assert not exclusive(expr, ())
    assert go_version(expr) is None or go_version(expr) >= (1, 0)


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        (b"package a\n", Header()),
        (b"// Package a.\npackage a\n", Header()),
        (b"//go:build linux\n\npackage a\n", Header("//go:build linux")),
        (b"\xef\xbb\xbf//go:build linux\r\n\r\npackage a\r\n", Header("//go:build linux")),
        (b"// text\n//go:build linux\npackage a\n", Header("//go:build linux")),
        (b"  //go:build linux\npackage a\n", Header("//go:build linux")),
        (b"/* text */\n//go:build linux\npackage a\n", Header("//go:build linux")),
        (b"/*\n//go:build linux\n*/\npackage a\n", Header()),
        (b"/* a\npackage b */\n//go:build linux\npackage a\n", Header("//go:build linux")),
        (b"/* a */ /* b\n*/ // c\n//go:build linux\npackage a\n", Header("//go:build linux")),
        (b"/* a */ package a\n//go:build linux\n", Header()),
        (b"//go:buildx linux\npackage a\n", Header()),
        (b"package a\n\n//go:build linux\n", Header()),
        (b"// +build linux\n// +build cgo\n\npackage a\n", Header("// +build linux\n// +build cgo")),
        (b"// +build linux\npackage a\n", Header()),
        (b"/* a */\n\n// +build linux\n\npackage a\n", Header()),
        (b"// +build a\n\n//go:build b\npackage a\n", Header("//go:build b")),
        (b"// Code generated by x. DO NOT EDIT.\npackage a\n", Header(generated=True)),
        (b"\xef\xbb\xbf// Code generated by x. DO NOT EDIT.\r\n\r\npackage a\r\n", Header(generated=True)),
        (b"// a\n\n// Code generated by x. DO NOT EDIT.\n\n// b\npackage a\n", Header(generated=True)),
        (b"// Code generated by x. DO NOT EDIT\npackage a\n", Header()),
        (b"// Code generated by x; do not edit.\npackage a\n", Header()),
        (b" // Code generated by x. DO NOT EDIT.\npackage a\n", Header()),
        (b"/*\n// Code generated by x. DO NOT EDIT.\n*/\npackage a\n", Header()),
        (b"package a\n// Code generated by x. DO NOT EDIT.\n", Header()),
        (
            b"//go:debug asynctimerchan=1\n//go:debug default=go1.21\npackage main\n",
            Header(),
        ),
        (b"/* never closed\n//go:build linux\n", Header()),
        (b"", Header()),
    ],
)
def test_header(src: bytes, expected: Header) -> None:
    assert expected == scan_header(src)


@given(st.lists(st.sampled_from([b"/*", b"*/", b"//", b"\n", b" ", b"a", b"go:build x", b"package a"])))
def test_any_bytes_have_a_header(pieces: list[bytes]) -> None:
    header = scan_header(b"".join(pieces))

    assert header.constraint == "" or header.constraint.startswith("//go:build")
