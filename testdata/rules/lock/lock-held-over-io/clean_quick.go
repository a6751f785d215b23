// Package quickly does not wait, as far as one can see.
package quickly

import (
	"net"
	"net/http"
	"sync"
	"time"
)

type routes struct {
	mu    sync.Mutex
	pause time.Duration
	known map[string]bool
}

// Nobody has to answer before such a connection is there.
func (r *routes) probe(w http.ResponseWriter, _ *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	conn, err := net.Dial("udp4", "192.0.2.1:53")
	r.known["udp"] = err == nil
	if err == nil {
		conn.Close()
	}
	local, err := (&net.Dialer{}).Dial("unix", "/run/daemon.sock")
	r.known["local"] = err == nil
	if err == nil {
		local.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

// A pause that is none unless somebody asks for one, and one that hardly lasts.
func (r *routes) paced(w http.ResponseWriter, _ *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	time.Sleep(r.pause)
	time.Sleep(5 * time.Millisecond)
	w.WriteHeader(http.StatusNoContent)
}

// Two of the same moment get different numbers.
func (r *routes) number(w http.ResponseWriter, _ *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	name := time.Now().String()
	for r.known[name] {
		time.Sleep(time.Nanosecond)
		name = time.Now().String()
	}
	r.known[name] = true
	w.WriteHeader(http.StatusNoContent)
}

// A lock by embedding, which a helper gives up for as long as it waits.
type follower struct {
	sync.Mutex
	behind int
}

func (f *follower) fresh(w http.ResponseWriter, _ *http.Request) {
	f.Lock()
	defer f.Unlock()
	if !f.catchesUp() {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func (f *follower) lag(w http.ResponseWriter, _ *http.Request) {
	f.Lock()
	defer f.Unlock()
	if f.behind > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func (f *follower) catchesUp() bool {
	before := f.behind
	for range 10 {
		f.Unlock()
		time.Sleep(time.Second)
		f.Lock()
		if f.behind < before {
			return true
		}
	}
	return false
}
