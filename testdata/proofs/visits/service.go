// Package visits keeps what was asked for by whom, for ever.
package visits

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
	w.WriteHeader(http.StatusNoContent)
}

// New returns the service.
func New() http.Handler {
	j := &journal{visits: map[string][]visit{}}
	r := mux.NewRouter()
	r.HandleFunc("/{page}", j.page).Methods(http.MethodGet)
	return r
}
