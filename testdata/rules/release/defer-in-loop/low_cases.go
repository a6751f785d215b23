// Package cases opens the elements of certain names.
package cases

import "archive/zip"

func parts(archive *zip.Reader) (found []string, err error) {
	for _, file := range archive.File {
		switch file.Name {
		case "document.xml":
			part, err := file.Open()
			if err != nil {
				return nil, err
			}
			defer part.Close() // want "`part` is released when the function returns"
			found = append(found, file.Name)
		}
	}
	return found, nil
}
