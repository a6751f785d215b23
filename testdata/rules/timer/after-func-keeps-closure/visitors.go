package visitors

import (
	"net/http"
	"time"
)

type visitor struct{ request *http.Request }

func (v *visitor) leave() { v.request = nil }

type hall struct{ open bool }

func (h *hall) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guest := &visitor{request: r}
	time.AfterFunc(5*time.Minute, guest.leave) // want "1 timer per request"
	w.WriteHeader(http.StatusNoContent)
}
