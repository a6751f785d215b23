package p

import "sync"

type kitchen struct {
	stove sync.Mutex
	sink  sync.Mutex
}

func (k *kitchen) cook() {
	k.stove.Lock()
	defer k.stove.Unlock()
	k.sink.Lock() // want "`k.sink` is locked after `k.stove` here, and before it in `\\(\\*kitchen\\).clean`"
	defer k.sink.Unlock()
}

func (k *kitchen) clean() {
	k.sink.Lock()
	k.stove.Lock() // want "`k.stove` is locked after `k.sink` here, and before it in `\\(\\*kitchen\\).cook`"
	k.stove.Unlock()
	k.sink.Unlock()
}

var (
	red  sync.Mutex
	blue sync.RWMutex
)

func sunset() {
	red.Lock()
	blue.RLock() // want "`blue` is locked after `red` here"
	blue.RUnlock()
	red.Unlock()
}

func night() {
	blue.Lock()
	defer blue.Unlock()
	red.Lock() // want "`red` is locked after `blue` here"
	defer red.Unlock()
}

type bank struct {
	mu       sync.Mutex
	accounts map[int]*account
}

type account struct {
	mu    sync.Mutex
	bank  *bank
	money int
}

func (b *bank) sum() (sum int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, each := range b.accounts {
		sum += each.amount() // want "`each.mu` is locked after `b.mu` here"
	}
	return sum
}

func (a *account) amount() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.money
}

func (a *account) close(id int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.bank.forget(id) // want "`a.bank.mu` is locked after `a.mu` here"
}

func (b *bank) forget(id int) {
	b.mu.Lock()
	delete(b.accounts, id)
	b.mu.Unlock()
}

type hall struct {
	sync.Mutex
	seats map[int]*seat
}

type seat struct {
	sync.RWMutex
	hall *hall
}

func (h *hall) free(n int) {
	h.Lock()
	one := h.seats[n]
	one.Lock() // want "`one` is locked after `h` here"
	one.Unlock()
	h.Unlock()
}

func (s *seat) leave() {
	s.RLock()
	s.hall.Lock() // want "`s.hall` is locked after `s` here"
	s.hall.Unlock()
	s.RUnlock()
}

type cache struct{ front, back sync.Mutex }

func put(c *cache) {
	c.front.Lock()
	func() {
		c.back.Lock() // the literal is part of the function
		c.back.Unlock()
	}() // want -3 "`c.back` is locked after `c.front`"
	c.front.Unlock()
}

func take(c *cache) {
	c.back.Lock()
	lock(c) // want "`c.front` is locked after `c.back`"
	c.back.Unlock()
}

func lock(c *cache) {
	c.front.Lock()
	c.front.Unlock()
}

type desk struct{ ink, paper sync.Mutex }

func (d *desk) draw(fast bool) {
	if fast {
		d.ink.Lock()
		defer d.ink.Unlock()
	}
	d.paper.Lock() // want "`d.paper` is locked after `d.ink`"
	d.paper.Unlock()
}

func (d *desk) print() {
	d.paper.Lock()
	defer d.paper.Unlock()
	for range 2 {
		d.ink.Lock() // want "`d.ink` is locked after `d.paper`"
		d.ink.Unlock()
	}
}
