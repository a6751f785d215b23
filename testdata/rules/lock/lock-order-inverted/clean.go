package p

import "sync"

func work() {}

type garage struct {
	door sync.Mutex
	car  sync.RWMutex
	keys sync.RWMutex
}

func (g *garage) in() {
	g.door.Lock()
	defer g.door.Unlock()
	g.car.Lock()
	defer g.car.Unlock()
}

func (g *garage) out() {
	g.door.Lock()
	g.car.Lock()
	work()
	g.car.Unlock()
	g.door.Unlock()
}

func (g *garage) oneAfterTheOther() {
	g.car.Lock()
	work()
	g.car.Unlock()
	g.door.Lock()
	work()
	g.door.Unlock()
}

func (g *garage) readers() {
	g.car.RLock()
	g.keys.RLock()
	work()
	g.keys.RUnlock()
	g.car.RUnlock()
}

func (g *garage) readersToo() {
	g.keys.RLock()
	g.car.RLock()
	work()
	g.car.RUnlock()
	g.keys.RUnlock()
}

func (g *garage) inGoroutine() {
	g.car.Lock()
	defer g.car.Unlock()
	go func() {
		g.door.Lock()
		defer g.door.Unlock()
	}()
}

func (g *garage) letsGo() {
	g.car.Lock()
	g.away()
	g.car.Unlock()
}

func (g *garage) away() {
	g.car.Unlock()
	g.door.Lock()
	work()
	g.door.Unlock()
	g.car.Lock()
}

type folder struct {
	mu     sync.Mutex
	parent *folder
}

func (f *folder) up() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.parent.mu.Lock()
	defer f.parent.mu.Unlock()
}

func (f *folder) down(child *folder) {
	child.mu.Lock()
	defer child.mu.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
}

func local() {
	var a, b sync.Mutex
	a.Lock()
	b.Lock()
	work()
	b.Unlock()
	a.Unlock()
	b.Lock()
	a.Lock()
	work()
	a.Unlock()
	b.Unlock()
}

func handed(a, b *sync.Mutex) {
	a.Lock()
	b.Lock()
	work()
	b.Unlock()
	a.Unlock()
}

func handedBack(a, b *sync.Mutex) {
	b.Lock()
	a.Lock()
	work()
	a.Unlock()
	b.Unlock()
}

func (g *garage) tries() {
	g.car.Lock()
	defer g.car.Unlock()
	if g.door.TryLock() {
		defer g.door.Unlock()
	}
}
