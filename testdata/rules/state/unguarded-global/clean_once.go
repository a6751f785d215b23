// Package cleanonce fills what it has made once, before anybody else has it.
package cleanonce

import "sync"

type weights struct {
	mu sync.RWMutex
	of map[string]int
}

var (
	all  *weights
	once sync.Once
	base = map[string]int{"a": 1}
)

func get() *weights {
	once.Do(func() {
		all = &weights{of: make(map[string]int, len(base))}
		for name, weight := range base {
			all.of[name] = weight
		}
	})
	return all
}

func (w *weights) weight(name string) int {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.of[name]
}

func (w *weights) has(name string) bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	_, ok := w.of[name]
	return ok
}

func (w *weights) set(name string, weight int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.of[name] = weight
}

func weigh(names []string) int {
	sum := 0
	for _, name := range names {
		sum += get().weight(name)
	}
	return sum
}
