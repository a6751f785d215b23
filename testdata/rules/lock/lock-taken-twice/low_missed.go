// Package missed takes a lock again only for what nobody has found yet.
package missed

import "sync"

type names struct {
	mu    sync.Mutex
	byID  sync.Map
	ids   sync.Map
	loads int
}

func (n *names) byNumber(id int) string {
	name, found := n.byID.Load(id)
	if found {
		return name.(string)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.loads++
	return ""
}

// Whatever has an id has a name.
func (n *names) byName(name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	id, known := n.ids.Load(name)
	if known {
		return n.byNumber(id.(int)) // want "locks `n.mu` again while it is held"
	}
	return ""
}
