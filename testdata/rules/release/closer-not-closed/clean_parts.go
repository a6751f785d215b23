// Package parts closes what owners hold by its field.
package parts

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"os"
)

// Content is a file and its size.
type Content struct {
	Data io.ReadCloser
	Size int64
}

// Close closes the file.
func (c *Content) Close() error { return c.Data.Close() }

// Find opens the content of a name.
func Find(name string) (*Content, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &Content{Data: file}, nil
}

func download(w http.ResponseWriter, r *http.Request) {
	content, err := Find(r.PathValue("name"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	defer func() {
		if err := content.Data.Close(); err != nil {
			println(err.Error())
		}
	}()
	_, _ = io.Copy(w, content.Data)
}

type packed struct {
	buf bytes.Buffer
	out *gzip.Writer
}

func (p *packed) Read(b []byte) (int, error) { return p.buf.Read(b) }

func (p *packed) Close() error { return p.out.Close() }

func pack() *packed {
	p := &packed{}
	p.out = gzip.NewWriter(&p.buf)
	return p
}

// What is never sent needs no end.
func rewrite(r *http.Request, change func([]byte) ([]byte, error)) error {
	body := pack()
	text, err := change(nil)
	if err != nil {
		return err
	}
	if _, err := body.out.Write(text); err != nil {
		return err
	}
	if err := body.Close(); err != nil {
		return err
	}
	r.Body = body
	return nil
}
