package clean

import (
	"errors"
	"io"
	"mime/multipart"
	"os"
)

// A conversion opens nothing, and the view that takes its place holds the same file.
func open(path string, limit int64) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	body := io.ReadCloser(f)
	if limit > 0 {
		body = &limited{file: f, left: limit}
		return body, nil
	}
	return body, nil
}

type limited struct {
	file *os.File
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, io.EOF
	}
	n, err := l.file.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

func (l *limited) Close() error { return l.file.Close() }

// A part of a form holds nothing: the next one ends it.
func second(form *multipart.Reader) (io.Reader, error) {
	part, err := form.NextPart()
	if err != nil {
		return nil, err
	}
	defer part.Close()
	if part.FormName() != "meta" {
		return nil, errors.New("no meta data")
	}
	part, err = form.NextPart()
	if err != nil {
		return nil, err
	}
	return part, nil
}
