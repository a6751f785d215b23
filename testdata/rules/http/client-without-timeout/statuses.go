// Package statuses speaks of timeouts, but sets none.
package statuses

import (
	"errors"
	"io"
	"net"
	"net/http"
	"time"
)

func relay(w http.ResponseWriter, _ *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "http://prices/tea", nil)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	client := &http.Client{} // want "a client made here waits for ever"
	resp, err := client.Do(req)
	var failed net.Error
	if errors.As(err, &failed) && failed.Timeout() {
		w.WriteHeader(http.StatusGatewayTimeout)
		return
	}
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusRequestTimeout {
		w.WriteHeader(http.StatusGatewayTimeout)
		return
	}
	_, _ = io.Copy(w, resp.Body)
}

func cleanRelay(w http.ResponseWriter, _ *http.Request) {
	client := &http.Client{}
	client.Timeout = time.Second
	resp, err := client.Get("http://prices/tea")
	if err != nil {
		w.WriteHeader(http.StatusGatewayTimeout)
		return
	}
	defer resp.Body.Close()
	_, _ = io.Copy(w, resp.Body)
}
