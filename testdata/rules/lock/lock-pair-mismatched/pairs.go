package p

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type menu struct {
	mu     sync.RWMutex
	dishes map[string]int
}

func (m *menu) read(name string) int {
	m.mu.RLock()
	defer m.mu.Unlock() // want "`m.mu` is locked by RLock and released by Unlock"
	return m.dishes[name]
}

func (m *menu) write(name string) {
	m.mu.Lock()
	defer m.mu.RUnlock() // want "locked by Lock and released by RUnlock"
	m.dishes[name]++
}

func (m *menu) plain(name string) int {
	m.mu.RLock()
	price := m.dishes[name]
	m.mu.Unlock() // want "use RUnlock"
	return price
}

func (m *menu) branch(name string) int {
	m.mu.Lock()
	if price := m.dishes[name]; price > 0 {
		m.mu.RUnlock() // want "use Unlock"
		return price
	}
	m.mu.Unlock()
	return 0
}

func (m *menu) deferLock(name string) {
	m.mu.Lock()
	defer m.mu.Lock() // want "the deferred call locks `m.mu` again and blocks for ever: `Lock` was written for `Unlock`"
	m.dishes[name]++
}

func (m *menu) deferRLock(name string) int {
	m.mu.RLock()
	defer m.mu.RLock() // want "`RLock` was written for `RUnlock`"
	return m.dishes[name]
}

func (m *menu) nothing(name string) {
	m.mu.Lock() // want "`m.mu` is unlocked at once: it guards nothing; was `defer` meant"
	m.mu.Unlock()
	m.dishes[name]++
}

func (m *menu) nothingRead(w http.ResponseWriter, r *http.Request) {
	m.mu.RLock() // want "unlocked at once"
	m.mu.RUnlock()
	if m.dishes[r.URL.Path] == 0 {
		http.NotFound(w, r)
	}
}

func (m *menu) gin(c *gin.Context) {
	m.mu.RLock()
	defer m.mu.Unlock() // want "released by Unlock"
	c.JSON(http.StatusOK, m.dishes)
}

type board struct {
	sync.RWMutex
	lines []string
}

func (b *board) last() string {
	b.RLock()
	defer b.Unlock() // want "`b` is locked by RLock"
	return b.lines[len(b.lines)-1]
}

func (b *board) add(line string) {
	b.Lock()
	defer b.Lock() // want "locks `b` again"
	b.lines = append(b.lines, line)
}

var (
	table sync.RWMutex
	seats int
)

func sit() int {
	table.RLock()
	free := seats
	table.Unlock() // want "`table` is locked by RLock"
	return free
}

func stand() {
	func() {
		table.Lock() // want "unlocked at once"
		table.Unlock()
		seats++
	}()
}
