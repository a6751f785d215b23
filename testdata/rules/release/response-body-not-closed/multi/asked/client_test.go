package asked

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
)

var silent = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("X-Seen", "1")
	w.WriteHeader(http.StatusAccepted)
})

func TestBody(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "ok")
	}))
	defer server.Close()
	resp, err := http.Get(server.URL) // want "never closed"
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatal(err)
	}
}

// One of the two has a body.
func TestTwo(t *testing.T) {
	server := httptest.NewServer(silent)
	defer server.Close()
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	for _, url := range []string{server.URL, other.URL} {
		resp, err := http.Get(url) // want "never closed"
		if err != nil || resp.StatusCode == 0 {
			t.Fatal(err)
		}
	}
}

// Either status will do, and one of them comes with a body.
func TestEither(t *testing.T) {
	for _, path := range paths {
		resp, err := http.Get(base + path) // want "never closed"
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNoContent {
			t.Fatal(resp.Status)
		}
		if resp.StatusCode == http.StatusOK {
			var answer any
			if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var base, paths = os.Getenv("BASE"), os.Args
