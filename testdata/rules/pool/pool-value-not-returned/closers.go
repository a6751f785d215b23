// Package closers hands out closers that put back what they read through.
package closers

import (
	"bufio"
	"io"
	"sync"
)

var readers = sync.Pool{New: func() any { return &reader{Reader: bufio.NewReader(nil)} }}

type reader struct{ *bufio.Reader }

type closing struct{ of *reader }

func (c closing) Read(to []byte) (int, error) { return c.of.Read(to) }

func (c closing) Close() error {
	readers.Put(c.of)
	return nil
}

func (r *reader) closer() io.ReadCloser { return closing{r} }

func open(in io.Reader) (io.ReadCloser, error) {
	taken, ok := readers.Get().(*reader)
	if !ok {
		return nil, io.ErrUnexpectedEOF
	}
	taken.Reset(in)
	return taken.closer(), nil
}

func copyAll(out io.Writer, in io.Reader) error {
	taken := readers.Get().(*reader)
	taken.Reset(in)
	from := taken.closer()
	defer from.Close()
	_, err := io.Copy(out, from)
	return err
}

func left(in io.Reader) (byte, error) {
	taken := readers.Get().(*reader) // want "never"
	taken.Reset(in)
	return taken.ReadByte()
}

var sized = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

func ofSize(in io.Reader, size int) *bufio.Reader {
	if taken, ok := sized.Get().(*bufio.Reader); ok && taken.Size() == size {
		taken.Reset(in)
		return taken
	}
	return bufio.NewReaderSize(in, size)
}
