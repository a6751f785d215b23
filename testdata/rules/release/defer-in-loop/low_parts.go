// Package parts reads forms: asking for the next part ends the one before.
package parts

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
)

func sizes(r *http.Request) (int64, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return 0, err
	}
	return total(form)
}

func total(form *multipart.Reader) (int64, error) {
	var sum int64
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return sum, nil
		}
		if err != nil {
			return 0, err
		}
		defer part.Close() // want "`part` is released when the function returns"
		n, err := io.Copy(io.Discard, part)
		if err != nil {
			return 0, err
		}
		sum += n
	}
}
