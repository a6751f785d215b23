from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from ginlint.go.names import UNKNOWN, Basic, Func, Interface, Named, Pointer, Program, Slice, Struct, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from ginlint.go.names import PackageScope


@pytest.fixture
def program() -> Program:
    return Program((shipped.provider,), (shipped.package_name,))


def forget() -> None:
    shipped._index.cache_clear()
    shipped._head.cache_clear()


def scope(program: Program, path: str) -> PackageScope:
    found = program.scope(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("fmt", "fmt"),
        ("net/http", "http"),
        ("math/rand/v2", "rand"),
        ("github.com/gin-gonic/gin", "gin"),
        ("github.com/redis/go-redis/v9", "redis"),
        ("github.com/labstack/echo/v4/middleware", "middleware"),
        ("github.com/segmentio/kafka-go", "kafka"),
        ("github.com/patrickmn/go-cache", "cache"),
        ("github.com/nats-io/nats.go", "nats"),
        ("github.com/dgraph-io/ristretto", "ristretto"),
        ("gopkg.in/natefinch/lumberjack.v2", "lumberjack"),
        ("example.com/nothing", None),
        ("cmd/go", None),
    ],
)
def test_package_name(path: str, name: str | None) -> None:
    assert name == shipped.package_name(path)


def test_nothing_is_known_of_other_packages(program: Program) -> None:
    assert shipped.provider("example.com/nothing", program) is None


def test_a_function(program: Program) -> None:
    function = scope(program, "os").functions["OpenFile"]
    expected = Func(
        (Basic("string"), Basic("int"), Named("io/fs", "FileMode")),
        (Pointer(Named("os", "File")), Basic("error")),
    )
    assert expected == function.type
    assert function.qualified == "os.OpenFile"
    assert (function.file, function.decl) == (None, None)


def test_a_variadic_function(program: Program) -> None:
    printf = scope(program, "fmt").functions["Printf"].type
    assert (
        Func((Basic("string"), Slice(Basic("any"))), (Basic("int"), Basic("error")), variadic=True) == printf
    )


def test_type_parameters_and_their_bounds(program: Program) -> None:
    function = scope(program, "slices").functions["Max"]
    assert function.type_params == ("S", "E")
    assert str(function.bounds["S"]) == "[]E"


@pytest.mark.parametrize(
    ("type_", "name", "owner", "result"),
    [
        (Pointer(Named("net/http", "Response")), "Body", "net/http.Response", "io.ReadCloser"),
        (Named("io", "ReadCloser"), "Close", "io.Closer", "func()"),
        (Pointer(Named("net/http", "Request")), "Context", "net/http.Request", "func()"),
        (
            Pointer(Named("github.com/gin-gonic/gin", "Engine")),
            "GET",
            "github.com/gin-gonic/gin.RouterGroup",
            None,
        ),
        (
            Pointer(Named("github.com/gin-gonic/gin", "Context")),
            "Request",
            "github.com/gin-gonic/gin.Context",
            None,
        ),
        (Pointer(Named("gorm.io/gorm", "DB")), "RowsAffected", "gorm.io/gorm.DB", "int64"),
        (Named("net", "Error"), "Error", "error", None),
        (
            Pointer(Named("github.com/go-redis/redis/v8", "Client")),
            "Get",
            "github.com/go-redis/redis/v8.cmdable",
            None,
        ),
        (Pointer(Named("log", "Logger")), "mu", None, None),
    ],
)
def test_fields_and_methods(
    program: Program, type_: Pointer | Named, name: str, owner: str | None, result: str | None
) -> None:
    found = program.select(type_, name)
    assert owner == (str(found.owner) if found else None)
    if found is not None and result is not None:
        assert result == str(found.type)


def test_unexported_fields_are_dropped_and_embedded_ones_kept(program: Program) -> None:
    shape = program.underlying(Named("github.com/gin-gonic/gin", "Engine"))
    assert isinstance(shape, Struct)
    names = {field.name for field in shape.fields}
    assert "RouterGroup" in names
    assert not {name for name in names if name[0].islower()}


def test_an_interface_keeps_what_it_embeds(program: Program) -> None:
    shape = program.underlying(Named("io", "ReadCloser"))
    assert isinstance(shape, Interface)
    assert (Named("io", "Reader"), Named("io", "Closer")) == shape.embeds


def test_an_alias_is_gone(program: Program) -> None:
    assert Named("io/fs", "FileInfo") == program.canonical(Named("os", "FileInfo"))


@pytest.mark.parametrize(
    ("path", "name", "type_", "const"),
    [
        ("net/http", "DefaultClient", "*Client", False),
        ("net/http", "DefaultTransport", "RoundTripper", False),
        ("io", "EOF", "error", False),
        ("net/http", "StatusOK", "int", True),
        ("net/http", "StateIdle", "ConnState", True),
        ("encoding/base64", "StdEncoding", "*Encoding", False),
    ],
)
def test_values(program: Program, path: str, name: str, type_: str, const: bool) -> None:
    value = scope(program, path).values[name]
    assert (type_, const) == (value.type_text, value.const)


def test_a_method_of_a_generic_type(program: Program) -> None:
    type_ = Pointer(Named("sync/atomic", "Pointer", (Basic("int"),)))
    found = program.select(type_, "Load")
    assert found is not None
    assert found.type == Func((), (Pointer(Basic("int")),))


def test_versions() -> None:
    versions = shipped.versions()
    assert versions["std"].startswith("go1.")
    assert versions["github.com/gin-gonic/gin"].startswith("v1.")


def test_every_package_can_be_read(program: Program) -> None:
    unread = 0
    for path in shipped._index():
        found = scope(program, path)
        for function in found.functions.values():
            assert function.type is not UNKNOWN
        for type_ in found.types.values():
            unread += type_.written is UNKNOWN
            assert not [m for m in type_.methods.values() if m.type is UNKNOWN or "\x1f" in m.params_text]
    assert unread <= 3 * len(shipped._index()) // 100


def test_without_data_nothing_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "signatures.bin"
    broken.write_bytes(b"something else")
    for path in (broken, tmp_path / "missing"):
        monkeypatch.setattr(shipped, "DATA", str(path))
        forget()
        assert shipped.package_name("fmt") is None
    monkeypatch.undo()
    forget()
    assert shipped.package_name("fmt") == "fmt"


def test_loading_is_cheap(program: Program) -> None:
    def best(action: object, *args: object) -> float:
        times = []
        for _ in range(5):
            forget()
            start = time.process_time()
            action(*args)  # type: ignore[operator]
            times.append(time.process_time() - start)
        return min(times)

    assert best(shipped.package_name, "fmt") < 0.02
    assert best(shipped.provider, "net/http", program) < 0.02
