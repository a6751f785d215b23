// Package names opens the file of a name among many.
package names

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
)

func mimetype(files []*zip.File) (string, error) {
	text := ""
	for _, f := range files {
		if f.Name == "mimetype" {
			r, err := f.Open()
			if err != nil {
				return "", err
			}
			defer r.Close() // want "`r` is released when the function returns"
			read, err := io.ReadAll(r)
			if err != nil {
				return "", err
			}
			text = string(read)
		}
	}
	if text == "" {
		return "", errors.New("no mimetype")
	}
	return text, nil
}

func readme(folder string, entries []os.DirEntry) ([]byte, error) {
	var text []byte
	for _, entry := range entries {
		if !entry.IsDir() && entry.Name() == "README" {
			f, err := os.Open(filepath.Join(folder, entry.Name()))
			if err != nil {
				return nil, err
			}
			defer f.Close() // want "`f` is released when the function returns"
			if text, err = io.ReadAll(f); err != nil {
				return nil, err
			}
		}
	}
	return text, nil
}
