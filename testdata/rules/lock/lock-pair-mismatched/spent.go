// Package spent unlocks what a defer will unlock again.
package spent

import "sync"

type office struct {
	mu    sync.Mutex
	open  bool
	table sync.RWMutex
	rows  map[string]int
}

func work() error { return nil }

// The way past the error does not lock again.
func (o *office) start() error {
	o.mu.Lock()
	defer o.mu.Unlock() // want "`o.mu` is unlocked twice"
	if o.open {
		return nil
	}
	o.mu.Unlock()
	if err := work(); err != nil {
		return err
	}
	o.mu.Lock()
	o.open = true
	return nil
}

func (o *office) count(name string) int {
	o.table.RLock()
	defer o.table.RUnlock() // want "`o.table` is unlocked twice"
	n, ok := o.rows[name]
	if !ok {
		o.table.RUnlock()
		return 0
	}
	return n
}

// Locked again on every way.
func (o *office) pause() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.mu.Unlock()
	err := work()
	o.mu.Lock()
	o.open = err == nil
	return err
}

// A helper locks it again.
func (o *office) rest() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.mu.Unlock()
	_ = work()
	o.again()
}

func (o *office) again() { o.mu.Lock() }

// The process ends before the defer runs.
func (o *office) giveUp(end func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.open {
		o.mu.Unlock()
		panic("not open")
	}
}

// The defer asks.
func (o *office) byFlag() error {
	o.mu.Lock()
	locked := true
	defer func() {
		if locked {
			o.mu.Unlock()
		}
	}()
	if o.open {
		locked = false
		o.mu.Unlock()
		return work()
	}
	return nil
}

// Each round has its own.
func (o *office) rounds() {
	for range 3 {
		o.mu.Lock()
		o.open = !o.open
		o.mu.Unlock()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.open = false
}

// A function that the caller has locked for.
func (o *office) outsideLocked() {
	o.mu.Unlock()
	defer o.mu.Lock()
	_ = work()
}

// What a helper runs takes it again, under a lock of its own.
func (o *office) runs(work func()) {
	o.table.Lock()
	defer o.table.Unlock()
	work()
}

func (o *office) closes() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.open {
		o.mu.Unlock()
		o.runs(func() {
			o.mu.Lock()
			o.open = false
		})
	}
}

func (o *office) leaves() {
	o.mu.Lock()
	defer o.mu.Unlock() // want "`o.mu` is unlocked twice"
	if o.open {
		o.mu.Unlock()
		o.runs(func() {
			o.rows = nil
		})
	}
}
