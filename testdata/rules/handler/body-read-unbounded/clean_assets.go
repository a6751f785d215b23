// Package clean unpacks what came with the program.
package clean

import (
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"strings"
)

type site struct{ assets fs.FS }

func (s *site) script(w http.ResponseWriter, r *http.Request) {
	f, err := s.assets.Open("app.js.gz")
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	defer f.Close()
	in, err := gzip.NewReader(f)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer in.Close()
	io.Copy(w, in)
}

type page struct{ packed string }

func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var in *gzip.Reader
	in, _ = gzip.NewReader(strings.NewReader(p.packed))
	io.Copy(w, in)
	in.Close()
}
