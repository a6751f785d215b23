from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from ginlint.discover import discover
from ginlint.errors import UsageError
from ginlint.finding import Notice
from tests.discover.tree import PACKAGES, put, reports, requested

if TYPE_CHECKING:
    from pathlib import Path


def test_everything(shop: Path) -> None:
    workspace = discover(["./..."], cwd=str(shop))

    assert requested(workspace) == PACKAGES
    assert [p.import_path for p in workspace.packages] == [
        f"example.com/shop/{name}".rstrip("/") for name in PACKAGES
    ]
    assert {p.report for p in workspace.packages} == {None}
    assert {p.module.go for p in workspace.packages if p.module} == {"1.25"}
    assert workspace.packages[0].files == ("main.go", "main_test.go")
    assert workspace.packages[2].files == ("v1.go", "v1_windows.go")


def test_the_same_every_time(shop: Path) -> None:
    assert discover(["./..."], cwd=str(shop)) == discover(["./..."], cwd=str(shop))


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["."], [""]),
        (["./"], [""]),
        (["./api"], ["api"]),
        (["api"], ["api"]),
        (["api/"], ["api"]),
        (["./api/..."], ["api", "api/v1"]),
        (["api/..."], ["api", "api/v1"]),
        (["./api..."], ["api", "api/v1", "api2"]),
        (["./.../v1"], ["api/v1", "store/sql/deep/v1"]),
        (["./store/.../v1"], ["store/sql/deep/v1"]),
        (["./store/.../v1/..."], ["store/sql/deep/v1"]),
        (["./docs/../api"], ["api"]),
        (["..."], PACKAGES),
        (["example.com/shop"], [""]),
        (["example.com/shop/api"], ["api"]),
        (["example.com/shop/api/..."], ["api", "api/v1"]),
        (["example.com/shop/..."], PACKAGES),
        (["example.com/..."], PACKAGES),
        (["example.com/.../v1"], ["api/v1", "store/sql/deep/v1"]),
        (["./testdata/t"], ["testdata/t"]),
        (["./testdata/..."], ["testdata/t"]),
        (["./_under"], ["_under"]),
        (["./_under/..."], ["_under", "_under/in"]),
        (["./.hid"], [".hid"]),
        (["./web"], ["web"]),
        (["./web/..."], ["web"]),
        (["./vendor/..."], ["vendor/github.com/x/y"]),
        (["./tools"], ["tools"]),
        (["./tools/..."], ["tools"]),
        (["./api", "./api2", "./api"], ["api", "api2"]),
    ],
)
def test_patterns(shop: Path, patterns: list[str], expected: list[str]) -> None:
    assert requested(discover(patterns, cwd=str(shop))) == expected


def test_absolute_paths(shop: Path, tmp_path: Path) -> None:
    workspace = discover([f"{shop}/api/...", f"{shop}/main.go"], cwd=str(tmp_path))

    assert reports(workspace) == {"shop": {"main.go"}, "shop/api": None, "shop/api/v1": None}


def test_from_a_directory_below(shop: Path) -> None:
    workspace = discover(["./...", "../api2", "../main.go"], cwd=str(shop / "api"))

    assert reports(workspace) == {"..": {"main.go"}, ".": None, "v1": None, "../api2": None}


def test_from_inside_testdata(shop: Path) -> None:
    assert reports(discover(["./...", "t.go"], cwd=str(shop / "testdata/t"))) == {".": None}


def test_import_paths_of_what_is_named(shop: Path) -> None:
    workspace = discover(["./testdata/t", "./vendor/...", "./tools"], cwd=str(shop))
    paths = {p.import_path for p in workspace.packages}

    assert {"example.com/shop/testdata/t", "github.com/x/y", "example.com/tools"} <= paths


def test_the_rest_of_the_module_comes_along(shop: Path) -> None:
    workspace = discover(["./api/v1"], cwd=str(shop))
    rest = [os.path.relpath(p.dir, shop) for p in workspace.packages if not p.requested]

    assert rest == [".", *(name for name in PACKAGES if name not in {"", "api/v1"})]


def test_files_narrow_the_report(shop: Path) -> None:
    workspace = discover(["api/v1/v1.go", "main.go", "main_test.go", "api2/api2.go", "api2"], cwd=str(shop))

    assert reports(workspace) == {".": {"main.go", "main_test.go"}, "api/v1": {"v1.go"}, "api2": None}
    assert workspace.packages[2].files == ("v1.go", "v1_windows.go")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("vendor/github.com/x/y/y.go", "vendor"),
        ("api/vendor/z/z.go", "vendor"),
        ("testdata/t/t.go", "testdata"),
        ("_under/u.go", "_under"),
        ("./.hid/h.go", ".hid"),
        ("web/w.go", "go.mod"),
        ("x/third/ignored/i.go", "go.mod"),
        ("api/v1/_draft.go", "start with"),
    ],
)
def test_named_files_that_stay_excluded(shop: Path, name: str, reason: str) -> None:
    workspace = discover([name], cwd=str(shop))
    notice = workspace.notices[0]

    assert (notice.kind, notice.path) == ("excluded", name.removeprefix("./"))
    assert reason in notice.text
    assert workspace.packages == ()


def test_nested_modules_are_counted(shop: Path) -> None:
    expected = Notice("nested-module", "deploy/gen", "2 nested modules skipped, use --all-modules")

    assert discover(["./...", "./..."], cwd=str(shop)).notices == (expected,)


def test_only_nested_modules_below_the_pattern_count(shop: Path) -> None:
    below = discover(["./deploy/...", "./api/..."], cwd=str(shop), all_modules=True)
    named = discover(["./...", "./tools", "./deploy/gen"], cwd=str(shop))

    assert requested(below) == ["api", "api/v1", "deploy/gen"]
    assert named.notices == ()
    assert discover(["./api/..."], cwd=str(shop)).notices == ()


def test_all_modules(shop: Path) -> None:
    workspace = discover(["./..."], cwd=str(shop), all_modules=True)
    modules = {p.import_path: p.module.go for p in workspace.packages if p.module}

    assert requested(workspace) == sorted([*PACKAGES, "deploy/gen", "tools", "tools/inner"])
    assert (modules["example.com/tools"], modules["example.com/inner"]) == ("1.20", "")
    assert workspace.notices == ()


def test_outside_of_modules_all_below_is_read(shop: Path) -> None:
    put(shop.parent / "script/s.go")
    workspace = discover(["./..."], cwd=str(shop.parent))

    assert requested(workspace, shop) == sorted(["../script", *PACKAGES])
    assert {p.dir: p.import_path for p in workspace.packages}[str(shop.parent / "script")] == ""
    assert "example.com/shop/api" in {p.import_path for p in workspace.packages}
    assert [n.text[:16] for n in workspace.notices] == ["2 nested modules"]


def test_workspaces(tmp_path: Path) -> None:
    put(tmp_path / "go.work", "go 1.24\nuse (\n\t./a\n\t./b\n\t./gone\n)\n")
    for name in "abc":
        put(tmp_path / name / "go.mod", f"module example.com/{name}\n")
        put(tmp_path / name / "sub/x.go")
    workspace = discover(["example.com/b/sub", "./..."], cwd=str(tmp_path / "a"))

    assert requested(workspace, tmp_path) == ["a/sub", "b/sub"]
    assert workspace.work is not None
    assert (workspace.work.go, workspace.work.uses[0]) == ("1.24", str(tmp_path / "a"))
    assert requested(discover(["example.com/..."], cwd=str(tmp_path)), tmp_path) == ["a/sub", "b/sub"]
    with pytest.raises(UsageError, match=r"example.com/c/sub"):
        discover(["example.com/c/sub"], cwd=str(tmp_path))


def test_the_standard_library_has_no_prefix(tmp_path: Path) -> None:
    put(tmp_path / "go.mod", "module std\n")
    for name in ("net/http/h.go", "vendor/golang.org/x/y/y.go"):
        put(tmp_path / name)
    workspace = discover(["./...", "./vendor/..."], cwd=str(tmp_path))

    assert [p.import_path for p in workspace.packages] == ["net/http", "vendor/golang.org/x/y"]


def test_links(shop: Path, tmp_path: Path) -> None:
    (shop / "api/loop").symlink_to("..")
    (shop / "api/linked.go").symlink_to("../main.go")
    (shop / "api/dangling.go").symlink_to("nowhere.go")
    (shop / "api/directory.go").symlink_to("v1")
    (tmp_path / "link").symlink_to("shop/api")

    assert requested(discover(["./..."], cwd=str(shop))) == PACKAGES
    workspace = discover(["./link/...", "link/api.go"], cwd=str(tmp_path))
    assert requested(workspace, shop) == ["api", "api/v1"]
    assert next(p.files for p in workspace.packages if p.requested) == ("api.go", "dangling.go", "linked.go")
    assert discover(["."], cwd=str(tmp_path / "link")).root == str(shop / "api")


def test_a_directory_called_like_a_file(tmp_path: Path) -> None:
    put(tmp_path / "odd.go/a.go")

    assert requested(discover(["./..."], cwd=str(tmp_path))) == ["odd.go"]
    assert requested(discover(["odd.go"], cwd=str(tmp_path))) == ["odd.go"]


@pytest.mark.parametrize(
    ("globs", "expected"),
    [
        (["api"], {".": None, "api2": None}),
        (["api/"], {".": None, "api2": None}),
        (["./api/v1"], {".": None, "api": None, "api2": None}),
        (["*.go"], {}),
        (["*_test.go"], {".": {"main.go"}, "api": None, "api/v1": None, "api2": None}),
        (["*_windows.go"], {".": None, "api": None, "api/v1": {"v1.go"}, "api2": None}),
        (["**/v1/**"], {".": None, "api": None, "api2": None}),
        (["api/*.go"], {".": None, "api/v1": None, "api2": None}),
        (["api?/**"], {".": None, "api": None, "api/v1": None}),
        (["api[!2]"], {".": None, "api": None, "api/v1": None, "api2": None}),
        (["api[0-9]", "v1"], {".": None, "api": None}),
        (["api[9-0]", "", "/"], {".": None, "api": None, "api/v1": None, "api2": None}),
        (["**"], {}),
    ],
)
def test_exclude(shop: Path, globs: list[str], expected: dict[str, Any]) -> None:
    workspace = discover([".", "./api/...", "./api2"], cwd=str(shop), exclude=globs)

    assert reports(workspace) == expected
    assert [os.path.relpath(p.dir, shop) for p in workspace.packages] == [".", *PACKAGES[1:]]


def test_excluded_files_among_named_ones(shop: Path) -> None:
    names = ["main.go", "main_test.go"]

    assert reports(discover(names, cwd=str(shop), exclude=["*_test.go"])) == {".": {"main.go"}}
    assert reports(discover(names, cwd=str(shop), exclude=["main*"])) == {}


def test_standard_input(shop: Path) -> None:
    workspace = discover(["-"], cwd=str(shop), stdin_filename="api/v1/v1.go", stdin=b"package v1\n")

    assert reports(workspace) == {"api/v1": {"v1.go"}}
    assert workspace.overlay == {str(shop / "api/v1/v1.go"): b"package v1\n"}


def test_standard_input_that_is_not_on_disk(shop: Path) -> None:
    workspace = discover(["-", "api"], cwd=str(shop), stdin_filename="api/new.go", stdin=b"package api\n")
    nowhere = discover(["-"], cwd=str(shop), stdin_filename="new/new.go", stdin=b"package new\n")

    assert workspace.packages[1].files == ("api.go", "new.go")
    assert reports(workspace) == {"api": None}
    assert [p.import_path for p in nowhere.packages if p.requested] == ["example.com/shop/new"]


def test_standard_input_that_is_excluded(shop: Path) -> None:
    workspace = discover(["-"], cwd=str(shop), stdin_filename="vendor/x/y.go", stdin=b"package y\n")

    assert (workspace.overlay, workspace.packages) == ({}, ())
