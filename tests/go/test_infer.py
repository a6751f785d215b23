"""Types of expressions and the callees of calls, on small programs."""

from __future__ import annotations

import pytest

from ginlint.go.names import UNKNOWN
from tests.go.gotext import call, function, package, project, variable

DECLARED = """
import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

type T struct {
	n     int
	inner
	*other
	fn    func(int) (string, error)
	items []T
	byKey map[string]*T
	p     *T
	c     chan T
	lazy  func() T
}
type inner struct{ depth int8 }
type other struct{ inner; far bool }
type shape interface{ Area() float64; io.Closer }
type list []T
type alias = T
type pair[K comparable, V any] struct{ key K; value V }
type state int

const (
	one state = iota
	two
)

var table = map[string]int{}
var first, second = both()

func (T) Value() int8 { return 0 }
func (*T) Pointed() (uint8, error) { return 0, nil }
func (inner) Deep() rune { return 0 }
func (p pair[K, V]) Key() K { return p.key }
func both() (int16, uint16) { return 0, 0 }
func single[E any](list []E) E { return list[0] }
func convert[A, B any](a A, f func(A) B) B { return f(a) }
func seq() func(yield func(int, string) bool) { return nil }
"""

TYPES = {
    "1": "int",
    "1.5": "float64",
    "'a'": "int32",
    '"a"': "string",
    "1i": "complex128",
    "true": "bool",
    "nil": "untyped nil",
    "a == b": "bool",
    "!a": "bool",
    "t": "example.com/a.T",
    "&t": "*example.com/a.T",
    "*p": "example.com/a.T",
    "t.n": "int",
    "p.n": "int",
    "t.depth": "int8",
    "t.far": "bool",
    "t.inner": "example.com/a.inner",
    "t.other.inner": "example.com/a.inner",
    "t.items": "[]example.com/a.T",
    "t.items[0]": "example.com/a.T",
    "t.items[0].items[1:]": "[]example.com/a.T",
    't.byKey["a"].n': "int",
    "<-t.c": "example.com/a.T",
    "t.fn": "func(int)",
    "t.fn(1)": "(string, error)",
    "t.lazy().n": "int",
    "t.Value()": "int8",
    "p.Value()": "int8",
    "p.Pointed()": "(uint8, error)",
    "t.Deep()": "int32",
    "t.Value": "func()",
    "T.Value": "?",
    "t.missing": "?",
    "T{}": "example.com/a.T",
    "&T{}": "*example.com/a.T",
    "[]T{}": "[]example.com/a.T",
    "[3]int{}": "[...]int",
    "[3]int{}[:]": "[]int",
    "map[string]T{}": "map[string]example.com/a.T",
    "map[string]T{}[k]": "example.com/a.T",
    "func(a int) T { return t }": "func(int)",
    "func(a int) T { return t }(1)": "example.com/a.T",
    "new(T)": "*example.com/a.T",
    "new(bytes.Buffer)": "*bytes.Buffer",
    "make([]T, 1)": "[]example.com/a.T",
    "make(chan bytes.Buffer)": "chan bytes.Buffer",
    "append(t.items, t)": "[]example.com/a.T",
    "len(t.items)": "int",
    "min(1, 2)": "int",
    "T(x)": "example.com/a.T",
    "(*T)(nil)": "*example.com/a.T",
    "[]byte(s)": "[]uint8",
    "string(b)": "string",
    "list{}[0]": "example.com/a.T",
    "alias{}": "example.com/a.T",
    "x.(T)": "example.com/a.T",
    "x.(*bytes.Buffer)": "*bytes.Buffer",
    "pair[string, T]{}.value": "example.com/a.T",
    "pair[string, T]{}.Key()": "string",
    "single([]T{})": "example.com/a.T",
    "single[string](nil)": "string",
    "convert(t, func(T) string { return s })": "string",
    "both()": "(int16, uint16)",
    "first": "int16",
    "second": "uint16",
    "two": "example.com/a.state",
    'table["a"]': "int",
    "missing": "?",
    "missing()": "?",
    "shape(nil).Area()": "float64",
    "shape(nil).Close()": "error",
    "http.DefaultClient": "*net/http.Client",
    "http.StatusOK": "?",
    "strings.Repeat(s, 2)": "string",
    "strings.NewReader(s)": "*strings.Reader",
    "time.Second": "time.Duration",
    "2 * time.Second": "time.Duration",
    "time.Now().Add(1)": "time.Time",
    "t.n << 2": "int",
    "1 << t.depth": "int",
    "2 * t.depth": "int8",
    "-t.n": "int",
    "s[0]": "uint8",
    "s[1:]": "string",
}


@pytest.mark.parametrize(("text", "expected"), TYPES.items(), ids=list(TYPES))
def test_types_of_expressions(text: str, expected: str) -> None:
    of = function(package(f"{DECLARED}\nfunc f(t T, p *T, s string, x any) {{ asked := {text} }}"))

    found = of.file.typer.variable_type(variable(of, "asked"))

    if expected == "?" and text == "http.StatusOK":
        assert str(found) in ("?", "int")  # untyped constants of other packages need not be known
    else:
        assert str(found) == expected


DEFINITIONS = {
    "a, _ := both()": "int16",
    "_, a := both()": "uint16",
    "_, a := p.Pointed()": "error",
    "a, ok := t.byKey[s]": "*example.com/a.T",
    "_, a := t.byKey[s]": "bool",
    "a, ok := x.(T)": "example.com/a.T",
    "_, a := x.(T)": "bool",
    "a, ok := <-t.c": "example.com/a.T",
    "_, a := <-t.c": "bool",
    "var a T": "example.com/a.T",
    "var a = t.n": "int",
    "var _, a = both()": "uint16",
    "for a := range t.items {}": "int",
    "for _, a := range t.items {}": "example.com/a.T",
    "for a := range t.byKey {}": "string",
    "for _, a := range t.byKey {}": "*example.com/a.T",
    "for a := range t.c {}": "example.com/a.T",
    "for a := range s {}": "int",
    "for _, a := range s {}": "int32",
    "for a := range 10 {}": "int",
    "for a := range t.n {}": "int",
    "for _, a := range &[2]T{} {}": "example.com/a.T",
    "for a := range seq() {}": "int",
    "for _, a := range seq() {}": "string",
    "switch a := x.(type) { case *T: }": "*example.com/a.T",
    "switch a := x.(type) { case T, string: }": "any",
    "switch a := x.(type) { default: }": "any",
    "if a := t.Value(); true {}": "int8",
    "select { case a := <-t.c: }": "example.com/a.T",
    "func(a ...T) {}()": "[]example.com/a.T",
    "type U struct { n int }; var u []U; a := u[0].n": "int",
    "type U struct { *T }; a := map[string]*U{}[s].Value()": "int8",
    "type U = T; var a []chan *U": "[]chan *example.com/a.T",
    "type U []T; type V map[string]U; for _, a := range (V{})[s] {}": "example.com/a.T",
    "type U struct { c *http.Client }; a, _ := U{}.c.Do(nil)": "*net/http.Response",
    "type T struct { s string }; a := T{}.s": "string",
    "{ type T struct { s string } }; a := T{}.n": "int",
    "type U struct { n int }; var a http.U": "net/http.U",
    "type U[E any] struct { n E }; var a U[int]": "?",
    "a := a": "?",
}


@pytest.mark.parametrize(("text", "expected"), DEFINITIONS.items(), ids=list(DEFINITIONS))
def test_types_of_variables(text: str, expected: str) -> None:
    of = function(package(f"{DECLARED}\nfunc f(t T, p *T, s string, x any) {{ {text} }}"))

    assert str(of.file.typer.variable_type(variable(of, "a"))) == expected


def test_variables_that_define_each_other_are_unknown() -> None:
    found = package("var a = b()\nfunc b() int { return 0 }\nvar c = d\nvar d = c\n")
    typer = found.files[0].typer

    assert str(typer.value_type(found.scope.values["a"])) == "int"
    assert typer.value_type(found.scope.values["c"]) is UNKNOWN


CALLEES = {
    "both()": ("function", "example.com/a.both", False),
    "single([]T{})": ("function", "example.com/a.single", False),
    "single[T](nil)": ("function", "example.com/a.single", False),
    "t.Value()": ("method", "example.com/a.T.Value", False),
    "p.Pointed()": ("method", "example.com/a.T.Pointed", False),
    "t.Deep()": ("method", "example.com/a.inner.Deep", False),
    "t.other.Deep()": ("method", "example.com/a.inner.Deep", False),
    "T.Value(t)": ("method", "example.com/a.T.Value", False),
    "(*T).Pointed(p)": ("method", "example.com/a.T.Pointed", False),
    "pair[string, T]{}.Key()": ("method", "example.com/a.pair.Key", False),
    "sh.Area()": ("method", "example.com/a.shape.Area", True),
    "sh.Close()": ("method", "io.Closer.Close", True),
    "t.fn(1)": ("value", "", False),
    "func() {}()": ("literal", "", False),
    "len(s)": ("builtin", "builtin.len", False),
    "T(x)": ("conversion", "", False),
    "[]byte(s)": ("conversion", "", False),
    "bytes.Buffer(x)": ("conversion", "", False),
    "strings.Repeat(s, 1)": ("function", "strings.Repeat", False),
    "http.DefaultClient.Do(nil)": ("method", "net/http.Client.Do", False),
    "new(bytes.Buffer).Len()": ("method", "bytes.Buffer.Len", False),
    "mu.Lock()": ("method", "sync.Mutex.Lock", False),
    "ctx.Done()": ("method", "context.Context.Done", True),
    "missing()": ("unknown", "", False),
    "t.missing()": ("unknown", "", False),
    "x.Close()": ("unknown", "", False),
}


@pytest.mark.parametrize(("text", "expected"), CALLEES.items(), ids=list(CALLEES))
def test_callees(text: str, expected: tuple[str, str, bool]) -> None:
    params = "t T, p *T, s string, x any, sh shape, mu *sync.Mutex, ctx context.Context"
    of = function(package(f"{DECLARED}\nfunc f({params}) {{ {text} }}"))

    callee = call(of, text[: text.rindex("(")]).callee

    assert (callee.kind, callee.name, callee.dynamic) == expected


LIBRARY = {
    "a.go": """package a
import "example.com/a/db/v2"
func f(c *db.Conn) { db.Open(); c.Close(); db.Default.Close() }
""",
    "db/v2/db.go": """package db
type Conn struct{ base }
type base struct{}
func (*base) Close() error { return nil }
func Open() (*Conn, error) { return nil, nil }
var Default = open()
func open() *Conn { return nil }
""",
}


def test_callees_in_another_package_by_its_own_name() -> None:
    of = function(project(LIBRARY))

    names = [call(of, name).callee.name for name in ("db.Open", "c.Close", "db.Default.Close")]

    assert names == [
        "example.com/a/db/v2.Open",
        "example.com/a/db/v2.base.Close",
        "example.com/a/db/v2.base.Close",
    ]


@pytest.mark.parametrize(
    ("imports", "text", "expected"),
    [
        ('import s "strings"', "s.Repeat(x, 1)", "strings.Repeat"),
        ('import . "strings"', "Repeat(x, 1)", "strings.Repeat"),
        ('import "math/rand/v2"', "rand.IntN(1)", "math/rand/v2.IntN"),
        ('import "github.com/x/go-redis/v9"', "redis.New(nil)", "github.com/x/go-redis/v9.New"),
        ('import "gopkg.in/yaml.v3"', "yaml.Marshal(x)", "gopkg.in/yaml.v3.Marshal"),
        ('import "acme.org/unheard"', "unheard.Of()", "acme.org/unheard.Of"),
        ('import "strings"', "strings.Missing()", ""),
        ('import strings "acme.org/unheard"', "strings.Repeat(x, 1)", "acme.org/unheard.Repeat"),
        ('import _ "strings"', "strings.Repeat(x, 1)", ""),
    ],
)  # fmt: skip
def test_imports(imports: str, text: str, expected: str) -> None:
    of = function(package(f"{imports}\nfunc f(x string) {{ {text} }}"))

    assert call(of, text[: text.rindex("(")]).callee.name == expected


def test_a_local_variable_hides_an_import() -> None:
    of = function(package('import "strings"\nfunc f(strings T) { strings.Repeat("", 1) }\ntype T struct{}'))

    assert call(of, "Repeat").callee.name == ""


def test_a_declaration_hides_a_builtin_and_a_basic_type() -> None:
    declared = "func len(x int) {}\ntype string struct{}\nfunc (string) M() {}\n"
    of = function(package(declared + "func f(s string) { len(1); s.M() }"))

    assert [call(of, name).callee.name for name in ("len", "s.M")] == [
        "example.com/a.len",
        "example.com/a.string.M",
    ]


def test_the_shallowest_method_wins() -> None:
    of = function(
        package("""
type deep struct{}
func (deep) M() {}
func (deep) N() {}
type middle struct{ deep }
func (middle) M() {}
type top struct{ middle }
func f(t top) { t.M(); t.N(); t.deep.M() }
""")
    )

    assert [call(of, name).callee.name for name in ("t.M", "t.N", "t.deep.M")] == [
        "example.com/a.middle.M",
        "example.com/a.deep.N",
        "example.com/a.deep.M",
    ]


def test_types_that_embed_each_other_end() -> None:
    declared = "type A struct{ *B }\ntype B struct{ *A }\ntype C = D\ntype D = C\n"
    of = function(package(declared + "func f(a A, c C) { a.M(); c.N() }"))

    assert [call(of, name).callee.kind for name in ("a.M", "c.N")] == ["unknown", "unknown"]
