package asked

import (
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

func answer(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func startServer(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(answer))
	t.Cleanup(server.Close)
	return server
}

// What has no body leaves nothing open.
func TestOfPackage(t *testing.T) {
	server := httptest.NewServer(silent)
	defer server.Close()
	resp, err := http.Get(server.URL) // want "never closed"
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusAccepted {
		t.Error(resp.Status)
	}
}

func TestByHelper(t *testing.T) {
	server := startServer(t)
	resp, err := http.Get(server.URL) // want "never closed"
	if err != nil || resp.StatusCode != http.StatusNoContent {
		t.Fatal(err)
	}
}

func TestInPlace(t *testing.T) {
	asked := 0
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	resp, err := server.Client().Get(server.URL) // want "never closed"
	if err != nil || resp.StatusCode != http.StatusOK || asked != 1 {
		t.Fatal(err)
	}
}

// What a status without a body is made sure of leaves nothing open, whatever else is read.
func TestRemoved(t *testing.T) {
	base := remoteBase(t)
	listed, err := http.Get(base + "/things")
	if err != nil {
		t.Fatal(err)
	}
	defer listed.Body.Close()
	if _, err := io.ReadAll(listed.Body); err != nil {
		t.Fatal(err)
	}
	removed, err := http.Post(base+"/things/1/remove", "", nil) // want "never closed"
	if err != nil {
		t.Fatal(err)
	}
	equal(t, http.StatusNoContent, removed.StatusCode)
}

func equal(t *testing.T, want, got int) {
	t.Helper()
	if want != got {
		t.Fatalf("want %d, got %d", want, got)
	}
}

func remoteBase(t *testing.T) string {
	t.Helper()
	base := os.Getenv("THINGS")
	if base == "" {
		t.Skip("no server")
	}
	return base
}
