"""Arguments that name nothing, and what cannot be read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ginlint.discover import discover
from ginlint.discover import walk as walk_module
from ginlint.errors import UsageError
from ginlint.finding import Notice
from tests.discover.tree import PACKAGES, put, requested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("./ap", "no file, directory or package './ap'; did you mean './api'?"),
        ("./ap/...", "no file, directory or package './ap/...'; did you mean './api/...'?"),
        ("./nothing", "no file, directory or package './nothing'; use ./..."),
        ("main.og", "no file, directory or package 'main.og'; did you mean 'main.go'?"),
        ("./nothing/...", "no file, directory or package './nothing/...'; use ./..."),
        (
            "github.com/x/y",
            "'github.com/x/y' is neither a path nor a package of the module 'example.com/shop'",
        ),
        ("github.com/x/...", "'github.com/x/...' is neither a path nor a package of"),
        ("./docs", "no Go files in './docs'; use ./docs/... for the packages below it"),
        ("./docs/...", "'./docs/...' matches no package with Go files; name a directory"),
        ("./deploy/...", "'./deploy/...' matches no package with Go files; use --all-modules"),
        ("README.md", "'README.md' is no Go file; name .go files"),
        ("", "an empty argument names nothing; use ./..."),
        ("-", "reading standard input needs --stdin-filename"),
        ("a\0b", "no file, directory or package"),
        ("a\0b/...", "no file, directory or package"),
    ],
)
def test_arguments_that_name_nothing(shop: Path, pattern: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        discover([pattern], cwd=str(shop))

    assert str(caught.value).startswith(expected)
    assert "\n" not in str(caught.value)


def test_an_empty_directory(tmp_path: Path) -> None:
    for pattern in (".", "./..."):
        with pytest.raises(UsageError, match="Go files"):
            discover([pattern], cwd=str(tmp_path))


def test_no_patterns(shop: Path) -> None:
    assert discover([], cwd=str(shop)).packages == ()


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Root may read everything, so the system call has to refuse."""
    scandir = os.scandir
    refused: set[str] = set()

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if path in refused:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(walk_module.os, "scandir", refusing)
    return lambda path: refused.add(str(path))


def test_unreadable_directories(shop: Path, refuse: Callable[[Path], None]) -> None:
    refuse(shop / "api")
    workspace = discover(["./..."], cwd=str(shop))

    assert requested(workspace) == [name for name in PACKAGES if name.split("/")[0] != "api"]
    assert workspace.notices[-1] == Notice("unreadable", "api", "cannot be read: Permission denied")


@pytest.mark.parametrize("pattern", ["api", "./api/..."])
def test_naming_an_unreadable_directory(shop: Path, refuse: Callable[[Path], None], pattern: str) -> None:
    refuse(shop / "api")
    workspace = discover([pattern], cwd=str(shop))

    assert [n.path for n in workspace.notices] == ["api"]
    assert requested(workspace) == []


def test_an_unreadable_go_mod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "go.mod", "module m\n")
    put(tmp_path / "a.go")

    def refusing(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refusing)
    workspace = discover(["."], cwd=str(tmp_path))

    assert requested(workspace) == [""]
    assert [(n.kind, n.path) for n in workspace.notices] == [("unreadable", "go.mod")]
