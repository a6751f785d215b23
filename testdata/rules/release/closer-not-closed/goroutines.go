// Package goroutines has types with a goroutine of their own, which ends when they are closed.
package goroutines

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type poller struct {
	done chan struct{}
	last int
}

func newPoller() *poller {
	p := &poller{done: make(chan struct{})}
	go p.run()
	return p
}

func (p *poller) run() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			p.last++
		case <-p.done:
			return
		}
	}
}

func (p *poller) Stop() { close(p.done) }

func polls(w http.ResponseWriter, _ *http.Request) {
	p := newPoller() // want "the poller in `p` is never stopped: 1 goroutine per call"
	fmt.Fprint(w, p.last)
}

func pollsAndStops(w http.ResponseWriter, _ *http.Request) {
	p := newPoller()
	defer p.Stop()
	fmt.Fprint(w, p.last)
}

func pollsOnSomeWays(w http.ResponseWriter, r *http.Request) {
	p := newPoller() // want "the poller in `p` is not stopped on every path: 1 goroutine per call"
	if r.Method != http.MethodPost {
		return
	}
	fmt.Fprint(w, p.last)
	p.Stop()
}

type server struct{ poller *poller }

func newServer() *server {
	return &server{poller: newPoller()}
}

// watcher ends with the context that it is given.
type watcher struct{ done chan struct{} }

func newWatcher(ctx context.Context) *watcher {
	w := &watcher{done: make(chan struct{})}
	go w.run(ctx)
	return w
}

func (w *watcher) run(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-w.done:
	}
}

func (w *watcher) Close() { close(w.done) }

func watches(_ http.ResponseWriter, r *http.Request) {
	w := newWatcher(r.Context())
	fmt.Println(w.done)
}

// once ends by itself.
type once struct{ result chan int }

func newOnce() *once {
	o := &once{result: make(chan int, 1)}
	go o.run()
	return o
}

func (o *once) run() { o.result <- 1 }

func (o *once) Close() { close(o.result) }

func asksOnce(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprint(w, <-newOnce().result)
}

func register() {
	http.HandleFunc("/polls", polls)
	http.HandleFunc("/stops", pollsAndStops)
	http.HandleFunc("/ways", pollsOnSomeWays)
	http.HandleFunc("/watches", watches)
	http.HandleFunc("/once", asksOnce)
	fmt.Println(newServer())
}
