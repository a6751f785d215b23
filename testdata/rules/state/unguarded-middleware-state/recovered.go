// Package recovered fills a map again before anybody else has it.
package recovered

import "sync"

type master struct {
	mu      sync.Mutex
	workers map[string]int
}

func (m *master) Add(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.workers[id] = 1
}

func (m *master) Count(id string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.workers[id]
}

func (m *master) Drop(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.workers, id)
}

func (m *master) OnRecovered(ids []string) {
	for _, id := range ids {
		m.workers[id] = 2
	}
}

func (m *master) OnRemoved(ids []string) {
	for _, id := range ids {
		delete(m.workers, id) // want "is written here with no lock held"
	}
}
