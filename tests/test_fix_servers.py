"""Fixes of servers that wait for their clients without limit."""

from __future__ import annotations

import pytest

from ginlint import registry, testing
from ginlint.fix import fixed

RULES = [rule for rule in registry.load_all() if rule.name == "server-without-timeouts"]


def mended(source: str, *, unsafe: bool = False) -> str:
    """Return the source after the fixes."""
    report = testing.check_code(source, RULES)
    texts = {finding.at.path: source.encode() for finding in report.findings}
    after = fixed(report.findings, texts, unsafe=unsafe)
    return next(iter(after.values())).decode() if after else source


SERVERS = {
    "a call in a header, both imports missing": (
        """package main

import (
	"github.com/gin-gonic/gin"
)

func main() {
	engine := gin.New()
	if err := engine.Run(":8080"); err != nil {
		panic(err)
	}
}
""",
        """package main

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func main() {
	engine := gin.New()
	server := &http.Server{
		Addr:              ":8080",
		Handler:           engine,
		ReadHeaderTimeout: 5 * time.Second,
	}
	if err := server.ListenAndServe(); err != nil {
		panic(err)
	}
}
""",
    ),
    "a literal beside a comment, and a name that is taken": (
        """package main

import (
	"log"
	"net/http"
	"os"
)

func serve(server http.Handler) {
	go http.ListenAndServe(os.Getenv("ADDRESS"), server)
	log.Fatal((&http.Server{
		Addr: ":8080", // everywhere
		// All of it.
		Handler:  server,
		ErrorLog: log.Default(), // as usual
	}).ListenAndServe())
}
""",
        """package main

import (
	"log"
	"net/http"
	"os"
	"time"
)

func serve(server http.Handler) {
	srv := &http.Server{
		Addr:              os.Getenv("ADDRESS"),
		Handler:           server,
		ReadHeaderTimeout: 5 * time.Second,
	}
	go srv.ListenAndServe()
	log.Fatal((&http.Server{
		Addr: ":8080", // everywhere
		// All of it.
		Handler:           server,
		ErrorLog:          log.Default(), // as usual
		ReadHeaderTimeout: 5 * time.Second,
	}).ListenAndServe())
}
""",
    ),
    "after a value of several lines, one server made in two ways": (
        """package main

import "net/http"
import clock "time"

var _ clock.Duration

func serve(plain bool) error {
	var server *http.Server
	if plain {
		server = &http.Server{}
	} else {
		server = &http.Server{
			Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			}),
		}
	}
	return server.ListenAndServe()
}
""",
        """package main

import "net/http"
import clock "time"

var _ clock.Duration

func serve(plain bool) error {
	var server *http.Server
	if plain {
		server = &http.Server{ReadHeaderTimeout: 5 * clock.Second}
	} else {
		server = &http.Server{
			Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			}),
			ReadHeaderTimeout: 5 * clock.Second,
		}
	}
	return server.ListenAndServe()
}
""",
    ),
    "an argument of several lines": (
        """package main

import "net/http"

func main() {
	http.ListenAndServe(":80", http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
	}))
}
""",
        None,
    ),
    "the name of the package is taken": (
        """package main

import "net/http"

func serve(time int) *http.Server {
	return &http.Server{MaxHeaderBytes: time}
}
""",
        None,
    ),
}


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_gets_a_limit_on_request(name: str) -> None:
    before, after = SERVERS[name]
    report = testing.check_code(before, RULES)
    assert report.findings
    assert mended(before) == before
    once = mended(before, unsafe=True)
    assert once == (after or before)
    assert mended(once, unsafe=True) == once


def test_two_servers_of_a_file_share_the_import() -> None:
    source = """package main

import "net/http"

var (
	a = &http.Server{Addr: ":1"}
	b = &http.Server{Addr: ":2"}
)
"""
    after = mended(source, unsafe=True)
    assert after.count('"time"') == 1
    assert after.count("ReadHeaderTimeout") == 2
