package p

import "sync"

type rack struct {
	mu     sync.RWMutex
	bins   map[int]*bin
	asking sync.Mutex
	asked  map[int]int
}

type bin struct{ names []string }

func (r *rack) find(n int) *bin { return r.bins[n] }

// It has a lock of its own.
func (r *rack) note(n int) {
	r.asking.Lock()
	defer r.asking.Unlock()
	r.asked[n]++
}

// A list of the caller's own.
func (r *rack) all() []*bin {
	var found []*bin
	for _, one := range r.bins {
		found = append(found, one)
	}
	return found
}

func (r *rack) Names(n int) []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	r.note(n)
	if one := r.find(n); one != nil {
		return one.names
	}
	return nil
}

func (r *rack) Len() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.all())
}

// The other rack is nobody else's yet.
func (r *rack) Copy() *rack {
	r.mu.RLock()
	defer r.mu.RUnlock()
	other := &rack{bins: map[int]*bin{}}
	for n, one := range r.bins {
		other.put(n, one)
	}
	return other
}

func (r *rack) put(n int, one *bin) { r.bins[n] = one }

func (r *rack) Add(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(n, &bin{})
}
