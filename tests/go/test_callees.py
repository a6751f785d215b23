from __future__ import annotations

import pytest

from ginlint.go.call import calls_in
from ginlint.go.names import shipped
from ginlint.go.project import Directory, SourceFile, link
from ginlint.go.syntax import parse


def callees(text: str) -> list[str]:
    """Return the callees in function f, outer calls first: by name if they have one, else by kind."""
    parsed = parse(b"package a\n" + text.encode())
    source = SourceFile("a.go", "a.go", parsed, (1, 22), speak=True)
    project = link([Directory("example.com/a", [source])], (shipped.provider,), (shipped.package_name,))
    return [
        call.callee.name or call.callee.kind
        for function in project.packages[0].functions()
        for call in calls_in(function)
        if function.name.rpartition(".")[2] == "f"
    ]


CASES = {
    "the error interface": (
        "func f(err error) { err.Error() }",
        ["builtin.error.Error"],
    ),
    "an interface without a name": (
        "func f(x any) { x.(interface{ Close() }).Close() }",
        ["interface.Close"],
    ),
    "a constant that repeats the type above": (
        """
type level int
func (level) Name() string { return "" }
const (
	low level = iota
	high
)
func f() { high.Name() }
""",
        ["example.com/a.level.Name"],
    ),
    "a constant of its own value does not": (
        """
type level int
func (level) Name() string { return "" }
const (
	low level = 1
	high = 2
)
func f() { high.Name() }
""",
        ["unknown"],
    ),
    "a type parameter of a function": (
        """
type node interface{ ID() int }
func f[T node](list []T) { list[0].ID() }
""",
        ["example.com/a.node.ID"],
    ),
    "a type parameter of a receiver, by another name": (
        """
type node interface{ ID() int }
type tree[N node] struct{ root N }
func (t *tree[T]) f() { t.root.ID() }
""",
        ["example.com/a.node.ID"],
    ),
    "a result that follows from a bound": (
        """
import "slices"
type s struct{}
func (s) M() {}
func f(list []s) { slices.MaxFunc(list, nil).M() }
""",
        ["example.com/a.s.M", "slices.MaxFunc"],
    ),
    "an embedded field of an alias keeps the alias's name": (
        """
type inner struct{}
func (inner) M() {}
type other = inner
type outer struct{ *other }
func f(x outer) { x.other.M() }
""",
        ["example.com/a.inner.M"],
    ),
    "an import called after a word of its path": (
        """
import "acme.org/go-proton-api"
func f() { proton.Do() }
""",
        ["acme.org/go-proton-api.Do"],
    ),
    "a word of two imports": (
        """
import (
	"acme.org/go-proton-api"
	"acme.org/proton-sdk-go"
)
func f() { proton.Do() }
""",
        ["unknown"],
    ),
    "a name goes before a word": (
        """
import (
	"acme.org/x-proton-y"
	"acme.org/proton"
)
func f() { proton.Do() }
""",
        ["acme.org/proton.Do"],
    ),
    "a versioned import": (
        """
import "gopkg.in/natefinch/lumberjack.v2"
func f(l *lumberjack.Logger) { l.Close() }
""",
        ["gopkg.in/natefinch/lumberjack.v2.Logger.Close"],
    ),
    "a field of a shipped type": (
        """
import "github.com/gin-gonic/gin"
func f(c *gin.Context) { c.Request.Context().Done() }
""",
        ["context.Context.Done", "net/http.Request.Context"],
    ),
    "an element of an element, by the fields of a variable": (
        """
type place struct{ row, column int }
type cell struct{}
func (cell) M() {}
type table struct{ rows [][]cell }
func f(t *table, p place) { t.rows[p.row][p.column].M() }
""",
        ["example.com/a.cell.M"],
    ),
    "a function among functions, by the fields of a variable": (
        """
type place struct{ row, column int }
func f(table [][]func(), p place) { table[p.row][p.column]() }
""",
        ["value"],
    ),
    "a shipped variable": (
        """
import "net/http"
func f() { r, _ := http.DefaultClient.Get(""); r.Body.Close() }
""",
        ["net/http.Client.Get", "io.Closer.Close"],
    ),
    "an embedded shipped interface": (
        """
import "net/http"
type w struct{ http.ResponseWriter }
func f(x w) { x.ResponseWriter.Header().Set("", "") }
""",
        ["net/http.Header.Set", "net/http.ResponseWriter.Header"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_callees(case: str) -> None:
    text, expected = CASES[case]
    assert expected == callees(text)
