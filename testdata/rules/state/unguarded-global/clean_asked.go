// Package clean keeps what it would have sent, if a test asks for it.
package clean

import "net/http"

var (
	isUnderTest bool
	sent        []string
	asked       = map[string]int{}
)

func send(w http.ResponseWriter, r *http.Request) {
	if isUnderTest {
		sent = append(sent, r.URL.Path)
		return
	}
	if inTestMode() {
		asked[r.URL.Path]++
	}
	w.WriteHeader(http.StatusAccepted)
}

func list(w http.ResponseWriter, r *http.Request) {
	for _, path := range sent {
		w.Write([]byte(path))
	}
	if asked[r.URL.Path] > 0 {
		w.WriteHeader(http.StatusOK)
	}
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/list", list)
	mux.HandleFunc("/send", send)
}

func inTestMode() bool { return isUnderTest }
