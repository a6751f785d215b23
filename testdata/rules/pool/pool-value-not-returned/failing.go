// Package failing keeps what it has from a pool where something fails.
package failing

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func copied(w io.Writer, r io.Reader) error {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value in `buf` is not returned"
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	_, err := buf.WriteTo(w)
	buffers.Put(buf)
	return err
}

var readers sync.Pool

func unpacker(r io.Reader) (*gzip.Reader, error) {
	v := readers.Get() // want "pooled value in `v` is not returned"
	if v == nil {
		return gzip.NewReader(r)
	}
	unpacked := v.(*gzip.Reader)
	if err := unpacked.Reset(r); err != nil {
		return nil, err
	}
	return unpacked, nil
}
