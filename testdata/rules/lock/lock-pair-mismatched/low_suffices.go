package p

import "sync"

type notes struct {
	mu    sync.RWMutex
	taken int
	all   []string
}

func (n *notes) take() int {
	n.mu.RLock()
	defer n.mu.RUnlock()
	// Only one goroutine takes notes, so a read lock is enough here.
	n.taken++ // want "written while `n.mu` is held for reading only"
	return len(n.all)
}

func (n *notes) drop() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.taken = 0
	n.all = nil
}
