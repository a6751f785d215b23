"""The hash that all keys and fingerprints are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b
else:
    try:
        from _blake2 import blake2b  # where hashlib has it from, but that loads OpenSSL first: 3 ms
    except ImportError:  # another interpreter than CPython
        from hashlib import blake2b

__all__ = ["blake2b"]
