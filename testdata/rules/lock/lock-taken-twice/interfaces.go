// Package interfaces has locks that are taken again by way of interfaces and fields.
package interfaces

import "sync"

type leaders interface{ leader() string }

type cluster struct {
	mu        sync.RWMutex
	endpoints []string
	wake      chan struct{}
}

func newCluster() *cluster { return &cluster{wake: make(chan struct{}, 1)} }

func (c *cluster) first() string {
	c.mu.RLock() // want "which the same goroutine has locked already: it waits for itself"
	defer c.mu.RUnlock()
	if len(c.endpoints) == 0 {
		return ""
	}
	return c.endpoints[0]
}

type members struct{ of *cluster }

func (m *members) leader() string { return m.of.first() }

func (c *cluster) ask() leaders { return &members{c} }

func (c *cluster) refresh() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.endpoints = []string{c.ask().leader()}
}

func refreshes() {
	c := newCluster()
	go func() { c.wake <- struct{}{} }()
	c.refresh()
	<-c.wake
}

// The leader is asked before the lock is taken.
func (c *cluster) refreshLater() {
	first := c.ask().leader()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.endpoints = []string{first}
}

func refreshesLater() {
	c := newCluster()
	go func() { c.wake <- struct{}{} }()
	c.refreshLater()
	<-c.wake
}

// Another cluster has another lock.
func (c *cluster) copyFrom(other *cluster) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.endpoints = []string{other.ask().leader()}
}

func copies() {
	one, other := newCluster(), newCluster()
	go func() { one.wake <- struct{}{} }()
	one.copyFrom(other)
	<-one.wake
}

// Nothing but locks.
type counter struct {
	mu    sync.Mutex
	seen  int
	watch watcher
}

type watcher interface{ changed() }

type printer struct{ of *counter }

func (p *printer) changed() { p.of.add(0) }

func (c *counter) add(n int) {
	c.mu.Lock() // want "which the same goroutine has locked already"
	defer c.mu.Unlock()
	c.seen += n
}

func (c *counter) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen = 0
	c.watch.changed()
}

func resets() {
	go func() {
		c := &counter{}
		c.watch = &printer{c}
		c.reset()
	}()
}
