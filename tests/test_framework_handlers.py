"""Which types and methods a framework calls for each request, and which it does not."""

from __future__ import annotations

import pytest

from ginlint import registry, testing
from ginlint.finding import Confidence

RULES = [rule for rule in registry.load_all() if rule.topic == "state"]

CONTROLLER = """package p

import web "{path}"

type api struct{{ {embedded} }}

func (c *api) fail(text string) {{
	c.{field}["error"] = text
}}

func (c *api) handle(w http.ResponseWriter, r *http.Request) {{ c.fail(r.URL.Path) }}

func routes() {{
	a := &api{{}}
	http.HandleFunc("/", a.handle)
}}
""".replace("import web", 'import "net/http"\nimport web')


@pytest.mark.parametrize(
    ("path", "embedded", "field", "told"),
    [
        ("github.com/beego/beego/v2/server/web", "web.Controller", "Data", False),
        ("github.com/astaxie/beego", "web.Controller", "Data", False),
        ("github.com/beego/beego/v2/server/web", "seen map[string]string", "seen", True),
    ],
)
def test_a_framework_makes_controllers_for_each_request(
    path: str, embedded: str, field: str, *, told: bool
) -> None:
    code = CONTROLLER.format(path=path, embedded=embedded, field=field)
    found = {finding.rule for finding in testing.check_code(code, RULES).findings}
    assert ("unguarded-middleware-state" in found) is told


ACTIONS = """package p

import (
	"context"
	"net/http"

	web "{path}"
)

type base struct {{ {embedded} }}

type api struct {{ base }}

type HelloReq struct {{ {embedded} }}

var seen = map[string]int{{}}

func {method} {{
	seen["now"] = 1
	http.DefaultClient.CloseIdleConnections()
	return
}}

var _ context.Context
"""


@pytest.mark.parametrize(
    ("path", "embedded", "method", "told"),
    [
        ("github.com/beego/beego/v2/server/web", "web.Controller", "(c *api) Get()", True),
        ("github.com/astaxie/beego", "web.Controller", "(c *api) Get()", True),
        ("github.com/beego/beego/v2/server/web", "web.Controller", "(c *api) URLMapping()", False),
        ("github.com/beego/beego/v2/server/web", "web.Controller", "(c *api) get()", False),
        ("github.com/beego/beego/v2/server/web", "web.Controller", "(c *api) Get(name string)", False),
        ("github.com/beego/beego/v2/server/web", "web.Controller", "(c *api) Get() (n int)", False),
        ("github.com/beego/beego/v2/server/web", "web.Config", "(c *api) Get()", False),
        ("github.com/revel/revel", "*web.Controller", "(c api) Index() (r web.Result)", True),
        (
            "github.com/gogf/gf/v2/frame/g",
            "web.Meta",
            "(c *api) Hello(ctx context.Context, req *HelloReq) (err error)",
            True,
        ),
        (
            "github.com/gogf/gf/v2/frame/g",
            "web.Map",
            "(c *api) Hello(ctx context.Context, req *HelloReq) (err error)",
            False,
        ),
        (
            "github.com/larksuite/oapi-sdk-go/v3/service/im/v1",
            "",
            "answer(ctx context.Context, event *web.P2MessageReceiveV1) (err error)",
            True,
        ),
    ],
)
def test_methods_that_frameworks_call_serve(path: str, embedded: str, method: str, *, told: bool) -> None:
    code = ACTIONS.format(path=path, embedded=embedded, method=method)
    found = {finding.rule for finding in testing.check_code(code, RULES).findings}
    assert ("unguarded-global" in found) is told


LIMITED = """package p

import (
	"io"
	"net/http"

	"{path}"
)

func upload(w http.ResponseWriter, r *http.Request) {{
	body, _ := io.ReadAll(r.Body)
	_, _ = w.Write(body)
}}

func serve(c rest.RestConf) {{ rest.MustNewServer(c).Start() }}
"""


@pytest.mark.parametrize(
    ("path", "told"), [("github.com/zeromicro/go-zero/rest", False), ("example.com/other/rest", True)]
)
def test_a_framework_limits_bodies(path: str, *, told: bool) -> None:
    rules = [rule for rule in registry.load_all() if rule.name == "body-read-unbounded"]
    assert bool(testing.check_code(LIMITED.format(path=path), rules).findings) is told


SHARED = """package p

import (
	"net/http"

	"{path}"
)

var files = lru.New(100)

func serve(w http.ResponseWriter, r *http.Request) {{
	files.Add(r.URL.Path, w)
}}
"""


@pytest.mark.parametrize(
    ("path", "told"), [("github.com/golang/groupcache/lru", True), ("github.com/hashicorp/golang-lru", False)]
)
def test_a_cache_that_does_not_lock_is_not_for_all_requests(path: str, *, told: bool) -> None:
    code = SHARED.format(path=path).replace(
        '"github.com/hashicorp/golang-lru"', 'lru "github.com/hashicorp/golang-lru"'
    )
    found = {finding.rule for finding in testing.check_code(code, RULES).findings}
    assert ("unguarded-global" in found) is told


SERVED = """package p

import (
	"net/http"

	"{path}"
)

func serve(handler http.Handler, host string) {{
	{serving}
}}
"""


@pytest.mark.parametrize(
    ("path", "serving", "told"),
    [
        ("github.com/urfave/negroni", "n := negroni.New()\n\tn.UseHandler(handler)\n\tn.Run(host)", True),
        ("golang.org/x/crypto/acme/autocert", "http.Serve(autocert.NewListener(host), handler)", True),
        ("example.com/listener", "http.Serve(listener.New(host), handler)", False),
    ],
)
def test_servers_of_libraries_have_no_timeouts(path: str, serving: str, *, told: bool) -> None:
    rules = [rule for rule in registry.load_all() if rule.name == "server-without-timeouts"]
    assert bool(testing.check_code(SERVED.format(path=path, serving=serving), rules).findings) is told


COMMAND = """package p

import (
	"database/sql"

	"example.com/m/{path}"
)

func show({parameters}) error {{
	db, err := sql.Open("sqlite", "a")
	if err != nil {{
		return err
	}}
	return db.Ping()
}}
"""


@pytest.mark.parametrize(
    ("path", "parameters", "told"),
    [
        ("cli", "args []string, c cli.Config", False),
        ("cli", "c cli.Config", False),
        ("cli", "c cli.Config, name string", True),
        ("jobs", "args []string, c jobs.Config", True),
    ],
)
def test_what_takes_the_words_of_a_command_line_is_a_command(
    path: str, parameters: str, *, told: bool
) -> None:
    rules = [rule for rule in registry.load_all() if rule.name == "connection-not-closed"]
    found = testing.check_code(COMMAND.format(path=path, parameters=parameters), rules).findings
    assert any(finding.confidence > Confidence.LOW for finding in found) is told


STARTED = """package p

import "{path}"

func counted(stop chan struct{{}}) {{
	ticks := make(chan int)
	go {call}
	for i := 0; i < 10; i++ {{
		<-ticks
	}}
}}
"""


@pytest.mark.parametrize(
    ("path", "call", "told"),
    [
        ("example.com/safe", "safe.Run(func() { ticks <- 1 })", True),
        ("k8s.io/apimachinery/pkg/util/wait", "wait.Until(func() { ticks <- 1 }, 10, stop)", False),
        ("example.com/watch", "watch.OnChange(func() { ticks <- 1 })", False),
    ],
)
def test_a_literal_is_run_once_by_what_is_named_so(path: str, call: str, *, told: bool) -> None:
    rules = [rule for rule in registry.load_all() if rule.name == "receive-blocks-forever"]
    assert bool(testing.check_code(STARTED.format(path=path, call=call), rules).findings) is told
