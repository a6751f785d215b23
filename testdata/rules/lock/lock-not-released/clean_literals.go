// Package clean locks in literals and by local variables, and gives up what it took.
package clean

import (
	"os"
	"sync"
)

type drawer struct {
	mu   sync.Mutex
	next *drawer
	tags map[string]int
}

type cabinet struct {
	mu      sync.Mutex
	drawers map[string]*drawer
}

// A pair of literals.
func (c *cabinet) both(work func()) {
	enter := func() { c.mu.Lock() }
	leave := func() { c.mu.Unlock() }
	enter()
	work()
	leave()
}

// Whoever gets a drawer closes it.
func (c *cabinet) open(name string) *drawer {
	found := c.drawers[name]
	found.mu.Lock()
	return found
}

func (d *drawer) shut() { d.mu.Unlock() }

func (c *cabinet) tag(name string) {
	d := c.open(name)
	d.tags["opened"]++
	d.shut()
}

type link struct {
	mu   sync.Mutex
	next *link
}

// Hand over hand: the lock that is left is given up by another name.
func last(first *link) {
	at := first
	at.mu.Lock()
	for at.next != nil {
		following := at.next
		following.mu.Lock()
		at.mu.Unlock()
		at = following
	}
	at.mu.Unlock()
}

type once struct{ mu sync.Mutex }

// The literal takes it, the function around gives it up.
func (o *once) started(begin func(func())) {
	begin(func() { o.mu.Lock() })
	o.mu.Unlock()
}

var leaving sync.Mutex

// Nobody shall come after: the process ends with the lock held.
func exitsOnSignal(signals chan os.Signal, stop func(os.Signal)) {
	go func() {
		received := <-signals
		leaving.Lock()
		if os.Getpid() == 1 {
			os.Exit(0)
		}
		stop(received)
	}()
}

// The lock is a gate: the goroutine opens it.
func gated(work func()) {
	var gate sync.Mutex
	gate.Lock()
	go func() {
		work()
		gate.Unlock()
	}()
	gate.Lock()
	defer gate.Unlock()
}

func lent(with func(*sync.Mutex)) {
	var own sync.Mutex
	own.Lock()
	with(&own)
}

// The call runs the literal under a lock of its own, and the defer gives up what it takes.
func (c *cabinet) with(work func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	work()
}

func (c *cabinet) trim(d *drawer) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.tags) == 0 {
		d.mu.Unlock()
		c.with(func() {
			d.mu.Lock()
			delete(c.drawers, "")
		})
	}
}
