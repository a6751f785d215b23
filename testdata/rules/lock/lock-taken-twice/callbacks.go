// Package callbacks runs functions with a lock held.
package callbacks

import "sync"

type tree struct {
	sync.RWMutex
	nodes map[string]int
}

func (t *tree) update(run func(map[string]int) error) error {
	t.Lock()
	defer t.Unlock()
	return run(t.nodes)
}

func (t *tree) each(run func(string)) {
	t.RLock()
	for name := range t.nodes {
		run(name)
	}
	t.RUnlock()
}

func (t *tree) delete(name string) {
	t.Lock()
	defer t.Unlock()
	delete(t.nodes, name)
}

func (t *tree) get(name string) int {
	t.RLock()
	defer t.RUnlock()
	return t.nodes[name]
}

type expiry struct{ due, done *tree }

func (e *expiry) drop(names []string) error {
	return e.due.update(func(map[string]int) error {
		for _, name := range names {
			e.due.delete(name) // want "this locks `e.due`, which `update` holds while it runs this function: blocks for ever"
		}
		return nil
	})
}

func (t *tree) purge() {
	t.each(func(name string) {
		if t.nodes[name] == 0 {
			t.Lock() // want "this locks `t`, which `each` holds while it runs this function"
			delete(t.nodes, name)
			t.Unlock()
		}
	})
}

func (e *expiry) cleanOther() error {
	return e.due.update(func(nodes map[string]int) error {
		e.done.delete("a")
		clear(nodes)
		return nil
	})
}

func (t *tree) cleanDeferred() {
	var gone []string
	t.each(func(name string) { gone = append(gone, name) })
	for _, name := range gone {
		t.delete(name)
	}
}

func (t *tree) cleanStarted() {
	t.each(func(name string) {
		go t.delete(name)
	})
}

// The lock has been given up by then.
func (t *tree) after(run func(int)) {
	t.RLock()
	n := len(t.nodes)
	t.RUnlock()
	run(n)
}

func (t *tree) cleanAfter() {
	t.after(func(int) { t.delete("a") })
}

// Who is run later has nothing to do with what is held now.
func (t *tree) later(run func()) {
	t.Lock()
	defer t.Unlock()
	go run()
}

func (t *tree) cleanLater() {
	t.later(func() { t.delete("a") })
}
