// Package handed gives its buffers to what goes on using them, or needs none at all.
package handed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
)

type node struct{ address string }

func (n *node) call(method, path string, body io.ReadCloser) (*http.Response, error) {
	request, err := http.NewRequest(method, n.address+path, body)
	if err != nil {
		return nil, err
	}
	return http.DefaultTransport.RoundTrip(request)
}

type orders struct{ stock *node }

func (o *orders) place(w http.ResponseWriter, r *http.Request) {
	body := &bytes.Buffer{}
	if err := json.NewEncoder(body).Encode(r.Header); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	resp, err := o.stock.call(http.MethodPut, "/orders", io.NopCloser(body))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer func() { _ = resp.Body.Close() }()
	w.WriteHeader(resp.StatusCode)
}

func file(w http.ResponseWriter, _ *http.Request) {
	f, err := os.Open("page.html")
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	defer func() { _ = f.Close() }()
	_, _ = io.Copy(w, bufio.NewReader(f))
}
