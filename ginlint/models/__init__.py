"""Facts about APIs as data: which types, calls and names mean what.

The tables are TOML files in this folder; `table` reads one the first time it is
asked for.
"""

from __future__ import annotations

import os.path
from functools import cache
from importlib.machinery import SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

FOLDER = os.path.dirname(__file__)


@cache
def table(name: str) -> dict[str, Any]:
    """Return the contents of `name`.toml in this folder."""
    module = ModuleType(f"{__name__}.{name}")
    _TableLoader(module.__name__, os.path.join(FOLDER, f"{name}.toml")).exec_module(module)
    found: dict[str, Any] = module.TABLE
    return found


class _TableLoader(SourceFileLoader):
    """Reads a table as Python reads a module: parsed once, and kept in __pycache__ until the file changes.

    To parse them all takes a sixth of the start.
    """

    def source_to_code(self, data: Any, path: Any) -> CodeType:  # type: ignore[override]
        """Return the code that makes the table."""
        import tomllib  # hardly ever needed

        text = bytes(data).decode()
        return compile(f"TABLE = {tomllib.loads(text)!r}", path, "exec", dont_inherit=True)
