package p

import (
	"errors"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

var errGone = errors.New("gone")

type shelf struct {
	mu    sync.Mutex
	books map[string]int
}

func (s *shelf) lend(title string) error {
	s.mu.Lock() // want "`s.mu` is still locked when the function returns"
	if s.books[title] == 0 {
		return errGone
	}
	s.books[title]--
	s.mu.Unlock()
	return nil
}

func (s *shelf) find(title string) (int, bool) {
	s.mu.Lock() // want "still locked when the function returns"
	count, ok := s.books[title]
	if ok {
		s.mu.Unlock()
		return count, true
	}
	return 0, false
}

func (s *shelf) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock() // want "still locked when the function returns"
	switch r.Method {
	case http.MethodGet:
		s.mu.Unlock()
	case http.MethodPost:
		http.Error(w, "read only", http.StatusMethodNotAllowed)
		return
	default:
		s.mu.Unlock()
	}
}

func (s *shelf) gin(c *gin.Context) {
	title := c.Query("title")
	s.mu.Lock() // want "still locked"
	if title == "" {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	s.books[title]++
	s.mu.Unlock()
	c.Status(http.StatusNoContent)
}

type registry struct {
	sync.RWMutex
	names []string
}

func (r *registry) first() string {
	r.RLock() // want "`r` is still locked"
	if len(r.names) == 0 {
		return ""
	}
	name := r.names[0]
	r.RUnlock()
	return name
}

func (r *registry) search(name string) int {
	for number := range r.names {
		r.RLock() // want "still locked"
		if r.names[number] == name {
			return number
		}
		r.RUnlock()
	}
	return -1
}

var (
	guard sync.Mutex
	total int
)

func count(n int) (sum int) {
	guard.Lock() // want "`guard` is still locked"
	if n < 0 {
		return
	}
	total += n
	sum = total
	guard.Unlock()
	return
}

func broken(open func() bool) {
	for {
		guard.Lock() // want "`guard` is still locked when the function ends"
		if !open() {
			break
		}
		guard.Unlock()
	}
}

func literal(mu *sync.Mutex, keep bool) func() {
	return func() {
		mu.Lock() // want "`mu` is still locked when the function returns"
		if keep {
			return
		}
		mu.Unlock()
	}
}

func tried(mu *sync.Mutex, n int) bool {
	if !mu.TryLock() { // want "`mu` is still locked"
		return false
	}
	if n == 0 {
		return false
	}
	mu.Unlock()
	return true
}

type job struct {
	mu   sync.Mutex
	done bool
}

func finish(jobs []*job) {
	for _, each := range jobs {
		each.mu.Lock() // want "`each.mu` stays locked when the loop goes on"
		if each.done {
			continue
		}
		each.done = true
		each.mu.Unlock()
	}
}

func (s *shelf) unlockByValue(fail bool) error {
	s.mu.Lock() // want "still locked"
	free := s.mu.Unlock
	if fail {
		return errGone
	}
	free()
	return nil
}

func (s *shelf) open() {
	s.mu.Lock()
	s.books = map[string]int{}
}

func (s *shelf) shut() { s.mu.Unlock() }

func (s *shelf) throughHelper(w http.ResponseWriter, r *http.Request) {
	s.open() // a helper of another name: who calls it may leave it to others
	w.WriteHeader(http.StatusOK)
	s.shut()
}

func (s *shelf) panics(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock() // want "a panic leaves `s.mu` locked"
	if s.books == nil {
		panic("no books")
	}
	s.mu.Unlock()
}

type lonely struct {
	mu sync.Mutex
	n  int
}

func (l *lonely) add() {
	l.mu.Lock() // want "still locked when the function ends"
	l.n++
}
