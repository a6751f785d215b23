// Package sinks has maps that are not locked everywhere.
package sinks

import (
	"fmt"
	"net/http"
	"sync"
)

type manager struct {
	mu    sync.Mutex
	sinks map[string]int
	names map[string]string
}

// Who takes the lock for the second step has not had it for the first.
func (m *manager) create(id string) {
	if _, ok := m.sinks[id]; ok { // want "`m.sinks` is read here with no lock held, though `m.mu` is held where it is written"
		panic("there is one")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sinks[id] = 1
}

func (m *manager) replace(id string) (n int) {
	m.mu.Lock()
	m.sinks[id] = 2
	m.mu.Unlock()
	for range m.sinks { // want "is ranged over here with no lock held"
		n++
	}
	return n
}

func (m *manager) again(id string) {
	m.mu.Lock()
	_, ok := m.sinks[id]
	m.mu.Unlock()
	if ok {
		return
	}
	m.mu.Lock()
	m.sinks[id] = 3
	m.mu.Unlock()
}

// Nobody who calls this has the lock.
func (m *manager) drop(id string) {
	delete(m.sinks, id) // want "is written here with no lock held, though `m.mu` is held elsewhere"
}

func (m *manager) Drop(id string) { m.drop(id) }

func (m *manager) show(w http.ResponseWriter, r *http.Request) {
	_, ok := m.sinks[r.URL.Path] // want "is read here with no lock held"
	fmt.Fprintln(w, ok)
}

// When this reads it, they may all have written.
func (m *manager) Count(id string) int { return m.sinks[id] }

// Whoever calls this has it.
func (m *manager) put(id string, n int) { m.sinks[id] = n }

func (m *manager) Put(id string, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(id, n)
}

func (m *manager) resetLocked() { clear(m.sinks) }

// This happens before anybody else has it.
func newManager(ids []string) *manager {
	m := &manager{sinks: map[string]int{}, names: map[string]string{}}
	m.initialise(ids)
	return m
}

func (m *manager) initialise(ids []string) {
	for _, id := range ids {
		m.sinks[id] = 0
	}
}

// As the end comes, it matters no longer.
func (m *manager) Close() {
	for id := range m.sinks {
		println(id)
	}
}

// Nothing but this is done to it, once it is made.
func (m *manager) Name(id string) string {
	name := m.names[id]
	m.mu.Lock()
	defer m.mu.Unlock()
	return name + m.names["suffix"]
}

// The lock is another's.
type entry struct {
	mu    sync.Mutex
	state int
}

type board struct{ entries map[string]*entry }

func (b *board) set(id string) {
	e := b.entries[id]
	e.mu.Lock()
	defer e.mu.Unlock()
	e.state = len(b.entries[id+"x"].String())
}

func (e *entry) String() string { return "entry" }

// What is there before others look is registered first.
type gauges struct {
	mu     sync.Mutex
	values map[string]*int
	limits map[string]int
}

func (g *gauges) RegisterGauge(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.values[name] = new(int)
}

func (g *gauges) Each(visit func(string, int)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for name, value := range g.values {
		visit(name, *value)
	}
}

func (g *gauges) cleanShow(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, *g.values[r.URL.Path])
}

func (g *gauges) RegisterLimit(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.limits[r.URL.Path] = len(g.limits)
}

func (g *gauges) EachLimit(visit func(string, int)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for name, limit := range g.limits {
		visit(name, limit)
	}
}

func (g *gauges) showLimit(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, g.limits[r.URL.Path]) // want "`g.limits` is read here with no lock held"
}

type counters struct {
	mu    sync.Mutex
	byKey map[string]int
	used  map[string]bool
}

func (c *counters) start(tick <-chan struct{}) {
	go func() {
		for range tick {
			c.sweep()
		}
	}()
}

// The goroutine has no lock, whoever starts it; that it goes through the map first makes no difference.
func (c *counters) sweep() {
	for key := range c.byKey {
		if !c.used[key] {
			delete(c.byKey, key) // want "`c.byKey` is written here with no lock held, though `c.mu` is held elsewhere"
		}
	}
}

func (c *counters) Add(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byKey[key]++
}

func (c *counters) Get(key string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byKey[key]
}

func (c *counters) Begin(tick <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.start(tick)
}

// What starts a goroutine puts in first what that works on.
func (c *counters) CleanStartOne(tick <-chan struct{}) {
	if _, ok := c.byKey["one"]; !ok {
		c.byKey["one"] = 1
	}
	c.start(tick)
}

func begin(c *counters, tick <-chan struct{}) { c.CleanStartOne(tick) }

type poller struct {
	mu    sync.RWMutex
	tasks map[string]func()
}

// The one goroutine that writes needs no lock to read what it has written.
func (p *poller) poll(ids []string) {
	for id := range p.tasks {
		fmt.Println("there is", id)
	}
	for _, id := range ids {
		p.mu.Lock()
		p.tasks[id] = func() {}
		p.mu.Unlock()
	}
}

func (p *poller) start(ids <-chan []string) {
	go func() {
		p.poll(nil)
		for more := range ids {
			p.poll(more)
		}
	}()
}

func (p *poller) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	fmt.Fprintln(w, len(p.tasks), p.tasks[r.URL.Path] != nil)
}

type pollers struct {
	mu    sync.RWMutex
	tasks map[string]func()
}

func (p *pollers) poll(ids []string) {
	for id := range p.tasks { // want "is ranged over here with no lock held"
		fmt.Println("there is", id)
	}
	for _, id := range ids {
		p.mu.Lock()
		p.tasks[id] = func() {}
		p.mu.Unlock()
	}
}

// Each of them writes.
func (p *pollers) start(ids <-chan []string) {
	for range 4 {
		go func() {
			for more := range ids {
				p.poll(more)
			}
		}()
	}
}

type domains struct {
	mu   sync.Mutex
	byID map[string]string
}

// The goroutine goes on after the lock has been given up.
func (d *domains) add(id string, create func(string) string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.byID[id]; ok {
		return
	}
	d.byID[id] = ""
	go func() {
		d.byID[id] = create(id) // want "is written here with no lock held"
	}()
}

// This one is waited for.
func (d *domains) addAndWait(id string, create func(string) string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.byID[id] = ""
	done := make(chan struct{})
	go func() {
		defer close(done)
		d.byID[id] = create(id)
	}()
	<-done
}

func (d *domains) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.add(r.URL.Path, func(id string) string { return id })
	d.addAndWait(r.URL.Path, func(id string) string { return id })
}

type beats struct {
	mu   sync.Mutex
	ends map[string]chan struct{}
}

func (b *beats) beat(id string, ticks <-chan int) {
	b.mu.Lock()
	b.ends[id] = make(chan struct{})
	b.mu.Unlock()
	for range ticks {
		select {
		case <-b.ends[id]: // want "is read here with no lock held"
			return
		default:
		}
	}
}

// There is one for each that is added.
func (b *beats) Add(id string, ticks <-chan int) {
	go b.beat(id, ticks)
}

func (b *beats) end(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.ends[id])
}
