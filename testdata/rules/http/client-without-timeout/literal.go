// Package literal sends requests that are written down, which have no context.
package literal

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

var (
	patient = http.Client{}
	quick   = http.Client{Timeout: time.Second}
)

func relay(w http.ResponseWriter, r *http.Request) {
	resp, err := patient.Do(&http.Request{ // want "`patient.Do` waits for ever if the other side does not answer, per request"
		Method: http.MethodGet,
		URL:    &url.URL{Scheme: "http", Host: "prices"},
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	resp.Body.Close()
}

func relayQuickly(w http.ResponseWriter, r *http.Request) {
	resp, err := quick.Do(&http.Request{URL: r.URL})
	if err == nil {
		resp.Body.Close()
	}
}

func relayInTime(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	request := &http.Request{URL: r.URL}
	resp, err := patient.Do(request.WithContext(ctx))
	if err == nil {
		resp.Body.Close()
	}
}

// The request that is sent on has the context of the one that is served.
func forward(w http.ResponseWriter, r *http.Request) {
	resp, err := patient.Do(r)
	if err == nil {
		resp.Body.Close()
	}
}

func routes() {
	http.HandleFunc("/relay", relay)
	http.HandleFunc("/quickly", relayQuickly)
	http.HandleFunc("/in-time", relayInTime)
	http.HandleFunc("/forward", forward)
}
