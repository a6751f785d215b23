// Package lazy compresses a page when the first one asks for it.
package lazy

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"sync"
)

type page struct {
	mu     sync.Mutex
	text   []byte
	packed []byte
}

func (p *page) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.packed == nil {
		var buf bytes.Buffer
		zw := gzip.NewWriter(&buf)
		_, err := zw.Write(p.text)
		if err == nil {
			err = zw.Close()
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		p.packed = buf.Bytes()
	}
	w.Header().Set("Content-Encoding", "gzip")
	_, _ = w.Write(p.packed)
}
