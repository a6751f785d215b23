"""A module of packages that depend on each other in every way the rules know, and ways to edit it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

FILES = {
    "go.mod": "module example.com/m\n\ngo 1.24\n",
    "main.go": """package main

import (
	"net/http"

	"example.com/m/api"
	"example.com/m/store"
)

func main() {
	store.Load("seed")
	http.HandleFunc("/handle", api.Handle)
	http.HandleFunc("/walk", api.Walk)
	http.ListenAndServe(":8080", nil)
}
""",
    "api/api.go": """package api

import (
	"context"
	"net/http"

	"example.com/m/client"
	"example.com/m/files"
	"example.com/m/store"
	"example.com/m/work"
)

type Opener interface {
	Open(name string) (files.Handle, error)
}

var opener Opener = files.Disk{}

func Handle(w http.ResponseWriter, r *http.Request) {
	store.Put(r.URL.Path, 1)
	size, err := files.Size(r.URL.Path)
	if err != nil {
		http.Error(w, "no", 500)
		return
	}
	work.Send(r.Context(), size)
	client.Fetch(context.Background(), r.URL.Path)
}

func Walk(w http.ResponseWriter, r *http.Request) {
	handle, err := opener.Open(r.URL.Path)
	if err != nil {
		return
	}
	w.Write([]byte(handle.Name()))
	store.Load(r.URL.Path)
}
""",
    "store/store.go": """package store

import (
	"sync"

	"example.com/m/files"
)

var Items = map[string]int{}
var hits int
var mu sync.Mutex
var other sync.Mutex

func Put(key string, value int) {
	Items[key] = value
	hits++
}

func Load(name string) {
	mu.Lock()
	size, _ := files.Size(name)
	Items[name] = size
	mu.Unlock()
}

func Both() {
	mu.Lock()
	defer mu.Unlock()
	other.Lock()
	defer other.Unlock()
	hits++
}
""",
    "store/order.go": """package store

func Swapped() {
	other.Lock()
	defer other.Unlock()
	mu.Lock()
	defer mu.Unlock()
	hits--
}
""",
    "files/files.go": """package files

import "os"

type Handle = *os.File

type Disk struct{}

func (Disk) Open(name string) (Handle, error) {
	return Open(name)
}

func Open(name string) (*os.File, error) {
	return os.Open(name)
}

func Close(file *os.File) {
	file.Close()
}

func Size(name string) (int, error) {
	file, err := Open(name)
	if err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return int(info.Size()), nil
}
""",
    "work/work.go": """package work

import (
	"context"
	"time"
)

func Send(ctx context.Context, size int) {
	done := make(chan int)
	go func() {
		done <- slow(size)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

func slow(size int) int {
	time.Sleep(time.Second)
	return size
}

func Tick() {
	for {
		ticker := time.NewTicker(time.Second)
		<-ticker.C
	}
}
""",
    "client/client.go": """package client

import (
	"bytes"
	"context"
	"net/http"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func make() *http.Client {
	return &http.Client{Transport: &http.Transport{}}
}

func Fetch(ctx context.Context, url string) {
	buffer := buffers.Get().(*bytes.Buffer)
	defer give(buffer)
	request, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return
	}
	response, err := make().Do(request)
	if err != nil {
		return
	}
	buffer.ReadFrom(response.Body)
}

func give(buffer *bytes.Buffer) {
	buffers.Put(buffer)
}
""",
}

# In which file, one text, and what it is exchanged for, back and forth.
TURNS = [
    ("go.mod", "go 1.24", "go 1.21"),
    ("main.go", 'http.HandleFunc("/walk", api.Walk)', "_ = api.Walk"),
    ("main.go", 'http.HandleFunc("/handle", api.Handle)', "println(api.Handle)"),
    ("main.go", 'store.Load("seed")', "go store.Both()"),
    ("api/api.go", "store.Put(r.URL.Path, 1)", 'println("nothing")'),
    ("api/api.go", "client.Fetch(context.Background(), r.URL.Path)", "client.Fetch(r.Context(), r.URL.Path)"),
    ("api/api.go", "\tw.Write([]byte(handle.Name()))\n", "\tdefer handle.Close()\n"),
    ("api/api.go", "(w http.ResponseWriter, r *http.Request) {\n\tst", "(w writer, r *http.Request) {\n\tst"),
    ("api/api.go", "type Opener interface", "type writer = http.ResponseWriter\n\ntype Opener interface"),
    ("api/api.go", "work.Send(r.Context(), size)", "for range size {\n\t\tgo work.Send(r.Context(), 1)\n\t}"),
    ("store/store.go", "\tItems[key] = value\n", "\tmu.Lock()\n\tItems[key] = value\n\tmu.Unlock()\n"),
    ("store/store.go", "\thits++\n}\n\nfunc Load", "}\n\nfunc Load"),
    ("store/store.go", "\tItems[name] = size\n", "\tdelete(Items, name)\n\t_ = size\n"),
    ("store/store.go", "func Both()", "func both()"),
    ("store/store.go", "var Items = map[string]int{}", "var Items = make(map[string]int, 10)"),
    ("store/order.go", "other.Lock()\n\tdefer other.Unlock()\n\tmu.Lock()", "mu.Lock()\n\tother.Lock()"),
    ("files/files.go", "return os.Open(name)", "return nil, os.ErrNotExist"),
    ("files/files.go", "(Disk) Open(name string) (Handle", "(*Disk) Open(name string) (Handle"),
    ("files/files.go", "\tinfo, err := file.Stat()", "\tdefer Close(file)\n\tinfo, err := file.Stat()"),
    ("files/files.go", "\tfile.Close()\n", "\tprintln(file)\n"),
    ("files/files.go", "type Handle = *os.File", "type Handle interface{ Name() string; Close() error }"),
    ("work/work.go", "done := make(chan int)", "done := make(chan int, 1)"),
    ("work/work.go", "time.Sleep(time.Second)\n\treturn", "for {\n\t\ttime.Sleep(time.Hour)\n\t}\n\treturn"),
    ("work/work.go", "<-ticker.C", "<-ticker.C\n\t\tticker.Stop()"),
    ("client/client.go", "buffers.Put(buffer)", "buffer.Reset()\n\tbuffers.Put(buffer)"),
    ("client/client.go", "&http.Client{Transport: &http.Transport{}}", "http.DefaultClient"),
    ("client/client.go", "\tbuffer.ReadFrom", "\tdefer response.Body.Close()\n\tbuffer.ReadFrom"),
    ("client/client.go", "ctx context.Context, url string", "ctx context.Context, url string, more ...int"),
]  # fmt: skip

ADDED = {
    "store/evict.go": "package store\n\nfunc Evict(key string) {\n\tdelete(Items, key)\n}\n",
    "api/more.go": 'package api\n\nimport "net/http"\n\nfunc More(w http.ResponseWriter, r *http.Request) {\n'
    '\tdefer println("x")\n\tWalk(w, r)\n}\n',
    "extra/extra.go": 'package extra\n\nimport "example.com/m/store"\n\n'
    "func Clear() {\n\tclear(store.Items)\n}\n",
    "store/store_test.go": 'package store\n\nfunc helper() {\n\tItems["x"] = 1\n}\n',
    "files/broken.go": "package files\n\nfunc broken( {\n",
    "work/generated.go": "// Code generated by x. DO NOT EDIT.\n\n"
    "package work\n\nfunc generated() {\n\tTick()\n}\n",
    "work/other.go": "//go:build ignore\n\npackage main\n\nfunc main() {}\n",
    "client/settings.go": 'package client\n\nimport "net/http"\n\n'
    "func init() {\n\thttp.DefaultTransport.(*http.Transport).MaxIdleConns = 1\n}\n",
}
RENAMED = [("Put", "Keep"), ("Open", "Unlock"), ("Size", "Measure"), ("mu", "guard"), ("slow", "Close")]


def write(root: Path) -> None:
    """Write the module as it is at first."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def edit(root: Path, random: Random) -> str:
    """Edit the module in one way and return which."""
    return random.choice([turn, turn, turn, turn, come_and_go, comment, rename, waive, shuffle])(root, random)


def turn(root: Path, random: Random) -> str:
    name, old, new = random.choice(TURNS)
    path = root / name
    text = path.read_text() if path.exists() else ""
    if new in text:
        old, new = new, old
    if not text:
        return come_and_go(root, random)
    path.write_text(text.replace(old, new, 1))
    return f"{name}: {new!r}"


def come_and_go(root: Path, random: Random) -> str:
    name = random.choice([*ADDED, *ADDED, *(name for name in FILES if name.endswith(".go"))])
    path = root / name
    if path.exists():
        path.unlink()
        return f"without {name}"
    path.parent.mkdir(exist_ok=True)
    path.write_text({**FILES, **ADDED}[name])
    return f"with {name}"


def comment(root: Path, random: Random) -> str:
    path = random.choice(sorted(root.rglob("*.go")))
    lines = path.read_text().splitlines(keepends=True)
    at = random.randrange(len(lines) + 1)
    if sum(line.count("`") for line in lines[:at]) % 2 == 0:
        lines.insert(at, random.choice(["// a word about it\n", "\n", "//go:debug asynctimerchan=1\n"]))
    path.write_text("".join(lines))
    return f"comment in {path.name}:{at}"


def rename(root: Path, random: Random) -> str:
    old, new = random.choice(RENAMED)
    paths = sorted(root.rglob("*.go"))
    if any(re.search(rf"\b{new}\b", path.read_text()) for path in paths) and random.random() < 0.7:
        old, new = new, old
    for path in paths if random.random() < 0.7 else [random.choice(paths)]:
        path.write_text(re.sub(rf"\b{old}\b", new, path.read_text()))
    return f"{old} is {new}"


def waive(root: Path, random: Random) -> str:
    path = random.choice(sorted(root.rglob("*.go")))
    lines = path.read_text().splitlines(keepends=True)
    at = random.randrange(len(lines))
    waiver = " //ginlint:ignore state,release,goroutine,lock\n"
    new = lines[at].replace(waiver, "\n") if waiver in lines[at] else lines[at].replace("\n", waiver)
    path.write_text("".join([*lines[:at], new, *lines[at + 1 :]]))
    return f"waiver in {path.name}:{at}"


def shuffle(root: Path, random: Random) -> str:
    """Change the order of a file's functions."""
    path = random.choice(sorted(root.rglob("*.go")))
    head, *functions = re.split(r"(?m)^(?=func )", path.read_text())
    random.shuffle(functions)
    path.write_text(head + "\n".join(function.rstrip("\n") + "\n" for function in functions))
    return f"order in {path.name}"
