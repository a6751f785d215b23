// Package identities keeps what each request makes for itself, under its own address.
package identities

import (
	"fmt"
	"net"
	"net/http"
	"sync"
)

type subscriber struct{ events chan string }

type hub struct {
	mu      sync.Mutex
	streams map[chan string]bool
	members map[*subscriber]struct{}
	joined  map[*subscriber]struct{}
	peers   map[net.Conn]bool
}

func newHub() *hub {
	return &hub{
		streams: map[chan string]bool{},
		members: map[*subscriber]struct{}{},
		joined:  map[*subscriber]struct{}{},
		peers:   map[net.Conn]bool{},
	}
}

func (h *hub) stream(w http.ResponseWriter, r *http.Request) {
	events := make(chan string, 8)
	h.mu.Lock()
	h.streams[events] = true // want "`streams` gains an entry per `events`"
	h.mu.Unlock()
	for {
		select {
		case event := <-events:
			fmt.Fprintln(w, event)
		case <-r.Context().Done():
			return
		}
	}
}

func (h *hub) join(w http.ResponseWriter, r *http.Request) {
	member := &subscriber{events: make(chan string, 8)}
	h.mu.Lock()
	h.members[member] = struct{}{} // want "`members` gains an entry per `member`"
	h.mu.Unlock()
	fmt.Fprintln(w, <-member.events)
}

func (h *hub) joinAndLeave(w http.ResponseWriter, r *http.Request) {
	member := new(subscriber)
	h.mu.Lock()
	h.joined[member] = struct{}{}
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		delete(h.joined, member)
		h.mu.Unlock()
	}()
	<-r.Context().Done()
}

func (h *hub) hijacked(w http.ResponseWriter, r *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer conn.Close()
	h.mu.Lock()
	h.peers[conn] = true // want "`peers` gains an entry per `conn`"
	h.mu.Unlock()
	fmt.Fprintln(conn, "hello")
}

func routes(mux *http.ServeMux) {
	h := newHub()
	mux.HandleFunc("/stream", h.stream)
	mux.HandleFunc("/join", h.join)
	mux.HandleFunc("/visit", h.joinAndLeave)
	mux.HandleFunc("/raw", h.hijacked)
}
