// Package visitsclean keeps what was asked for by whom while it is answered.
package visitsclean

import (
	"net/http"
	"sync"

	"github.com/gorilla/mux"
)

type visit struct{ client, page string }

type journal struct {
	mu     sync.Mutex
	visits map[string][]visit
}

func (j *journal) page(w http.ResponseWriter, r *http.Request) {
	j.mu.Lock()
	j.visits[r.RemoteAddr] = append(j.visits[r.RemoteAddr], visit{r.RemoteAddr, mux.Vars(r)["page"]})
	j.mu.Unlock()
	defer func() {
		j.mu.Lock()
		delete(j.visits, r.RemoteAddr)
		j.mu.Unlock()
	}()
	w.WriteHeader(http.StatusNoContent)
}

// New returns the service.
func New() http.Handler {
	j := &journal{visits: map[string][]visit{}}
	r := mux.NewRouter()
	r.HandleFunc("/{page}", j.page).Methods(http.MethodGet)
	return r
}
