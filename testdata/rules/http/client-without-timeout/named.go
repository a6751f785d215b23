// Package named has a client of its own that is called as the default one.
package named

import (
	"net/http"
	"time"
)

var DefaultClient = &http.Client{Timeout: time.Second}

func relay(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "http://upstream", nil)
	if err != nil {
		return
	}
	if resp, err := http.DefaultClient.Do(req); err == nil { // want "`http.DefaultClient.Do` waits for ever"
		_ = resp.Body.Close()
	}
	if resp, err := DefaultClient.Do(req); err == nil {
		_ = resp.Body.Close()
	}
}

func copied(w http.ResponseWriter, r *http.Request) {
	client := http.DefaultClient
	req, err := http.NewRequest(http.MethodGet, "http://upstream", nil)
	if err != nil {
		return
	}
	if resp, err := client.Do(req); err == nil { // want "`client.Do` waits for ever"
		_ = resp.Body.Close()
	}
}

func own(w http.ResponseWriter, r *http.Request) {
	client := DefaultClient
	req, err := http.NewRequest(http.MethodGet, "http://upstream", nil)
	if err != nil {
		return
	}
	if resp, err := client.Do(req); err == nil {
		_ = resp.Body.Close()
	}
}
