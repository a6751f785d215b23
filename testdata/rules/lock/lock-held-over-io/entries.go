// Package rooms has a lock for each room, which those who only look take as well.
package rooms

import (
	"database/sql"
	"fmt"
	"net/http"
	"sync"
)

type room struct {
	mu     sync.Mutex
	guests int
}

type rooms struct {
	mu    sync.Mutex
	db    *sql.DB
	rooms map[string]*room
}

func (r *rooms) of(key string) *room {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.rooms[key]
}

func (r *rooms) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	one := r.of(req.URL.Path)
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.guests > 0 {
		one.guests++
		return
	}
	if err := r.db.QueryRow("select guests from rooms where key = $1", req.URL.Path).Scan(&one.guests); err != nil { // want "`one.mu` is held while this waits for a database query"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (r *rooms) show(w http.ResponseWriter, req *http.Request) {
	one := r.of(req.URL.Path)
	one.mu.Lock()
	defer one.mu.Unlock()
	fmt.Fprintln(w, one.guests)
}
