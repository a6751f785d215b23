"""A project's own acquirers are told in its configuration file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config, read
from ginlint.discover import discover
from ginlint.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
[[resource]]
acquire = ["example.com/shop/lease.Take"]
release = ["Return"]
what = "lease"
cost = "one of three leases"
"""
LEASE = """package lease

type Lease struct{ n int }

func (l *Lease) Return() { l.n = 0 }

func Take() *Lease { return current }

var current *Lease
"""
USE = """package shop

import "example.com/shop/lease"

func lost(early bool) int {
	taken := lease.Take()
	if early {
		return 0
	}
	taken.Return()
	return 1
}

func returned() int {
	taken := lease.Take()
	defer taken.Return()
	return 2
}
"""


def config_of(tmp_path: Path, text: str) -> Config:
    path = tmp_path / ".ginlint.toml"
    path.write_text(text)
    return read(str(path))


def test_what_a_project_tells_is_followed(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/shop\n\ngo 1.24\n")
    (tmp_path / "lease").mkdir()
    (tmp_path / "lease" / "lease.go").write_text(LEASE)
    (tmp_path / "shop.go").write_text(USE)
    workspace = discover(["./..."], cwd=str(tmp_path))

    told = run(workspace, registry.load_all(), config_of(tmp_path, OWN))
    untold = run(workspace, registry.load_all(), Config())

    assert [(f.rule, f.function, f.message) for f in told.findings] == [
        (
            "closer-not-closed",
            "lost",
            "the lease in `taken` is not released on every path: one of three leases per call",
        )
    ]
    assert untold.findings == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("resource = 3", "'resource' must be written as tables"),
        ("[[resource]]\nwhat = 'lease'\nrelease = ['Return']", "'acquire' is missing"),
        ("[[resource]]\nacquire = ['a.B']\nrelease = ['C']", "'what' is missing"),
        ("[[resource]]\nacquire = ['a.B']\nwhat = 'x'", "nothing releases it"),
        ("[[resource]]\naquire = ['a.B']", "did you mean 'acquire'"),
        ("[[resource]]\nacquire = 'a.B'", "'acquire' must be like"),
        ("[[resource]]\nacquire = []", "'acquire' must be like"),
        ("[[resource]]\nacquire = [1]", "'acquire' must be like"),
        ("[[resource]]\nresult = '1'", "'result' must be like"),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config_of(tmp_path, text)

    assert message in str(caught.value)
    assert ".ginlint.toml" in str(caught.value)
