// Package slots takes a slot, if there is one, and gives it back too late.
package slots

import (
	"net/http"
	"os"
)

type slot struct{ file *os.File }

type pool struct{ path string }

func (p *pool) TryAcquire() (*slot, bool) {
	file, err := os.Open(p.path)
	if err != nil {
		return nil, false
	}
	return &slot{file}, true
}

func release(s *slot) { _ = s.file.Close() }

func (p *pool) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s, ok := p.TryAcquire()
	if !ok {
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	if r.Method != http.MethodPost {
		http.Error(w, "no", http.StatusMethodNotAllowed)
		return
	}
	defer release(s) // want "`s` is released too late"
	w.WriteHeader(http.StatusNoContent)
}
