from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint.go.names import Basic, Func, Named, Pointer, Program
from ginlint.go.names.dependencies import MAX_FILE, MAX_PACKAGE, provider_for
from ginlint.outside import Requirements, escaped, goroot, module_cache

if TYPE_CHECKING:
    from pathlib import Path


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def program_of(root: Path, requirements: Requirements, **environ: str) -> Program:
    provider = provider_for([requirements], {"HOME": str(root / "home"), **environ})
    return Program((provider,), (provider.package_name,))


def functions(program: Program, path: str) -> set[str] | None:
    scope = program.scope(path)
    return set(scope.functions) if scope else None


def test_vendor_goes_before_the_module_cache(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "app/vendor/acme.org/kit/log/log.go": "package log\n\nfunc Vendored() {}\n",
            "cache/acme.org/kit@v1.2.3/log/log.go": "package log\n\nfunc Cached() {}\n",
            "cache/acme.org/kit@v1.2.3/other/other.go": "package other\n\nfunc Cached() {}\n",
            "cache/acme.org/kit@v1.9.0/other/other.go": "package other\n\nfunc Newer() {}\n",
        },
    )
    requirements = Requirements(str(tmp_path / "app"), {"acme.org/kit": "v1.2.3"})
    program = program_of(tmp_path, requirements, GOMODCACHE=str(tmp_path / "cache"))
    assert functions(program, "acme.org/kit/log") == {"Vendored"}
    assert functions(program, "acme.org/kit/other") == {"Cached"}
    assert functions(program, "acme.org/kit/none") is None
    assert functions(program, "acme.org/kitten") is None


def test_the_cache_escapes_capital_letters(tmp_path: Path) -> None:
    put(tmp_path, {"cache/github.com/!acme/!kit@v1.0.0-!r!c1/kit.go": "package kit\n\nfunc F() {}\n"})
    requirements = Requirements(str(tmp_path), {"github.com/Acme/Kit": "v1.0.0-RC1"})
    program = program_of(tmp_path, requirements, GOMODCACHE=str(tmp_path / "cache"))
    assert functions(program, "github.com/Acme/Kit") == {"F"}


def test_the_nearest_module_owns_a_package(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "cache/acme.org/kit@v1.0.0/sub/sub.go": "package sub\n\nfunc Outer() {}\n",
            "cache/acme.org/kit/sub@v1.5.0/sub.go": "package sub\n\nfunc Inner() {}\n",
        },
    )
    requirements = Requirements(str(tmp_path), {"acme.org/kit": "v1.0.0", "acme.org/kit/sub": "v1.5.0"})
    program = program_of(tmp_path, requirements, GOMODCACHE=str(tmp_path / "cache"))
    assert functions(program, "acme.org/kit/sub") == {"Inner"}


def test_replacements(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "fork/gin.go": "package gin\n\nfunc Forked() {}\n",
            "cache/acme.org/old@v1.0.0/a.go": "package a\n\nfunc Old() {}\n",
            "cache/acme.org/new@v2.0.0/a.go": "package a\n\nfunc New() {}\n",
        },
    )
    requirements = Requirements(
        str(tmp_path),
        {"acme.org/old": "v1.0.0"},
        {"github.com/gin-gonic/gin": str(tmp_path / "fork"), "acme.org/old": "acme.org/new@v2.0.0"},
    )
    program = program_of(tmp_path, requirements, GOMODCACHE=str(tmp_path / "cache"))
    assert functions(program, "github.com/gin-gonic/gin") == {"Forked"}
    assert functions(program, "acme.org/old") == {"New"}


def test_shipped_data_goes_before_the_module_cache(tmp_path: Path) -> None:
    put(tmp_path, {"cache/github.com/gin-gonic/gin@v1.9.0/gin.go": "package gin\n\nfunc Cached() {}\n"})
    requirements = Requirements(str(tmp_path), {"github.com/gin-gonic/gin": "v1.9.0"})
    program = program_of(tmp_path, requirements, GOMODCACHE=str(tmp_path / "cache"))
    found = functions(program, "github.com/gin-gonic/gin")
    assert found is not None
    assert "Default" in found
    assert "Cached" not in found


def test_goroot_is_asked_for_what_is_not_shipped(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "go/src/fmt/print.go": "package fmt\n",
            "go/src/internal/thing/thing.go": "package thing\n\nfunc Do() {}\n",
            "go/src/vendor/acme.org/dep/dep.go": "package dep\n\nfunc Dep() {}\n",
        },
    )
    program = program_of(tmp_path, Requirements(str(tmp_path)), GOROOT=str(tmp_path / "go"))
    assert functions(program, "internal/thing") == {"Do"}
    assert functions(program, "acme.org/dep") == {"Dep"}


KIT = {
    "kit.go": 'package kit\n\nimport "net/http"\n\n'
    "type Server struct {\n\t*Base\n\tName string\n}\n\n"
    'var Default = New("x")\n\n'
    "func New(name string) *Server { return nil }\n\n"
    "func (s *Server) Serve(w http.ResponseWriter) error { return nil }\n",
    "base.go": "package kit\n\ntype Base struct{}\n\nfunc (Base) Close() error { return nil }\n",
    "kit_windows.go": "package kit\n\nfunc Windows() {}\n",
    "kit_arm64.go": "package kit\n\nfunc Arm() {}\n",
    "tagged.go": "//go:build !linux\n\npackage kit\n\nfunc NotLinux() {}\n",
    "linux.go": "//go:build unix && go1.20\n\npackage kit\n\nfunc Unix() {}\n",
    "kit_test.go": "package kit\n\nfunc Test() {}\n",
    "_skipped.go": "package kit\n\nfunc Skipped() {}\n",
    "gen.go": "//go:build ignore\n\npackage main\n\nfunc main() {}\n",
    "large.go": "package kit\n\nfunc Large() {}\n" + "// x\n" * (MAX_FILE // 5 + 1),
}


def kit(tmp_path: Path) -> Program:
    put(tmp_path / "kit", KIT)
    return program_of(tmp_path, Requirements(str(tmp_path), {}, {"acme.org/go-kit": str(tmp_path / "kit")}))


def test_only_what_linux_builds_is_read(tmp_path: Path) -> None:
    assert functions(kit(tmp_path), "acme.org/go-kit") == {"New", "Unix"}


def test_what_a_package_declares(tmp_path: Path) -> None:
    program = kit(tmp_path)
    server = Named("acme.org/go-kit", "Server")
    serve, close = program.select(Pointer(server), "Serve"), program.select(server, "Close")
    assert serve is not None
    assert close is not None
    assert serve.type == Func((Named("net/http", "ResponseWriter"),), (Basic("error"),))
    assert close.owner == Named("acme.org/go-kit", "Base")
    assert serve.symbol is not None
    assert (serve.symbol.file, serve.symbol.decl) == (None, None)


def test_the_type_of_a_variable_follows_from_its_initialiser(tmp_path: Path) -> None:
    scope = kit(tmp_path).scope("acme.org/go-kit")
    assert scope is not None
    value = scope.values["Default"]
    assert value.file is not None
    assert value.file.typer.value_type(value) == Pointer(Named("acme.org/go-kit", "Server"))


def test_a_package_is_called_what_its_clause_says(tmp_path: Path) -> None:
    program = kit(tmp_path)
    assert program.name_of("acme.org/go-kit") == "kit"
    assert program.name_of("acme.org/go-kit/none") is None
    assert program.name_of("gopkg.in/natefinch/lumberjack.v2") == "lumberjack"


def test_a_huge_package_is_left_alone(tmp_path: Path) -> None:
    filler = "// x\n" * (MAX_FILE // 5 - 100)
    put(tmp_path / "kit", {f"f{n}.go": f"package kit\n\nfunc F{n}() {{}}\n{filler}" for n in range(5)})
    assert 5 * len(filler) > MAX_PACKAGE
    program = program_of(tmp_path, Requirements(str(tmp_path), {}, {"acme.org/kit": str(tmp_path / "kit")}))
    assert functions(program, "acme.org/kit") is None


def test_a_path_is_read_once(tmp_path: Path) -> None:
    program = kit(tmp_path)
    first = program.scope("acme.org/go-kit")
    put(tmp_path / "kit", {"more.go": "package kit\n\nfunc More() {}\n"})
    assert first is program.scope("acme.org/go-kit")
    assert functions(program, "acme.org/go-kit") == {"New", "Unix"}


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"GOMODCACHE": "/m", "GOPATH": "/p"}, "/m"),
        ({"GOPATH": "/p:/q", "HOME": "/h"}, "/p/pkg/mod"),
        ({"HOME": "/h"}, "/h/go/pkg/mod"),
    ],
)
def test_module_cache(environ: dict[str, str], expected: str) -> None:
    assert expected == module_cache(environ)


def test_goroot(tmp_path: Path) -> None:
    put(tmp_path, {"one/src/fmt/print.go": "", "two/src/fmt/print.go": "", "two/bin/go": ""})
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "go").symlink_to(tmp_path / "two" / "bin" / "go")
    path = str(tmp_path / "bin")
    assert goroot({"GOROOT": str(tmp_path / "one"), "PATH": path}) == str(tmp_path / "one")
    assert goroot({"GOROOT": str(tmp_path / "none"), "PATH": path}) == str(tmp_path / "two")


def test_escaped() -> None:
    assert escaped("github.com/BurntSushi/toml") == "github.com/!burnt!sushi/toml"
