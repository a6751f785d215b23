// Package given reads what handlers hand it.
package given

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
)

func decodeXML(from io.Reader, into any) error {
	source := from
	text, err := io.ReadAll(source) // want "`io.ReadAll` takes the whole request body into memory"
	if err != nil {
		return err
	}
	return xml.Unmarshal(text, into)
}

func decodeJSON(from io.ReadCloser, into any) error {
	defer from.Close()
	text, err := io.ReadAll(from) // want "`io.ReadAll` takes the whole request body into memory"
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func cleanDecodeLimited(from io.Reader, into any) error {
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func cleanDecodeOwn(from io.Reader, into any) error {
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

type names struct{ All []string }

func deleteAll(w http.ResponseWriter, r *http.Request) {
	var in names
	if decodeXML(r.Body, &in) != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func addAll(w http.ResponseWriter, r *http.Request) {
	var in names
	if decodeJSON(r.Body, &in) != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func cleanAddAll(w http.ResponseWriter, r *http.Request) {
	var in names
	if cleanDecodeLimited(io.LimitReader(r.Body, 1<<20), &in) != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	if cleanDecodeOwn(strings.NewReader("{}"), &in) != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func cleanAskedFirst(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > 1<<20 || r.ContentLength < 0 {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	_, _ = io.ReadAll(r.Body)
}

func askedElsewhere(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://size.example")
	if err != nil || resp.ContentLength > 1<<20 {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	_, _ = io.ReadAll(r.Body) // want "`io.ReadAll` takes the whole request body into memory"
}

type signer struct{ next http.RoundTripper }

func (s *signer) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("Sum", cleanSum(req))
	return s.next.RoundTrip(req)
}

func cleanSum(req *http.Request) string {
	text, err := io.ReadAll(req.Body)
	if err != nil {
		return ""
	}
	req.Body = io.NopCloser(strings.NewReader(string(text)))
	return string(text[:1])
}

func cleanReplaced(w http.ResponseWriter, r *http.Request) {
	r.Body = io.NopCloser(strings.NewReader("{}"))
	text, err := io.ReadAll(r.Body)
	if err != nil || len(text) == 0 {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func proxied(w http.ResponseWriter, r *http.Request) {
	s := &signer{next: http.DefaultTransport}
	resp, err := s.RoundTrip(r.Clone(r.Context()))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}
