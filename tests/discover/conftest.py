from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.discover.tree import FILES, GO_MOD, put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    for name in FILES:
        put(root / name)
    put(root / "go.mod", GO_MOD)
    for name in ("tools", "deploy/gen"):
        put(root / name / "go.mod", f"module example.com/{name}\n\ngo 1.20\n")
        put(root / name / "n.go")
    put(root / "tools/inner/go.mod", "module example.com/inner\n")
    put(root / "tools/inner/i.go")
    return root
