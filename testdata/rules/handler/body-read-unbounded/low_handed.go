// Package handed unpacks what it has packed itself.
package handed

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"net/http"
)

type row struct{ Data string }

func unpack(packed string) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return nil, err
	}
	zip, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	defer zip.Close()
	var out bytes.Buffer
	if _, err := io.Copy(&out, zip); err != nil { // want "reads all that compressed data gives"
		return nil, err
	}
	return out.Bytes(), nil
}

func load() row { return row{} }

func history(w http.ResponseWriter, _ *http.Request) {
	text, err := unpack(load().Data)
	if err != nil {
		return
	}
	_, _ = w.Write(text)
}

func routes() {
	http.HandleFunc("/history", history)
}
