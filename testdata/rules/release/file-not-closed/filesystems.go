// Package filesystems serves what a file system holds.
package filesystems

import (
	"io"
	"net/http"
)

func serve(mux *http.ServeMux, root string) {
	files := http.Dir(root)
	if exists(files, "index.html") {
		mux.HandleFunc("/", index(files))
	}
}

func index(files http.FileSystem) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		f, err := files.Open("index.html") // want "never closed"
		if err != nil {
			http.NotFound(w, nil)
			return
		}
		_, _ = io.Copy(w, f)
	}
}

func exists(files http.FileSystem, name string) bool {
	_, err := files.Open(name) // want result-discarded:"the file is dropped"
	return err == nil
}
