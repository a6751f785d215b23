package p

import (
	"io"
	"net/http"
	"testing"
)

func isTrue(t *testing.T, ok bool) {
	t.Helper()
	if !ok {
		t.Fatal("it does not hold")
	}
}

func TestDeleted(t *testing.T) {
	first, err := http.Get("http://localhost:8080/items")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Body.Close()
	if _, err := io.ReadAll(first.Body); err != nil {
		t.Fatal(err)
	}
	one, err := http.Get("http://localhost:8080/items/1/delete") // want "the response body in `one` is never closed"
	if err != nil {
		t.Fatal(err)
	}
	isTrue(t, one.StatusCode == http.StatusNoContent)
	two, err := http.Get("http://localhost:8080/items/2/delete")
	if err == nil && two.StatusCode != http.StatusNoContent {
		t.Fatal(two.Status)
	}
	three, err := http.Get("http://localhost:8080/items/3/delete")
	if err != nil {
		t.Fatal(err)
	}
	switch three.StatusCode {
	case http.StatusNoContent:
	default:
		t.Fatal(three.Status)
	}
}
