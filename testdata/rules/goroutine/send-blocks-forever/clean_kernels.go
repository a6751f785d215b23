package kernels

// The leaks that Go's own tests of the leak profile hold, mended: in each function what was
// stuck can go on. Named after the project that had the defect.

import (
	"context"
	"errors"
	"sync"
	"time"
)

var errTimeout = errors.New("timed out")

// kubernetes: the handler runs on after a timeout, its answer has room.
func kubernetesFinish(timeout time.Duration, run func() (int, error)) (int, error) {
	results := make(chan int, 1)
	failed := make(chan error, 1)
	go func() {
		if n, err := run(); err != nil {
			failed <- err
		} else {
			results <- n
		}
	}()
	select {
	case n := <-results:
		return n, nil
	case err := <-failed:
		return 0, err
	case <-time.After(timeout):
		return 0, errTimeout
	}
}

// kubernetes: the one error that is looked for has room, and the watcher is told to stop.
type kubernetesWatch struct {
	ctx    context.Context
	cancel context.CancelFunc
	result chan int
	failed chan error
}

func newKubernetesWatch(ctx context.Context) *kubernetesWatch {
	w := &kubernetesWatch{result: make(chan int, 8), failed: make(chan error, 1)}
	w.ctx, w.cancel = context.WithCancel(ctx)
	return w
}

func (w *kubernetesWatch) run() {
	select {
	case err := <-w.failed:
		w.send(len(err.Error()))
	case <-w.ctx.Done():
	}
	w.cancel()
}

func (w *kubernetesWatch) send(n int) {
	select {
	case w.result <- n:
	case <-w.ctx.Done():
	}
}

func kubernetesWatching(ctx context.Context) {
	w := newKubernetesWatch(ctx)
	go w.run()
	w.failed <- errTimeout
	w.cancel()
}

// kubernetes: what is sent after Stop goes nowhere, not to a full channel.
type kubernetesCacher struct {
	mu      sync.Mutex
	stopped bool
	in      chan int
	out     chan int
	done    chan struct{}
}

func (c *kubernetesCacher) add(n int) {
	select {
	case c.in <- n:
	case <-c.done:
	}
}

func (c *kubernetesCacher) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.stopped {
		c.stopped = true
		close(c.done)
	}
}

func (c *kubernetesCacher) process() {
	defer close(c.out)
	for {
		select {
		case n := <-c.in:
			select {
			case c.out <- n:
			case <-c.done:
				return
			}
		case <-c.done:
			return
		}
	}
}

func kubernetesCaching() int {
	c := &kubernetesCacher{in: make(chan int), out: make(chan int), done: make(chan struct{})}
	go c.process()
	go c.add(1)
	n := <-c.out
	c.stop()
	return n
}

// moby: the monitor's ready signal has room, though the caller times out.
func mobyMonitor(stop chan struct{}, probe func() error) error {
	ready := make(chan error, 1)
	go func() {
		ready <- probe()
	}()
	select {
	case err := <-ready:
		return err
	case <-stop:
		return nil
	case <-time.After(time.Second):
		return errTimeout
	}
}

// moby: the monitor is told by closing, and outside of the lock.
type mobyHealth struct {
	mu   sync.Mutex
	stop chan struct{}
	n    int
}

func (h *mobyHealth) open() chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stop == nil {
		h.stop = make(chan struct{})
		go h.monitor(h.stop)
	}
	return h.stop
}

func (h *mobyHealth) monitor(stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
			h.mu.Lock()
			h.n++
			h.mu.Unlock()
		}
	}
}

func (h *mobyHealth) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stop != nil {
		close(h.stop)
		h.stop = nil
	}
}

// grpc: the worker that gives up drains what was promised.
func grpcBench(rounds int, call func() error) error {
	stop := make(chan bool)
	var once sync.Once
	end := func() { once.Do(func() { close(stop) }) }
	defer end()
	go func() {
		for range rounds {
			if call() != nil {
				end()
				return
			}
		}
	}()
	select {
	case <-stop:
		return errTimeout
	case <-time.After(time.Millisecond):
		return nil
	}
}

// istio: one who waits for the end is told when the agent restarts, whoever came first.
type istioAgent struct {
	mu     sync.Mutex
	status chan error
	active map[int]bool
}

func (a *istioAgent) wait(ctx context.Context, epoch int, run func() error) {
	err := run()
	select {
	case a.status <- err:
	case <-ctx.Done():
	}
	a.mu.Lock()
	delete(a.active, epoch)
	a.mu.Unlock()
}

func istioRuns(ctx context.Context, run func() error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a := &istioAgent{status: make(chan error), active: map[int]bool{}}
	go a.wait(ctx, 0, run)
	select {
	case err := <-a.status:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// cockroach: all senders have room, though the reader leaves with the first error.
func cockroachFlows(nodes []string, setup func(string) error) error {
	results := make(chan error, len(nodes))
	for _, node := range nodes {
		go func() {
			results <- setup(node)
		}()
	}
	for range nodes {
		if err := <-results; err != nil {
			return err
		}
	}
	return nil
}

// cockroach: the consumer closes what the producer looks at before each send.
func cockroachRestore(ctx context.Context, entries []int, add func(int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ready := make(chan int)
	go func() {
		defer close(ready)
		for _, entry := range entries {
			select {
			case ready <- entry:
			case <-ctx.Done():
				return
			}
		}
	}()
	for entry := range ready {
		if err := add(entry); err != nil {
			return err
		}
	}
	return nil
}

// cockroach: rows are closed, so the goroutine that waits for the context ends.
type cockroachRows struct {
	cancel context.CancelFunc
	done   chan struct{}
}

func (r *cockroachRows) await(ctx context.Context) {
	<-ctx.Done()
	close(r.done)
}

func (r *cockroachRows) close() {
	r.cancel()
	<-r.done
}

func cockroachQuery(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	r := &cockroachRows{cancel: cancel, done: make(chan struct{})}
	go r.await(ctx)
	r.close()
}

// cockroach: events go out without the lock that those who take them need.
type cockroachStore struct {
	mu     sync.Mutex
	events chan int
	count  int
}

func (s *cockroachStore) emit(n int) {
	s.mu.Lock()
	s.count += n
	s.mu.Unlock()
	s.events <- n
}

func cockroachEvents() int {
	s := &cockroachStore{events: make(chan int)}
	go s.emit(1)
	n := <-s.events
	s.mu.Lock()
	defer s.mu.Unlock()
	return n + s.count
}

// etcd: the stream loop leaves when it is stopped, whatever waits to be sent.
type etcdProxy struct {
	updates chan int
	quit    chan struct{}
	done    chan struct{}
}

func (p *etcdProxy) run() {
	defer close(p.done)
	for {
		select {
		case <-p.updates:
		case <-p.quit:
			return
		}
	}
}

func (p *etcdProxy) update(n int) {
	select {
	case p.updates <- n:
	case <-p.quit:
	}
}

func etcdProxying(numbers []int) {
	p := &etcdProxy{updates: make(chan int), quit: make(chan struct{}), done: make(chan struct{})}
	go p.run()
	for _, n := range numbers {
		go p.update(n)
	}
	close(p.quit)
	<-p.done
}

// etcd: who asks for the status gets an answer even when the node has stopped.
type etcdNode struct {
	asked chan chan int
	stop  chan struct{}
	done  chan struct{}
}

func (n *etcdNode) run() {
	defer close(n.done)
	for {
		select {
		case answer := <-n.asked:
			answer <- 1
		case <-n.stop:
			return
		}
	}
}

func (n *etcdNode) status() int {
	answer := make(chan int, 1)
	select {
	case n.asked <- answer:
		return <-answer
	case <-n.done:
		return 0
	}
}

func etcdStatus() int {
	n := &etcdNode{asked: make(chan chan int), stop: make(chan struct{}), done: make(chan struct{})}
	go n.run()
	sum := n.status()
	close(n.stop)
	<-n.done
	return sum
}

// serving: each waits for its own turn and gives the place back.
func servingBreaker(work []func()) {
	slots := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for _, run := range work {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slots <- struct{}{}
			defer func() { <-slots }()
			run()
		}()
	}
	wg.Wait()
}

// evcc: the first error only is told, however often the loop fails.
func evccSocket(timeout time.Duration, dial func() error) error {
	failed := make(chan error, 1)
	ready := make(chan struct{})
	go func() {
		var once sync.Once
		for {
			if err := dial(); err != nil {
				once.Do(func() { failed <- err })
				time.Sleep(time.Second)
				continue
			}
			close(ready)
			return
		}
	}()
	select {
	case <-ready:
		return nil
	case err := <-failed:
		return err
	case <-time.After(timeout):
		return errTimeout
	}
}

// The first of several to fail says so, and nobody else does.
func firstFailure(names []string, probe func(string) error) error {
	var once sync.Once
	var wg sync.WaitGroup
	failed := make(chan error, 1)
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := probe(name); err != nil {
				once.Do(func() { failed <- err })
			}
		}()
	}
	wg.Wait()
	close(failed)
	return <-failed
}
