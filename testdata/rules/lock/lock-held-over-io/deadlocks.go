// Waits that whoever ends them cannot end without the lock.
package deadlocks

import "sync"

type hub struct {
	mu      sync.Mutex
	updates chan string
	done    chan struct{}
	last    string
}

func start() *hub {
	h := &hub{updates: make(chan string, 1), done: make(chan struct{})}
	go func() {
		defer close(h.done)
		for update := range h.updates {
			h.note(update)
		}
	}()
	return h
}

func (h *hub) note(update string) {
	h.mu.Lock()
	h.last = update
	h.mu.Unlock()
}

func (h *hub) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	close(h.updates)
	<-h.done // want "`h.mu` is held while this waits for a channel, and what ends the wait needs `h.mu`"
}

func (h *hub) finish() {
	h.mu.Lock()
	close(h.updates)
	h.mu.Unlock()
	<-h.done
}

type crew struct {
	mu    sync.Mutex
	group sync.WaitGroup
	total int
}

func (c *crew) work(n int) {
	c.group.Add(1)
	go func() {
		defer c.group.Done()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.total += n
	}()
}

func (c *crew) sum() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.group.Wait() // want "`c.mu` is held while this waits for a WaitGroup, and what ends the wait needs `c.mu`"
	return c.total
}

type clock struct {
	mu   sync.Mutex
	quit chan bool
	jobs []func()
}

func newClock() *clock {
	return &clock{quit: make(chan bool)}
}

func (c *clock) run(ticks <-chan int) {
	for {
		select {
		case <-c.quit:
			return
		case <-ticks:
			c.due()
		}
	}
}

func (c *clock) due() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, job := range c.jobs {
		go job()
	}
}

func (c *clock) halt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.quit <- true // want "`c.mu` is held while this waits for a channel, and what ends the wait needs `c.mu`"
}

// The worker gives up the group of the first, and takes the lock of the second.
type shard struct {
	mu      sync.Mutex
	running sync.WaitGroup
	next    *shard
}

func (s *shard) begin() {
	s.mu.Lock()
	s.running.Add(1)
	s.mu.Unlock()
}

func (s *shard) run() {
	go work(s, s.next)
}

func work(s, other *shard) {
	if s != nil {
		defer s.running.Done()
	}
	s = other
	s.begin()
	s.running.Done()
}

func (s *shard) wait() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running.Wait()
}

// The lock lies beside what it guards, in a struct of its own.
type board struct {
	state struct {
		sync.Mutex
		last string
	}
	lines chan string
	done  chan struct{}
}

func (b *board) run() {
	defer close(b.done)
	for line := range b.lines {
		b.state.Lock()
		b.state.last = line
		b.state.Unlock()
	}
}

func (b *board) stop() {
	b.state.Lock()
	defer b.state.Unlock()
	close(b.lines)
	<-b.done // want "`b.state` is held while this waits for a channel, and what ends the wait needs `b.state`"
}

func (b *board) finish() {
	b.state.Lock()
	close(b.lines)
	b.state.Unlock()
	<-b.done
}

// One of two that are waited for needs the lock: that is enough.
type meter struct {
	mu      sync.Mutex
	running sync.WaitGroup
	total   int
	samples chan int
	quit    chan struct{}
}

func (m *meter) start() {
	m.running.Add(2)
	go m.listen()
	go m.sum()
}

func (m *meter) listen() {
	defer m.running.Done()
	for {
		select {
		case m.samples <- 1:
		case <-m.quit:
			return
		}
	}
}

func (m *meter) sum() {
	defer m.running.Done()
	for {
		select {
		case n := <-m.samples:
			m.mu.Lock()
			m.total += n
			m.mu.Unlock()
		case <-m.quit:
			return
		}
	}
}

func (m *meter) stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	close(m.quit)
	m.running.Wait() // want "`m.mu` is held while this waits for a WaitGroup, and what ends the wait needs `m.mu`"
}

// Whoever needs the lock has ended before: its starter waits for it.
type warm struct {
	mu      sync.Mutex
	running sync.WaitGroup
	ready   bool
	quit    chan struct{}
}

func (w *warm) start() {
	w.running.Add(1)
	go func() {
		defer w.running.Done()
		w.mu.Lock()
		w.ready = true
		w.mu.Unlock()
	}()
	w.running.Wait()
	w.running.Add(1)
	go w.loop()
}

func (w *warm) loop() {
	defer w.running.Done()
	<-w.quit
}

func (w *warm) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	close(w.quit)
	w.running.Wait()
}
