// Package kinds opens all files of a kind.
package kinds

import (
	"archive/zip"
	"io"
)

func sizes(files []*zip.File, last string) (int64, error) {
	var all int64
	for _, f := range files {
		if f.Comment == "text" {
			r, err := f.Open()
			if err != nil {
				return 0, err
			}
			defer r.Close() // want "`r` is released when the function returns"
			n, err := io.Copy(io.Discard, r)
			if err != nil {
				return 0, err
			}
			all += n
		}
		if f.Name == last {
			continue
		}
		r, err := f.OpenRaw()
		if err != nil {
			return 0, err
		}
		n, err := io.Copy(io.Discard, r)
		if err != nil {
			return 0, err
		}
		all += n
	}
	return all, nil
}
