// Package lines answers with a line of text for each thing it did.
package lines

import (
	"net/http"
	"strconv"
)

type limits struct{ read, write int }

func (l *limits) cleanSet(w http.ResponseWriter, r *http.Request) {
	if text := r.FormValue("read"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			w.Write([]byte("no limit for reading\n"))
		} else {
			l.read = n
			w.Write([]byte("reading is limited\n"))
		}
	}
	if text := r.FormValue("write"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			w.Write([]byte("no limit for writing\n"))
		} else {
			l.write = n
			w.Write([]byte("writing is limited\n"))
		}
	}
}

func (l *limits) set(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("read"))
	if err != nil {
		w.Write([]byte("no limit for reading\n")) // want "`w.Write` answers the request"
	} else {
		l.read = n
	}
	w.Write([]byte("reading is limited\n"))
}

func routes(l *limits) {
	http.HandleFunc("/set", l.cleanSet)
	http.HandleFunc("/read", l.set)
}
