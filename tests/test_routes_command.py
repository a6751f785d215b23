"""ginlint routes: the table as text, JSON and a picture, and its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ginlint.cli import main

GO = """package main

import (
	"io"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

var seen = map[string]int{}

func count(c *gin.Context) {
	seen[c.ClientIP()]++
	c.Next()
}

func read(c *gin.Context) {
	f, _ := os.Open("x")
	if c.Query("q") == "" {
		return
	}
	io.Copy(io.Discard, f)
	f.Close()
}

func list(c *gin.Context) { c.Status(http.StatusOK) }

func main() {
	r := gin.New()
	r.GET("/plain", list)
	r.Use(count)
	r.GET("/files/:name", read)
	r.POST("/<b>\\"x\\"", gin.Recovery(), list)
}
"""
TEXT = """\
POST /<b>"x"       main.go:34
    main.count (main.go:13, 2 findings) -> gin.Recovery -> main.list (main.go:27)
GET  /files/:name  main.go:33
    main.count (main.go:13, 2 findings) -> main.read (main.go:18)
    main.go:19:10: error[file-not-closed] …
GET  /plain        main.go:31
    main.list (main.go:27)
main.count (main.go:13), passed on the way to 2 routes
    main.go:14:2: error[collection-only-grows] …
    main.go:14:2: error[unguarded-global] …
3 routes; 3 findings on the way to 2 of them.
"""


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "go.mod").write_text("module example.com/shop\n\ngo 1.22\n")
    (tmp_path / "main.go").write_text(GO)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("service")
def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "./..."]) == 1
    assert re.sub(r"(\[[\w-]+\]) .*", r"\1 …", capsys.readouterr().out) == TEXT


@pytest.mark.usefixtures("service")
def test_without_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "--no-findings"]) == 0
    out = capsys.readouterr().out
    assert "[" not in out
    assert out.endswith("3 routes; nothing was found on the way to any.\n")


@pytest.mark.usefixtures("service")
def test_json_holds_what_the_page_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "--format", "json", "--exit-zero"]) == 0
    document = json.loads(capsys.readouterr().out)
    found = document["routes"][1]
    assert (found["method"], found["path"], found["kind"], found["framework"]) == (
        "GET", "/files/:name", "route", "gin",
    )  # fmt: skip
    assert found["location"]["start"]["line"] == 33
    assert [stop["name"] for stop in found["middleware"]] == ["main.count"]
    assert [f["rule"] for f in found["handler"]["findings"]] == ["file-not-closed"]
    assert document["routes"][0]["middleware"][1] == {
        "name": "gin.Recovery",
        "location": None,
        "findings": [],
    }
    assert document["summary"] == {"routes": 3, "findings": 3}
    page = (Path(__file__).parents[1] / "docs" / "en" / "routes.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[`\"](\w+)[`\"]", page))
    assert {*document, *found, *found["handler"], *found["handler"]["findings"][0]} - named == set()


@pytest.mark.usefixtures("service")
def test_mermaid(capsys: pytest.CaptureFixture[str]) -> None:
    main(["routes", "--format", "mermaid"])
    assert capsys.readouterr().out.splitlines() == [
        "flowchart LR",
        "  classDef found fill:#fdd,stroke:#c00,color:#000",
        '  requests(["requests"])',
        '  requests --> m0("main.count (2 findings)"):::found',
        '  m0 --> m1("gin.Recovery")',
        '  m1 --> r0["POST /#60;b#62;#34;x#34; - main.list"]',
        '  m0 --> r1["GET /files/:name - main.read (1 finding)"]:::found',
        '  requests --> r2["GET /plain - main.list"]',
    ]


def test_a_picture_of_many_routes_stays_within_githubs_limits(
    service: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ""
    for part in range(6):
        lines = "".join(f'\tr.GET("/a/rather/long/path/of/a/route/{part}/{n}", list)\n' for n in range(200))
        more += f"\nfunc more{part}(r *gin.Engine) {{\n{lines}}}\n"
    calls = "".join(f"\tmore{part}(r)\n" for part in range(6))
    (service / "main.go").write_text(GO.replace("\tr.Use(count)\n", calls) + more)
    main(["routes", "--format", "mermaid", "--no-findings"])
    out = capsys.readouterr().out
    assert len(out) < 50_000
    assert out.count("-->") < 500
    assert "lines are left out" in out


def test_a_file(service: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["routes", "--output", "routes.txt"])
    assert capsys.readouterr().out == ""
    assert (service / "routes.txt").read_text().endswith("3 routes; 3 findings on the way to 2 of them.\n")


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("args", [["--format", "html"], ["./nowhere"], ["--output", "no/such/folder"]])
def test_what_cannot_be_done(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", *args]) == 2
    assert capsys.readouterr().err.startswith("ginlint: ")


def test_no_routes(service: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (service / "main.go").write_text("package main\n\nfunc main() {}\n")
    assert main(["routes"]) == 0
    assert capsys.readouterr().out == "No route was found.\n"
    main(["routes", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["routes"] == []
