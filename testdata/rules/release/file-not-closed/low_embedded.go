// Package lowembedded serves a site that is embedded, by way of an interface.
package lowembedded

import (
	"embed"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
)

//go:embed *.go
var site embed.FS

func assets() (http.FileSystem, error) {
	sub, err := fs.Sub(site, filepath.Dir("assets/index.html"))
	if err != nil {
		return nil, err
	}
	return http.FS(sub), nil
}

func page(files http.FileSystem) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		f, err := files.Open("index.html") // want "never closed"
		if err != nil {
			http.NotFound(w, nil)
			return
		}
		_, _ = io.Copy(w, f)
	}
}
