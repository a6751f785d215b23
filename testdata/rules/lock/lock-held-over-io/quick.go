// Those who are quick wait behind those who are slow.
package quick

import (
	"database/sql"
	"errors"
	"net/http"
	"sync"
	"time"
)

// Whoever has been let in waits while somebody else is asked for.
type doors struct {
	mu    sync.Mutex
	known map[string]time.Time
	url   string
}

func (d *doors) letIn(key string) error {
	if key == "" {
		return errors.New("no key")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	until, found := d.known[key]
	if found && until.Before(until.Add(time.Hour)) {
		return nil
	}
	return d.ask(key) // want "`d.mu` is held while this waits for an HTTP request in `.*doors..ask`: every request that needs it waits too"
}

func (d *doors) ask(key string) error {
	resp, err := http.Get(d.url + key)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (d *doors) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if d.letIn(r.Header.Get("Key")) != nil {
		http.Error(w, "not known", http.StatusUnauthorized)
	}
}

// Who lists what is there waits for who waits for the database.
var (
	deckLock sync.Mutex
	decks    = map[string]int{}
)

func list(w http.ResponseWriter, r *http.Request) {
	deckLock.Lock()
	defer deckLock.Unlock()
	for range decks {
		w.Write([]byte("deck\n"))
	}
}

type shelf struct{ db *sql.DB }

func (s *shelf) shuffle(name string) error {
	deckLock.Lock()
	defer deckLock.Unlock()
	_, err := s.db.Exec("update decks set n = n + 1 where name = $1", name) // want "`deckLock` is held while this waits for a database query"
	decks[name]++
	return err
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := s.shuffle(r.URL.Path); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
