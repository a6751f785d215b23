package p

import (
	"io"
	"net/http"
)

type inbox struct{ max int64 }

func (i *inbox) limit(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, i.max)
}

func (i *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i.limit(w, r)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Write(body)
}

func serveInbox() { http.Handle("/inbox", &inbox{max: 1 << 20}) }
