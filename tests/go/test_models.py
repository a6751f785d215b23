"""The names in the tables of ginlint/models stand for what exists: in the shipped signatures."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from ginlint.go.names import UNKNOWN, Func, Interface, Named, Program, deref, shipped
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names.types import Type

PROGRAM = Program((shipped.provider,), (shipped.package_name,))

# Packages whose signatures are not shipped.
NOT_SHIPPED = (
    "cloud.google.com/go/",
    "firebase.google.com/go",
    "github.com/aliyun/aliyun-oss-go-sdk/oss.",
    "github.com/allegro/bigcache",
    "github.com/apache/cassandra-gocql-driver/v2.",
    "github.com/aws/aws-sdk-go/service/s3/s3iface.",
    "github.com/aws/aws-xray-sdk-go/",
    "github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs",
    "github.com/bitly/go-nsq.",
    "github.com/blevesearch/bleve",
    "github.com/bodgit/sevenzip.",
    "github.com/boltdb/bolt.",
    "github.com/BurntSushi/toml.",
    "github.com/chromedp/chromedp.",
    "github.com/cockroachdb/pebble",
    "github.com/colinmarc/hdfs",
    "github.com/confluentinc/confluent-kafka-go/",
    "github.com/containerd/containerd",
    "github.com/coreos/go-systemd/v22/",
    "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer.",
    "github.com/dgraph-io/badger",
    "github.com/dgraph-io/ristretto/v2.",
    "github.com/edsrzf/mmap-go.",
    "github.com/emersion/go-imap/",
    "github.com/extism/go-sdk.",
    "github.com/go-co-op/gocron/v2.",
    "github.com/go-git/go-billy/v5.",
    "github.com/go-mail/mail.",
    "github.com/goccy/go-json.",
    "github.com/goccy/go-yaml.",
    "github.com/godbus/dbus/v5.",
    "github.com/gojek/heimdall/v7/httpclient.",
    "github.com/golang/glog.",
    "github.com/google/generative-ai-go/genai.",
    "github.com/google/go-containerregistry/pkg/v1.",
    "github.com/gopacket/gopacket/pcap.",
    "github.com/hashicorp/go-plugin.",
    "github.com/hashicorp/vault/api.",
    "github.com/hirochachacha/go-smb2.",
    "github.com/honeycombio/beeline-go",
    "github.com/hpcloud/tail.",
    "github.com/huaweicloud/huaweicloud-sdk-go-obs/obs.",
    "github.com/klauspost/compress/zip.",
    "github.com/lib/pq.",
    "github.com/matrix-org/gomatrixserverlib/",
    "github.com/miekg/dns.",
    "github.com/moby/moby/client.",
    "github.com/ncw/swift",
    "github.com/neo4j/neo4j-go-driver/",
    "github.com/newrelic/go-agent.",
    "github.com/nwaples/rardecode",
    "github.com/openai/openai-go",
    "github.com/openzipkin/zipkin-go.",
    "github.com/oschwald/geoip2-golang/v2.",
    "github.com/oschwald/maxminddb-golang/v2.",
    "github.com/pelletier/go-toml",
    "github.com/pion/webrtc/",
    "github.com/PuerkitoBio/goquery.",
    "github.com/redis/rueidis.",
    "github.com/segmentio/encoding/json.",
    "github.com/studio-b12/gowebdav.",
    "github.com/tarm/serial.",
    "github.com/tencentyun/cos-go-sdk-v5.",
    "github.com/tetratelabs/wazero.",
    "github.com/thanos-io/objstore.",
    "github.com/tidwall/buntdb.",
    "github.com/twmb/franz-go/pkg/kgo.",
    "github.com/valyala/bytebufferpool.",
    "github.com/vishvananda/netlink.",
    "github.com/vishvananda/netns.",
    "github.com/vmihailenco/msgpack/v5.",
    "github.com/xtaci/smux.",
    "github.com/yeka/zip.",
    "go.bug.st/serial.",
    "go.elastic.co/apm",
    "go.mongodb.org/mongo-driver/mongo/gridfs.",
    "go.yaml.in/yaml/v3.",
    "gocloud.dev/blob.",
    "gocloud.dev/pubsub.",
    "gocv.io/x/gocv.",
    "golang.org/x/crypto/ssh/agent.",
    "golang.org/x/exp/mmap.",
    "golang.org/x/net/context/ctxhttp.",
    "golang.org/x/net/html/charset.",
    "golang.org/x/net/icmp.",
    "golang.org/x/sys/unix.",
    "golang.org/x/text/",
    "gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer.",
    "gopkg.in/gographics/imagick.",
    "gopkg.in/gomail.",
    "gopkg.in/mail.",
    "gopkg.in/yaml.v2.",
    "k8s.io/apimachinery/pkg/util/yaml.",
    "k8s.io/klog",
    "sigs.k8s.io/controller-runtime/pkg/client.",
    "sigs.k8s.io/yaml/goyaml.v2.",
)

# What newer versions of a shipped package dropped, and code still calls.
DROPPED = ("go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp.",)


class Place(NamedTuple):
    """Where a table names something."""

    table: str
    key: str
    name: str


@cache
def package_of(name: str) -> str:
    """Return the shipped package that a qualified name starts with, "" if there is none."""
    head, slash, last = name.rpartition("/")
    words = last.split(".")
    for count in range(len(words) - 1, 0, -1):
        path = head + slash + ".".join(words[:count])
        if shipped.package_name(path) is not None:
            return path
    return ""


def signature_of(name: str) -> Func | None:
    """Return the type of the function or method of this qualified name, None if there is no such thing."""
    path = package_of(name)
    scope = PROGRAM.scope(path)
    assert scope is not None
    owner, _, member = name[len(path) + 1 :].rpartition(".")
    if not owner:
        function = scope.functions.get(member)
        return function.type if function is not None else None
    found = PROGRAM.select(Named(path, owner), member)
    if found is None or not found.method or found.owner != Named(path, owner):
        return None
    return found.type if isinstance(found.type, Func) else None


def is_exempt(name: str) -> bool:
    return not package_of(name) and (name.startswith(("builtin.", *NOT_SHIPPED)))


def acquired() -> Iterator[Place]:
    for entry in table("resources")["resource"]:
        for key in ("acquire", "release_by", "exhausted_by"):
            for name in entry.get(key, ()):
                yield Place("resources", f"{entry['rule']}.{key}", name)


def given_back() -> Iterator[Place]:
    releases = table("releases")
    for name in releases["borrows"]["keeps"]:
        yield Place("releases", "keeps", name)
    for name in releases.get("lent", ()):
        yield Place("releases", "lent", name)
    for key in ("calls", "through"):
        for name in releases["wrappers"][key]:
            yield Place("releases", key, name)


def lists(name: str) -> Iterator[Place]:
    for key, names in table(name).items():
        for function in names:
            yield Place(name, key, function)


PLACES = sorted({*acquired(), *given_back(), *lists("calls"), *lists("closures")})
KNOWN = [place for place in PLACES if not is_exempt(place.name) and not place.name.startswith(DROPPED)]


def test_every_name_is_of_a_shipped_package_or_exempt() -> None:
    assert [place for place in KNOWN if not package_of(place.name)] == []


def test_every_name_exists_at_the_type_that_declares_it() -> None:
    assert [place for place in KNOWN if package_of(place.name) and signature_of(place.name) is None] == []


def test_every_exemption_is_needed() -> None:
    names = [place.name for place in PLACES] + prefixes()
    idle = [p for p in NOT_SHIPPED if not any(n.startswith(p) and not package_of(n) for n in names)]
    assert idle == []
    for prefix in DROPPED:
        assert any(place.name.startswith(prefix) for place in PLACES)


def prefixes() -> list[str]:
    return list(table("releases")["borrows"]["prefixes"])


@pytest.mark.parametrize(
    "prefix", [p for p in prefixes() if p.endswith(".") and not is_exempt(p) and package_of(p + "x")]
)
def test_every_prefix_of_borrowers_names_a_package_or_a_type(prefix: str) -> None:
    path = package_of(prefix + "x")
    scope = PROGRAM.scope(path)
    assert scope is not None
    type_name = prefix[len(path) + 1 : -1]
    assert not type_name or type_name in scope.types


def test_no_name_acquires_twice() -> None:
    names = [name for entry in table("resources")["resource"] for name in entry["acquire"]]
    assert sorted(names) == sorted(set(names))


def resources() -> Iterator[tuple[dict[str, Any], str]]:
    for entry in table("resources")["resource"]:
        for name in entry["acquire"]:
            if not is_exempt(name) and not name.startswith(DROPPED):
                yield entry, name


def result_of(entry: dict[str, Any], name: str) -> Type | None:
    """Return the type of what is acquired, None if there is no such result."""
    result = entry.get("result", 0)
    if result == "receiver":
        return Named(package_of(name), name[len(package_of(name)) + 1 :].rpartition(".")[0])
    signature = signature_of(name)
    assert signature is not None
    found = signature.results[result] if result < len(signature.results) else None
    part = PROGRAM.select(found, entry["through"]) if found is not None and "through" in entry else None
    return part.type.results[0] if part is not None and isinstance(part.type, Func) else found


def releases(type_: Type, path: str) -> bool:
    """Tell whether a value of this type has the method that `path` leads to by its fields."""
    for name in path.split("."):
        found = PROGRAM.select(type_, name)
        if found is None:
            return False
        type_ = found.type
    return True


def test_what_is_acquired_has_a_method_that_gives_it_back() -> None:
    lacking = []
    for entry, name in resources():
        type_ = result_of(entry, name)
        if type_ is None:
            lacking.append(name)
        elif "()" in entry["release"]:
            if not isinstance(PROGRAM.underlying(type_), Func):
                lacking.append(name)
        elif entry["release"] and not any(releases(type_, path) for path in entry["release"]):
            lacking.append(name)
    assert lacking == []


def test_release_by_takes_what_is_acquired() -> None:
    for entry in table("resources")["resource"]:
        for name in entry.get("release_by", ()):
            if is_exempt(name) or name.startswith(DROPPED):
                continue
            signature = signature_of(name)
            assert signature is not None
            assert signature.params != ()


def test_every_method_that_gives_back_exists_somewhere() -> None:
    unused = []
    for entry in table("resources")["resource"]:
        types = [
            result_of(entry, name)
            for name in entry["acquire"]
            if package_of(name) and not name.startswith(DROPPED)
        ]
        if len(types) < len(entry["acquire"]) or "()" in entry["release"]:
            continue
        unused += [
            (entry["acquire"][0], path)
            for path in (*entry["release"], *entry.get("drained_by", ()))
            if not any(type_ is not None and releases(type_, path) for type_ in types)
        ]
    assert unused == []


def test_types_that_need_no_release_exist() -> None:
    releases = table("releases")
    names = [name for entry in releases["collected"] for name in entry["types"]]
    for name in (*names, *releases.get("closed_at_end", ())):
        path, _, type_name = name.rpartition(".")
        assert PROGRAM.underlying(Named(path, type_name)) is not UNKNOWN, name


def test_interfaces_are_asked_for_their_methods() -> None:
    tracer = signature_of("go.opentelemetry.io/otel/trace.Tracer.Start")
    assert tracer is not None
    assert str(deref(tracer.results[1])) == "go.opentelemetry.io/otel/trace.Span"
    assert isinstance(PROGRAM.underlying(Named("net", "Listener")), Interface)


@pytest.mark.parametrize(
    "name",
    [
        "github.com/jmoiron/sqlx.DB.Query",  # declared by the embedded database/sql.DB
        "github.com/redis/go-redis/v9.Client.Get",  # by cmdable
        "net/http.Client.Fetch",
        "net/http.Fetch",
        "net/http.Fetcher.Get",
        "net/http.Response.Body",
    ],
)
def test_a_name_that_nothing_declares_is_told(name: str) -> None:
    assert signature_of(name) is None
