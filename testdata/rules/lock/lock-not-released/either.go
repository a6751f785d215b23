// What is set in between may come out another way.
package again

import "sync"

type engine struct{ name string }

type fleet struct {
	mu  sync.Mutex
	old *engine
}

func (f *fleet) name() string {
	f.mu.Lock() // want "`f.mu` is still locked when the function returns"
	if f.old == nil {
		f.mu.Unlock()
		return ""
	}
	name := f.old.name
	f.old = nil
	if f.old != nil {
		f.mu.Unlock()
	}
	return name
}
