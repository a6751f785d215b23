// Package flagged locks where a flag asks for it, and writes where the same flag does.
package flagged

import (
	"net/http"
	"sync"
)

type server struct {
	mu     sync.Mutex
	keep   bool
	answer string
	other  string
	beside string
}

func routes(keep bool) *http.ServeMux {
	s := &server{keep: keep}
	mux := http.NewServeMux()
	mux.HandleFunc("/kept", s.cleanKept)
	mux.HandleFunc("/turned", s.turned)
	mux.HandleFunc("/set", s.setBetween)
	return mux
}

func (s *server) cleanKept(w http.ResponseWriter, r *http.Request) {
	keeps := s.keep
	if keeps {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.answer != "" {
			_, _ = w.Write([]byte(s.answer))
			return
		}
	}
	made := r.URL.Path
	if keeps {
		s.answer = made
	}
	_, _ = w.Write([]byte(made))
}

func (s *server) turned(w http.ResponseWriter, r *http.Request) {
	keeps := s.keep
	if keeps {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	if !keeps {
		s.other = r.URL.Path // want "`s.other` of this handler's struct is one for all requests"
	}
}

func (s *server) setBetween(w http.ResponseWriter, r *http.Request) {
	keeps := s.keep
	if keeps {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	keeps = r.URL.Path != ""
	if keeps {
		s.beside = r.URL.Path // want "`s.beside` of this handler's struct is one for all requests"
	}
}
