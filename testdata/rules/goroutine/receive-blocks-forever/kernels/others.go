package kernels

import "sync"

// serving2137: whoever has got a place gives back the one that it took, in the order of taking.
type breaker2137 struct {
	pending chan struct{}
	active  chan struct{}
}

func (b *breaker2137) maybe(work func()) bool {
	select {
	case b.pending <- struct{}{}:
	default:
		return false
	}
	defer func() { <-b.pending }()
	b.active <- struct{}{}
	defer func() { <-b.active }()
	work()
	return true
}

func serving2137(work func()) int {
	b := &breaker2137{pending: make(chan struct{}, 2), active: make(chan struct{}, 1)}
	accepted := make(chan bool, 2)
	for range 2 {
		go func() { accepted <- b.maybe(work) }()
	}
	sum := 0
	for range 2 {
		if <-accepted {
			sum++
		}
	}
	return sum
}

// syncthing4829: the change is told when the lock that its listeners take is given up.
type mapping4829 struct {
	mu        sync.RWMutex
	addresses []string
}

func (m *mapping4829) clear(told func(int)) {
	m.mu.Lock()
	changed := len(m.addresses) > 0
	m.addresses = nil
	m.mu.Unlock()
	if changed {
		m.notify(told)
	}
}

func (m *mapping4829) notify(told func(int)) {
	m.mu.RLock()
	count := len(m.addresses)
	m.mu.RUnlock()
	told(count)
}

func syncthing4829(told func(int)) {
	m := &mapping4829{addresses: []string{"a"}}
	go m.clear(told)
	m.notify(told)
}

// syncthing5795: a handler that closes its own connection does not wait for the loop that runs it.
type conn5795 struct {
	inbox   chan int
	closed  chan struct{}
	stopped chan struct{}
	once    sync.Once
	handle  func(int)
}

func (c *conn5795) loop() {
	defer close(c.stopped)
	for {
		select {
		case n := <-c.inbox:
			c.handle(n)
		case <-c.closed:
			return
		}
	}
}

func (c *conn5795) close() {
	c.once.Do(func() { close(c.closed) })
}

func syncthing5795() {
	c := &conn5795{inbox: make(chan int), closed: make(chan struct{}), stopped: make(chan struct{})}
	c.handle = func(int) { c.close() }
	go c.loop()
	c.inbox <- 1
	<-c.stopped
}
