// Package handed gives its buffers to what only looks at them.
package handed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

func count(body *bytes.Buffer) int {
	lines := 0
	for _, b := range body.Bytes() {
		if b == '\n' {
			lines++
		}
	}
	return lines
}

func place(w http.ResponseWriter, r *http.Request) {
	body := &bytes.Buffer{} // want "a new `bytes.Buffer` is allocated per request"
	if err := json.NewEncoder(body).Encode(r.Header); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_, _ = w.Write([]byte{byte(count(body))})
}

func first(w http.ResponseWriter, r *http.Request) {
	lines := bufio.NewReader(r.Body) // want "bufio.Reader"
	line, err := lines.ReadString('\n')
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	_, _ = io.WriteString(w, line)
	_, _ = io.Copy(w, lines)
}
