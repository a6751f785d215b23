// One of two is there, or both: tests that are made twice, one of them the other way round.
package either

import "sync"

type engine struct{ name string }

type fleet struct {
	mu    sync.RWMutex
	old   *engine
	newer *engine
}

func (f *fleet) names() []string {
	f.mu.RLock()
	if f.old == nil && f.newer == nil {
		f.mu.RUnlock()
		return nil
	}
	var found []string
	if f.old != nil {
		name := f.old.name
		f.mu.RUnlock()
		found = append(found, name)
	} else if f.newer != nil {
		name := f.newer.name
		f.mu.RUnlock()
		found = append(found, name)
	}
	return found
}
