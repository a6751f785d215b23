package p

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type purse struct {
	mu    sync.Mutex
	coins int
}

func (p *purse) Count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.coins
}

func (p *purse) Pay(n int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.Count() < n { // want "`\\(\\*purse\\).Count` locks `p.mu` again while it is held: blocks for ever"
		return false
	}
	p.coins -= n
	return true
}

func (p *purse) direct() {
	p.mu.Lock()
	p.coins++
	p.mu.Lock() // want "this locks `p.mu` again"
	p.mu.Unlock()
}

func (p *purse) loop(names []string) {
	for _, name := range names {
		p.mu.Lock() // want "again"
		if name == "" {
			continue
		}
		p.coins++
		p.mu.Unlock()
	}
}

func (p *purse) middle() int { return p.Count() + 1 }

func (p *purse) twoDown() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.middle() // want "`\\(\\*purse\\).middle` locks `p.mu` again|locks `p.mu` again"
}

func (p *purse) serve(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.Method == http.MethodPost {
		p.Pay(1) // want "again"
	}
}

func (p *purse) gin(c *gin.Context) {
	p.mu.Lock()
	c.JSON(http.StatusOK, p.Count()) // want "again"
	p.mu.Unlock()
}

func (p *purse) literal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	func() {
		p.mu.Lock() // the literal is fine for itself
		p.mu.Unlock()
	}() // want -3 "again"
}

func (p *purse) kept() {
	add := func() {
		p.mu.Lock()
		p.coins++
		p.mu.Unlock()
	}
	p.mu.Lock()
	add() // want "again"
	p.mu.Unlock()
}

type index struct {
	sync.RWMutex
	words map[string]int
}

func (i *index) get(word string) int {
	i.RLock()
	defer i.RUnlock()
	return i.words[word]
}

func (i *index) set(word string) {
	i.Lock()
	defer i.Unlock()
	i.words[word] = i.get(word) + 1 // want "again while it is held: blocks for ever"
}

func (i *index) upgrade(word string) {
	i.RLock()
	if i.words[word] == 0 {
		i.Lock() // want "this locks `i` again"
		i.words[word] = 1
		i.Unlock()
	}
	i.RUnlock()
}

func (i *index) both(a, b string) int {
	i.RLock()
	defer i.RUnlock()
	return i.get(a) + i.words[b] // want "again, for reading, while it is held: blocks for ever once a writer waits"
}

var (
	lists sync.Mutex
	list  []string
)

func size() int {
	lists.Lock()
	defer lists.Unlock()
	return len(list)
}

func grow(item string) {
	lists.Lock()
	if size() < 10 { // want "`size` locks `lists` again"
		list = append(list, item)
	}
	lists.Unlock()
}

func locked(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
}

func (p *purse) handedOn() {
	p.mu.Lock()
	locked(&p.mu) // want "`locked` locks `p.mu` again"
	p.mu.Unlock()
}

// All who call the helper hold the lock: it is the helper that is told.
type pubsub struct {
	mu       sync.Mutex
	channels []string
	conn     *session
}

type session struct{ open bool }

func (p *pubsub) subscribe(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.channels = append(p.channels, name)
	p.tell("subscribe")
}

func (p *pubsub) unsubscribe() {
	p.mu.Lock()
	p.channels = nil
	p.tell("unsubscribe")
	p.mu.Unlock()
}

func (p *pubsub) tell(what string) {
	println(what)
	p.put(&session{open: true}) // want "this locks `p.mu`, which all 2 callers of `\\(\\*pubsub\\).tell` hold"
}

func (p *pubsub) put(s *session) {
	p.mu.Lock()
	p.conn = s
	p.mu.Unlock()
}

type ledger struct {
	mu   sync.Mutex
	rows []string
}

// What it asks says nothing of the lock.
func (l *ledger) add(row string) {
	if len(l.rows) > 0 {
		l.mu.Lock()
		l.rows = append(l.rows, "")
		l.mu.Unlock()
	}
	l.rows = append(l.rows, row)
}

func (l *ledger) addLocked(row string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.add(row) // want "locks `l.mu` again while it is held"
}

type desk struct {
	mu    sync.Mutex
	purse *purse
}

// What is given up here is another kind of lock.
func (d *desk) gaveUpThePurse() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.purse.mu.Unlock()
	return d.open() // want "locks `d.mu` again"
}

func (d *desk) open() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return 1
}
