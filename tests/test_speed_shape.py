"""The shape of ginlint's cost: what is loaded, and that work neither explodes nor depends on processes."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.go.flow.paths import Search
from ginlint.go.ownership.effects import Event, classify
from ginlint.go.requests.routes.running import Running
from ginlint.go.syntax import MAX_BODY, FuncDecl, ParsedFile, parse
from ginlint.models import table

if TYPE_CHECKING:
    from pathlib import Path

    from ginlint.finding import Report

HEAD = 'package x\n\nimport "net/http"\n\nvar hits int\n\n'


def report(folder: Path, text: str, jobs: int = 1, module: str = "x") -> Report:
    (folder / "go.mod").write_text(f"module {module}\n\ngo 1.22\n")
    (folder / "x.go").write_text(text)
    return run(discover(["./..."], cwd=str(folder)), registry.load_all(), Config(jobs=jobs))


def chain(length: int) -> str:
    """Return functions that call each other, the first of which is a handler's and the last writes."""
    calls = "".join(f"func f{n}(w http.ResponseWriter) {{\n\tf{n + 1}(w)\n}}\n\n" for n in range(length))
    return f"{HEAD}{calls}func f{length}(w http.ResponseWriter) {{\n\thits++\n}}\n"


def test_start_loads_neither_sarif_nor_sqlite_nor_multiprocessing() -> None:
    code = "import sys, ginlint.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unwanted = {"sarif_om", "sqlite3", "multiprocessing", "click", "tree_sitter"}
    assert set() == unwanted & set(loaded.stdout.split())


def test_tables_are_parsed_once_for_all_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    table.cache_clear()
    parsed = table("locks")
    table.cache_clear()
    monkeypatch.delattr("tomllib.loads")
    assert table("locks") == parsed


def test_number_of_processes_leaves_the_report_as_it_is(tmp_path: Path) -> None:
    text = chain(30)
    assert report(tmp_path, text, jobs=1) == report(tmp_path, text, jobs=2)


def test_calls_are_indexed_in_source_order() -> None:
    body = b"\tg()\n\th(g)\n" * 200
    calls = parse(b"package x\n\nfunc f() {\n" + body + b"}\n").facts.index.calls
    assert [sorted(calls["g"]), sorted(calls["h"])] == [calls["g"], calls["h"]]


def lowered(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the functions whose bodies some rule looked into."""
    names: list[str] = []
    original = ParsedFile.function

    def function(self: ParsedFile, decl: FuncDecl) -> object:
        names.append(decl.name)
        return original(self, decl)

    monkeypatch.setattr(ParsedFile, "function", function)
    report(folder, text)
    return sorted(names)


def test_what_no_rule_can_find_fault_with_is_never_lowered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = """
type counter struct{ n int }

func (c *counter) set(n int) {
	c.n = n
}

func initialise() {
	hits = 1
}

func sum(numbers []int) int {
	total := 0
	for _, number := range numbers {
		total += number
	}
	return total
}

func each(numbers []int, do func(int)) {
	for _, number := range numbers {
		do(number)
	}
}

func printed(numbers []int) {
	each(numbers, func(number int) { println(number) })
}

func index(w http.ResponseWriter, r *http.Request) {
	hits++
}
"""
    assert lowered(tmp_path, HEAD + text, monkeypatch) == ["index"]


def test_tests_are_not_lowered_for_rules_that_say_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = """package x

import "testing"

func TestHits(t *testing.T) {
	counts := map[int]int{}
	for n := range 3 {
		go func() { counts[n]++ }()
	}
	for {
		hits++
	}
}
"""
    (tmp_path / "x_test.go").write_text(test)
    assert lowered(tmp_path, HEAD, monkeypatch) == []


def test_an_argument_is_followed_once_into_each_implementation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = 0

    def counting(*arguments: Any, **named: Any) -> Event:
        nonlocal followed
        followed += 1
        return classify(*arguments, **named)

    def count(implementations: int) -> int:
        nonlocal followed
        methods = "".join(
            f"type t{n} struct{{}}\n\nfunc (t{n}) take(f *os.File, r taker) {{\n\tr.take(f, r)\n}}\n\n"
            for n in range(implementations)
        )
        opens = 'func open(r taker) {\n\tf, _ := os.Open("x")\n\tr.take(f, r)\n}\n'
        head = 'package x\n\nimport "os"\n\ntype taker interface{ take(f *os.File, r taker) }\n\n'
        followed = 0
        report(tmp_path, head + methods + opens, module="example.com/x")
        return followed

    monkeypatch.setattr(sys.modules[classify.__module__], "classify", counting)
    few, many = count(2), count(4)
    assert 0 < many <= 2 * few


@pytest.mark.parametrize("unit", ["\tif x {\n\t\thits++\n\t}\n", "\tfor x {\n\t\tg()\n\t}\n"])
def test_parsing_grows_with_the_size(unit: str) -> None:
    def seconds(count: int) -> float:
        text = (HEAD + "func f(x bool) {\n" + unit * count + "}\n").encode()
        began = time.process_time()
        parse(text)
        return time.process_time() - began

    small, large = (min(seconds(count) for _ in range(3)) for count in (2_000, 16_000))
    assert large < 8 * 4 * small


def test_a_huge_body_is_left_out_and_said_so(tmp_path: Path) -> None:
    body = "\thits++\n" * (MAX_BODY // 8)
    found = report(tmp_path, f"{HEAD}func f(w http.ResponseWriter, r *http.Request) {{\n{body}}}\n")
    said = [notice.kind for notice in found.notices]
    assert [list(found.findings), said] == [[], ["work-limit"]]


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> list[int]:
    """Return a list with one number, which grows with every call of a method from now on."""
    calls = [0]
    original = getattr(owner, name)

    def counting(self: object, *arguments: Any) -> Any:
        calls[0] += 1
        return original(self, *arguments)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_outcomes_are_forgotten_where_no_test_asks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, Search, "_run")

    def count(order: list[int]) -> int:
        tests = "".join(f"\tif o.on{n} {{\n\t\th.work()\n\t}}\n" for n in order)
        fields = "".join(f"\ton{n} bool\n" for n in set(order))
        text = f"""package x

import (
	"net/http"
	"sync"
)

type options struct {{
{fields}}}

type handler struct {{
	mu   sync.Mutex
	hits int
}}

func (h *handler) work() {{}}

func serve() {{ http.Handle("/", &handler{{}}) }}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {{
	var o options
	h.mu.Lock()
{tests}	h.mu.Unlock()
	h.hits++
}}
"""
        calls[0] = 0
        assert "unguarded-middleware-state" in [it.rule for it in report(tmp_path, text).findings]
        return calls[0]

    each_once = list(range(12))
    again_at_once = [n // 2 for n in range(12)]
    assert count(again_at_once) <= 2.5 * count(each_once)


def test_a_function_of_registrations_is_run_through_once_for_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, Running, "_run_through")

    def count(routes: int) -> int:
        registrations = "".join(f'\tr.GET("/{n}", home)\n' for n in range(routes))
        text = f"""package x

import "github.com/gin-gonic/gin"

var hits int

type router struct{{ group *gin.RouterGroup }}

func (r *router) GET(path string, h func(c *gin.Context)) {{ r.group.GET(path, wrap(h)) }}

func wrap(h func(c *gin.Context)) gin.HandlerFunc {{ return func(c *gin.Context) {{ h(c) }} }}

func home(c *gin.Context) {{ hits++ }}

type server struct{{ engine *gin.Engine }}

func (s *server) register() {{
	r := &router{{s.engine.Group("")}}
{registrations}}}
"""
        calls[0] = 0
        report(tmp_path, text)
        return calls[0]

    few, many = count(5), count(40)
    assert 0 < many <= 10 * few


def test_a_context_is_followed_back_through_each_function_once(tmp_path: Path) -> None:
    wrappers = "".join(
        f"type w{n} struct{{ d doer }}\n\n"
        f"func (w w{n}) Do(ctx context.Context, n int) {{ w.d.Do(ctx, n) }}\n\n"
        for n in range(40)
    )
    text = f"""package x

import (
	"context"

	"github.com/gin-gonic/gin"
)

var _ gin.HandlerFunc

type doer interface{{ Do(ctx context.Context, n int) }}

{wrappers}type last struct{{}}

func (last) Do(ctx context.Context, n int) {{
	go work(ctx, n)
}}

func work(ctx context.Context, n int) {{
	<-ctx.Done()
	println(n)
}}
"""
    began = time.process_time()
    report(tmp_path, text)
    assert time.process_time() - began < 5
