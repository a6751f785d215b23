// Package lowstart sets variables when they are first asked for, which main does
// before it serves: told on demand only.
package lowstart

import (
	"fmt"
	"net/http"
	"reflect"
)

// Only the first who asks sets it, and main asks before it serves.
type backend struct{ name string }

var active *backend

func current() *backend {
	if active == nil {
		active = &backend{name: "memory"} // want "active"
	}
	return active
}

func showBackend(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte(current().name))
}

// The same with a function of its own that sets it.
var (
	ready bool
	store map[string]string
)

func open(size int) {
	ready = true // want "ready"
	store = make(map[string]string, size)
}

func get() map[string]string {
	if !ready {
		open(0)
	}
	return store
}

func showStore(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(get()[r.URL.Path]))
}

// The test leaves where it is set already.
type recorder struct{ lines int }

var shared *recorder

func log() *recorder {
	if shared != nil {
		return shared
	}
	shared = &recorder{} // want "shared"
	return shared
}

func showLog(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte{byte(log().lines)})
}

var queues map[string]chan int

const mails = "mails"

func init() {
	queues = map[string]chan int{}
	addQueue(mails)
}

func addQueue(name string) {
	if _, ok := queues[name]; ok {
		return
	}
	queues[name] = make(chan int) // want "queues"
}

func queueOf(name string) chan int {
	if _, ok := queues[name]; !ok {
		addQueue(name)
	}
	return queues[name]
}

func send(_ http.ResponseWriter, _ *http.Request) {
	queueOf(mails) <- 1
}

var greeting string

func greet() string {
	if greeting != "" {
		return greeting
	} else {
		greeting = "good morning" // want "greeting"
	}
	return greeting
}

func showGreeting(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte(greet()))
}

// An interface may hold a nil pointer.
type keeper interface{ keep(string) }

type disk struct{ lines []string }

func (d *disk) keep(line string) { d.lines = append(d.lines, line) }

var kept keeper

func keeping() keeper {
	if kept != nil && !reflect.ValueOf(kept).IsNil() {
		return kept
	}
	kept = &disk{} // want "kept"
	return kept
}

func showKept(w http.ResponseWriter, _ *http.Request) {
	_, _ = fmt.Fprint(w, keeping() != nil)
}

func main() {
	open(64)
	_, _, _ = current(), log(), greet()
	_ = keeping()
	http.HandleFunc("/kept", showKept)
	http.HandleFunc("/log", showLog)
	http.HandleFunc("/greeting", showGreeting)
	http.HandleFunc("/send", send)
	http.HandleFunc("/backend", showBackend)
	http.HandleFunc("/store", showStore)
	_ = http.ListenAndServe("localhost:8080", nil)
}
