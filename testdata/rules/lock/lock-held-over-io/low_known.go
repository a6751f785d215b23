// Package known looks again only after one error, and writes what it decodes into.
package known

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
)

var errGone = errors.New("gone")

type record struct {
	mu   sync.Mutex
	db   *sql.DB
	data struct{ Name string }
}

func (r *record) load(text []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return json.Unmarshal(text, &r.data)
}

func (r *record) name() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.data.Name
}

func (r *record) insert() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, err := r.db.Exec("insert into records values ($1)", r.data) // want "`r.mu` is held while this waits for a database query"
	return err
}

func (r *record) check() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	err := r.look()
	if err == errGone {
		if again := r.db.Ping(); again != nil { // want "`r.mu` is held while this waits for a database query"
			return again
		}
	}
	return err
}

func (r *record) look() error {
	if r.data.Name == "" {
		return errGone
	}
	return nil
}

func (r *record) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	if r.load(nil) != nil || r.insert() != nil || r.check() != nil {
		http.Error(w, r.name(), http.StatusInternalServerError)
	}
}
