// Package branches reads bodies through a variable that one branch or another sets.
package branches

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"log"
	"net/http"
	"strings"
)

func unpacked(r *http.Request) ([]byte, error) {
	var reader io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		zipped, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil, err
		}
		defer zipped.Close()
		reader = zipped
	}
	return io.ReadAll(reader) // want "takes the whole request body"
}

func events(w http.ResponseWriter, r *http.Request) {
	if data, err := unpacked(r); err != nil || len(data) == 0 {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func traces(w http.ResponseWriter, r *http.Request) {
	log.Println("traces", r.ContentLength)
	var reader io.Reader
	var err error
	switch r.Header.Get("Content-Encoding") {
	case "gzip":
		reader, err = gzip.NewReader(r.Body)
	case "":
		reader = bufio.NewReader(r.Body)
	default:
		w.WriteHeader(http.StatusUnsupportedMediaType)
		return
	}
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	data, err := io.ReadAll(reader) // want "takes the whole request body"
	if err != nil || len(data) == 0 {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func kept(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body) // want "takes the whole request body"
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	r.ContentLength = int64(len(data))
	w.WriteHeader(http.StatusNoContent)
}

// The module's own function may limit what it is given.
func bounded(from io.Reader) io.Reader { return &meter{from: from, left: 1 << 20} }

type meter struct {
	from io.Reader
	left int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := m.from.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}

func cleanBounded(w http.ResponseWriter, r *http.Request) {
	var reader io.Reader = r.Body
	if r.Header.Get("X-Trusted") == "" {
		reader = bounded(reader)
	}
	if _, err := io.ReadAll(reader); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func cleanReplaced(w http.ResponseWriter, r *http.Request) {
	var reader io.Reader = r.Body
	if name := r.FormValue("name"); name != "" {
		log.Println(name, reader)
	}
	reader = strings.NewReader("none")
	if _, err := io.ReadAll(reader); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func cleanElsewhere(w http.ResponseWriter, r *http.Request) {
	var reader io.Reader = r.Body
	if r.Method == http.MethodGet {
		reader = strings.NewReader("none")
		if _, err := io.ReadAll(reader); err != nil {
			w.WriteHeader(http.StatusBadRequest)
		}
		return
	}
	log.Println(reader)
}

func cleanAsked(w http.ResponseWriter, r *http.Request) {
	length := r.ContentLength
	if length <= 0 || length > 1<<20 {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if _, err := io.ReadAll(r.Body); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func fits(length int64) bool { return length > 0 && length < 1<<20 }

func cleanOwnTest(w http.ResponseWriter, r *http.Request) {
	if !fits(r.ContentLength) {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if _, err := io.ReadAll(r.Body); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}
