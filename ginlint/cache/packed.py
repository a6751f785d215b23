"""Values as bytes and back, without running what the bytes say."""

from __future__ import annotations

import io
import pickle
from typing import Any, ClassVar

PROTOCOL = 5
_ALLOWED = frozenset(
    (
        "ginlint.finding",
        "ginlint.go.clientfate",
        "ginlint.go.names.types",
        "ginlint.go.ownership.models",
        "ginlint.outside",
        "ginlint.reuse.needs",
        "ginlint.reuse.state",
    )
)


def pack(value: object) -> bytes:
    """Return the bytes of a value made of plain data and ginlint's own values."""
    return pickle.dumps(value, PROTOCOL)


def unpack(data: bytes) -> Any:
    """Return the value that was packed; ValueError if it names anything but ginlint's own values."""
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError) as error:
        raise ValueError("is damaged") from error


class _Unpickler(pickle.Unpickler):
    """A cache may come from elsewhere, a CI system's store say: it holds data, never code."""

    _known: ClassVar[dict[tuple[str, str], type]] = {}

    def find_class(self, module: str, name: str) -> Any:
        known = self._known.get((module, name))
        return known if known is not None else self._looked_up(module, name)

    def _looked_up(self, module: str, name: str) -> type:
        found = super().find_class(module, name) if module in _ALLOWED and "." not in name else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache")
        self._known[module, name] = found
        return found
