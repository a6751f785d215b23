// Package leftfields sends into channels in fields whose receivers leave.
package leftfields

import (
	"context"
	"net/http"
	"sync"
)

type hub struct {
	mu      sync.Mutex
	clients map[*client]bool
	heard   map[*listener]bool
}

type client struct {
	send chan []byte
	out  chan string
}

func (h *hub) serve(w http.ResponseWriter, r *http.Request) {
	c := &client{send: make(chan []byte, 16), out: make(chan string)}
	h.mu.Lock()
	h.clients[c] = true
	h.mu.Unlock()
	go c.answer(r.Context())
	c.write(w)
}

func (c *client) write(w http.ResponseWriter) {
	for message := range c.send {
		if _, err := w.Write(message); err != nil {
			return
		}
	}
}

func (c *client) answer(ctx context.Context) {
	for {
		select {
		case text := <-c.out:
			println(text)
		case <-ctx.Done():
			return
		}
	}
}

func (h *hub) broadcast(message []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.clients {
		c.send <- message // want "the send to `c.send` blocks for ever once `\\(\\*client\\).write`"
	}
}

func (h *hub) tell(text string) {
	for c := range h.clients {
		c.out <- text // want "the send to `c.out` blocks for ever once `\\(\\*client\\).answer`"
	}
}

type listener struct {
	closed  chan []byte // closed by who leaves
	dropped chan []byte // the send gives up
	drained chan []byte // taken till it is closed
	once    chan error  // has room for the one answer
	quit    chan bool   // asks the receiver to leave
	done    chan bool
	late    chan bool // asks a receiver to leave that may have left
	own     chan int
}

func (h *hub) listen(w http.ResponseWriter, r *http.Request) {
	l := &listener{
		closed:  make(chan []byte, 16),
		dropped: make(chan []byte, 16),
		drained: make(chan []byte, 16),
		once:    make(chan error, 1),
		quit:    make(chan bool),
		done:    make(chan bool),
		late:    make(chan bool),
		own:     make(chan int),
	}
	h.heard[l] = true
	go l.loop(w)
	l.run(w)
}

func (l *listener) loop(w http.ResponseWriter) {
	defer close(l.closed)
	for {
		select {
		case message := <-l.closed:
			if _, err := w.Write(message); err != nil {
				return
			}
		case <-l.late:
			return
		}
	}
}

func (l *listener) run(w http.ResponseWriter) {
	go func() {
		for message := range l.drained {
			_, _ = w.Write(message)
		}
	}()
	go l.wait()
	go l.add()
	for {
		select {
		case err := <-l.once:
			if err != nil {
				return
			}
		case <-l.done:
			return
		}
	}
}

func (l *listener) wait() {
	for {
		select {
		case message, ok := <-l.dropped:
			if ok {
				println(len(message))
			}
		case <-l.quit:
			return
		}
	}
}

func (l *listener) add() {
	for {
		select {
		case n := <-l.own:
			println(n)
		case <-l.done:
			return
		}
	}
}

func (h *hub) each(message []byte) {
	for l := range h.heard {
		l.closed <- message
		select {
		case l.dropped <- message:
		default:
		}
		l.drained <- message
	}
}

func (l *listener) answer(err error) { l.once <- err }

func (l *listener) stop() { l.quit <- true }

func (l *listener) end() {
	l.late <- true // want "the send to `l.late` blocks for ever once `\\(\\*listener\\).loop`"
}

// Who sends tells the receiver to leave when it is done.
func (l *listener) count() {
	for n := range 3 {
		l.own <- n
	}
	close(l.done)
}

// A certain value asks the receiver to leave.
type room struct{ events chan any }

type closing struct{}

func enter(w http.ResponseWriter, r *http.Request) {
	in := &room{events: make(chan any)}
	go in.run()
	in.tell(r.URL.Path)
}

func (r *room) run() {
	for event := range r.events {
		switch event.(type) {
		case closing:
			return
		case string:
			println("told")
		}
	}
}

func (r *room) tell(event any) { r.events <- event }

// There is one for the process, and it leaves as that ends.
type worker struct{ jobs chan string }

func start(ctx context.Context) *worker {
	w := &worker{jobs: make(chan string)}
	go func() {
		for {
			select {
			case job := <-w.jobs:
				println(job)
			case <-ctx.Done():
				return
			}
		}
	}()
	return w
}

func (w *worker) add(job string) { w.jobs <- job }

type camera struct {
	running bool
	signals chan int
}

// watch clears what says that it receives when it leaves.
func watch(all map[string]*camera, name string, frames func() error) {
	one := all[name]
	defer func() { one.running = false }()
	for {
		select {
		case <-one.signals:
		default:
		}
		if err := frames(); err != nil {
			return
		}
	}
}

func add(all map[string]*camera, frames func() error) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) {
		all[r.URL.Path] = &camera{running: true, signals: make(chan int, 100)} // want unguarded-middleware-state:"one for all requests"
		go watch(all, r.URL.Path, frames)
	}
}

func restartAsked(all map[string]*camera) {
	for _, one := range all {
		if one.running {
			one.signals <- 1
		}
	}
}

func restart(all map[string]*camera) {
	for _, one := range all {
		one.signals <- 1 // want "the send to `one.signals` blocks for ever once `watch`"
	}
}
