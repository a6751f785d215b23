// Package entries reads what is in archives.
package entries

import (
	"archive/zip"
	"io"
)

func links(archive *zip.Reader) ([]string, error) {
	var found []string
	for _, file := range archive.File {
		entry, err := file.Open() // want "the entry of an archive in `entry` is never closed: one decompressor, which the next entry could have used, per call"
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(entry)
		if err != nil {
			return nil, err
		}
		found = append(found, string(text))
	}
	return found, nil
}

func closedLinks(archive *zip.Reader) ([]string, error) {
	var found []string
	for _, file := range archive.File {
		entry, err := file.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(entry)
		entry.Close()
		if err != nil {
			return nil, err
		}
		found = append(found, string(text))
	}
	return found, nil
}
