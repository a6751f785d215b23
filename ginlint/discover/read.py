"""Reading one Go file for analysis."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from ginlint.finding import Notice

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 4 << 20  # a table of that size takes some seconds
_PROBE = 8 << 10
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(path: str, overlay: Mapping[str, bytes]) -> bytes | Notice:
    """Return the bytes of the file unchanged, or why it cannot be analysed.

    `overlay` wins over the disk. Notices name the file by `path` and are of the
    kinds unreadable, too-large (more than 4 MiB) and encoding (binary, UTF-16).
    A UTF-8 byte-order mark stays, and bytes that are not UTF-8 are no obstacle.
    """
    text = overlay.get(path)
    if text is None:
        try:
            found = os.stat(path)
            if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
                return Notice("unreadable", path, "cannot be read: not a regular file")
            if found.st_size > MAX_BYTES:
                return _too_large(path)
            with open(path, "rb") as file:
                text = file.read()
        except OSError as error:
            return Notice("unreadable", path, f"cannot be read: {error.strerror or error}")
    return _objection(path, text) or text


def _too_large(path: str) -> Notice:
    return Notice("too-large", path, f"is larger than {MAX_BYTES >> 20} MiB")


def _objection(path: str, text: bytes) -> Notice | None:
    if len(text) > MAX_BYTES:
        return _too_large(path)
    if text.startswith(_UTF16):
        return Notice("encoding", path, "is UTF-16, which Go does not read; save it as UTF-8")
    if b"\0" in text[:_PROBE]:
        return Notice("encoding", path, "is binary: it holds NUL bytes")
    return None
