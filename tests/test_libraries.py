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
