"""Who has a value, and where it goes."""

from ginlint.go.ownership.buffers import Buffer, buffers_made, in_goroutine, outlives
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable

__all__ = [
    "Buffer",
    "Use",
    "UseKind",
    "buffers_made",
    "in_goroutine",
    "outlives",
    "uses_of",
    "uses_of_variable",
]
