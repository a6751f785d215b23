// Package recursive hands files and what wraps them to functions that call themselves.
package recursive

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
)

func pack(root, target string) error {
	out, err := os.Create(target) // want "never closed"
	if err != nil {
		return err
	}
	archive := zip.NewWriter(out)
	defer archive.Close()
	return addFolder(archive, root)
}

func addFolder(archive *zip.Writer, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if !entry.IsDir() {
			if err := addFile(archive, path); err != nil {
				return err
			}
		} else if err := addFolder(archive, path); err != nil {
			return err
		}
	}
	return nil
}

func addFile(archive *zip.Writer, path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	entry, err := archive.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(entry, in)
	return err
}
