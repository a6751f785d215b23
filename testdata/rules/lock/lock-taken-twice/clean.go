package p

import "sync"

type chest struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	quiet sync.RWMutex
	coins int
	inner *chest
}

func (c *chest) Count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.coins
}

func (c *chest) countLocked() int { return c.coins }

func (c *chest) unlocksFirst() int {
	c.mu.Lock()
	c.coins++
	c.mu.Unlock()
	return c.Count()
}

func (c *chest) withoutLock() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.countLocked()
}

func (c *chest) move(to *chest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	to.mu.Lock()
	defer to.mu.Unlock()
	to.coins, c.coins = c.coins, 0
}

func (c *chest) nested() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.inner.Count()
}

func (c *chest) goroutine(done chan<- int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	go func() { done <- c.Count() }()
	go c.Count()
}

func (c *chest) reads() int {
	c.rw.RLock()
	n := c.coins
	c.rw.RUnlock()
	c.rw.Lock()
	defer c.rw.Unlock()
	return n
}

func (c *chest) onlyReaders() int {
	c.quiet.RLock()
	defer c.quiet.RUnlock()
	return c.alsoReads()
}

func (c *chest) alsoReads() int {
	c.quiet.RLock()
	defer c.quiet.RUnlock()
	return c.coins
}

func (c *chest) add(n int, lock bool) {
	if lock {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	c.coins += n
}

func (c *chest) asked() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(1, false)
}

func (c *chest) pause(work func()) {
	c.mu.Unlock()
	work()
	c.mu.Lock()
}

func (c *chest) pauses(work func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pause(work)
}

func (c *chest) tries() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.mu.TryLock()
}

func (c *chest) up() {
	for at := c; at != nil; at = at.inner {
		at.mu.Lock()
		at.coins++
		at.mu.Unlock()
	}
}

func (c *chest) down() *chest {
	c.mu.Lock()
	for c.inner != nil {
		below := c.inner
		below.mu.Lock()
		c.mu.Unlock()
		c = below
	}
	c.mu.Unlock()
	return c
}

func (c *chest) later() func() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return func() int { return c.Count() }
}

func (c *chest) deferred(work func()) {
	c.mu.Lock()
	defer c.Count()
	work()
	c.mu.Unlock()
}

func each(all []chest) {
	for n := range all {
		all[n].mu.Lock()
		defer all[n].mu.Unlock() // want defer-in-loop:"locked"
	}
}

func newest(get func() *chest) {
	for range 3 {
		one := get()
		one.mu.Lock()
		defer one.mu.Unlock()
	}
}

// It locks only where its caller says so.
func (c *chest) drop(key string, needLock bool) {
	lock := func() {
		if needLock {
			c.mu.Lock()
		}
	}
	unlock := func() {
		if needLock {
			c.mu.Unlock()
		}
	}
	lock()
	defer unlock()
	println(key)
}

func (c *chest) dropAll(keys []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, key := range keys {
		c.drop(key, false)
	}
}

func (c *chest) look(locked bool) int {
	if !locked {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	return 1
}

func (c *chest) lookTwice() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.look(true) + c.look(true)
}

// Whoever holds the lock says so by an option.
type settings struct{ alone bool }

func collect(options ...func(*settings)) settings {
	var s settings
	for _, option := range options {
		option(&s)
	}
	return s
}

type queue struct {
	mu    sync.Mutex
	items []string
}

func (q *queue) write(item string, options ...func(*settings)) {
	chosen := collect(options...)
	if !chosen.alone {
		q.mu.Lock()
		defer q.mu.Unlock()
	}
	q.items = append(q.items, item)
}

func (q *queue) flush() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.write("last", func(s *settings) { s.alone = true })
}
