// Package archive unpacks what a client has sent.
package archive

import (
	"archive/zip"
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

func restore(w http.ResponseWriter, r *http.Request) {
	packed, err := zip.OpenReader(filepath.Join("backups", filepath.Base(r.FormValue("name"))))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer packed.Close()
	for _, file := range packed.File {
		if err := unpack(file, "data"); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
}
