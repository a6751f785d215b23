"""A tree of packages to discover, and what discovery says of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ginlint.discover import Workspace

GO_MOD = "module example.com/shop\n\ngo 1.25\n\nignore (\n\t./web\n\tthird/ignored\n)\n"
FILES = [
    "main.go",
    "main_test.go",
    "README.md",
    "api/api.go",
    "api/v1/_draft.go",
    "api/v1/.hidden.go",
    "api/v1/v1.go",
    "api/v1/v1_windows.go",
    "api2/api2.go",
    "docs/readme.txt",
    "only_test/only_test.go",
    "store/sql/deep/v1/deep.go",
    "testdata/t/t.go",
    "api/testdata/t.go",
    "_under/u.go",
    "_under/in/in.go",
    ".hid/h.go",
    "vendor/github.com/x/y/y.go",
    "api/vendor/z/z.go",
    "vendorx/x.go",
    "web/w.go",
    "sub/web/w.go",
    "x/third/ignored/i.go",
    "x/third/ignored2/i.go",
]
PACKAGES = [
    "",
    "api",
    "api/v1",
    "api2",
    "only_test",
    "store/sql/deep/v1",
    "sub/web",
    "vendorx",
    "x/third/ignored2",
]


def put(path: Path, text: str = "package p\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def requested(workspace: Workspace, root: Path | None = None) -> list[str]:
    base = str(root or workspace.root)
    names = (os.path.relpath(p.dir, base) for p in workspace.packages if p.requested)
    return sorted("" if name == "." else name for name in names)


def reports(workspace: Workspace) -> dict[str, set[str] | None]:
    return {
        os.path.relpath(p.dir, workspace.root): None if p.report is None else set(p.report)
        for p in workspace.packages
        if p.requested
    }
