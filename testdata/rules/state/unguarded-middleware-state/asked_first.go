// Package askedfirst looks into a map before it takes the lock to fill it.
package askedfirst

import "sync"

type client struct{ name string }

type clients struct {
	sync.RWMutex
	byName map[string]*client
}

// Who calls what takes the lock cannot have it.
func (c *clients) Get(name string) *client {
	if found, ok := c.byName[name]; ok { // want "`c.byName` is read here with no lock held, though `c` is held where it is written"
		return found
	}
	return c.create(name)
}

func (c *clients) create(name string) *client {
	c.Lock()
	defer c.Unlock()
	if found, ok := c.byName[name]; ok {
		return found
	}
	made := &client{name: name}
	c.byName[name] = made
	return made
}

type cleanClients struct {
	sync.RWMutex
	byName map[string]*client
	other  *cleanClients
}

// The other one's lock says nothing of this one.
func (c *cleanClients) cleanGet(name string) *client {
	if found, ok := c.byName[name]; ok {
		return found
	}
	return c.other.create(name)
}

func (c *cleanClients) create(name string) *client {
	c.Lock()
	defer c.Unlock()
	made := &client{name: name}
	c.byName[name] = made
	return made
}

type leases struct {
	mu   sync.RWMutex
	held map[string]int
	free map[string]int

	taken map[string]int
}

func (l *leases) take(name string) {
	l.mu.Lock()
	l.held[name]++
	l.free[name]++
	l.mu.Unlock()
}

func (l *leases) drop(name string) {
	l.mu.Lock()
	delete(l.held, name)
	delete(l.free, name)
	l.mu.Unlock()
}

func (l *leases) count(name string) int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.held[name] + l.free[name]
}

// One of four has forgotten it.
func (l *leases) Each(do func(string)) {
	for name := range l.held { // want "`l.held` is ranged over here with no lock held, though `l.mu` is held where it is written"
		do(name)
	}
}

func drain(l *leases) { l.Each(l.drop) }

// Nobody is seen to ask.
func (l *leases) CleanTaken() int { return len(l.taken) + l.taken["a"] }

func (l *leases) mark(name string) {
	l.mu.Lock()
	l.taken[name]++
	l.mu.Unlock()
}

func (l *leases) unmark(name string) {
	l.mu.Lock()
	delete(l.taken, name)
	l.mu.Unlock()
}

func (l *leases) marked(name string) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.taken[name] > 0
}

var _ = drain

// Two of them have not: they may be asked when nothing writes.
func (l *leases) CleanFree(name string) int { return l.free[name] }

func (l *leases) CleanNames() (names []string) {
	for name := range l.free {
		names = append(names, name)
	}
	return names
}
