// Package twolocks holds the lock of a map and, within, that of an element.
package twolocks

import (
	"maps"
	"net/http"
	"sync"
)

type service struct {
	mu       sync.RWMutex
	progress map[string]int
}

var (
	services   = map[string]*service{}
	servicesMu sync.RWMutex
)

func renew(key string) *service {
	servicesMu.RLock()
	if s, ok := services[key]; ok {
		servicesMu.RUnlock()
		return s
	}
	servicesMu.RUnlock()

	servicesMu.Lock()
	defer servicesMu.Unlock()
	s := &service{progress: map[string]int{}}
	if old, ok := services[key]; ok {
		old.mu.RLock()
		maps.Copy(s.progress, old.progress)
		old.mu.RUnlock()
	}
	services[key] = s
	return s
}

func handle(w http.ResponseWriter, r *http.Request) {
	_ = renew("one")
}

func init() {
	http.HandleFunc("/renew", handle)
}
