// Package failure makes its buffers where a request has failed.
package failure

import (
	"bytes"
	"encoding/json"
	"net/http"
)

func answer(w http.ResponseWriter, r *http.Request, err error) {
	text := bytes.NewBuffer(nil)
	if encoded := json.NewEncoder(text).Encode(map[string]string{"error": err.Error(), "path": r.URL.Path}); encoded == nil {
		_, _ = w.Write(text.Bytes())
	}
}

// Only who is lost comes here.
func unknown(w http.ResponseWriter, r *http.Request) {
	page := new(bytes.Buffer)
	for _, name := range []string{"a", "b"} {
		page.WriteString(name + r.Host)
	}
	w.WriteHeader(http.StatusNotFound)
	_, _ = page.WriteTo(w)
}
