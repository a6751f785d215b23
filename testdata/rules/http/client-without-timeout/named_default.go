package nameddefault

import "net/http"

var client = http.DefaultClient

var bounded = http.DefaultClient

func init() { bounded.Timeout = timeout }

const timeout = 1 << 30

func relay(w http.ResponseWriter, _ *http.Request) {
	answer, err := client.Get("https://example.com/prices") // want "waits for ever"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	w.WriteHeader(answer.StatusCode)
}

func relayBounded(w http.ResponseWriter, _ *http.Request) {
	answer, err := bounded.Get("https://example.com/prices")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	w.WriteHeader(answer.StatusCode)
}
