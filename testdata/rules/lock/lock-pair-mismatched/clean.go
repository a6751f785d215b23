package p

import "sync"

type stall struct {
	mu    sync.RWMutex
	goods map[string]int
}

func (s *stall) read(name string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.goods[name]
}

func (s *stall) write(name string) {
	s.mu.Lock()
	s.goods[name]++
	s.mu.Unlock()
}

func (s *stall) upgrade(name string) int {
	s.mu.RLock()
	price := s.goods[name]
	s.mu.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.goods[name] = price + 1
	return price
}

func (s *stall) byWay(write bool) {
	if write {
		s.mu.Lock()
		defer s.mu.Unlock()
	} else {
		s.mu.RLock()
		defer s.mu.RUnlock()
	}
	_ = s.goods
}

func (s *stall) byFlag(write bool) {
	if write {
		s.mu.Lock()
	} else {
		s.mu.RLock()
	}
	_ = s.goods
	if write {
		s.mu.Unlock()
	} else {
		s.mu.RUnlock()
	}
}

func (s *stall) pauseLocked(work func()) {
	s.mu.Unlock()
	defer s.mu.Lock()
	work()
}

func (s *stall) pauseReading(work func()) {
	s.mu.RUnlock()
	defer s.mu.RLock()
	work()
}

func (s *stall) restores(work func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	func() {
		s.mu.Unlock()
		defer s.mu.Lock()
		work()
	}()
}

func (s *stall) two(other *stall) {
	s.mu.RLock()
	other.mu.Lock()
	other.goods = s.goods
	other.mu.Unlock()
	s.mu.RUnlock()
}

func (s *stall) crosswise(other *stall) {
	s.mu.Lock()
	other.mu.RLock()
	s.mu.Unlock()
	other.mu.RUnlock()
}

func (s *stall) reader() {
	locker := s.mu.RLocker()
	locker.Lock()
	defer locker.Unlock()
	_ = s.goods
}

type odd struct{ opened bool }

func (o *odd) Lock() { o.opened = false }

func door(o *odd) {
	o.Lock()
	defer o.Lock()
}

type observers struct {
	mu  sync.RWMutex
	all map[string]func()
	own []func()
}

// Only one goroutine runs this: it empties its own buffer before it asks who is there.
func (o *observers) notify() {
	o.own = o.own[:0]
	o.mu.RLock()
	for _, one := range o.all {
		o.own = append(o.own, one)
	}
	o.mu.RUnlock()
	for _, one := range o.own {
		one()
	}
}
