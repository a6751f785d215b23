"""An edit in one package changes what is said of another, which has not been touched itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint.config import Config
from tests.reuse.test_incremental import from_nothing, remembering

if TYPE_CHECKING:
    from pathlib import Path

    from ginlint.finding import Report

MOD = "module example.com/m\n\ngo 1.24\n"
HANDLER = """package api

import (
	"net/http"

	"example.com/m/svc"
)

func Handle(w http.ResponseWriter, r *http.Request) {
	svc.Do()
}
"""
COUNTER = "package audit\n\nvar count int\n\nfunc Count() {\n\tcount++\n}\n"
SERVICE = 'package svc\n\nimport "example.com/m/audit"\n\nfunc Do() {\n\taudit.Count()\n}\n'
READER = """package reader

import "example.com/m/files"

func First(name string) error {
	file, err := files.Open(name)
	if err != nil {
		return err
	}
	println(file.Name())
	return nil
}
"""
OPENS = (
    'package files\n\nimport "os"\n\nfunc Open(name string) (*os.File, error) {\n\treturn os.Open(name)\n}\n'
)
ROWS = """package reader

import "example.com/m/conf"

func Names() {
	rows, err := conf.DB.Query("select 1")
	if err != nil {
		return
	}
	println(rows)
}
"""
DATABASE = 'package conf\n\nimport "database/sql"\n\nvar DB *sql.DB\n'
OWN = """package conf

type Own struct{}

func (Own) Query(string) (int, error) { return 0, nil }

var DB Own
"""
GROWS = """package api

import (
	"net/http"
	"sync"
)

var Seen = map[string]int{}
var mu sync.Mutex

func Handle(w http.ResponseWriter, r *http.Request) {
	mu.Lock()
	Seen[r.URL.Path] = 1
	mu.Unlock()
}
"""
FETCHES = """package fetch

import (
	"net/http"

	"example.com/m/web"
)

func Handle(w http.ResponseWriter, r *http.Request) {
	web.Client.Get("http://x")
}
"""
WEB = 'package web\n\nimport "net/http"\n\nvar Client = &http.Client{}\n'
MAKES = """package web

import "net/http"

func New() *http.Client {
	return &http.Client{Transport: &http.Transport{}}
}
"""
USES = """package fetch

import (
	"net/http"

	"example.com/m/web"
)

func Handle(w http.ResponseWriter, r *http.Request) {
	response, err := web.New().Get("http://x")
	if err != nil {
		return
	}
	response.Body.Close()
}
"""
HELD = """package held

import (
	"sync"

	"example.com/m/slow"
)

var (
	mu    sync.Mutex
	count int
)

func Do() {
	mu.Lock()
	defer mu.Unlock()
	count++
	slow.Do()
}

func Count() int {
	mu.Lock()
	defer mu.Unlock()
	return count
}
"""
HOLDS = """package api

import (
	"net/http"

	"example.com/m/held"
)

func Handle(w http.ResponseWriter, r *http.Request) {
	held.Do()
}

func HandleQuick(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(held.Count())
}
"""
SLOW = 'package slow\n\nimport "net/http"\n\nfunc Do() {\n\thttp.Get("http://x")\n}\n'
BOX = """package box

import "sync"

type Box struct {
	Mu    sync.Mutex
	Count int
}

func Take(box *Box) {
	box.Mu.Lock()
	box.Count++
}
"""
BODY = """package api

import (
	"io"
	"net/http"
)

func Handle(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	w.Write(data)
}
"""
LIMITS = """package limit

import "net/http"

func Limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 10)
		next.ServeHTTP(w, r)
	})
}
"""
WAITS = """package work

import "example.com/m/chans"

func Do() {
	done := chans.New()
	go func() {
		done <- 1
	}()
}
"""
KEEPS = """package pool

import "example.com/m/give"

func Use() {
	buffer := give.Pool.Get().(*give.Buffer)
	give.Back(buffer)
	println(buffer.Name)
}
"""
GIVES = """package give

import "sync"

type Buffer struct{ Name string }

var Pool = sync.Pool{New: func() any { return new(Buffer) }}

func Back(buffer *Buffer) {
	Pool.Put(buffer)
}
"""

# Which rule, the package whose finding comes or goes, the module, the file that is edited, what it becomes.
CASES = {
    "heat by a body": (
        "unguarded-global",
        "audit",
        {"audit/a.go": COUNTER, "svc/s.go": SERVICE, "api/a.go": HANDLER},
        "api/a.go",
        HANDLER.replace("\tsvc.Do()\n", "\tprintln(svc.Do)\n"),
    ),
    "heat on the way": (
        "unguarded-global",
        "audit",
        {"audit/a.go": COUNTER, "svc/s.go": SERVICE, "api/a.go": HANDLER},
        "svc/s.go",
        SERVICE.replace("\taudit.Count()\n", ""),
    ),
    "heat by a new file": (
        "unguarded-global",
        "audit",
        {"audit/a.go": COUNTER, "svc/s.go": SERVICE},
        "api/a.go",
        HANDLER,
    ),
    "heat by a signature": (
        "unguarded-global",
        "audit",
        {"audit/a.go": COUNTER, "svc/s.go": SERVICE, "api/a.go": HANDLER},
        "api/a.go",
        HANDLER.replace("w http.ResponseWriter, r *http.Request", "w, r int").replace('\t"net/http"\n', ""),
    ),
    "what acquires": (
        "file-not-closed",
        "reader",
        {"reader/r.go": READER, "files/f.go": OPENS},
        "files/f.go",
        OPENS.replace("os.Open(name)", "nil, os.ErrExist"),
    ),
    "a type": ("rows-not-closed", "reader", {"reader/r.go": ROWS, "conf/c.go": DATABASE}, "conf/c.go", OWN),
    "the text of any file": (
        "collection-only-grows",
        "api",
        {"api/a.go": GROWS},
        "idle/more.go",
        'package idle\n\nimport "example.com/m/api"\n\nfunc Forget() {\n\tdelete(api.Seen, "x")\n}\n',
    ),
    "a client that is set later": (
        "client-without-timeout",
        "fetch",
        {"fetch/f.go": FETCHES, "web/w.go": WEB},
        "main.go",
        'package main\n\nimport "example.com/m/web"\n\nfunc main() {\n\tweb.Client.Timeout = 1\n}\n',
    ),
    "what makes clients": (
        "client-per-request",
        "fetch",
        {"fetch/f.go": USES, "web/w.go": MAKES},
        "web/w.go",
        MAKES.replace("&http.Client{Transport: &http.Transport{}}", "http.DefaultClient"),
    ),
    "what waits": (
        "lock-held-over-io",
        "held",
        {"held/h.go": HELD, "slow/s.go": SLOW, "api/a.go": HOLDS},
        "slow/s.go",
        SLOW.replace('http.Get("http://x")', "println(http.MethodGet)"),
    ),
    "who gives up a lock": (
        "lock-not-released",
        "box",
        {"box/b.go": BOX},
        "give/g.go",
        'package give\n\nimport "example.com/m/box"\n\nfunc Give(b *box.Box) {\n\tb.Mu.Unlock()\n}\n',
    ),
    "what limits bodies": (
        "body-read-unbounded",
        "api",
        {"api/a.go": BODY},
        "limit/l.go",
        LIMITS,
    ),
    "what makes channels": (
        "send-blocks-forever",
        "work",
        {
            "work/w.go": WAITS,
            "chans/c.go": "package chans\n\nfunc New() chan int {\n\treturn make(chan int)\n}\n",
        },
        "chans/c.go",
        "package chans\n\nvar kept chan int\n\nfunc New() chan int {\n\treturn kept\n}\n",
    ),
    "what puts back": (
        "pool-value-used-after-put",
        "pool",
        {"pool/p.go": KEEPS, "give/g.go": GIVES},
        "give/g.go",
        GIVES.replace("\tPool.Put(buffer)\n", "\tprintln(buffer)\n"),
    ),
}


# What has all packages checked again: all ask what acquires, and what is new may be called by any name.
WIDE = {
    "a client that is set later",
    "heat by a new file",
    "the text of any file",
    "what acquires",
    "what limits bodies",
    "what makes clients",
    "what puts back",
    "who gives up a lock",
}


def is_told(rule: str, package: str, report: Report) -> bool:
    return any(found.rule == rule and found.package.endswith(package) for found in report.findings)


@pytest.mark.parametrize("name", CASES)
def test_far_edit(name: str, tmp_path: Path) -> None:
    rule, package, files, edited, text = CASES[name]
    root = tmp_path / "module"
    config = Config(cache_dir=str(tmp_path / "cache"))
    for path, content in {"go.mod": MOD, "idle/idle.go": "package idle\n", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    before, _ = remembering(root, config)
    (root / edited).parent.mkdir(exist_ok=True)
    (root / edited).write_text(text)

    after, checked = remembering(root, config)

    assert not edited.startswith(package)
    assert is_told(rule, package, before) != is_told(rule, package, after)
    assert after == from_nothing(root, config)
    assert checked < after.packages or name in WIDE
    if (root / edited).exists() and edited in files:
        (root / edited).write_text(files[edited])
    else:
        (root / edited).unlink()
    assert remembering(root, config)[0] == before
