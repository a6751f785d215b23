from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ginlint.discover.read import MAX_BYTES, read
from ginlint.finding import Notice

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"package a\r\n",
        b"\xef\xbb\xbfpackage a\n",
        b"package a // \xff\xe9\n",
        b"p" * 8192 + b"\0",
        b"/" * MAX_BYTES,
    ],
    ids=["empty", "crlf", "bom", "latin-1", "late nul", "just not too large"],
)
def test_bytes_stay_as_they_are(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "a.go").write_bytes(text)

    assert text == read(str(tmp_path / "a.go"), {})


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        (b"\xff\xfep\0a\0", "encoding", "UTF-16"),
        (b"\xfe\xff\0p", "encoding", "UTF-16"),
        (b"\x7fELF\0", "encoding", "binary"),
        (b"/" * (MAX_BYTES + 1), "too-large", "larger than 4 MiB"),
    ],
    ids=["utf-16-le", "utf-16-be", "binary", "too large"],
)
def test_what_cannot_be_analysed(tmp_path: Path, text: bytes, kind: str, reason: str) -> None:
    path = str(tmp_path / "a.go")
    (tmp_path / "a.go").write_bytes(text)

    for notice in (read(path, {}), read(path, {path: text})):
        assert isinstance(notice, Notice)
        assert (kind, path) == (notice.kind, notice.path)
        assert reason in notice.text


@pytest.mark.parametrize("name", ["gone.go", "directory.go", "pipe.go", "loop.go"])
def test_unreadable(tmp_path: Path, name: str) -> None:
    (tmp_path / "directory.go").mkdir()
    os.mkfifo(tmp_path / "pipe.go")
    (tmp_path / "loop.go").symlink_to("loop.go")

    notice = read(str(tmp_path / name), {})

    assert isinstance(notice, Notice)
    assert notice.kind == "unreadable"


def test_the_overlay_wins(tmp_path: Path) -> None:
    (tmp_path / "a.go").write_text("package disk")
    path = str(tmp_path / "a.go")

    assert read(path, {path: b"package overlay"}) == b"package overlay"
