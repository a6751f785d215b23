"""Discovery and constraints against `go list` itself, on a tree of awkward names."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from ginlint.discover import discover
from ginlint.go.constraints import evaluate, file_constraint, parse, platform_tags
from ginlint.go.header import scan_header

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.go,
    pytest.mark.skipif(shutil.which("go") is None, reason="the Go toolchain is not installed"),
]

TREE = {
    "go.mod": "module example.com/m\n\ngo 1.25\n\nignore (\n\t./rooted\n\tanywhere\n\tin/side\n)\n",
    "m.go": "",
    "m_test.go": "",
    "_no.go": "",
    ".no.go": "",
    "a/a_windows.go": "",
    "a/a_linux_arm64.go": "",
    "a/a_linux_test.go": "",
    "a/a_darwin.go": "",
    "a/a_unix.go": "",
    "a/linux.go": "",
    "a/a_linux.pb.go": "",
    "a/amd64_test.go": "",
    "b/cgo.go": "//go:build cgo\n\n",
    "b/ignored.go": "//go:build ignore\n\n",
    "b/integration.go": "//go:build integration || (linux && !amd64)\n\n",
    "b/new.go": "//go:build go1.20 && !go1.99\n\n",
    "b/old.go": "// +build !linux,amd64 solaris\n// +build !ios\n\n",
    "b/old_too_late.go": "// +build solaris\n",
    "b/unix.go": "/* licence */\n//go:build unix\n",
    "b/block.go": "/*\n//go:build solaris\n*/\n",
    "b/bom.go": "\ufeff//go:build windows\r\n\r\n",
    "b/plain.go": "// b is\n// +build solaris\n",
    "c_linux/c.go": "",
    "only/only_test.go": "",
    "deep/x/y/v1/v.go": "",
    "deep/v1/v.go": "",
    "deeper/v1/v.go": "",
    "testdata/t.go": "",
    "sub/testdata/t.go": "",
    "_under/u.go": "",
    ".hid/h.go": "",
    "vendor/x.org/y/y.go": "",
    "sub/vendor/z/z.go": "",
    "vendorx/v.go": "",
    "rooted/r.go": "",
    "sub/rooted/r.go": "",
    "anywhere/a.go": "",
    "sub/anywhere/in/a.go": "",
    "sub/anywhere2/a.go": "",
    "sub/in/side/s.go": "",
    "sub/in/sideways/s.go": "",
    "nested/go.mod": "module example.com/nested\n",
    "nested/n.go": "",
    "empty/readme.txt": "",
}
FILE_LISTS = ["GoFiles", "CgoFiles", "TestGoFiles", "XTestGoFiles"]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("m")
    for name, text in TREE.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((text if path.suffix != ".go" else f"{text}package p\n").encode())
    (root / "link").symlink_to("deep")
    (root / "deep/loop").symlink_to("..")
    return root


def go_list(tree: Path, pattern: str, **platform: str) -> list[dict[str, Any]]:
    environment = {
        **os.environ,
        "GOFLAGS": "-mod=mod",
        "GOPROXY": "off",
        "GOWORK": "off",
        "GOTOOLCHAIN": "local",
        "CGO_ENABLED": "1",
        **platform,
    }
    command = ["go", "list", "-e", "-json", pattern]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=True)
    return list(objects(done.stdout))


def objects(text: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    text = text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:].lstrip()


def go_files(package: dict[str, Any], *more: str) -> set[str]:
    return {name for key in (*FILE_LISTS, *more) for name in package.get(key, ())}


@pytest.mark.parametrize(
    "pattern",
    [
        "./...",
        "./deep/...",
        "./deep...",
        "./deep/.../v1",
        "./.../v1",
        "./link/...",
        "./testdata",
        "./_under",
        "./.hid",
        "./rooted",
        "./sub/anywhere/in",
        "example.com/m/deep/...",
        "example.com/.../v1",
        "example.com/m",
    ],
)
def test_the_same_packages_and_files(tree: Path, pattern: str) -> None:
    # Go calls files that nothing could ever build "ignored" as well.
    expected = {
        os.path.realpath(package["Dir"]): go_files(package, "IgnoredGoFiles") - {"_no.go", ".no.go"}
        for package in go_list(tree, pattern)
    }
    found = discover([pattern], cwd=str(tree))

    assert {p.dir: {*p.files} for p in found.packages if p.requested} == expected


def test_the_same_import_paths(tree: Path) -> None:
    expected = {package["ImportPath"] for package in go_list(tree, "./...")}

    assert {p.import_path for p in discover(["./..."], cwd=str(tree)).packages} == expected


@pytest.mark.parametrize(
    ("goos", "goarch"),
    [
        ("linux", "amd64"),
        ("linux", "arm64"),
        ("android", "arm64"),
        ("darwin", "arm64"),
        ("ios", "arm64"),
        ("illumos", "amd64"),
        ("windows", "amd64"),
    ],
)
def test_the_same_files_are_built(tree: Path, goos: str, goarch: str) -> None:
    tags = platform_tags(goos, goarch) | {"cgo", "gc", *(f"go1.{minor}" for minor in range(1, 27))}
    packages = {p.dir: p for p in discover(["./..."], cwd=str(tree)).packages}
    for package in go_list(tree, "./...", GOOS=goos, GOARCH=goarch):
        built = {
            name
            for name in packages[package["Dir"]].files
            if evaluate(constraint(package["Dir"], name), tags.__contains__)
        }

        assert built == go_files(package), package["ImportPath"]


def constraint(directory: str, name: str) -> tuple[str, ...]:
    with open(os.path.join(directory, name), "rb") as file:
        return file_constraint(name, parse(scan_header(file.read()).constraint))
