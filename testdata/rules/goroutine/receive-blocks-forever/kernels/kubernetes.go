package kernels

import (
	"context"
	"sync"
	"time"
)

// kubernetes5316: the handler may end after its caller: both answers have room.
func kubernetes5316(timeout time.Duration, handle func() (int, error)) (int, error) {
	answers, failures := make(chan int, 1), make(chan error, 1)
	go func() {
		answer, err := handle()
		if err != nil {
			failures <- err
			return
		}
		answers <- answer
	}()
	select {
	case answer := <-answers:
		return answer, nil
	case err := <-failures:
		return 0, err
	case <-time.After(timeout):
		return 0, context.DeadlineExceeded
	}
}

// kubernetes6632: resets are drained until the writer has seen that the connection is closed.
type framer6632 struct {
	mu     sync.Mutex
	resets chan bool
	closed chan struct{}
}

func (f *framer6632) monitor() {
	for {
		select {
		case <-f.closed:
			return
		case <-f.resets:
		}
	}
}

func (f *framer6632) write() {
	f.mu.Lock()
	defer f.mu.Unlock()
	select {
	case f.resets <- true:
	case <-f.closed:
	}
}

func kubernetes6632() {
	f := &framer6632{resets: make(chan bool), closed: make(chan struct{})}
	go f.monitor()
	go f.write()
	close(f.closed)
}

// kubernetes10182: the status goes out without the lock that the one who syncs takes.
type manager10182 struct {
	mu      sync.Mutex
	pods    map[string]int
	changes chan string
}

func (m *manager10182) set(pod string, quit <-chan struct{}) {
	m.mu.Lock()
	m.pods[pod]++
	m.mu.Unlock()
	select {
	case m.changes <- pod:
	case <-quit:
	}
}

func (m *manager10182) sync(quit <-chan struct{}) {
	for {
		select {
		case pod := <-m.changes:
			m.mu.Lock()
			delete(m.pods, pod)
			m.mu.Unlock()
		case <-quit:
			return
		}
	}
}

func kubernetes10182() {
	m := &manager10182{pods: map[string]int{}, changes: make(chan string)}
	quit := make(chan struct{})
	go m.sync(quit)
	go m.set("a", quit)
	go m.set("b", quit)
	close(quit)
}

// kubernetes11298: whoever aborts sets the flag below the lock and wakes all who wait for it.
type notifier11298 struct {
	mu      sync.Mutex
	cond    *sync.Cond
	aborted bool
	work    int
}

func newNotifier11298() *notifier11298 {
	n := &notifier11298{}
	n.cond = sync.NewCond(&n.mu)
	return n
}

func (n *notifier11298) serve() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for !n.aborted {
		for n.work == 0 && !n.aborted {
			n.cond.Wait()
		}
		n.work = 0
	}
}

func (n *notifier11298) abort() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.aborted = true
	n.cond.Broadcast()
}

func kubernetes11298() {
	n := newNotifier11298()
	done := make(chan struct{})
	go func() {
		defer close(done)
		n.serve()
	}()
	n.abort()
	<-done
}

// kubernetes13135: the cacher is unlocked by the one who locked it, before it lists again.
type cacher13135 struct {
	mu    sync.Mutex
	once  sync.Once
	ready sync.WaitGroup
	cache *cache13135
}

type cache13135 struct {
	mu       sync.RWMutex
	replaced func()
	event    func()
}

func (c *cache13135) add() {
	c.mu.RLock()
	event := c.event
	c.mu.RUnlock()
	event()
}

func (c *cacher13135) start(list func() error) error {
	err := list()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		c.once.Do(c.ready.Done)
	}
	return err
}

func kubernetes13135(stop <-chan struct{}, list func() error) {
	c := &cacher13135{cache: &cache13135{}}
	c.ready.Add(1)
	c.cache.event = func() {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for c.start(list) != nil {
			select {
			case <-stop:
				c.once.Do(c.ready.Done)
				return
			default:
			}
		}
	}()
	c.ready.Wait()
	c.cache.add()
	<-done
}

// kubernetes25331: the watcher that ends with an error does not wait for somebody to read it.
type watch25331 struct {
	ctx    context.Context
	cancel context.CancelFunc
	events chan int
	failed chan error
}

func (w *watch25331) run() {
	select {
	case err := <-w.failed:
		if err == nil {
			break
		}
		select {
		case w.events <- -1:
		case <-w.ctx.Done():
		}
	case <-w.ctx.Done():
	}
	w.cancel()
}

func (w *watch25331) stop() { w.cancel() }

func kubernetes25331(ctx context.Context) {
	w := &watch25331{events: make(chan int), failed: make(chan error, 1)}
	w.ctx, w.cancel = context.WithCancel(ctx)
	go w.run()
	w.failed <- context.Canceled
	w.stop()
}

// kubernetes26980: the listener waits for the end without the lock, or is woken to see it.
type listener26980 struct {
	mu      sync.Mutex
	cond    sync.Cond
	pending []int
	stopped bool
}

func newListener26980() *listener26980 {
	l := &listener26980{}
	l.cond.L = &l.mu
	return l
}

func (l *listener26980) add(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending = append(l.pending, n)
	l.cond.Broadcast()
}

func (l *listener26980) pop(out chan<- int, stop <-chan struct{}) {
	for {
		l.mu.Lock()
		for len(l.pending) == 0 && !l.stopped {
			l.cond.Wait()
		}
		if l.stopped {
			l.mu.Unlock()
			return
		}
		next := l.pending[0]
		l.pending = l.pending[1:]
		l.mu.Unlock()
		select {
		case out <- next:
		case <-stop:
			return
		}
	}
}

func (l *listener26980) close(stop chan struct{}) {
	close(stop)
	l.mu.Lock()
	l.stopped = true
	l.mu.Unlock()
	l.cond.Broadcast()
}

func kubernetes26980() {
	l := newListener26980()
	stop, got := make(chan struct{}), make(chan struct{})
	l.add(1)
	go l.pop(make(chan int), stop)
	go func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		close(got)
	}()
	<-got
	l.close(stop)
}

// kubernetes30872: the queue calls what handles an item after it has given its own lock up.
type queue30872 struct {
	mu    sync.RWMutex
	items []int
}

func (q *queue30872) pop(handle func(int)) {
	q.mu.Lock()
	if len(q.items) == 0 {
		q.mu.Unlock()
		return
	}
	first := q.items[0]
	q.items = q.items[1:]
	q.mu.Unlock()
	handle(first)
}

func (q *queue30872) synced() bool {
	q.mu.RLock()
	defer q.mu.RUnlock()
	return len(q.items) == 0
}

type informer30872 struct {
	mu       sync.Mutex
	queue    *queue30872
	clusters int
}

func (f *informer30872) synced() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.queue.synced()
}

func (f *informer30872) add(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.clusters += n
}

func kubernetes30872() {
	f := &informer30872{queue: &queue30872{items: []int{1}}}
	go f.queue.pop(f.add)
	go f.synced()
}

// kubernetes38669: an event for a watcher that has left is dropped.
type watcher38669 struct {
	in   chan int
	done chan struct{}
	once sync.Once
}

func (w *watcher38669) send(n int) bool {
	select {
	case w.in <- n:
		return true
	case <-w.done:
		return false
	}
}

func (w *watcher38669) stop() { w.once.Do(func() { close(w.done) }) }

func kubernetes38669(events []int) {
	w := &watcher38669{in: make(chan int), done: make(chan struct{})}
	go func() {
		for _, n := range events {
			if !w.send(n) {
				return
			}
		}
	}()
	select {
	case <-w.in:
	case <-time.After(time.Millisecond):
	}
	w.stop()
}

// kubernetes58107: the queue is shut down before its workers are waited for.
type queue58107 struct {
	cond  *sync.Cond
	items []int
	shut  bool
}

func (q *queue58107) get() (int, bool) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	for len(q.items) == 0 && !q.shut {
		q.cond.Wait()
	}
	if len(q.items) == 0 {
		return 0, false
	}
	first := q.items[0]
	q.items = q.items[1:]
	return first, true
}

func (q *queue58107) close() {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	q.shut = true
	q.cond.Broadcast()
}

func kubernetes58107(use func(int)) {
	q := &queue58107{cond: sync.NewCond(&sync.Mutex{})}
	var workers sync.WaitGroup
	for range 2 {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for {
				n, ok := q.get()
				if !ok {
					return
				}
				use(n)
			}
		}()
	}
	q.close()
	workers.Wait()
}

// kubernetes62464: the default is read with the lock that the reader holds already.
type state62464 struct {
	mu      sync.RWMutex
	sets    map[string]int
	usually int
}

func (s *state62464) get(name string) (int, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	set, ok := s.sets[name]
	return set, ok
}

func (s *state62464) getOrDefault(name string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if set, ok := s.sets[name]; ok {
		return set
	}
	return s.usually
}

func (s *state62464) set(name string, set int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sets[name] = set
}

func kubernetes62464() {
	s := &state62464{sets: map[string]int{}}
	go s.set("a", 1)
	go s.getOrDefault("a")
	s.get("a")
}

// kubernetes70277: the poller's channel is closed by whoever stops to listen, whichever way.
func kubernetes70277(done <-chan struct{}, check func() bool) bool {
	ticks, stop := make(chan struct{}), make(chan struct{})
	defer close(stop)
	go func() {
		defer close(ticks)
		ticker := time.NewTicker(time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				select {
				case ticks <- struct{}{}:
				case <-stop:
					return
				}
			case <-stop:
				return
			}
		}
	}()
	for {
		select {
		case <-ticks:
			if check() {
				return true
			}
		case <-done:
			return false
		}
	}
}
