"""Where values come from, what shrinks a collection, and what handlers share."""

from __future__ import annotations

import pytest

from ginlint.go.state import insertions, is_shared, provenance, shared_writes
from ginlint.go.state.growth import shrinks
from tests.go.gotext import call, function, package

HEAD = """
import ("net/http"; "time"; "strconv"; "strings"; "fmt"; "encoding/json")
const fixed = "a"
var global string
type form struct { Name string; Deep struct { Key string } }
func of(r *http.Request) string { return strings.ToLower(r.Host) }
func few(r *http.Request) string { if r.Host == "" { return "a" }; return "b" }
func use(any) {}
"""

UNBOUNDED = {
    "a path": "use(r.URL.Path)",
    "a header": 'use(r.Header.Get("A"))',
    "an element of a header": 'use(r.Header["A"])',
    "a value of the query": 'use(r.URL.Query().Get("a"))',
    "the clock": "use(time.Now())",
    "the clock's nanoseconds": "use(time.Now().UnixNano())",
    "a variable": "x := r.Host; use(x)",
    "one of two": 'use("a" + r.Host)',
    "made lower": "use(strings.ToLower(r.Host))",
    "formatted": 'use(fmt.Sprintf("%s", r.Host))',
    "converted": "use([]byte(r.Host))",
    "a part": "use(r.Host[1:])",
    "a field of a literal": "use(form{Name: r.Host})",
    "a decoded field": "var f form; json.NewDecoder(r.Body).Decode(&f); use(f.Name)",
    "a field of a decoded field": "f := &form{}; json.NewDecoder(r.Body).Decode(f); use(f.Deep.Key)",
    "assigned later": "var x string; if r.Close { x = r.Host }; use(x)",
    "of several, one": 'var x string; x = "a"; x = r.Host; use(x)',
    "ranged over": 'for _, x := range r.Header["A"] { use(x) }',
}
BOUNDED = {
    "a literal": 'use("a")',
    "a constant": "use(fixed)",
    "a method": "use(r.Method)",
    "a pattern": "use(r.Pattern)",
    "a comparison": 'use(r.Host == "")',
    "a remainder": "use(time.Now().UnixNano() % 16)",
    "a status": "use(http.StatusText(404))",
    "a text of a literal": "use(strconv.Itoa(5))",
    "a weekday": "use(time.Now().Weekday())",
    "a variable of a literal": 'x := "a"; use(x)',
    "of several, each": 'var x string; x = "a"; x = "b"; use(x)',
}
UNKNOWN = {
    "a package variable": "use(global)",
    "a function nobody follows": "use(of(r))",
    "what is counted": "x := 1; x++; use(x)",
    "a value with others later": 'x := "a"; x = global; use(x)',
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, "unbounded") for text in UNBOUNDED.values()]
    + [(text, "bounded") for text in BOUNDED.values()]
    + [(text, "unknown") for text in UNKNOWN.values()],
    ids=[*UNBOUNDED, *BOUNDED, *UNKNOWN],
)
def test_where_a_value_comes_from(text: str, expected: str) -> None:
    f = function(package(f"{HEAD}func f(w http.ResponseWriter, r *http.Request) {{ {text} }}"))

    assert provenance(f, call(f, "use").node.args[0]) == expected


@pytest.mark.parametrize(("name", "expected"), [("of", "unbounded"), ("few", "unknown")])
def test_results_are_followed_on_demand(name: str, expected: str) -> None:
    f = function(package(f"{HEAD}func f(r *http.Request) {{ use({name}(r)) }}"))

    assert provenance(f, call(f, "use").node.args[0], follow=True) == expected


def test_parameters_are_what_the_calls_pass() -> None:
    of = package(
        f"{HEAD}func g(a, b string) {{ use(b) }}\n"
        "func f(r *http.Request) { g(fixed, r.Host); g(r.Host, fixed) }"
    )
    f, g = function(of), function(of, "g")
    value = call(g, "use").node.args[0]
    first = call(f, "g")

    assert provenance(g, value) == "unknown"
    assert provenance(g, value, [first]) == "unbounded"


SHRINKS = {
    "delete": "delete(seen, 1)",
    "delete of a field": "delete(s.seen, 1)",
    "clear": "clear(seen)",
    "delete of what a method gives": "seen.Delete(1)",
    "delete and give": "seen.LoadAndDelete(1)",
    "another in its place": "seen = nil",
    "another among others": "seen, other = nil, nil",
    "cut": "seen = seen[1:]",
    "a limit": "if len(seen) > 9 { return }",
    "a limit on the right": "if 9 <= len(s.seen) { return }",
    "a limit by name": "if len(seen) == most { return }",
    "a ring": "seen[n%len(seen)] = 1; n = n % len(seen)",
    "an alias": "all := s.seen\nuse(all)",
    "handed over": "prune(s.seen)",
    "handed over by address": "use(1, &seen)",
    "given back": "return s.seen\n",
}
GROWS = {
    "set": "seen[1] = 2",
    "added": "seen = append(seen, 1)",
    "asked whether empty": "if len(seen) == 0 { return }",
    "told how many": "print(len(seen))",
    "added up": "n += len(seen)",
    "made when nil": "if seen == nil { seen = map[int]int{} }",
    "read": "n = seen[1]",
    "another's": "delete(seens, 1); unseen = nil",
    "shown": "json.Marshal(seen)",
    "gone through": "for range seen { n++ }",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, True) for text in SHRINKS.values()] + [(text, False) for text in GROWS.values()],
    ids=[*SHRINKS, *GROWS],
)
def test_what_shrinks_a_collection(text: str, expected: bool) -> None:
    of = package(f"var seen = map[int]int{{}}\nfunc f() {{\n\t{text}\n}}")

    assert shrinks(of, "seen") is expected


HANDLERS = """
import ("net/http"; "sync")
type api struct { hits int; seen map[string]int; list []string }
type view struct { hits int }
type item struct { hits int }
var made = &api{}
var pool = sync.Pool{New: func() any { return &item{} }}
func (a *api) handle(w http.ResponseWriter, r *http.Request) { a.hits++; a.deep(r.Host); other(a) }
func (a *api) deep(host string) { a.seen[host]++ }
func (a *api) reset(w http.ResponseWriter, r *http.Request) { a.hits = 0 }
func (a *api) list2(more string) { a.list = append(a.list, more) }
func other(a *api) { a.list2("b") }
func (v *view) show(w http.ResponseWriter, r *http.Request) { v.hits++ }
func shows(w http.ResponseWriter, r *http.Request) { v := &view{}; v.show(w, r) }
func (i *item) put(w http.ResponseWriter, r *http.Request) { i.hits++ }
func factory() http.HandlerFunc {
    n := 0
    return func(w http.ResponseWriter, r *http.Request) { n++; m := 0; m++ }
}
func inner(w http.ResponseWriter, r *http.Request) {
    k := 0
    helper(func() { k++ })
    made := func() http.HandlerFunc { q := 0; return func(http.ResponseWriter, *http.Request) { q++ } }
    made()(w, r)
}
func helper(do func()) { do() }
"""


def test_what_handlers_may_write() -> None:
    found = {write.name: write.kind for write in shared_writes(package(HANDLERS))}

    assert found == {
        "a.hits": "field",
        "a.seen[host]": "field",
        "a.list": "field",
        "v.hits": "field",
        "i.hits": "field",
        "n": "captured",
        "q": "captured",
    }


def test_what_of_it_is_one_for_all_requests() -> None:
    of = package(HANDLERS)
    heats = [(write, of.project.requests.heat(write.function, write.node)) for write in shared_writes(of)]
    shared = {
        write.name
        for write, heat in heats
        if heat is not None and is_shared(of, write.function, write.variable, heat)
    }

    assert shared == {"a.hits", "a.seen[host]", "a.list", "n"}


def test_what_is_inserted() -> None:
    of = package(HANDLERS)

    found = {(insertion.name, insertion.key is not None) for insertion in insertions(of)}

    assert found == {("seen", True), ("list", False)}
