// Package fetched unpacks what it has got from another server.
package fetched

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
)

func unpack(packed *zip.File, folder string) error {
	in, err := packed.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(filepath.Join(folder, filepath.Base(packed.Name)))
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = io.Copy(out, in) // want "reads all that compressed data gives"
	return err
}

func fetch(url string) ([]byte, error) {
	res, err := http.Get(url) // want client-without-timeout:"waits for ever"
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(io.LimitReader(res.Body, 1<<20))
}

func renew(folder string) error {
	data, err := fetch("https://example.com/pages.zip")
	if err != nil {
		return err
	}
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, file := range packed.File {
		if err := unpack(file, folder); err != nil {
			return err
		}
	}
	return nil
}

func update(w http.ResponseWriter, _ *http.Request) {
	if err := renew("pages"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
