"""What runs per request, message or connection, and what does not."""

from __future__ import annotations

import pytest

from ginlint.go import Project, calls_in
from ginlint.go.requests import Heat, is_part_of_a_command, runs_a_command
from tests.go.gotext import function, package, project

HEAD = """package a

import (
	"context"
	"net"
	"net/http"
	"sync"

	"github.com/IBM/sarama"
	"github.com/gin-gonic/gin"
	"github.com/go-openapi/runtime/middleware"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/nats-io/nats.go"
	"github.com/riverqueue/river"
	"google.golang.org/grpc"
)

"""


def heat(of: Project) -> Heat | None:
    """Return the heat of the call of `ask` in a program."""
    (asked,) = (
        c for p in of.packages for f in p.functions() for c in calls_in(f) if c.file.text(c.node.fun) == "ask"
    )
    return of.requests.heat(asked.function, asked.node)


def why(text: str, path: str = "a.go") -> str | None:
    """Return what the call of `ask` serves, with the calls on the way to it."""
    found = heat(project({path: HEAD + text}))
    if found is None:
        return None
    calls = "".join(f" {c.function.name}" for c in found.calls)
    return f"{found.per}{calls}{'' if found.certain else ' perhaps'}"


SHAPES = {
    "gin": "func f(c *gin.Context) { ask() }",
    "net/http": "func f(w http.ResponseWriter, r *http.Request) { ask() }",
    "net/http method": "func (h *T) F(w http.ResponseWriter, r *http.Request) { ask() }\ntype T struct{}",
    "echo": "func f(c echo.Context) error { ask(); return nil }",
    "fiber": "func f(c *fiber.Ctx) error { ask(); return nil }",
    "gRPC unary interceptor": (
        "func f(ctx context.Context, q any, info *grpc.UnaryServerInfo, h grpc.UnaryHandler) (any, error) "
        "{ ask(); return h(ctx, q) }"
    ),
    "MCP tool": (
        'import "github.com/mark3labs/mcp-go/mcp"\n'
        "func f(ctx context.Context, call mcp.CallToolRequest) error { ask(); return nil }"
    ),
    "responder": (
        "func f(id string, of *T) middleware.Responder { ask(); return nil }\ntype T struct{}\n"
        "func g(run func(string) middleware.Responder) {}"
    ),
    "GraphQL resolver": (
        "type Resolver struct{}\ntype queryResolver struct{ *Resolver }\n"
        "func (r *queryResolver) Users(ctx context.Context, first int, after string) ([]string, error) "
        "{ ask(); return nil, nil }"
    ),
    "literal": "func f() gin.HandlerFunc { return func(c *gin.Context) { ask() } }",
    "literal in a literal": "func f(c *gin.Context) { func() { ask() }() }",
    "goroutine of a handler": "func f(c *gin.Context) { go func() { ask() }() }",
    "middleware of net/http": (
        "func f(next http.Handler) http.Handler "
        "{ return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { ask() }) }"
    ),
    "handed to the router": 'func f(r *gin.Engine) { r.GET("/", func(c *gin.Context) { ask() }) }',
    "operation of huma": (
        'import "github.com/danielgtaylor/huma/v2"\n'
        "type T struct{}\n"
        "func (t *T) list(ctx context.Context, in *int) (*T, error) { ask(); return t, nil }\n"
        "func f(api huma.API, t *T) { huma.Register(api, huma.Operation{}, t.list) }"
    ),
    "operation of huma behind a helper": (
        'import "github.com/danielgtaylor/huma/v2"\n'
        "func f(api huma.API) {\n"
        "\treg(api, func(ctx context.Context, in *int) (*int, error) { ask(); return in, nil })\n}\n"
        "func reg[I, O any](api huma.API, run func(context.Context, *I) (*O, error)) {\n"
        "\tw := func(ctx context.Context, in *I) (*O, error) { return run(ctx, in) }\n"
        '\thuma.Get(api, "/", w)\n}'
    ),
    "context of another module, told by what is called on it": (
        'import "example.org/web"\nfunc f(c *web.Context) error { ask(); c.Bind(nil); return c . JSON(1) }'
    ),
    "package variable": "var h = T{run: func(c *gin.Context) { g() }}\ntype T struct{ run gin.HandlerFunc }\n"
    "func f(c *gin.Context) { ask() }",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=list(SHAPES))
def test_shapes_that_serve_a_request(text: str) -> None:
    assert why(text) == "request"


WITH_INTERFACE = "type I interface{ Do() }\ntype T struct{}\nfunc (T) Do() { ask() }\n"
ANOTHER = "type U struct{}\nfunc (U) Do() {}\n"
HOT = {
    "message": ("func f(m *nats.Msg) { ask() }", "message"),
    "claim": ("func f(c sarama.ConsumerGroupClaim) error { ask() }", "message"),
    "job": ("func f(ctx context.Context, job *river.Job[T]) error { ask() }\ntype T struct{}", "message"),
    "accept loop": ("func f(l net.Listener) { for { c, err := l.Accept(); ask(c, err) } }", "connection"),
    "accept loop in a goroutine": (
        "func main() { var l net.Listener; go func() { for { l.Accept(); ask() } }() }",
        "connection",
    ),
    "loop over the module's own queue": (
        ('import "github.com/segmentio/kafka-go"\ntype Q struct{ r *kafka.Reader }\n'
        "func (q *Q) next(ctx context.Context) ([]byte, error) "
        "{ m, err := q.r.FetchMessage(ctx); return m.Value, err }\n"
        "func f(q *Q) { for { func() { q.next(nil); ask() }() } }"),
        "message",
    ),
    "called": ("func f(c *gin.Context) { g() }\nfunc g() { ask() }", "request f"),
    "called by what is called": (
        "func f(c *gin.Context) { g() }\nfunc g() { h() }\nfunc h() { ask() }",
        "request f g",
    ),
    "method called": (
        "type T struct{}\nfunc (t *T) g() { ask() }\nfunc f(c *gin.Context) { var t T; t.g() }",
        "request f",
    ),
    "called by a literal that serves": (
        "func f() gin.HandlerFunc { return func(c *gin.Context) { g() } }\nfunc g() { ask() }",
        "request f.func1",
    ),
    "called through an interface that one type implements": (
        f"{WITH_INTERFACE}func f(c *gin.Context, i I) {{ i.Do() }}",
        "request f",
    ),
    "called through an interface of several types": (
        f"{WITH_INTERFACE}{ANOTHER}func f(c *gin.Context, i I) {{ i.Do() }}",
        "request f perhaps",
    ),
    "one that is only for tests does not count": (
        f"{WITH_INTERFACE}{ANOTHER.replace('U', 'FakeI')}func f(c *gin.Context, i I) {{ i.Do() }}",
        "request f",
    ),
    "certain goes before perhaps": (
        f"""{WITH_INTERFACE}{ANOTHER}
func a(c *gin.Context, i I) {{ i.Do() }}
func b(c *gin.Context) {{ g() }}
func g() {{ T{{}}.Do() }}
""",
        "request b g",
    ),
    "called from a loop of connections": (
        "func f(l net.Listener) { for { l.Accept(); g() } }\nfunc g() { ask() }",
        "connection f",
    ),
    "local closure called by a literal that serves": (
        "func f() gin.HandlerFunc { run := func() { ask() }; return func(c *gin.Context) { run() } }",
        "request",
    ),
    "recursion": (
        "func f(c *gin.Context) { g() }\nfunc g() { g(); h() }\nfunc h() { g(); ask() }",
        "request f g",
    ),
    "nearest caller": (
        """
func a(c *gin.Context) { b() }
func b() { g() }
func f(c *gin.Context) { g() }
func g() { ask() }
""",
        "request f",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HOT.values(), ids=list(HOT))
def test_hot(text: str, expected: str) -> None:
    assert why(text) == expected


COLD = {
    "plain": "func f() { ask() }",
    "factory": "func f() gin.HandlerFunc { ask(); return func(c *gin.Context) { } }",
    "factory called at start": (
        "func f() gin.HandlerFunc { g(); return func(c *gin.Context) { } }\nfunc g() { ask() }"
    ),
    "main": "func main() { ask() }",
    "init": "func init() { ask() }",
    "sync.Once": "var once sync.Once\nfunc f(c *gin.Context) { once.Do(func() { ask() }) }",
    "a literal for tests": (
        'import "github.com/pingcap/failpoint"\n'
        'func f(c *gin.Context) { failpoint.Inject("x", func() { ask() }) }'
    ),
    "interface of a method that takes more": (
        "type I interface{ Do(n int) }\ntype T struct{}\nfunc (T) Do() { ask() }\n"
        "func f(c *gin.Context, i I) { i.Do(1) }"
    ),
    "method of an interface that is embedded in one of more": (
        "type D interface{ Do() }\ntype I interface{ D; More() }\ntype T struct{}\nfunc (T) Do() { ask() }\n"
        "func f(c *gin.Context, i I) { i.Do() }"
    ),
    "set-up of a router": 'func f(r *gin.Engine) { ask(); r.GET("/", nil) }',
    "client": "func f(r *http.Request) (*http.Response, error) { ask(); return nil, nil }",
    "before the accept loop": "func f(l net.Listener) { ask(); for { l.Accept() } }",
    "loop of something else": "func f(l T) { for { l.Accept(); ask() } }\ntype T int\nfunc (T) Accept() {}",
    "called by nobody": "func f(c *gin.Context) { }\nfunc g() { ask() }",
    "interface of other methods": (
        "type I interface{ Do(); More() }\ntype T struct{}\nfunc (T) Do() { ask() }\n"
        "func f(c *gin.Context, i I) { i.Do() }"
    ),
    "another package's type of this name": (
        "type Context struct{}\nfunc f(c *Context) { ask() }"
    ),
    "loop over what takes a message and gives none": (
        'import "github.com/segmentio/kafka-go"\ntype Q struct{ r *kafka.Reader }\n'
        "func (q *Q) ping(ctx context.Context) error { _, err := q.r.FetchMessage(ctx); return err }\n"
        "func f(q *Q) { for { q.ping(nil); ask() } }"
    ),
    "by value": "func f(c gin.Context) { ask() }",
    "context of another module that is used like none": (
        'import "example.org/work"\nfunc f(c *work.Context) error { ask(); c.Bind(nil); return c.Wait() }'
    ),
    "context of a command line": (
        'import "github.com/urfave/cli/v2"\n'
        "func f(c *cli.Context) error { ask(); c.Bind(nil); return c.JSON(1) }"
    ),
    "what something else is given": (
        'import "example.org/huma/v2"\nfunc g() { huma.Register(1, 2, f) }\nfunc f() { ask() }'
    ),
    "resolver of something else": (
        "type Resolver struct{}\ntype nameResolver struct{ inner *Resolver }\n"
        "func (r *nameResolver) Find(ctx context.Context, n int) (int, error) { ask(); return n, nil }"
    ),
    "two results, but no service": (
        "type T struct{}\nfunc (T) f(ctx context.Context, in *T) (*T, error) { ask(); return in, nil }"
    ),
    "local closure called by the factory": (
        "func f() gin.HandlerFunc { run := func() { ask() }; run(); return func(c *gin.Context) { } }"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", COLD.values(), ids=list(COLD))
def test_cold(text: str) -> None:
    assert why(text) is None


def test_tests_are_cold() -> None:
    assert why("func f(c *gin.Context) { ask() }", "a_test.go") is None


def test_a_call_from_a_test_heats_nothing() -> None:
    found = project(
        {
            "a.go": "package a\nfunc g() { ask() }",
            "a_test.go": HEAD + "func f(c *gin.Context) { g() }",
        }
    )

    assert heat(found) is None


def test_a_call_from_what_helps_tests_heats_nothing() -> None:
    found = project(
        {
            "pages/pages.go": "package pages\nfunc Load() { ask() }",
            "testrig/gin.go": HEAD.replace("package a", "package testrig")
            + 'import "example.com/a/pages"\nfunc Context(c *gin.Context) { pages.Load() }',
        }
    )

    assert heat(found) is None


def test_calls_between_packages() -> None:
    found = heat(
        project(
            {
                "web/web.go": HEAD.replace("package a", "package web")
                + 'import "example.com/a/db"\nfunc Home(c *gin.Context) { db.Load() }',
                "db/db.go": "package db\nfunc Load() { load() }\nfunc load() { ask() }",
            }
        )
    )

    assert found is not None
    assert [c.function.name for c in found.calls] == ["Home", "Load"]
    assert found.root.name == "Home"


def test_a_long_way_is_given_up() -> None:
    chain = "".join(f"func g{n}() {{ g{n + 1}() }}\n" for n in range(20))

    assert why(f"func f(c *gin.Context) {{ g0() }}\n{chain}func g20() {{ ask() }}") is None


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    chain = "".join(f"func g{n}() {{ g{n + 1}(); mark() }}\n" for n in range(6))
    cold = "func g6() { mark() }\nfunc cold() { mark(); g3() }\n"
    text = f"{HEAD}func f(c *gin.Context) {{ g0() }}\n{chain}{cold}"

    def answers(*, backwards: bool) -> dict[str, str | None]:
        linked = project({"a.go": text})
        functions = sorted(linked.packages[0].functions(), key=lambda f: f.name, reverse=backwards)
        found = {}
        for one in functions:
            hot = linked.requests.heat(one, one.body.stmts[0])
            found[one.name] = f"{hot.per} {[c.function.name for c in hot.calls]}" if hot else None
        return found

    assert answers(backwards=True) == answers(backwards=False)
    assert answers(backwards=True)["cold"] is None
    assert answers(backwards=True)["g6"] == "request ['f', 'g0', 'g1', 'g2', 'g3', 'g4', 'g5']"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('import "github.com/spf13/cobra"\nfunc f(c *cobra.Command, args []string) {}', True),
        ('import "github.com/alecthomas/kong"\ntype c struct{}\nfunc (c) Run() error { return nil }', True),
        ('import "github.com/alecthomas/kong"\ntype c struct{}\nfunc (c) Help() error { return nil }', False),
        ('import "github.com/desertbit/grumble"\nfunc f(c *grumble.Context) error { return nil }', True),
        (
            'import "github.com/alecthomas/kingpin/v2"\nfunc f(_ *kingpin.ParseContext) error { return nil }',
            True,
        ),
        ("type c struct{}\nfunc (c) Run() error { return nil }", False),
        ("func f(args []string) {}", False),
        ("func main() {}\nfunc f() {}", False),
    ],
)
def test_commands(text: str, *, expected: bool) -> None:
    assert runs_a_command(next(iter(package(text).functions()))) is expected


@pytest.mark.parametrize(
    ("owner", "runner", "expected"),
    [("CLI", "alecthomas/kong", True), ("server", "alecthomas/kong", False), ("CLI", "acme/log", False)],
)
def test_commands_beside_what_runs_them(owner: str, runner: str, *, expected: bool) -> None:
    linked = project(
        {
            "serve/a.go": f"package serve\ntype {owner} struct{{}}\nfunc ({owner}) Run() {{}}",
            "a.go": f'package main\nimport ("github.com/{runner}"; "example.com/a/serve")\nvar _ serve.X',
        }
    )
    run = next(it for one in linked.packages for it in one.functions() if it.name.endswith("Run"))
    assert runs_a_command(run) is expected


@pytest.mark.parametrize(("over", "expected"), [("time.Tick(1)", False), ("t.C", False), ("args", True)])
def test_a_command_that_keeps_time_does_not_end(over: str, *, expected: bool) -> None:
    text = (
        'import "github.com/spf13/cobra"\nimport "time"\n'
        "func run(c *cobra.Command, args []string) {\nt := time.NewTicker(1)\n"
        f"for range {over} {{ f() }}\n}}\n"
        "func f() {}\n"
    )
    assert is_part_of_a_command(function(package(text)), ending=True) is expected


def test_what_only_commands_call_is_part_of_them() -> None:
    text = """package a
import "github.com/spf13/cobra"
func run(c *cobra.Command, args []string) { restore(); both() }
func restore() { unpack() }
func unpack() { open() }
func open() {}
func both() {}
func serve() { both() }
"""
    linked = project({"a.go": text})
    found = {
        name: is_part_of_a_command(function(linked, name)) for name in ("restore", "unpack", "open", "both")
    }

    assert found == {"restore": True, "unpack": True, "open": True, "both": False}


def test_main_is_a_command_of_package_main() -> None:
    assert runs_a_command(function(project({"a.go": "package main\nfunc main() {}"}), "main"))
    assert not runs_a_command(function(project({"a.go": "package a\nfunc main() {}"}), "main"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("func main() { f() }\nfunc f() {}", True),
        ("func init() { g() }\nfunc g() { f() }\nfunc f() {}", True),
        ("func h(c *gin.Context) { f() }\nfunc f() {}", False),
        ("func main() { h(nil) }\nfunc h(c *gin.Context) { f() }\nfunc f() {}", False),
        ("func g() { f() }\nfunc f() { g() }", False),
        ("func f() {}", False),
    ],
)
def test_what_runs_before_anything_is_served(text: str, *, expected: bool) -> None:
    linked = project({"a.go": HEAD + text})

    assert linked.requests.runs_at_start(function(linked)) is expected
