package reading

import "sync"

type room struct {
	lock    sync.RWMutex
	names   map[string]string
	order   []string
	entered int
	other   *room
}

func (r *room) enter(key, name string) {
	r.lock.RLock()
	r.names[key] = name // want "`r.names` is written while `r.lock` is held for reading only"
	r.lock.RUnlock()
}

func (r *room) leave(key string) {
	// Take a read lock on the room.
	r.lock.RLock()
	defer r.lock.RUnlock()
	delete(r.names, key)           // want "`r.names` is written"
	r.order = append(r.order, key) // want "`r.order` is written"
	r.entered++                    // want "`r.entered` is written"
}

type embedded struct {
	sync.RWMutex
	rows map[string]int
}

func (e *embedded) count(key string) {
	e.RLock()
	e.rows[key]++ // want "`e.rows` is written while `e` is held for reading only"
	e.RUnlock()
}

// Held for writing, or not any more, or another's.
func (r *room) rename(key, name string) {
	r.lock.RLock()
	_, ok := r.names[key]
	r.lock.RUnlock()
	if !ok {
		return
	}
	r.lock.Lock()
	r.names[key] = name
	r.lock.Unlock()
}

type pair struct {
	lock  sync.RWMutex
	write sync.Mutex
	names map[string]string
	rooms []*room
	cells [4]int
}

func (p *pair) put(key, name string, found map[string]string) {
	p.lock.RLock()
	defer p.lock.RUnlock()
	found[key] = name
	local := map[string]string{}
	local[key] = name
	p.rooms[0].names = local
	p.cells[0] = len(local)
	p.write.Lock()
	p.names[key] = name
	p.write.Unlock()
}

func (r *room) both(key, name string) {
	r.other.lock.Lock()
	r.lock.RLock()
	r.other.names[key] = r.names[name]
	r.lock.RUnlock()
	r.other.lock.Unlock()
}

type devices struct {
	mu   sync.RWMutex
	list []string
}

func (d *devices) remove(name string) bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	for i, one := range d.list {
		if one == name {
			d.list = append(d.list[:i], d.list[i+1:]...) // want "`d.list` is written while `d.mu` is held for reading only"
			return true
		}
	}
	return false
}

func (d *devices) without(name string) []string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	for i, one := range d.list {
		if one == name {
			rest := append([]string(nil), d.list[:i]...)
			return append(rest, d.list[i+1:]...)
		}
	}
	return nil
}

// The lock is there for what comes in; the rest is the loop's own.
type merger struct {
	lock    sync.RWMutex
	coming  map[string]int
	current map[string]int
}

func (m *merger) add(key string) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.coming[key]++
}

func (m *merger) merge() {
	m.lock.RLock()
	defer m.lock.RUnlock()
	for key, n := range m.coming {
		m.current[key] = n
	}
	delete(m.coming, "") // want "`m.coming` is written"
}

func (m *merger) total() int {
	total := 0
	for _, n := range m.current {
		total += n
	}
	return total
}
