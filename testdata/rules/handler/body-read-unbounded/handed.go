// Package handed unpacks in a helper what a client has sent, and not what the service has.
package handed

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
)

func unpack(packed []byte) ([]byte, error) {
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	defer zip.Close()
	return io.ReadAll(zip) // want "reads all that compressed data gives"
}

func upload(w http.ResponseWriter, r *http.Request) {
	sent, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if _, err := unpack(sent); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

func routes(mux *http.ServeMux) { mux.HandleFunc("/upload", upload) }
