package kernels

// The deadlocks that Go's own tests of the leak profile hold, mended. Named after the
// project that had the defect.

import "sync"

// kubernetes: the reader calls what expects the lock to be held.
type kubernetesState struct {
	sync.RWMutex
	assigned map[string]int
	shared   int
}

func (s *kubernetesState) get(name string) int {
	s.RLock()
	defer s.RUnlock()
	if n, ok := s.assigned[name]; ok {
		return n
	}
	return s.sharedLocked()
}

func (s *kubernetesState) sharedLocked() int { return s.shared }

func (s *kubernetesState) set(name string, n int) {
	s.Lock()
	defer s.Unlock()
	s.assigned[name] = n
}

// syncthing: the change is told after the lock is given up.
type syncthingMapping struct {
	mu        sync.RWMutex
	addresses []string
	told      []func(*syncthingMapping)
}

func (m *syncthingMapping) clear() {
	m.mu.Lock()
	changed := len(m.addresses) > 0
	m.addresses = nil
	m.mu.Unlock()
	if changed {
		m.notify()
	}
}

func (m *syncthingMapping) notify() {
	m.mu.RLock()
	told := m.told
	m.mu.RUnlock()
	for _, tell := range told {
		tell(m)
	}
}

// moby: adding at the start does what adding does, without the lock that it has.
type mobyService struct {
	mu   sync.Mutex
	vhds map[string]int
}

func (s *mobyService) add(names ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addLocked(names...)
}

func (s *mobyService) addLocked(names ...string) {
	for _, name := range names {
		s.vhds[name]++
	}
}

func (s *mobyService) addAtStart(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.vhds[name]; !ok {
		s.addLocked(name)
	}
}

// moby: the lock of the table goes first, always, and is given up on each way out.
type mobyDevices struct {
	mu    sync.Mutex
	table map[string]*mobyDevice
}

type mobyDevice struct {
	mu   sync.Mutex
	refs int
}

func (d *mobyDevices) remove(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	device, ok := d.table[name]
	if !ok {
		return false
	}
	device.mu.Lock()
	defer device.mu.Unlock()
	if device.refs > 0 {
		return false
	}
	delete(d.table, name)
	return true
}

func (d *mobyDevices) each(visit func(refs int)) {
	d.mu.Lock()
	devices := make([]*mobyDevice, 0, len(d.table))
	for _, device := range d.table {
		devices = append(devices, device)
	}
	d.mu.Unlock()
	for _, device := range devices {
		device.mu.Lock()
		refs := device.refs
		device.mu.Unlock()
		visit(refs)
	}
}

// cockroach: the callback runs without the lock that it takes.
type cockroachGossip struct {
	mu        sync.Mutex
	callbacks []func(string)
	infos     map[string]bool
}

func (g *cockroachGossip) add(key string) {
	g.mu.Lock()
	g.infos[key] = true
	callbacks := g.callbacks
	g.mu.Unlock()
	for _, call := range callbacks {
		call(key)
	}
}

func (g *cockroachGossip) has(key string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.infos[key]
}

// cockroach: the loop gives the lock up in every round.
type cockroachBookie struct {
	mu       sync.Mutex
	closed   bool
	retries  int
	maximal  int
	problems []error
}

func (b *cockroachBookie) manage(try func() error) {
	for {
		b.mu.Lock()
		if b.closed || b.retries > b.maximal {
			b.mu.Unlock()
			return
		}
		b.retries++
		b.mu.Unlock()
		if err := try(); err != nil {
			b.mu.Lock()
			b.problems = append(b.problems, err)
			b.mu.Unlock()
		}
	}
}

// grpc: stopping waits without holding on to what serving needs.
type grpcServer struct {
	mu    sync.Mutex
	cond  *sync.Cond
	conns map[int]bool
}

func (s *grpcServer) gracefulStop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.conns) > 0 {
		s.cond.Wait()
	}
}

func (s *grpcServer) drop(id int) {
	s.mu.Lock()
	delete(s.conns, id)
	s.cond.Broadcast()
	s.mu.Unlock()
}
