// Package cases opens the elements of a certain kind.
package cases

import (
	"archive/zip"
	"path"
)

func parts(archive *zip.Reader, wanted string) (found []string, err error) {
	for _, file := range archive.File {
		switch path.Ext(file.Name) {
		case ".xml":
			part, err := file.Open()
			if err != nil {
				return nil, err
			}
			defer part.Close() // want "`part` is released when the function returns"
			found = append(found, file.Name)
		}
		switch file.Name {
		case wanted:
			part, err := file.Open()
			if err != nil {
				return nil, err
			}
			defer part.Close() // want "`part` is released when the function returns"
		}
	}
	return found, nil
}
