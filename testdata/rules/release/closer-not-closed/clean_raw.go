// Package raw copies entries of archives as they are packed: such a reader has nothing to close.
package raw

import (
	"io"

	"github.com/klauspost/compress/zip"
)

func cleanCopy(to *zip.Writer, from *zip.File) error {
	head := from.FileHeader
	w, err := to.CreateRaw(&head)
	if err != nil {
		return err
	}
	packed, err := from.OpenRaw()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, packed)
	return err
}
