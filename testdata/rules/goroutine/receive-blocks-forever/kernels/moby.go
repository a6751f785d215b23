package kernels

import (
	"net"
	"sync"
	"time"
)

// moby4951: the lock of one device is taken after that of all, here as everywhere.
type devices4951 struct {
	sync.Mutex
	all map[string]*device4951
}

type device4951 struct {
	mu   sync.Mutex
	used int
}

func (d *devices4951) find(name string) *device4951 {
	d.Lock()
	defer d.Unlock()
	return d.all[name]
}

func (d *devices4951) remove(name string) {
	device := d.find(name)
	if device == nil {
		return
	}
	d.Lock()
	defer d.Unlock()
	device.mu.Lock()
	defer device.mu.Unlock()
	if device.used == 0 {
		delete(d.all, name)
	}
}

func moby4951() {
	d := &devices4951{all: map[string]*device4951{"a": {}}}
	go d.remove("a")
	go d.remove("a")
}

// moby7559: a connection that cannot be opened leaves the table unlocked.
type proxy7559 struct {
	mu    sync.Mutex
	conns map[string]net.Conn
}

func (p *proxy7559) run(addresses <-chan string, dial func(string) (net.Conn, error)) {
	for address := range addresses {
		p.mu.Lock()
		if p.conns[address] != nil {
			p.mu.Unlock()
			continue
		}
		p.mu.Unlock()
		conn, err := dial(address)
		if err != nil {
			continue
		}
		p.mu.Lock()
		p.conns[address] = conn
		p.mu.Unlock()
	}
}

func moby7559(addresses <-chan string, dial func(string) (net.Conn, error)) {
	p := &proxy7559{conns: map[string]net.Conn{}}
	go p.run(addresses, dial)
}

// moby17176: nothing to delete is no reason to keep the lock.
type set17176 struct {
	sync.Mutex
	deleted int
}

func (s *set17176) cleanup() bool {
	s.Lock()
	defer s.Unlock()
	if s.deleted == 0 {
		return false
	}
	s.deleted = 0
	return true
}

func moby17176() {
	s := &set17176{}
	s.cleanup()
	done := make(chan bool, 1)
	go func() {
		s.Lock()
		defer s.Unlock()
		done <- true
	}()
	select {
	case <-done:
	case <-time.After(time.Millisecond):
	}
}

// moby21233: a watcher of a transfer is told of the end also when the transfer has ended before.
type transfer21233 struct {
	mu       sync.Mutex
	watchers map[*watcher21233]bool
	running  chan struct{}
	over     bool
}

type watcher21233 struct {
	release chan struct{}
	done    chan struct{}
}

func (t *transfer21233) watch(out chan<- int) *watcher21233 {
	w := &watcher21233{release: make(chan struct{}), done: make(chan struct{})}
	t.mu.Lock()
	t.watchers[w] = true
	t.mu.Unlock()
	go func() {
		defer close(w.done)
		for n := 0; ; n++ {
			select {
			case out <- n:
			case <-w.release:
				return
			case <-t.running:
				return
			}
		}
	}()
	return w
}

func (t *transfer21233) leave(w *watcher21233) {
	t.mu.Lock()
	delete(t.watchers, w)
	last := len(t.watchers) == 0 && !t.over
	if last {
		t.over = true
	}
	t.mu.Unlock()
	close(w.release)
	<-w.done
	if last {
		close(t.running)
	}
}

func moby21233() {
	t := &transfer21233{watchers: map[*watcher21233]bool{}, running: make(chan struct{})}
	out := make(chan int)
	w := t.watch(out)
	<-out
	t.leave(w)
}

// moby25348: each plugin that is started counts, and says when it is ready whatever happens.
func moby25348(plugins []string, start func(string) error) []error {
	var group sync.WaitGroup
	failures := make([]error, len(plugins))
	for n, plugin := range plugins {
		group.Add(1)
		go func() {
			defer group.Done()
			failures[n] = start(plugin)
		}()
	}
	group.Wait()
	return failures
}

// moby27782: the watcher's reader wakes those who wait for a removal before it leaves.
type files27782 struct {
	mu     sync.Mutex
	cond   *sync.Cond
	gone   bool
	events chan int
	done   chan struct{}
}

func (f *files27782) read() {
	defer func() {
		f.mu.Lock()
		f.gone = true
		f.mu.Unlock()
		f.cond.Broadcast()
	}()
	for n := 0; ; n++ {
		select {
		case f.events <- n:
		case <-f.done:
			return
		}
	}
}

func (f *files27782) remove() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for !f.gone {
		f.cond.Wait()
	}
}

func moby27782() {
	f := &files27782{events: make(chan int), done: make(chan struct{})}
	f.cond = sync.NewCond(&f.mu)
	go f.read()
	<-f.events
	close(f.done)
	f.remove()
}

// moby28462: the monitor's channel is closed without the lock that the monitor needs.
type health28462 struct {
	mu   sync.Mutex
	stop chan struct{}
	fine bool
}

func (h *health28462) monitor(stop <-chan struct{}, probe func() bool) {
	for {
		select {
		case <-stop:
			return
		default:
			fine := probe()
			h.mu.Lock()
			h.fine = fine
			h.mu.Unlock()
		}
	}
}

func (h *health28462) open() chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stop = make(chan struct{})
	return h.stop
}

func (h *health28462) close() {
	h.mu.Lock()
	stop := h.stop
	h.stop = nil
	h.mu.Unlock()
	if stop != nil {
		close(stop)
	}
}

func moby28462(probe func() bool) {
	h := &health28462{}
	go h.monitor(h.open(), probe)
	h.close()
}

// moby30408: an activation that fails is told to those who wait for it.
type plugin30408 struct {
	mu   sync.Mutex
	cond *sync.Cond
	done bool
	err  error
}

func (p *plugin30408) activate(start func() error) {
	err := start()
	p.mu.Lock()
	p.done, p.err = true, err
	p.mu.Unlock()
	p.cond.Broadcast()
}

func (p *plugin30408) wait() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.done {
		p.cond.Wait()
	}
	return p.err
}

func moby30408(start func() error) error {
	p := &plugin30408{}
	p.cond = sync.NewCond(&p.mu)
	active := make(chan error, 1)
	go func() { active <- p.wait() }()
	p.activate(start)
	return <-active
}

// moby33781: the probe's answer has room, so it may come when the monitor has stopped.
func moby33781(stop <-chan struct{}, probe func() error) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Millisecond):
			answers := make(chan error, 1)
			go func() { answers <- probe() }()
			select {
			case <-answers:
			case <-stop:
				return
			}
		}
	}
}

// moby36114: disks are added at the start by what expects the lock to be held.
type machine36114 struct {
	mu    sync.Mutex
	disks map[string]int
}

func (m *machine36114) add(names ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.addLocked(names...)
}

func (m *machine36114) addLocked(names ...string) {
	for _, name := range names {
		m.disks[name]++
	}
}

func (m *machine36114) start(names ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.addLocked(names...)
}

func moby36114() {
	m := &machine36114{disks: map[string]int{}}
	go m.start("a")
	m.add("b")
}
