// Package entries asks once for all who want the same entry.
package entries

import (
	"database/sql"
	"net/http"
	"sync"
)

type grant struct {
	mu   sync.Mutex
	left int
}

type grants struct {
	mu     sync.Mutex
	db     *sql.DB
	grants map[string]*grant
}

func (g *grants) of(key string) *grant {
	g.mu.Lock()
	defer g.mu.Unlock()
	found, ok := g.grants[key]
	if !ok {
		found = &grant{}
		g.grants[key] = found
	}
	return found
}

func (g *grants) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	one := g.of(r.URL.Path)
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.left > 0 {
		one.left--
		return
	}
	if err := g.db.QueryRow("select left from grants where key = $1", r.URL.Path).Scan(&one.left); err != nil { // want "`one.mu` is held while this waits for a database query"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
