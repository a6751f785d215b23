// Package unpacked has a helper that unpacks bodies, and limits answers of others.
package unpacked

import (
	"compress/flate"
	"compress/gzip"
	"io"
	"net/http"
)

func register(mux *http.ServeMux) {
	mux.HandleFunc("/logs", logs)
	mux.HandleFunc("/metrics", metrics)
	mux.HandleFunc("/few", cleanFew)
}

func unpack(encoding string, body io.ReadCloser) (io.ReadCloser, error) {
	if encoding == "gzip" {
		return gzip.NewReader(body)
	}
	return body, nil
}

func unpackFew(encoding string, body io.Reader) (io.Reader, error) {
	body = io.LimitReader(body, 1<<20)
	if encoding == "gzip" {
		return gzip.NewReader(body)
	}
	return body, nil
}

func logs(w http.ResponseWriter, r *http.Request) {
	in, err := unpack(r.Header.Get("Content-Encoding"), r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	data, err := io.ReadAll(in) // want "reads all that compressed data gives"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(data)
}

func metrics(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body into memory"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "https://example.com/", nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	told, err := io.ReadAll(io.LimitReader(resp.Body, 1024))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	_, _ = w.Write(append(told, body...))
}

func cleanFew(w http.ResponseWriter, r *http.Request) {
	in, err := unpackFew(r.Header.Get("Content-Encoding"), r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	data, err := io.ReadAll(in)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(data)
}

// Each encoding is taken off in turn.
func unpackAll(w http.ResponseWriter, r *http.Request, encodings []string) error {
	reader := io.Reader(r.Body)
	for _, encoding := range encodings {
		switch encoding {
		case "gzip":
			unpacked, err := gzip.NewReader(reader)
			if err != nil {
				return err
			}
			reader = unpacked
		case "deflate":
			reader = flate.NewReader(reader)
		}
	}
	content, err := io.ReadAll(reader) // want "reads all|takes the whole request body"
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}
