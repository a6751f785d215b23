// Locks that only keep slow work apart: nobody who is quick waits for them.
package apart

import (
	"database/sql"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

var numbering sync.Mutex

type numbers struct{ db *sql.DB }

// Two of them would give out the same number.
func (n *numbers) next() (int, error) {
	numbering.Lock()
	defer numbering.Unlock()
	var last int
	if err := n.db.QueryRow("select max(id) from numbers").Scan(&last); err != nil { // want "`numbering` is held while this waits for a database query"
		return 0, err
	}
	_, err := n.db.Exec("insert into numbers values ($1)", last+1)
	return last + 1, err
}

// Who must wait here would have to wait in next.
func (n *numbers) first() error {
	numbering.Lock()
	defer numbering.Unlock()
	_, err := n.db.Exec("insert into numbers values (0)") // want "`numbering` is held while this waits for a database query"
	return err
}

func (n *numbers) handle(c *gin.Context) {
	if err := n.first(); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	number, err := n.next()
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, number)
}

// One answer is looked for at a time; the way that does not wait has nothing to give.
type lister struct {
	mu    sync.Mutex
	names map[string]string
	last  string
}

func (l *lister) look(name string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.names[name] == "" {
		return errors.New("no such name")
	}
	resp, err := http.Get(l.names[name]) // want "`l.mu` is held while this waits for an HTTP request"
	if err != nil {
		return err
	}
	l.last = name
	return resp.Body.Close()
}

func (l *lister) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := l.look(r.URL.Path); err != nil {
		http.Error(w, "failed", http.StatusBadGateway)
	}
}

// What begins takes the lock and keeps it, what ends gives it up.
type writing struct {
	m  sync.Mutex
	db *sql.DB
	n  int
}

func (t *writing) begin() {
	t.m.Lock()
	t.n = 0
}

func (t *writing) finish() {
	t.n = 0
	t.m.Unlock()
}

func (t *writing) perform() error {
	t.begin()
	defer t.finish()
	t.n++
	_, err := t.db.Exec("update texts set n = $1", t.n) // want "`t.m` is held while this waits for a database query"
	return err
}

func (t *writing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := t.perform(); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

// A lock for each key: those who want the same wait for each other.
var (
	pathsLock sync.Mutex
	paths     = map[string]*sync.Mutex{}
)

func oneByOne(c *gin.Context) {
	pathsLock.Lock()
	mine := paths[c.FullPath()]
	if mine == nil {
		mine = &sync.Mutex{}
		paths[c.FullPath()] = mine
	}
	pathsLock.Unlock()
	mine.Lock()
	defer mine.Unlock()
	c.Next() // want "`mine` is held while this waits for the handlers that follow"
}

// An answer that is kept until it is too old, asked for after something else went well.
type sampler struct {
	mu   sync.Mutex
	db   *sql.DB
	at   time.Time
	rows int
}

func (s *sampler) rowsNow() (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.check(); err != nil {
		return 0, err
	}
	if s.at.Add(5 * time.Second).After(time.Now()) {
		return s.rows, nil
	}
	s.at = time.Now()
	return s.rows, s.db.QueryRow("select count(*) from rows").Scan(&s.rows) // want "`s.mu` is held while this waits for a database query"
}

func (s *sampler) check() error {
	if s.rows < 0 {
		return errors.New("never counted")
	}
	return nil
}

func (s *sampler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, err := s.rowsNow(); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
