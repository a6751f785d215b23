// Package last sends each the one thing that there is room for.
package last

import (
	"net/http"
	"sync"
)

type listener struct{ end chan error }

type listeners struct {
	mu  sync.Mutex
	all map[int]*listener
}

func (l *listeners) add(id int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all[id] = &listener{end: make(chan error, 1)}
}

func (l *listeners) remove(id int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, id)
}

func (l *listeners) endAll(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, one := range l.all {
		one.end <- err // want "`l.mu` is held while this waits for a channel"
		close(one.end)
		delete(l.all, id)
	}
}

func (l *listeners) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	l.endAll(nil)
	w.WriteHeader(http.StatusNoContent)
}
