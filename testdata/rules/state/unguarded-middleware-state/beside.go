// Package beside has types with a goroutine that changes a map which their methods use.
package beside

import (
	"net/http"
	"sync"
	"sync/atomic"
)

type reply struct {
	id   string
	text []byte
}

type client struct {
	pending map[string]chan []byte
	send    func(id string)
}

func newClient(replies <-chan reply, send func(id string)) *client {
	c := &client{pending: map[string]chan []byte{}, send: send}
	go func() {
		for r := range replies {
			c.pending[r.id] <- r.text
			delete(c.pending, r.id)
		}
	}()
	return c
}

func (c *client) Ask(id string) chan []byte {
	answer := make(chan []byte, 1)
	c.pending[id] = answer // want "`c.pending` is written here with no lock held, while a goroutine changes it"
	c.send(id)
	return answer
}

func first(c *client, ids []string) chan []byte { return c.Ask(ids[0]) }

type table struct {
	seen map[string]int
	news chan string
}

func openTable() *table {
	t := &table{seen: map[string]int{}, news: make(chan string)}
	go t.loop()
	return t
}

func (t *table) loop() {
	for {
		name := <-t.news
		t.seen[name]++
		t.Forget(name)
	}
}

// The goroutine comes to this itself.
func (t *table) Forget(name string) { delete(t.seen, name) }

// This waits for its turn, it may be.
func (t *table) CleanWait(name string) int {
	t.news <- name
	return t.seen[name]
}

func (t *table) Count(w http.ResponseWriter, r *http.Request) {
	if t.seen[r.URL.Path] == 0 { // want "read here with no lock held, while a goroutine changes it"
		w.WriteHeader(http.StatusNotFound)
	}
}

type locked struct {
	mu    sync.Mutex
	names map[string]bool
}

func newLocked(gone <-chan string) *locked {
	l := &locked{names: map[string]bool{}}
	go func() {
		for name := range gone {
			l.mu.Lock()
			delete(l.names, name)
			l.mu.Unlock()
		}
	}()
	return l
}

func (l *locked) CleanAdd(name string) { l.names[name] = true }

type actor struct {
	owned map[string]int
	todo  chan func()
}

func newActor() *actor {
	a := &actor{owned: map[string]int{}, todo: make(chan func())}
	go func() {
		for run := range a.todo {
			run()
			a.owned["runs"]++
		}
	}()
	return a
}

func (a *actor) Set(name string, value int) { a.owned[name] = value }

// What the goroutine is handed runs in it.
func cleanHanded(a *actor, name string) {
	a.todo <- func() { a.Set(name, 1) }
}

type rounds struct{ hooks map[string]func() }

func (r *rounds) Register(name string, hook func()) { r.hooks[name] = hook }

// This is there before the goroutine is.
func (r *rounds) Start(ended <-chan string) {
	go func() {
		for name := range ended {
			delete(r.hooks, name)
		}
	}()
}

func main() {
	r := &rounds{hooks: map[string]func(){}}
	r.Register("a", func() {})
	r.Start(nil)
}

type once struct{ names map[string]bool }

// A goroutine that is through at once has no loop.
func newOnce(names []string) *once {
	o := &once{names: map[string]bool{}}
	go func() {
		for _, name := range names {
			o.names[name] = true
		}
	}()
	return o
}

func (o *once) CleanHas(w http.ResponseWriter, r *http.Request) {
	if o.names[r.URL.Path] {
		w.WriteHeader(http.StatusNoContent)
	}
}

type poller struct {
	watched map[string]int
	tick    <-chan struct{}
}

func newPoller(tick <-chan struct{}) *poller {
	p := &poller{watched: map[string]int{}, tick: tick}
	go func() {
		for {
			<-p.tick
			p.poll()
		}
	}()
	return p
}

func (p *poller) poll() { ask(p.names()) }

func ask([]string) {}

func (p *poller) names() (all []string) {
	for name := range p.watched {
		all = append(all, name)
	}
	return all
}

// The goroutine goes through it, if by way of others.
func (p *poller) Watch(name string) {
	p.watched[name]++ // want "`p.watched` is written here with no lock held, while a goroutine goes through it"
}

// Two may read.
func (p *poller) CleanHas(name string) bool { return p.watched[name] > 0 }

func watchAll(p *poller, names []string) {
	for _, name := range names {
		if !p.CleanHas(name) {
			p.Watch(name)
		}
	}
}

type queue struct {
	running map[int]string
	done    <-chan int
	mu      sync.Mutex
	log     []string
}

// What is locked around the goroutine is no lock in it, and blocks is none at all.
func (q *queue) Run() {
	q.mu.Lock()
	q.log = append(q.log, "start")
	q.mu.Unlock()
	go func() {
		for id := range q.done {
			if q.blocks(id) {
				continue
			}
			delete(q.running, id)
		}
	}()
}

func (q *queue) blocks(id int) bool { return id < 0 }

func (q *queue) Running() (all []string) {
	for _, name := range q.running { // want "`q.running` is ranged over here with no lock held, while a goroutine changes it"
		all = append(all, name)
	}
	return all
}

func show(q *queue) int { return len(q.Running()) }

// This is another one, which nobody else has yet.
func (p *poller) CleanMerge(names []string) *poller {
	merged := newPoller(p.tick)
	for _, name := range names {
		merged.watched[name] = 1
	}
	return merged
}

func mergeAll(p *poller) *poller { return p.CleanMerge(nil) }

type rates struct {
	byName map[string]float64
}

func newRates() *rates { return &rates{byName: map[string]float64{}} }

func (r *rates) Fill(names []string) { r.Set(names) }

// Nobody else has what is filled: it is published when it is ready.
func (r *rates) Set(names []string) {
	for _, name := range names {
		r.byName[name] = float64(len(name))
	}
}

func (r *rates) watch() {
	for {
		for name, rate := range r.byName {
			println(name, rate)
		}
	}
}

type market struct{ current atomic.Pointer[rates] }

func (m *market) Refresh(names []string) {
	next := newRates()
	next.Fill(names)
	m.current.Store(next)
}

func (m *market) run() {
	for {
		r := m.current.Load()
		go r.watch()
		m.Refresh([]string{"a"})
	}
}

type quotes struct {
	byName map[string]float64
}

func (q *quotes) Fill(names []string) {
	for _, name := range names {
		q.byName[name] = float64(len(name)) // want "is written here with no lock held, while a goroutine goes through it"
	}
}

func (q *quotes) watch() {
	for {
		for name, rate := range q.byName {
			println(name, rate)
		}
	}
}

type desk struct{ quotes *quotes }

func (d *desk) run() {
	go d.quotes.watch()
}

func (d *desk) Refresh(names []string) { d.quotes.Fill(names) }

func refreshed(d *desk) { d.Refresh(nil) }
