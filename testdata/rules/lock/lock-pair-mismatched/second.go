// Package second has one lock for what comes in and one for what is made of it.
package second

import "sync"

type sums struct {
	rawMu sync.RWMutex
	raw   map[string][]int

	madeMu sync.Mutex
	made   map[string]int
}

func (s *sums) add(name string, n int) {
	s.rawMu.Lock()
	s.raw[name] = append(s.raw[name], n)
	s.rawMu.Unlock()
	s.madeMu.Lock()
	s.cleanRebuildLocked(name)
	s.madeMu.Unlock()
}

func (s *sums) cleanRebuildLocked(name string) {
	s.rawMu.RLock()
	defer s.rawMu.RUnlock()
	sum := 0
	for _, n := range s.raw[name] {
		sum += n
	}
	s.made[name] = sum
}

func (s *sums) forget(name string) {
	s.madeMu.Lock()
	defer s.madeMu.Unlock()
	s.rawMu.Lock()
	defer s.rawMu.Unlock()
	delete(s.raw, name)
	delete(s.made, name)
}

func (s *sums) rebuild(name string) {
	s.rawMu.RLock()
	defer s.rawMu.RUnlock()
	s.made[name] = len(s.raw[name]) // want "`s.made` is written while `s.rawMu` is held for reading only"
}
