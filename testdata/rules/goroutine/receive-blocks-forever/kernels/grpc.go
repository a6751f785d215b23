package kernels

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

// grpc660: the worker stops with the benchmark, whoever reads its latencies.
type bench660 struct{ stop chan struct{} }

func (b *bench660) loop(out chan<- int64, call func() error) {
	for n := int64(0); ; n++ {
		if call() != nil {
			return
		}
		select {
		case out <- n:
		case <-b.stop:
			return
		}
	}
}

func grpc660(call func() error) {
	b := &bench660{stop: make(chan struct{})}
	out := make(chan int64)
	go b.loop(out, call)
	select {
	case <-out:
	case <-time.After(time.Second):
	}
	close(b.stop)
}

// grpc795: serving that has ended and stopping do not both keep the lock.
type server795 struct {
	mu    sync.Mutex
	drain bool
	done  chan struct{}
}

func (s *server795) serve() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.drain
}

func (s *server795) stop() {
	s.mu.Lock()
	if s.drain {
		s.mu.Unlock()
		return
	}
	s.drain = true
	s.mu.Unlock()
	s.close()
}

func (s *server795) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.done)
}

func grpc795() {
	s := &server795{done: make(chan struct{})}
	go s.serve()
	s.stop()
}

// grpc862: a dial that is given up closes the connection whose transport waits.
type conn862 struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (c *conn862) transport() {
	inner, cancel := context.WithTimeout(c.ctx, time.Second)
	defer cancel()
	<-inner.Done()
}

func dial862(ctx context.Context) (conn *conn862, err error) {
	c := &conn862{}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	defer func() {
		if ctx.Err() != nil {
			c.cancel()
			conn, err = nil, ctx.Err()
		}
	}()
	go c.transport()
	return c, nil
}

func grpc862(ctx context.Context) {
	c, err := dial862(ctx)
	if err != nil {
		return
	}
	c.cancel()
}

// grpc1275: closing a stream tells the one who reads from it.
type stream1275 struct {
	data chan []byte
	done chan struct{}
	once sync.Once
}

func (s *stream1275) Read(p []byte) (int, error) {
	select {
	case data := <-s.data:
		return copy(p, data), nil
	case <-s.done:
		return 0, io.EOF
	}
}

func (s *stream1275) close() { s.once.Do(func() { close(s.done) }) }

func grpc1275() {
	s := &stream1275{data: make(chan []byte), done: make(chan struct{})}
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.ReadFull(s, make([]byte, 1))
	}()
	s.close()
	<-read
}

// grpc1424: the balancer closes what the dialer waits for, also where there is no address.
func watch1424(addresses []string, up chan<- string) {
	defer close(up)
	for _, address := range addresses {
		up <- address
	}
}

func grpc1424(addresses []string, dial func(string) error) error {
	up := make(chan string, len(addresses))
	go watch1424(addresses, up)
	var last error
	for address := range up {
		if err := dial(address); err != nil {
			last = errors.Join(last, err)
		}
	}
	return last
}

// grpc1460: keepalive sleeps without the lock that a new stream needs to wake it.
type transport1460 struct {
	mu      sync.Mutex
	streams int
	awake   chan struct{}
	done    chan struct{}
}

func (t *transport1460) keepalive() {
	for {
		t.mu.Lock()
		idle := t.streams == 0
		t.mu.Unlock()
		if idle {
			select {
			case <-t.awake:
			case <-t.done:
				return
			}
		}
		select {
		case <-time.After(time.Millisecond):
		case <-t.done:
			return
		}
	}
}

func (t *transport1460) open() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.streams++
	if t.streams == 1 {
		close(t.awake)
	}
}

func grpc1460() {
	t := &transport1460{awake: make(chan struct{}), done: make(chan struct{})}
	go t.keepalive()
	t.open()
	close(t.done)
}

// grpc3017: a removal that was called off gives the lock up as every other does.
type cache3017 struct {
	mu      sync.Mutex
	entries map[int]*entry3017
}

type entry3017 struct {
	keep  bool
	timer *time.Timer
}

func (c *cache3017) remove(key int, after time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	entry := &entry3017{}
	c.entries[key] = entry
	entry.timer = time.AfterFunc(after, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if entry.keep {
			return
		}
		delete(c.entries, key)
	})
}

func (c *cache3017) reuse(key int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if entry := c.entries[key]; entry != nil && !entry.timer.Stop() {
		entry.keep = true
	}
}

func grpc3017() {
	c := &cache3017{entries: map[int]*entry3017{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := range 10 {
			c.remove(n, time.Microsecond)
			c.reuse(n)
		}
	}()
	<-done
}
