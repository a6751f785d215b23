package status

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

var errGone = errors.New("gone")

// The branches choose the status, what follows writes the body.
func answer(w http.ResponseWriter, _ *http.Request, err error) {
	if errors.Is(err, errGone) {
		w.WriteHeader(http.StatusGone)
	} else {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_, _ = io.WriteString(w, "try again later")
}

func ready(w http.ResponseWriter, _ *http.Request) {
	err := check()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	} else {
		w.WriteHeader(http.StatusOK)
	}
	_, _ = w.Write([]byte("checked\n"))
}

func check() error { return nil }

// The other branch does something else.
func list(w http.ResponseWriter, _ *http.Request) {
	names, err := load()
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError) // want "goes on to `w.Write`"
	} else {
		names = append(names, "last")
	}
	body, _ := json.Marshal(names)
	_, _ = w.Write(body)
}

func load() ([]string, error) { return nil, nil }

// A status that something else than an error decides, and the body that goes with it.
func health(w http.ResponseWriter, _ *http.Request) {
	clients, failure := count()
	state := "up"
	if failure != "" {
		state = "down"
		w.WriteHeader(http.StatusInternalServerError)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"state": state, "clients": clients})
}

// What cannot be encoded is answered once more: that is not about the status.
func healthOrError(w http.ResponseWriter, _ *http.Request) {
	clients, failure := count()
	if failure != "" {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if err := json.NewEncoder(w).Encode(clients); err != nil {
		http.Error(w, "not to be encoded", http.StatusInternalServerError)
	}
}

func healthTwice(w http.ResponseWriter, _ *http.Request) {
	clients, failure := count()
	if failure != "" {
		w.WriteHeader(http.StatusServiceUnavailable) // want "goes on to `http.Error`"
	}
	if clients == 0 {
		http.Error(w, "nobody is here", http.StatusInternalServerError)
	}
}

func count() (int, string) { return 0, "" }

func check2(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.WriteHeader(http.StatusMethodNotAllowed) // want "goes on to `w.WriteHeader`"
	}
	w.WriteHeader(http.StatusOK)
	_, _ = io.WriteString(w, "ok")
}

func refuse(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		http.Error(w, "read only", http.StatusMethodNotAllowed) // want "goes on to `io.WriteString`"
	}
	_, _ = io.WriteString(w, "ok")
}
