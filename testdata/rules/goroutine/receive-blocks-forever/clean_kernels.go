package kernels

// The leaks that Go's own tests of the leak profile hold, mended: in each function what was
// stuck can go on. Named after the project that had the defect.

import (
	"context"
	"sync"
	"time"
)

// moby: the group counts every goroutine, and each says when it is through.
func mobyPlugins(names []string, start func(string)) {
	var group sync.WaitGroup
	group.Add(len(names))
	for _, name := range names {
		go func() {
			defer group.Done()
			start(name)
		}()
	}
	group.Wait()
}

// moby: a transfer that is released before it is watched ends its watcher all the same.
type mobyTransfer struct {
	mu       sync.Mutex
	released chan struct{}
	running  chan struct{}
	watching int
}

func (t *mobyTransfer) watch(progress chan<- int) {
	defer close(progress)
	for n := range 3 {
		select {
		case progress <- n:
		case <-t.released:
			return
		}
	}
}

func (t *mobyTransfer) release() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.watching--
	if t.watching == 0 {
		close(t.released)
	}
}

func mobyTransfers() int {
	t := &mobyTransfer{released: make(chan struct{}), watching: 1}
	progress := make(chan int)
	go t.watch(progress)
	n, ok := <-progress
	t.release()
	if !ok {
		return 0
	}
	return n
}

// moby: whoever changes what a condition waits for says so to all.
type mobyPlugin struct {
	mu     sync.Mutex
	cond   *sync.Cond
	active bool
}

func newMobyPlugin() *mobyPlugin {
	p := &mobyPlugin{}
	p.cond = sync.NewCond(&p.mu)
	return p
}

func (p *mobyPlugin) activate() {
	p.mu.Lock()
	p.active = true
	p.mu.Unlock()
	p.cond.Broadcast()
}

func (p *mobyPlugin) wait() {
	p.mu.Lock()
	for !p.active {
		p.cond.Wait()
	}
	p.mu.Unlock()
}

func mobyActive() {
	p := newMobyPlugin()
	done := make(chan struct{})
	go func() {
		p.wait()
		close(done)
	}()
	p.activate()
	<-done
}

// kubernetes: the queue signals after it is closed, too.
type kubernetesQueue struct {
	mu     sync.Mutex
	cond   *sync.Cond
	items  []int
	closed bool
}

func (q *kubernetesQueue) get() (int, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.closed {
		q.cond.Wait()
	}
	if len(q.items) == 0 {
		return 0, false
	}
	n := q.items[0]
	q.items = q.items[1:]
	return n, true
}

func (q *kubernetesQueue) shutDown() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.cond.Broadcast()
}

func kubernetesDrain() int {
	q := &kubernetesQueue{}
	q.cond = sync.NewCond(&q.mu)
	done := make(chan int)
	go func() {
		n, _ := q.get()
		done <- n
	}()
	q.shutDown()
	return <-done
}

// kubernetes: the poller hands its channel out with what closes it.
func kubernetesPoll(ctx context.Context, check func() bool) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ticks := make(chan struct{})
	go func() {
		defer close(ticks)
		ticker := time.NewTicker(time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				select {
				case ticks <- struct{}{}:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	for range ticks {
		if check() {
			return true
		}
	}
	return false
}

// grpc: the balancer's channel of addresses is closed whatever the dial came to.
func grpcDial(addresses []string, dial func(string) error) error {
	updates := make(chan string)
	go func() {
		defer close(updates)
		for _, address := range addresses {
			updates <- address
		}
	}()
	var last error
	for address := range updates {
		last = dial(address)
	}
	return last
}

// grpc: keepalive ends with its transport, asleep or not.
type grpcTransport struct {
	mu       sync.Mutex
	shutdown chan struct{}
	awake    chan struct{}
	streams  int
}

func (t *grpcTransport) keepalive(done chan<- struct{}) {
	defer close(done)
	for {
		select {
		case <-t.awake:
			t.mu.Lock()
			t.streams++
			t.mu.Unlock()
		case <-t.shutdown:
			return
		}
	}
}

func grpcKeepalive() int {
	t := &grpcTransport{shutdown: make(chan struct{}), awake: make(chan struct{})}
	done := make(chan struct{})
	go t.keepalive(done)
	t.awake <- struct{}{}
	close(t.shutdown)
	<-done
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.streams
}

// grpc: the body of a stream is closed when nobody reads it any more.
func grpcStream(read func() bool) {
	frames := make(chan int)
	closed := make(chan struct{})
	go func() {
		defer close(frames)
		for n := range 10 {
			select {
			case frames <- n:
			case <-closed:
				return
			}
		}
	}()
	defer close(closed)
	for range frames {
		if !read() {
			return
		}
	}
}

// istio: the worker that reads from the queue ends when the queue does.
func istioWorker(tasks []func()) {
	queue := make(chan func())
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for task := range queue {
				task()
			}
		}()
	}
	for _, task := range tasks {
		queue <- task
	}
	close(queue)
	wg.Wait()
}

// syncthing: closing waits for the loop, not for its own goroutine.
type syncthingConn struct {
	closed  chan struct{}
	stopped chan struct{}
	once    sync.Once
}

func (c *syncthingConn) loop(fail bool) {
	defer close(c.stopped)
	if fail {
		go c.close()
	}
	<-c.closed
}

func (c *syncthingConn) close() {
	c.once.Do(func() { close(c.closed) })
	<-c.stopped
}

func syncthingClose() {
	c := &syncthingConn{closed: make(chan struct{}), stopped: make(chan struct{})}
	go c.loop(true)
	c.close()
}

// cockroach: the stopper's workers are told before they are waited for, and no lock is held meanwhile.
type cockroachStopper struct {
	mu       sync.Mutex
	draining bool
	stopper  chan struct{}
	workers  sync.WaitGroup
}

func (s *cockroachStopper) runWorker(work func(<-chan struct{})) {
	s.workers.Add(1)
	go func() {
		defer s.workers.Done()
		work(s.stopper)
	}()
}

func (s *cockroachStopper) stop() {
	s.mu.Lock()
	s.draining = true
	s.mu.Unlock()
	close(s.stopper)
	s.workers.Wait()
}

func cockroachStops() {
	s := &cockroachStopper{stopper: make(chan struct{})}
	for range 2 {
		s.runWorker(func(stop <-chan struct{}) { <-stop })
	}
	s.stop()
}

// etcd: the lease's loop is woken by the one that stops it, and says when it is through.
type etcdKeeper struct {
	mu   sync.RWMutex
	runs chan struct{}
	stop chan struct{}
	done chan struct{}
	seen int
}

func (k *etcdKeeper) loop() {
	defer close(k.done)
	for {
		select {
		case <-k.runs:
			k.mu.Lock()
			k.seen++
			k.mu.Unlock()
		case <-k.stop:
			return
		}
	}
}

func etcdKeeping() int {
	k := &etcdKeeper{runs: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}
	go k.loop()
	k.runs <- struct{}{}
	close(k.stop)
	<-k.done
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.seen
}

// hugo: whoever fails leaves the lock and the group behind as it should.
func hugoPages(names []string, render func(string) error) (err error) {
	var wg sync.WaitGroup
	var mu sync.RWMutex
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			failed := render(name)
			if failed == nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			err = failed
		}()
	}
	wg.Wait()
	return err
}
