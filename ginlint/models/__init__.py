"""Facts about APIs as data: which types, calls and names mean what.

The tables are TOML files in this folder; `table` reads one the first time it is
asked for.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the contents of `name`.toml in this folder."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
