// Package kernels holds a mended twin of each kernel of Go's own test of the profile of leaked goroutines: what was
// stuck there can go on here. Each is written from what is told of the defect and named after project and number.
package kernels

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

var errClosed = errors.New("closed")

// cockroach584: the loop gives the lock up before it leaves, not only when it goes round.
type gossip584 struct {
	mu     sync.Mutex
	closed bool
	peers  int
}

func (g *gossip584) manage(tick <-chan time.Time) {
	for range tick {
		g.mu.Lock()
		if g.closed {
			g.mu.Unlock()
			break
		}
		g.peers++
		g.mu.Unlock()
	}
}

func cockroach584(tick <-chan time.Time) {
	g := &gossip584{}
	go g.manage(tick)
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
}

// cockroach1055: those who want to drain wait without the lock that a task needs to begin.
type stopper1055 struct {
	mu       sync.Mutex
	draining atomic.Bool
	tasks    sync.WaitGroup
	workers  sync.WaitGroup
	quit     chan struct{}
}

func (s *stopper1055) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining.Load() {
		return false
	}
	s.tasks.Add(1)
	return true
}

func (s *stopper1055) stop() {
	s.mu.Lock()
	s.draining.Store(true)
	s.mu.Unlock()
	s.tasks.Wait()
	close(s.quit)
	s.workers.Wait()
}

func cockroach1055() {
	s := &stopper1055{quit: make(chan struct{})}
	s.workers.Add(1)
	go func() {
		defer s.workers.Done()
		if s.begin() {
			s.tasks.Done()
		}
		<-s.quit
	}()
	s.stop()
}

// cockroach1462: the producer looks at the stopper while it sends, not only before.
type transport1462 struct {
	events chan int
	quit   chan struct{}
	done   sync.WaitGroup
}

func (t *transport1462) produce() {
	defer t.done.Done()
	for n := 0; ; n++ {
		select {
		case <-t.quit:
			return
		case t.events <- n:
		}
	}
}

func (t *transport1462) consume(use func(int)) {
	defer t.done.Done()
	for {
		select {
		case n := <-t.events:
			use(n)
		case <-t.quit:
			return
		}
	}
}

func cockroach1462(use func(int)) {
	t := &transport1462{events: make(chan int), quit: make(chan struct{})}
	t.done.Add(2)
	go t.produce()
	go t.consume(use)
	close(t.quit)
	t.done.Wait()
}

// cockroach2448: events and callbacks are waited for at one place, so neither holds the other up.
type raft2448 struct {
	events    chan func()
	callbacks chan func()
	quit      chan struct{}
}

func (r *raft2448) state(write func() func()) {
	var pending []func()
	for {
		var out chan func()
		var first func()
		if len(pending) > 0 {
			out, first = r.events, pending[0]
		}
		select {
		case <-r.quit:
			return
		case call := <-r.callbacks:
			call()
		case out <- first:
			pending = pending[1:]
		default:
			pending = append(pending, write())
		}
	}
}

func (r *raft2448) store() {
	for {
		select {
		case event := <-r.events:
			event()
		case <-r.quit:
			return
		}
	}
}

func cockroach2448(write func() func()) {
	r := &raft2448{events: make(chan func()), callbacks: make(chan func()), quit: make(chan struct{})}
	go r.state(write)
	go r.store()
	close(r.quit)
}

// cockroach3710: the replicas are listed below the lock and queued without it.
type store3710 struct {
	mu       sync.RWMutex
	replicas map[int]*replica3710
	queue    *queue3710
}

type replica3710 struct{ store *store3710 }

type queue3710 struct {
	sync.Mutex
	waiting []*replica3710
}

func (q *queue3710) maybeAdd(r *replica3710) {
	if r.store.count() == 0 {
		return
	}
	q.Lock()
	defer q.Unlock()
	q.waiting = append(q.waiting, r)
}

func (s *store3710) count() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.replicas)
}

func (s *store3710) scan() {
	s.mu.RLock()
	found := make([]*replica3710, 0, len(s.replicas))
	for _, r := range s.replicas {
		found = append(found, r)
	}
	s.mu.RUnlock()
	for _, r := range found {
		s.queue.maybeAdd(r)
	}
}

func cockroach3710() {
	s := &store3710{replicas: map[int]*replica3710{}, queue: &queue3710{}}
	go s.scan()
	go func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.replicas[1] = &replica3710{s}
	}()
}

// cockroach6181: what is printed while the cache is locked does not lock it again.
type cache6181 struct {
	mu      sync.RWMutex
	entries map[string]int
}

func (c *cache6181) String() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.textLocked()
}

func (c *cache6181) textLocked() string {
	text := ""
	for name := range c.entries {
		text += name
	}
	return text
}

func (c *cache6181) lookup(name string, log func(string)) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if _, ok := c.entries[name]; !ok {
		log(c.textLocked())
	}
	return c.entries[name]
}

func (c *cache6181) evict(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.entries, name)
}

func cockroach6181(log func(string)) {
	c := &cache6181{entries: map[string]int{}}
	var all sync.WaitGroup
	for range 3 {
		all.Add(1)
		go func() {
			defer all.Done()
			c.lookup("a", log)
			c.evict("a")
		}()
	}
	all.Wait()
}

// cockroach7504: whoever needs the leases and the names takes the lock of the names first.
type names7504 struct {
	mu     sync.Mutex
	tables map[string]*table7504
}

type table7504 struct {
	mu    sync.Mutex
	names *names7504
	used  int
}

func (n *names7504) get(name string) *table7504 {
	n.mu.Lock()
	defer n.mu.Unlock()
	t := n.tables[name]
	if t != nil {
		t.mu.Lock()
		t.used++
		t.mu.Unlock()
	}
	return t
}

func (t *table7504) release(name string) {
	t.mu.Lock()
	t.used--
	last := t.used == 0
	t.mu.Unlock()
	if last {
		t.names.remove(name)
	}
}

func (n *names7504) remove(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.tables, name)
}

func cockroach7504() {
	n := &names7504{tables: map[string]*table7504{}}
	n.tables["a"] = &table7504{names: n, used: 1}
	go n.get("a")
	go n.tables["a"].release("a")
}

// cockroach9935: the logger gives its lock up before the path that ends with a flush.
type logger9935 struct {
	mu   sync.Mutex
	text []byte
}

func (l *logger9935) output(line string, write func([]byte) error) {
	l.mu.Lock()
	l.text = append(l.text, line...)
	err := write(l.text)
	l.mu.Unlock()
	if err != nil {
		l.exit()
	}
}

func (l *logger9935) exit() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = nil
}

func cockroach9935(write func([]byte) error) {
	l := &logger9935{}
	go l.output("a", write)
	go l.exit()
}

// cockroach10214: heartbeats are put together below their lock and sent to replicas without it.
type store10214 struct {
	beats struct {
		sync.Mutex
		waiting []int
	}
	replicas []*replica10214
}

type replica10214 struct {
	mu    sync.Mutex
	store *store10214
	ticks int
}

func (s *store10214) send() {
	s.beats.Lock()
	waiting := s.beats.waiting
	s.beats.waiting = nil
	s.beats.Unlock()
	for range waiting {
		for _, r := range s.replicas {
			r.mu.Lock()
			r.ticks = 0
			r.mu.Unlock()
		}
	}
}

func (r *replica10214) tick() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ticks++
	r.store.beats.Lock()
	defer r.store.beats.Unlock()
	r.store.beats.waiting = append(r.store.beats.waiting, r.ticks)
}

func cockroach10214() {
	s := &store10214{}
	s.replicas = append(s.replicas, &replica10214{store: s})
	go s.send()
	go s.replicas[0].tick()
}

// cockroach10790: who reads what is left watches for the end as those do who send it.
type replica10790 struct{ done []chan bool }

func (r *replica10790) begin(ctx context.Context) {
	for _, done := range r.done {
		select {
		case <-done:
		case <-ctx.Done():
			go r.drain(ctx)
			return
		}
	}
}

func (r *replica10790) drain(ctx context.Context) {
	for _, done := range r.done {
		select {
		case <-done:
		case <-ctx.Done():
		}
	}
}

func (r *replica10790) finish(ctx context.Context) {
	for _, done := range r.done {
		select {
		case done <- true:
		case <-ctx.Done():
			return
		}
	}
}

func cockroach10790() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := &replica10790{done: []chan bool{make(chan bool), make(chan bool)}}
	go r.finish(ctx)
	r.begin(ctx)
}

// cockroach13197: a transaction that is over cancels the context that its watcher waits for.
type tx13197 struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (t *tx13197) watch(undo func()) {
	<-t.ctx.Done()
	undo()
}

func (t *tx13197) close() { t.cancel() }

func cockroach13197(ctx context.Context, undo func()) {
	t := &tx13197{}
	t.ctx, t.cancel = context.WithCancel(ctx)
	go t.watch(undo)
	t.close()
}

// cockroach13755: rows are closed by whoever asked for them.
type rows13755 struct{ cancel context.CancelFunc }

func (r *rows13755) Close() error {
	if r.cancel != nil {
		r.cancel()
	}
	return nil
}

func (r *rows13755) open(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	r.cancel = cancel
	go func() {
		<-inner.Done()
		_ = r.Close()
	}()
}

func cockroach13755(ctx context.Context) error {
	r := &rows13755{}
	r.open(ctx)
	return r.Close()
}

// cockroach16167: the batch reads the configuration before it waits on the condition's lock.
type executor16167 struct {
	config sync.RWMutex
	ready  *sync.Cond
	value  int
}

func (e *executor16167) database() int {
	e.config.RLock()
	defer e.config.RUnlock()
	return e.value
}

func (e *executor16167) run() int {
	value := e.database()
	e.ready.L.Lock()
	defer e.ready.L.Unlock()
	return value
}

func (e *executor16167) update(value int) {
	e.config.Lock()
	defer e.config.Unlock()
	e.value = value
}

func cockroach16167() {
	e := &executor16167{}
	e.ready = sync.NewCond(e.config.RLocker())
	go e.update(1)
	e.run()
}

// cockroach18101: whoever scatters ranges stops when nobody reads on.
func scatter18101(ctx context.Context, out chan<- int) error {
	for n := range 100 {
		select {
		case out <- n:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func cockroach18101(ctx context.Context, add func(int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := make(chan int)
	go func() {
		defer close(out)
		_ = scatter18101(ctx, out)
	}()
	for n := range out {
		if err := add(n); err != nil {
			return err
		}
	}
	return nil
}

// cockroach24808: a note that is there already is not sent again before the worker runs.
type compactor24808 struct{ wake chan struct{} }

func (c *compactor24808) notify() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *compactor24808) start(quit <-chan struct{}, work func()) {
	c.notify()
	go func() {
		for {
			select {
			case <-c.wake:
				work()
			case <-quit:
				return
			}
		}
	}()
}

func cockroach24808(quit <-chan struct{}, work func()) {
	c := &compactor24808{wake: make(chan struct{}, 1)}
	c.notify()
	c.start(quit, work)
}

// cockroach25456: the stopper is stopped, so the queue does not wait for ever.
type stopper25456 struct{ quiet chan struct{} }

func (s *stopper25456) shouldQuiesce() <-chan struct{} { return s.quiet }

type queue25456 struct{ stopper *stopper25456 }

func (q *queue25456) process() { <-q.stopper.shouldQuiesce() }

func cockroach25456() {
	s := &stopper25456{quiet: make(chan struct{})}
	q := &queue25456{stopper: s}
	close(s.quiet)
	for range 2 {
		q.process()
	}
}

// cockroach35073: a consumer that closes drains until the producer has seen it.
type rows35073 struct {
	closed atomic.Bool
	data   chan int
}

func (r *rows35073) push(n int) bool {
	if r.closed.Load() {
		return false
	}
	r.data <- n
	return true
}

func (r *rows35073) drain() {
	r.closed.Store(true)
	for range r.data {
		continue
	}
}

func cockroach35073(count int) {
	r := &rows35073{data: make(chan int, 16)}
	go func() {
		defer close(r.data)
		for n := range count {
			if !r.push(n) {
				return
			}
		}
	}()
	r.drain()
}

// cockroach35931: who cancels pending streams pushes where there is room for one row more.
type receiver35931 interface{ push() }

type rows35931 struct{ data chan struct{} }

func (r *rows35931) push() {
	select {
	case r.data <- struct{}{}:
	default:
	}
}

type flows35931 struct {
	sync.Mutex
	streams map[int]receiver35931
}

func (f *flows35931) cancel() {
	f.Lock()
	var pending []receiver35931
	for _, stream := range f.streams {
		pending = append(pending, stream)
	}
	f.Unlock()
	for _, stream := range pending {
		stream.push()
	}
}

func cockroach35931() {
	left, right := &rows35931{make(chan struct{}, 1)}, &rows35931{make(chan struct{}, 1)}
	f := &flows35931{streams: map[int]receiver35931{0: left, 1: right}}
	left.push()
	go f.cancel()
}
