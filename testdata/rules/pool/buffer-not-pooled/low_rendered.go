// Package rendered fills buffers with what costs more than they do.
package rendered

import (
	"bytes"
	"html/template"
	"io"
	"net/http"
)

var page = template.Must(template.New("page").Parse("<p>{{.}}</p>"))

func show(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer // want "a new `bytes.Buffer` is allocated per request"
	if err := page.Execute(&b, r.URL.Path); err != nil {
		http.Error(w, "not shown", http.StatusInternalServerError)
		return
	}
	_, _ = b.WriteTo(w)
}

func sniff(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer // want "a new `bytes.Buffer` is allocated per request"
	if _, err := io.CopyN(&b, http.MaxBytesReader(w, r.Body, 512), 128); err != nil {
		return
	}
	w.Header().Set("Content-Type", http.DetectContentType(b.Bytes()))
}
