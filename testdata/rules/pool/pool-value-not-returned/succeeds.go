// Package succeeding keeps what it has from a pool though nothing has failed.
package succeeding

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func short(w io.Writer, r io.Reader) error {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value in `buf` is not returned"
	buf.Reset()
	n, err := buf.ReadFrom(r)
	if err != nil {
		return errors.New("unreadable")
	}
	if n == 0 {
		return nil
	}
	_, err = buf.WriteTo(w)
	buffers.Put(buf)
	return err
}
