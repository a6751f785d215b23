from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ginlint.discover.modfile import parse_mod, parse_work
from ginlint.discover.workspace import Module, Work

GO_MOD = """\
// a comment
module "example.com/shop" // another

go 1.22.3
toolchain go1.24.1

godebug default=go1.21
godebug (
	asynctimerchan=1 // old timers
	nonsense
)
require github.com/gin-gonic/gin v1.10.0
require (
	gorm.io/gorm v1.25.0 // indirect
	`example.com/raw` v0.1.0
	alone
)
exclude example.com/bad v1.0.0
retract [v1.0.0, v1.1.0]
replace example.com/raw => ../raw
replace (
	github.com/gin-gonic/gin v1.10.0 => example.com/fork v1.11.0
	gorm.io/gorm v9.9.9 => ./never
	broken =>
)
ignore ./web
ignore (
	node_modules
	third/party
)
???
"""

EXPECTED = Module(
    dir="/shop",
    path="example.com/shop",
    go="1.22.3",
    toolchain="1.24.1",
    godebug={"default": "go1.21", "asynctimerchan": "1"},
    requires={
        "github.com/gin-gonic/gin": "v1.10.0",
        "gorm.io/gorm": "v1.25.0",
        "example.com/raw": "v0.1.0",
    },
    replaces={"example.com/raw": "/raw", "github.com/gin-gonic/gin": "example.com/fork@v1.11.0"},
    ignore=("./web", "node_modules", "third/party"),
)


@pytest.mark.parametrize(
    "text",
    [
        GO_MOD.encode(),
        GO_MOD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + GO_MOD.encode(),
    ],
    ids=["plain", "crlf", "bom"],
)
def test_go_mod(text: bytes) -> None:
    assert parse_mod(text, "/shop") == EXPECTED


def test_a_go_mod_that_says_nothing() -> None:
    assert Module(dir="/shop", path="") == parse_mod(b"", "/shop")


def test_a_comment_ends_a_word_and_a_block_without_a_space_opens() -> None:
    module = parse_mod(b"module a// b\nrequire(\nx v1\n)\ngo 1.20", "/shop")

    assert (module.path, module.requires, module.go) == ("a", {"x": "v1"}, "1.20")


def test_go_work() -> None:
    text = b"go 1.23\ntoolchain go1.23.4\ngodebug asynctimerchan=1\nuse ./a\nuse (\n\t./b/c\n\t../d\n)\n"
    expected = Work(
        dir="/w",
        go="1.23",
        toolchain="1.23.4",
        godebug={"asynctimerchan": "1"},
        uses=("/w/a", "/w/b/c", "/d"),
    )

    assert expected == parse_work(text, "/w")


@given(st.binary() | st.text(' ()"`\\=>/\n.aigno replacerequire').map(str.encode))
@example(b"module (\nreplace a => \n)")
def test_any_bytes_are_a_go_mod(text: bytes) -> None:
    assert parse_mod(text, "/d").dir == "/d"
    assert parse_work(text, "/d").dir == "/d"
