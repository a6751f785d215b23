"""What is modelled of modules that no case imports: for each, a use that leaks and one that does not."""

from __future__ import annotations

import pytest

from ginlint import registry, testing

RULES = [rule for rule in registry.load_all() if rule.topic in ("release", "pool", "context")]

# import path, parameters, the acquisition, how it is given back, the rule
LIBRARIES = [
    (
        "github.com/elastic/go-elasticsearch/v8",
        "c *elasticsearch.Client",
        "r, err := c.Info()",
        "r.Body.Close()",
        "response-body-not-closed",
    ),
    (
        "github.com/elastic/go-elasticsearch/v7",
        "c *elasticsearch.Client",
        "r, err := c.Search()",
        "r.Body.Close()",
        "response-body-not-closed",
    ),
    (
        "github.com/elastic/go-elasticsearch/v9/esapi",
        "c esapi.Transport",
        "r, err := esapi.IndicesCreateRequest{}.Do(nil, c)",
        "r.Body.Close()",
        "response-body-not-closed",
    ),
    (
        "github.com/opensearch-project/opensearch-go/v2/opensearchapi",
        "c opensearchapi.Transport",
        "r, err := opensearchapi.SearchRequest{}.Do(nil, c)",
        "r.Body.Close()",
        "response-body-not-closed",
    ),
    (
        "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob",
        "c *blob.Client",
        "r, err := c.DownloadStream(nil, nil)",
        "r.NewRetryReader(nil, nil)",
        "response-body-not-closed",
    ),
    (
        "github.com/neo4j/neo4j-go-driver/v5/neo4j",
        "d neo4j.DriverWithContext",
        "s := d.NewSession(nil, neo4j.SessionConfig{})",
        "s.Close(nil)",
        "connection-not-closed",
    ),
    (
        "github.com/xtaci/smux",
        "c *smux.Session",
        "r, err := c.OpenStream()",
        "r.Close()",
        "connection-not-closed",
    ),
    (
        "github.com/astaxie/beego",
        "c *beego.Controller",
        'f, h, err := c.GetFile("file")',
        "f.Close()",
        "file-not-closed",
    ),
    (
        "gocloud.dev/pubsub",
        "ctx any",
        'topic, err := pubsub.OpenTopic(ctx, "mem://uploads")',
        "topic.Shutdown(ctx)",
        "closer-not-closed",
    ),
    (
        "github.com/go-co-op/gocron/v2",
        "",
        "s, err := gocron.NewScheduler()",
        "s.Shutdown()",
        "closer-not-closed",
    ),
    (
        "sigs.k8s.io/controller-runtime/pkg/client",
        "c client.WithWatch, list client.ObjectList",
        "w, err := c.Watch(nil, list)",
        "w.Stop()",
        "connection-not-closed",
    ),
    (
        "github.com/docker/docker/client",
        "",
        "c, err := client.NewClientWithOpts(client.FromEnv)",
        "c.Close()",
        "connection-not-closed",
    ),
    (
        "github.com/docker/docker/client",
        "c *client.Client",
        "r, err := c.ImageSave(nil, nil)",
        "r.Close()",
        "response-body-not-closed",
    ),
    (
        "github.com/go-ldap/ldap/v3",
        "",
        'c, err := ldap.DialURL("ldap://host")',
        "c.Close()",
        "connection-not-closed",
    ),
    ("gopkg.in/ldap.v2", "", 'c, err := ldap.Dial("tcp", "host")', "c.Close()", "connection-not-closed"),
    (
        "github.com/jlaffaye/ftp",
        "c *ftp.ServerConn",
        'r, err := c.Retr("a")',
        "r.Close()",
        "closer-not-closed",
    ),
    ("go.etcd.io/bbolt", "", 'db, err := bbolt.Open("a.db", 0o600, nil)', "db.Close()", "file-not-closed"),
    (
        "github.com/boltdb/bolt",
        "db *bolt.DB",
        "tx, err := db.Begin(true)",
        "tx.Rollback()",
        "transaction-not-finished",
    ),
    (
        "github.com/dgraph-io/badger/v4",
        "",
        'db, err := badger.Open(badger.DefaultOptions(""))',
        "db.Close()",
        "file-not-closed",
    ),
    (
        "github.com/syndtr/goleveldb/leveldb",
        "",
        'db, err := leveldb.OpenFile("a", nil)',
        "db.Close()",
        "file-not-closed",
    ),
    (
        "github.com/oschwald/geoip2-golang",
        "",
        'db, err := geoip2.Open("a.mmdb")',
        "db.Close()",
        "file-not-closed",
    ),
    ("github.com/garyburd/redigo/redis", "p *redis.Pool", "c, err := p.Dial()", "c.Close()", None),
    (
        "github.com/garyburd/redigo/redis",
        "",
        'c, err := redis.Dial("tcp", "host")',
        "c.Close()",
        "connection-not-closed",
    ),
    ("gopkg.in/mgo.v2", "", 's, err := mgo.Dial("host")', "s.Close()", "connection-not-closed"),
    (
        "golang.org/x/net/context",
        "in context.Context",
        "ctx, cancel := context.WithTimeout(in, 1)",
        "cancel()",
        "cancel-not-called",
    ),
    (
        "github.com/coreos/etcd/clientv3",
        "",
        "c, err := clientv3.New(clientv3.Config{})",
        "c.Close()",
        "connection-not-closed",
    ),
    (
        "cloud.google.com/go/storage",
        "",
        "c, err := storage.NewClient(nil)",
        "c.Close()",
        "connection-not-closed",
    ),
    (
        "cloud.google.com/go/storage",
        "o *storage.ObjectHandle",
        "r, err := o.NewReader(nil)",
        "r.Close()",
        "closer-not-closed",
    ),
    (
        "github.com/miekg/dns",
        "",
        'c, err := dns.Dial("udp", "host:53")',
        "c.Close()",
        "connection-not-closed",
    ),
    (
        "github.com/gobwas/ws",
        "",
        'c, _, _, err := ws.Dial(nil, "ws://host")',
        "c.Close()",
        "connection-not-closed",
    ),
    (
        "github.com/confluentinc/confluent-kafka-go/v2/kafka",
        "",
        "p, err := kafka.NewProducer(nil)",
        "p.Close()",
        "connection-not-closed",
    ),
    (
        "github.com/twmb/franz-go/pkg/kgo",
        "",
        "c, err := kgo.NewClient()",
        "c.Close()",
        "connection-not-closed",
    ),
    (
        "github.com/aliyun/aliyun-oss-go-sdk/oss",
        "b *oss.Bucket",
        'r, err := b.GetObject("k")',
        "r.Close()",
        "closer-not-closed",
    ),
    (
        "github.com/nxadm/tail",
        "",
        't, err := tail.TailFile("a", tail.Config{})',
        "t.Stop()",
        "closer-not-closed",
    ),
    (
        "github.com/google/gopacket/pcap",
        "",
        'h, err := pcap.OpenLive("eth0", 1, true, 1)',
        "h.Close()",
        "connection-not-closed",
    ),
    ("github.com/vishvananda/netns", "", "h, err := netns.Get()", "h.Close()", "connection-not-closed"),
    (
        "github.com/openzipkin/zipkin-go",
        "t *zipkin.Tracer",
        's := t.StartSpan("a")',
        "s.Finish()",
        "span-not-ended",
    ),
    ("github.com/tetratelabs/wazero", "", "r := wazero.NewRuntime(nil)", "r.Close(nil)", "closer-not-closed"),
    ("github.com/hashicorp/go-plugin", "", "c := plugin.NewClient(nil)", "c.Kill()", "process-not-waited"),
]

CODE = """package p

import "{path}"

func use({parameters}) error {{
	{acquisition}
	{check}
	{release}
	work({values})
	return nil
}}

func work(...any) {{}}
"""


def found(library: tuple[str, str, str, str, str | None], *, released: bool) -> list[str]:
    path, parameters, acquisition, release, _ = library
    names = acquisition.partition(" := ")[0].replace("_, ", "").split(", ")
    check = "if err != nil {\n\t\treturn err\n\t}" if "err" in names else ""
    value = release.partition("(")[0].partition(".")[0]
    values = ", ".join(f"{name} != nil" for name in names if name not in ("err", value))
    deferred = f"defer {release}" if released else ""
    code = CODE.format(
        path=path,
        parameters=parameters,
        acquisition=acquisition,
        check=check,
        release=deferred,
        values=values,
    )
    return sorted({finding.rule for finding in testing.check_code(code, RULES).findings})


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: f"{library[0]} {library[2]}")
def test_what_a_library_opens_is_followed(library: tuple[str, str, str, str, str | None]) -> None:
    wanted = [library[4]] if library[4] else []
    assert (found(library, released=False), found(library, released=True)) == (wanted, [])


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
    rules = [rule for rule in registry.load_all() if rule.topic == "state"]
    found = {finding.rule for finding in testing.check_code(code, rules).findings}
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
    rules = [rule for rule in registry.load_all() if rule.topic == "state"]
    found = {finding.rule for finding in testing.check_code(code, rules).findings}
    assert ("unguarded-global" in found) is told


NAMED = """package p

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func use(config *kafka.ConfigMap, check func() error) error {{
	admin, {name} := kafka.NewAdminClient(config)
	if {name} != nil {{
		return {name}
	}}
	{then}
	admin.Close()
	return nil
}}
"""


@pytest.mark.parametrize("name", ["e", "e1", "failure"])
@pytest.mark.parametrize(
    ("then", "told"), [("", False), ("if err := check(); err != nil {\n\t\treturn err\n\t}", True)]
)
def test_the_last_result_is_an_error_by_any_name(name: str, then: str, *, told: bool) -> None:
    found = testing.check_code(NAMED.format(name=name, then=then), RULES).findings
    assert [finding.rule for finding in found] == ["connection-not-closed"] * told


KEPT = """package p

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo"
)

type store struct {{ messages *mongo.Collection }}

func (s *store) open(ctx context.Context) error {{
	client, err := mongo.Connect(ctx)
	if err != nil {{
		return err
	}}
	{then}
	return nil
}}
"""


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ('s.messages = client.Database("app").Collection("messages")', False),
        ('database := client.Database("app")\n\ts.messages = database.Collection("messages")', False),
        ('client.Database("app").Collection("messages").Drop(ctx)', True),
        ("_ = client.Ping(ctx, nil)", True),
    ],
)
def test_who_keeps_a_part_keeps_its_client(then: str, *, told: bool) -> None:
    found = {finding.rule for finding in testing.check_code(KEPT.format(then=then), RULES).findings}
    assert ("connection-not-closed" in found) is told


UNLESS = """package p

import "github.com/jinzhu/gorm"

func save(db *gorm.DB, user any) error {{
	tx := db.Begin()
	{first}
	if err := tx.Create(user).Error; err != nil {{
		return err
	}}
	return tx.Commit().Error
}}
"""


@pytest.mark.parametrize(("first", "told"), [("defer tx.RollbackUnlessCommitted()", False), ("", True)])
def test_the_first_gorm_rolls_back_what_is_not_committed(first: str, *, told: bool) -> None:
    found = {finding.rule for finding in testing.check_code(UNLESS.format(first=first), RULES).findings}
    assert ("transaction-not-finished" in found) is told


OPENED = """package p

import (
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

type backup struct{{ db *gorm.DB }}

func (b *backup) copied(path string, rows any) error {{
	db, err := gorm.Open({dialector}, &gorm.Config{{}})
	if err != nil {{
		return err
	}}
	{then}
}}
"""
SAVED = "return db.Create(rows).Error"


@pytest.mark.parametrize(
    ("dialector", "then", "told"),
    [
        ("sqlite.Open(path)", SAVED, True),
        (
            "sqlite.Open(path)",
            f"if part, err := db.DB(); err == nil {{ defer part.Close() }}\n\t{SAVED}",
            False,
        ),
        (
            "sqlite.Open(path)",
            f"part, err := db.DB()\n\tif err != nil {{ return err }}\n\tdefer part.Close()\n\t{SAVED}",
            False,
        ),
        ("sqlite.Open(path)", f"part, _ := db.DB()\n\tpart.SetMaxOpenConns(1)\n\t{SAVED}", True),
        ("sqlite.Open(path)", "b.db = db\n\treturn nil", False),
        ("sqlite.Dialector{Conn: b.db.ConnPool}", SAVED, False),
    ],
)
def test_gorm_is_closed_by_the_pool_below(dialector: str, then: str, *, told: bool) -> None:
    code = OPENED.format(dialector=dialector, then=then)
    found = {finding.rule for finding in testing.check_code(code, RULES).findings}
    assert ("connection-not-closed" in found) is told


ASSERTED = """package p

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAnswer(t *testing.T) {{
	resp, err := http.Get("http://localhost")
	assert.NoError(t, err)
	if assert.{test} {{
		resp.Body.Close()
	}}
}}
"""


@pytest.mark.parametrize(
    ("test", "told"),
    [("NotNil(t, resp)", False), ("NotNil(t, resp.Header)", True), ("Equal(t, 1, resp.StatusCode)", True)],
)
def test_an_assertion_guards_what_it_holds_to_be_there(test: str, *, told: bool) -> None:
    found = testing.check_code(ASSERTED.format(test=test), RULES).findings
    assert [finding.rule for finding in found] == ["response-body-not-closed"] * told


HOLDER = """package p

import "github.com/go-co-op/gocron/v2"

type App struct {{ scheduler gocron.Scheduler }}

func NewApp() (*App, error) {{
	scheduler, err := gocron.NewScheduler()
	if err != nil {{
		return nil, err
	}}
	return &App{{scheduler: scheduler}}, nil
}}

func (a *App) Close() error {{ return a.scheduler.Shutdown() }}

func (a *App) check() error {{ return nil }}

func {name}() (*App, error) {{
	for {{
		app, err := NewApp()
		if err != nil {{
			return nil, err
		}}
		if err := app.check(); err != nil {{
			return nil, err
		}}
		if app.scheduler != nil {{
			return app, nil
		}}
	}}
}}
"""


@pytest.mark.parametrize(("name", "confidence"), [("initApp", "low"), ("tryApp", "medium")])
def test_who_holds_what_lasts_from_the_start_lasts_as_well(name: str, confidence: str) -> None:
    found = testing.check_code(HOLDER.format(name=name), RULES).findings
    assert {(finding.rule, str(finding.confidence)) for finding in found if finding.function == name} == {
        ("closer-not-closed", confidence)
    }
