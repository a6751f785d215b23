package p

import (
	"errors"
	"log"
	"net/http"
	"sync"
)

var errShut = errors.New("shut")

type vault struct {
	mu    sync.RWMutex
	cond  *sync.Cond
	gold  int
	open  bool
	other sync.Mutex
}

func (v *vault) deferred() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.open {
		return errShut
	}
	return nil
}

func (v *vault) everyBranch(n int) error {
	v.mu.Lock()
	if n > v.gold {
		v.mu.Unlock()
		return errShut
	}
	v.gold -= n
	v.mu.Unlock()
	return nil
}

func (v *vault) deferredLiteral() int {
	v.mu.Lock()
	defer func() {
		v.open = false
		v.mu.Unlock()
	}()
	return v.gold
}

func (v *vault) lock()   { v.mu.Lock() }
func (v *vault) unlock() { v.mu.Unlock() }

func (v *vault) helpers() int {
	v.lock()
	defer v.unlock()
	return v.gold
}

func (v *vault) acquire(n int) error {
	v.mu.Lock()
	if n > v.gold {
		v.mu.Unlock()
		return errShut
	}
	return nil
}

func (v *vault) visit() func() {
	v.mu.Lock()
	v.gold++
	return func() { v.mu.Unlock() }
}

func (v *vault) methodValue() func() {
	v.mu.RLock()
	return v.mu.RUnlock
}

func (v *vault) visited() {
	defer v.visit()()
	v.gold++
}

func (v *vault) flagged(when bool) {
	if when {
		v.mu.Lock()
	}
	v.gold++
	if when {
		v.mu.Unlock()
	}
}

func (v *vault) remembered(n int) {
	locked := false
	if n > 0 {
		v.mu.Lock()
		locked = true
	}
	v.gold += n
	if locked {
		v.mu.Unlock()
	}
}

func (v *vault) tried() bool {
	if !v.mu.TryLock() {
		return false
	}
	defer v.mu.Unlock()
	return v.open
}

func (v *vault) triedLater() bool {
	ok := v.mu.TryLock()
	if !ok {
		return false
	}
	v.gold++
	v.mu.Unlock()
	return true
}

func (v *vault) waits() {
	v.other.Lock()
	for !v.open {
		v.cond.Wait()
	}
	v.other.Unlock()
}

func (v *vault) letsGoInBetween(work func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for v.open {
		v.mu.Unlock()
		work()
		v.mu.Lock()
	}
}

func (v *vault) countLocked() int {
	v.mu.Unlock()
	defer v.mu.Lock()
	return v.gold
}

func (v *vault) goroutine(work func()) {
	v.mu.Lock()
	go func() {
		defer v.mu.Unlock()
		work()
	}()
}

func (v *vault) fatal() {
	v.mu.Lock()
	if !v.open {
		log.Fatal("shut")
	}
	v.mu.Unlock()
}

func (v *vault) start() { v.other.Lock() }
func (v *vault) over()  { v.other.Unlock() }

type shard struct {
	mu sync.Mutex
	n  int
}

func all(shards []*shard) (sum int) {
	for _, each := range shards {
		each.mu.Lock()
	}
	for _, each := range shards {
		sum += each.n
		each.mu.Unlock()
	}
	return sum
}

type node struct {
	mu   sync.Mutex
	next *node
}

func walk(head *node) {
	current := head
	current.mu.Lock()
	for current.next != nil {
		next := current.next
		next.mu.Lock()
		current.mu.Unlock()
		current = next
	}
	current.mu.Unlock()
}

func picked(shards []*shard, n int) *shard {
	found := shards[n]
	found.mu.Lock()
	if found.n > 0 {
		found.mu.Unlock()
		return nil
	}
	return found
}

func give(w http.ResponseWriter, unlocker sync.Locker) {
	unlocker.Lock()
	later(unlocker)
}

func later(l sync.Locker) { l.Unlock() }

func localValue(fail bool) error {
	var mu sync.Mutex
	mu.Lock()
	unlock := mu.Unlock
	defer unlock()
	if fail {
		return errShut
	}
	return nil
}

// Another function gives up the one of a number.
type rack struct{ shelves []shelf }

type shelf struct {
	full  sync.Mutex
	books int
}

func (r *rack) fill() {
	for i := range r.shelves {
		s := &r.shelves[i]
		s.full.Lock()
		go r.store(i)
	}
}

func (r *rack) store(number int) {
	defer func() { r.shelves[number].full.Unlock() }()
	r.shelves[number].books++
}

// A lock of files, not of goroutines.
type fileLock struct{ path string }

type dirs struct{ lock Locker }

// Locker is another process's business.
type Locker interface {
	TryLock() (bool, error)
	Unlock() error
}

func (d *dirs) open() error {
	if locked, err := d.lock.TryLock(); err != nil {
		return err
	} else if !locked {
		return errShut
	}
	return nil
}
