// Package retry pauses only after a failure, and asks whether what it keeps will do.
package retry

import (
	"database/sql"
	"net/http"
	"os"
	"sync"
	"time"
)

type spool struct {
	mu    sync.Mutex
	names map[string]int
}

func (s *spool) count(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.names[r.URL.Path] == 0 {
		http.NotFound(w, r)
	}
}

func (s *spool) drop(w http.ResponseWriter, r *http.Request) {
	if err := s.remove(r.URL.Path); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *spool) remove(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.names, name)
	return removeAtLast(name) // want "`s.mu` is held while this waits for a sleep in `removeAtLast`"
}

func removeAtLast(name string) (err error) {
	for n := range 5 {
		err = os.Remove(name)
		if err == nil || os.IsNotExist(err) {
			return nil
		}
		time.Sleep(time.Duration(n) * 20 * time.Millisecond)
	}
	return err
}

type remote struct {
	mu     sync.Mutex
	url    string
	asked  time.Time
	answer string
}

func (m *remote) isFresh() bool { return m.asked.Add(time.Hour).After(time.Now()) }

func (m *remote) get() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.isFresh() {
		return m.answer
	}
	resp, err := http.Get(m.url) // want "`m.mu` is held while this waits for an HTTP request"
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	m.asked, m.answer = time.Now(), resp.Status
	return m.answer
}

func (m *remote) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(m.get()))
}

// Whoever else takes the lock does not know how long what it runs will take.
type one struct {
	lock sync.Mutex
	conn *sql.DB
}

func (o *one) view(run func(*sql.DB) error) error {
	o.lock.Lock()
	defer o.lock.Unlock()
	return run(o.conn)
}

func (o *one) update(text string) error {
	o.lock.Lock()
	defer o.lock.Unlock()
	_, err := o.conn.Exec("update texts set text = $1", text) // want "`o.lock` is held while this waits for a database query"
	return err
}

func (o *one) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if o.update(r.URL.Path) != nil || o.view(func(db *sql.DB) error { return db.Ping() }) != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
