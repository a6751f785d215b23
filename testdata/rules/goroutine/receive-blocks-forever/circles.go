// Package circles has goroutines that wait for each other, or for themselves.
package circles

import (
	"io"
	"sync"
)

// A handler that closes its own connection waits for the loop that runs it.
type conn struct {
	inbox   chan int
	closed  chan struct{}
	stopped chan struct{}
	once    sync.Once
	handle  func(int)
}

func (c *conn) loop() {
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

func (c *conn) close() {
	c.once.Do(func() {
		close(c.closed)
		<-c.stopped // want "the receive from `stopped` blocks for ever"
	})
}

func closesItself() {
	c := &conn{inbox: make(chan int), closed: make(chan struct{}), stopped: make(chan struct{})}
	c.handle = func(int) { c.close() }
	go c.loop()
	c.inbox <- 1
	<-c.stopped
}

// The queue keeps its lock while it waits for the end, which comes after who needs the lock.
type queue struct {
	mu    sync.Mutex
	cond  sync.Cond
	items []int
}

func newQueue() *queue {
	q := &queue{}
	q.cond.L = &q.mu
	return q
}

func (q *queue) pop(stop <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		select {
		case <-stop:
			return
		default:
		}
		q.cond.Wait() // want "nobody is left to wake `cond`"
	}
	<-stop // want "the receive from `stop` blocks for ever: nobody is left"
}

func endsTooLate() {
	q := newQueue()
	stop, got := make(chan struct{}), make(chan struct{})
	defer close(stop)
	go q.pop(stop)
	go func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		close(got)
	}()
	<-got
}

func endsInTime() {
	q := newQueue()
	stop, got := make(chan struct{}), make(chan struct{})
	go q.pop(stop)
	go func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		close(got)
	}()
	q.mu.Lock()
	defer q.mu.Unlock()
	close(stop)
	q.cond.Broadcast()
}

// Whoever was let in says so: the truth value that decides is the one that was returned.
type door struct {
	mu     sync.Mutex
	shut   bool
	inside sync.WaitGroup
}

func (d *door) enter() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut {
		return false
	}
	d.inside.Add(1)
	return true
}

func leaves() {
	d := &door{}
	go func() {
		if d.enter() {
			d.inside.Done()
		}
	}()
	d.mu.Lock()
	d.shut = true
	d.mu.Unlock()
	d.inside.Wait()
}

func staysInside() {
	d := &door{}
	entered := make(chan bool)
	go func() { entered <- d.enter() }()
	<-entered
	d.inside.Wait() // want "blocks for ever"
}

// What reads to the end waits for data or for the end, and gets neither.
type stream struct {
	data chan []byte
	end  chan struct{}
}

func newStream() *stream { return &stream{data: make(chan []byte), end: make(chan struct{})} }

func (s *stream) Read(p []byte) (int, error) {
	select {
	case data := <-s.data:
		return copy(p, data), nil
	case <-s.end:
		return 0, io.EOF
	}
}

func reads(hear func(int)) {
	s := newStream()
	go func() { // want "this select blocks for ever"
		n, _ := io.ReadFull(s, make([]byte, 4))
		hear(n)
	}()
}

func readsToTheEnd(hear func(int)) {
	s := newStream()
	go func() {
		text, _ := io.ReadAll(s)
		hear(len(text))
	}()
	close(s.end)
}

// Nobody knows how often Read is called.
func readsWhatIsSent(hear func(int)) {
	s := newStream()
	go func() {
		for range 9 {
			s.data <- []byte{1}
		}
		close(s.end)
	}()
	text, _ := io.ReadAll(s)
	hear(len(text))
}

// Each wants the other's word first; that a word would have room does not help.
func greets(say func(string)) string {
	asked, answered := make(chan string, 1), make(chan string, 1)
	go func() {
		name := <-asked // want "the receive from `asked` blocks for ever"
		answered <- "hello " + name
	}()
	greeting := <-answered
	asked <- "you"
	say(greeting)
	return greeting
}

func greetsInTurn(say func(string)) string {
	asked, answered := make(chan string, 1), make(chan string, 1)
	go func() {
		name := <-asked
		answered <- "hello " + name
	}()
	asked <- "you"
	greeting := <-answered
	say(greeting)
	return greeting
}

func waitsForItsTurn(work func()) {
	turn, over := make(chan struct{}, 1), make(chan struct{}, 1)
	go func() {
		<-turn // want "the receive from `turn` blocks for ever"
		work()
		over <- struct{}{}
	}()
	<-over
	turn <- struct{}{}
}

// A token is put before what takes it is started: who gets one, and how often, is not followed.
func takesTokens(jobs []func(), busy func() bool) {
	tokens := make(chan struct{}, 2)
	for _, job := range jobs {
		if busy() {
			tokens <- struct{}{}
		}
		go func() {
			defer func() {
				if busy() {
					<-tokens
				}
			}()
			job()
		}()
	}
}
