"""A leak in a handler is told alike, however the handler is written and wherever it is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover

if TYPE_CHECKING:
    from pathlib import Path

RULES = list(registry.load_all())

HEAD = """package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"time"
)

var guard sync.Mutex
"""

LEAKS = {
    "file-not-closed": (
        'f, err := os.Open(r.URL.Path); if err != nil { return }; io.Copy(w, f); _ = "left open"'
    ),
    "connection-not-closed": (
        'conn, err := net.Dial("tcp", r.URL.Path); if err != nil { return }; conn.Write([]byte("x"))'
    ),
    "late-defer": (
        "f, err := os.Open(r.URL.Path); if err != nil { return }\n"
        'if r.URL.RawQuery == "" { return }; defer f.Close(); io.Copy(w, f)'
    ),
    "process-not-waited": 'cmd := exec.Command("convert", r.URL.Path); cmd.Start()',
    "send-blocks-forever": (
        "done := make(chan int); go func() { time.Sleep(time.Second); done <- 1 }()\n"
        "select { case <-done: case <-time.After(time.Millisecond): }"
    ),
    "receive-blocks-forever": (
        'done := make(chan int); go func() { if r.URL.RawQuery != "" { return }; done <- 1 }(); <-done'
    ),
    "compile-per-request": "io.WriteString(w, regexp.MustCompile(`^/\\w+$`).FindString(r.URL.Path))",
    "lock-not-released": 'guard.Lock(); if r.URL.RawQuery == "" { return }; guard.Unlock()',
    "defer-in-loop": (
        'for _, p := range r.URL.Query()["p"] { f, err := os.Open(p)\n'
        "if err != nil { continue }; defer f.Close() }"
    ),
}

FORMS = {
    "named": (
        "func serve(w http.ResponseWriter, r *http.Request) {{ {body} }}\n"
        'func main() {{ http.HandleFunc("/", serve); http.ListenAndServe("localhost:1", nil) }}\n'
    ),
    "method": (
        "type api struct{{}}\n"
        "func (a *api) serve(w http.ResponseWriter, r *http.Request) {{ {body} }}\n"
        'func (a *api) routes(m *http.ServeMux) {{ m.HandleFunc("/", a.serve) }}\n'
        "func main() {{ m := http.NewServeMux(); (&api{{}}).routes(m); "
        'http.ListenAndServe("localhost:1", m) }}\n'
    ),
    "in main": (
        'func main() {{ http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {{ {body} }})\n'
        'http.ListenAndServe("localhost:1", nil) }}\n'
    ),
    "in routes": (
        "func routes(m *http.ServeMux) {{\n"
        'm.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {{ {body} }}) }}\n'
        'func main() {{ m := http.NewServeMux(); routes(m); http.ListenAndServe("localhost:1", m) }}\n'
    ),
    "in Start": (
        "type server struct{{ mux *http.ServeMux }}\n"
        "func (s *server) Start() {{\n"
        's.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {{ {body} }})\n'
        'http.ListenAndServe("localhost:1", s.mux) }}\n'
        "func main() {{ (&server{{mux: http.NewServeMux()}}).Start() }}\n"
    ),
    "in init": (
        'func init() {{ http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {{ {body} }}) }}\n'
        'func main() {{ http.ListenAndServe("localhost:1", nil) }}\n'
    ),
    "factory": (
        "func serve() http.HandlerFunc {{\n"
        "return func(w http.ResponseWriter, r *http.Request) {{ {body} }} }}\n"
        'func main() {{ http.Handle("/", serve()); http.ListenAndServe("localhost:1", nil) }}\n'
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rule", LEAKS)
def test_the_form_of_a_handler_is_no_matter(rule: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/m\n\ngo 1.24\n")
    (tmp_path / "main.go").write_text(HEAD + FORMS[form].format(body=LEAKS[rule]))

    found = run(discover(["./..."], cwd=str(tmp_path)), RULES, Config(jobs=1)).findings

    assert rule in {finding.rule for finding in found}
